//! What people do with accounts and proposals, page by page.

use fortrolig::access::TotpSecret;
use time::Duration;

use super::answers::{today, written};
use super::clock::TestClock;
use super::{Answers, Page, Person};

/// Where accounts are proposed.
pub(crate) const NEW: &str = "/people/new";

/// The passphrase of whoever comes in by a link.
pub(crate) const CHOSEN: &str = "trikken stanset ved porten";

impl Answers {
    /// The answers that propose an account without a team, for half a year.
    pub(crate) fn account(login: &str, name: &str, role: &str) -> Self {
        Self::none()
            .with("login", login)
            .with("name", name)
            .with("role", role)
            .with("until", written(today() + Duration::days(180)))
    }
}

impl Person {
    /// The address of somebody's account, as the list of people has it.
    pub(crate) fn account(&mut self, name: &str) -> String {
        self.find_account(name).unwrap_or_else(|| panic!("{name} is in the list"))
    }

    /// The address of somebody's account, if the list has it.
    pub(crate) fn find_account(&mut self, name: &str) -> Option<String> {
        let page = self.opens("/people");
        let mut links = page.body.split("href=\"/people/").skip(1).filter_map(|rest| rest.split_once("\">"));
        links.find(|(_, rest)| rest.starts_with(&format!("{name}<"))).map(|(id, _)| format!("/people/{id}"))
    }

    /// What the form at `path` calls the team whose name begins so.
    pub(crate) fn team(&mut self, path: &str, name: &str) -> String {
        let choices = self.opens(path).form(path).choices("team");
        let team = choices.into_iter().find(|(_, label)| label.starts_with(name));
        team.map(|(id, _)| id).unwrap_or_else(|| panic!("{name} is a team"))
    }

    /// Proposes what the form at `path` asks for, and gives the proposal's address.
    pub(crate) fn proposes(&mut self, path: &str, answers: &Answers) -> String {
        let page = self.fill_in(path, path, answers);
        assert_eq!(page.status, 303, "{}: {:?}", page.heading(), page.problems());
        let (proposal, _) = page.location().split_once("?proposed").expect("a proposal's address");
        proposal.to_owned()
    }

    /// Proposes a new adviser in the team whose name begins so.
    pub(crate) fn proposes_adviser(&mut self, login: &str, name: &str, team: &str) -> String {
        let team = self.team(NEW, team);
        self.proposes(NEW, &Answers::account(login, name, "adviser").with("team", team))
    }

    /// Proposes a change of somebody's account: what the form has, but for these answers.
    pub(crate) fn proposes_change(&mut self, account: &str, changed: &[(&str, &str)]) -> String {
        let path = format!("{account}/changes");
        let mut answers = self.opens(&path).form(&path).answers();
        for (name, answer) in changed {
            answers = answers.with(name, *answer);
        }
        self.proposes(&path, &answers)
    }

    /// Answers a proposal with the button that goes to its `last` part, as its page stands now.
    pub(crate) fn answers(&mut self, proposal: &str, last: &str) -> Page {
        let action = format!("{proposal}/{last}");
        let answers = self.opens(proposal).form(&action).answers();
        self.post(&action, &answers).sent()
    }

    /// Agrees to a proposal that makes no link.
    pub(crate) fn approves(&mut self, proposal: &str) {
        let page = self.answers(proposal, "approval");
        assert_eq!(page.status, 303, "{}: {:?}", page.heading(), page.problems());
        assert_eq!(page.location(), format!("{proposal}?approved"));
    }

    /// Agrees to a proposal that makes a link, and gives the path of the link.
    pub(crate) fn approves_for_link(&mut self, proposal: &str) -> String {
        let page = self.answers(proposal, "approval");
        assert_eq!(page.status, 200, "{}: {:?}", page.heading(), page.problems());
        links(&page).remove(0)
    }

    /// Chooses a passphrase by a link, and gives the answer.
    pub(crate) fn activates(&mut self, link: &str) -> Page {
        self.fill_in(link, link, &Answers::none().with("passphrase", CHOSEN).with("repeated", CHOSEN))
    }

    /// Takes one-time codes into use on the way in, and comes in.
    pub(crate) fn enrols(&mut self, clock: &TestClock) {
        const TELEPHONE: &str = "/factors/telephone";
        let page = self.opens(TELEPHONE);
        let (_, secret) = page.body.split_once("<code class=\"secret\" translate=\"no\">").expect("a secret");
        let secret: String = secret.chars().take_while(|sign| *sign != '<').filter(|s| *s != ' ').collect();
        let bytes = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).expect("base 32");
        let secret = TotpSecret::from_bytes(bytes.try_into().expect("160 bits"));
        let answers = page.form(TELEPHONE).answers().with("code", secret.code_at(clock.now()));
        let page = self.post(TELEPHONE, &answers).sent();
        assert_eq!(page.status, 303, "{:?}", page.problems());
        let page = self.fill_in("/factors", "/factors/done", &Answers::none());
        assert_eq!((page.status, page.location()), (303, "/"));
    }
}

/// The paths of the links that a page shows for handing over.
pub(crate) fn links(page: &Page) -> Vec<String> {
    let links = page.body.split("<code>http://").skip(1).filter_map(|rest| rest.split_once("</code>"));
    links.filter_map(|(link, _)| link.find('/').map(|at| link[at..].to_owned())).collect()
}
