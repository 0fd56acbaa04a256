use std::collections::BTreeMap;
use std::sync::Arc;

use fortrolig::access::SessionToken;
use fortrolig::registry::{People, Unlock};

use super::rows::{About, Door};
use crate::support::answers::{today, written};
use crate::support::staff::{
    ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, COLLEAGUE, ENVOY, EXPERT, LEAD, OTHER_LEAD, STATISTICIAN,
};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

/// Somebody of a role, who goes from door to door.
#[derive(Clone, Copy)]
pub(super) struct Walker {
    pub(super) role: &'static str,
    login: &'static str,
    name: &'static str,
}

/// One of each role.
pub(super) const WALKERS: [Walker; 7] = [
    Walker { role: "adviser", login: ADVISER, name: "Kari Demo" },
    Walker { role: "envoy", login: ENVOY, name: "Olav Demo" },
    Walker { role: "team-lead", login: LEAD, name: "Anne Demo" },
    Walker { role: "statistician", login: STATISTICIAN, name: "Tor Demo" },
    Walker { role: "approver", login: APPROVER, name: "Unni Demo" },
    Walker { role: "administrator", login: ADMINISTRATOR, name: "Vera Demo" },
    Walker { role: "auditor", login: AUDITOR, name: "Wenche Demo" },
];

/// Somebody who has typed her passphrase and shown no second factor.
pub(super) const HALFWAY: &str = EXPERT;

const SESSION: &str = "__Host-session";

/// What there is to be asked for, and who asks.
pub(super) struct Things {
    people: Arc<People>,
    persons: BTreeMap<&'static str, Person>,
    /// Each one's case.
    cases: BTreeMap<&'static str, String>,
    /// Each one's account, by her name.
    accounts: BTreeMap<&'static str, String>,
    /// Proposals, by who decides them.
    proposals: Vec<(&'static str, String)>,
    /// An emergency in which the adviser has opened her colleague's case, and one in which the other team's lead has.
    emergencies: [String; 2],
    /// A table that the statistician has asked for.
    table: String,
    /// Doors at which a refusal could be told from what is not there.
    pub(super) oracles: Vec<String>,
}

impl Things {
    pub(super) fn made(registry: &TestRegistry, server: &Server<'_>) -> Self {
        let site = registry.site();
        let opened = People::open(&site, Unlock::File, registry.clock.clock());
        let people = rocket::async_main(opened).expect("the people's part opens");
        let mut cases = BTreeMap::new();
        for login in [ADVISER, COLLEAGUE, LEAD, OTHER_LEAD, ENVOY] {
            cases.insert(login, server.sign_in(login).registers(&Answers::case()));
        }
        let mut persons: BTreeMap<&'static str, Person> =
            WALKERS.map(|walker| (walker.login, server.sign_in(walker.login))).into();
        let administrator = persons.get_mut(ADMINISTRATOR).expect("one of each role");
        let mut accounts = BTreeMap::new();
        for name in WALKERS.map(|walker| walker.name).into_iter().chain(["Lise Demo", "Berit Demo"]) {
            accounts.insert(name, last_part(&administrator.account(name)));
        }
        let team = Answers::none().with("service", "MR").with("name", "Innlandet");
        let mut proposals = vec![
            ("a lead", last_part(&administrator.proposes_adviser("ny.i.oslo", "Nina Demo", "Oslo"))),
            ("the auditor", last_part(&administrator.proposes("/teams/new", &team))),
        ];
        let statistician = persons.get_mut(STATISTICIAN).expect("one of each role");
        let year = today().year() - 1;
        let mut proposes = |form: &str, page: &str, answers: &Answers| {
            assert_eq!(statistician.fill_in(page, form, answers).status, 303, "{form}");
            let page = statistician.opens("/approvals");
            let ids = page.body.split("href=\"/approvals/").skip(1);
            ids.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect::<Vec<_>>()
        };
        let none = Answers::none();
        proposes(&format!("/periods/KT/{year}/freezing"), "/periods", &none);
        let release = proposes(&format!("/periods/KT/{year}/release"), "/periods", &none);
        proposals.push(("the approver", release.first().expect("a release is proposed").clone()));
        let before = year - 1;
        for service in ["MR", "SU", "KT"] {
            proposes(&format!("/periods/{service}/{before}/freezing"), "/periods", &none);
        }
        // Of a year in which nothing happened: everybody sees it from today, once somebody has agreed.
        let answers = none.with("year", before.to_string()).with("publish_on", written(today()));
        let all = proposes("/annual/new", "/annual/new", &answers);
        let annual = all.into_iter().find(|id| !release.contains(id)).expect("an annual release is proposed");
        proposals.push(("of all services", annual));
        let table = table(&mut persons, before - 1);
        let adviser = persons.get_mut(ADVISER).expect("one of each role");
        let emergencies = [
            emergency(adviser, &cases[COLLEAGUE]),
            emergency(&mut server.sign_in(OTHER_LEAD), &cases[ADVISER]),
        ];
        Self { people, persons, cases, accounts, proposals, emergencies, table, oracles: Vec::new() }
    }

    pub(super) fn person(&self, walker: Walker) -> Person {
        self.persons[walker.login].clone()
    }

    /// Her cookies may have changed on the way.
    pub(super) fn keep(&mut self, walker: Walker, person: Person) {
        self.persons.insert(walker.login, person);
    }

    /// What stands in the place of a door's parameters, by how somebody stands to it.
    fn addresses(&self, door: &Door, walker: Option<Walker>) -> Vec<(&'static str, String)> {
        let with = |name: &str, value: &str| door.path.replace(name, value);
        let year = today().year() - 1;
        match door.about {
            About::Nothing => vec![("", door.path.to_owned())],
            About::Language => vec![("", with("<tag>", "nn")), ("missing", with("<tag>", "xx"))],
            About::File => vec![("missing", with("<fingerprint>", "0").replace("<name>", "fortrolig.css"))],
            About::Link => vec![("missing", with("<link>", &"0".repeat(96)))],
            About::Release => vec![("made", with("<number>", "1")), ("missing", with("<number>", "99"))],
            About::ReleaseFile => {
                let all = [("unpublished", "1.csv"), ("workbook", "1.xlsx"), ("JSON-stat", "1.json")];
                all.into_iter()
                    .chain([("missing", "99.csv")])
                    .map(|(of, name)| (of, with("<file>", name)))
                    .collect()
            }
            About::AnnualFile => {
                let all = [
                    ("signed", "1.json"),
                    ("table", "1.csv"),
                    ("workbook", "1.xlsx"),
                    ("JSON-stat", "1.stat.json"),
                    ("missing", "99.csv"),
                ];
                all.map(|(of, name)| (of, with("<file>", name))).into()
            }
            About::AnnualTable => {
                let table = "cases-service-referral_source";
                let of = |number: &str, service: &str| {
                    let path = with("<number>", number).replace("<table>", table);
                    path.replace("<service>", service)
                };
                vec![("made", of("1", "MR")), ("no service", of("1", "FT")), ("missing", of("99", "MR"))]
            }
            About::ReleaseTable => {
                let of = |number: &str| with("<number>", number).replace("<table>", "cases-gender");
                vec![("made", of("1")), ("missing", of("99"))]
            }
            About::Table | About::TableFile => {
                let of = |question: &str| {
                    with("<question>", question).replace("<file>", &format!("{question}.json"))
                };
                vec![("asked", of(&self.table)), ("missing", of("cases-gender-2009"))]
            }
            About::Period => {
                let of = |service: &str, year: i32| {
                    with("<service>", service).replace("<year>", &year.to_string())
                };
                vec![("", of("MR", year)), ("missing", of("XX", year))]
            }
            About::Account => {
                let own = walker.map(|walker| ("own", self.accounts[walker.name].as_str()));
                let team = walker.filter(|walker| [ADVISER, LEAD].contains(&walker.login));
                let team = team.map(|_| ("team", self.accounts["Lise Demo"].as_str()));
                let rest = [("other", self.accounts["Berit Demo"].as_str()), ("missing", NOBODY)];
                let all = own.into_iter().chain(team).chain(rest);
                all.map(|(relation, id)| (relation, with("<user>", id))).collect()
            }
            About::Emergency => {
                let [advisers, others] = &self.emergencies;
                let all = [("the adviser's", advisers.as_str()), ("another's", others), ("missing", NOBODY)];
                all.map(|(of, id)| (of, with("<emergency>", id))).into()
            }
            About::Approval => {
                let all = self.proposals.iter().map(|(decider, id)| (*decider, id.as_str()));
                all.chain([("missing", NOBODY)]).map(|(of, id)| (of, with("<approval>", id))).collect()
            }
            About::Case => {
                let login = walker.map_or("", |walker| walker.login);
                let team = match login {
                    ADVISER => Some(COLLEAGUE),
                    LEAD => Some(ADVISER),
                    _ => None,
                };
                let other = if [ADVISER, LEAD].contains(&login) { OTHER_LEAD } else { COLLEAGUE };
                let own = self.cases.get(login).map(|number| ("own", number.as_str()));
                let team = team.map(|login| ("team", self.cases[login].as_str()));
                let rest = [("other", self.cases[other].as_str()), ("missing", "00000-00000")];
                let all = own.into_iter().chain(team).chain(rest);
                all.map(|(relation, number)| (relation, with("<number>", number))).collect()
            }
        }
    }

    /// Tries a door with everything that may stand behind it; gives the answers as words.
    pub(super) fn try_door(&mut self, door: &Door, person: &mut Person, walker: Option<Walker>) -> String {
        let mut said = Vec::new();
        let mut refused: Option<Page> = None;
        for (relation, path) in self.addresses(door, walker) {
            let page = match door.method {
                "GET" => person.get(&path),
                _ => {
                    let answers = Answers::none().with("token", self.token(person, &path));
                    person.post(&path, &answers).sent()
                }
            };
            let to = page.location().split('?').next().unwrap_or_default().to_owned();
            let led = if to.is_empty() || door.path == "/static/<fingerprint>/<name>" {
                String::new()
            } else {
                format!(" to {}", self.without_ids(&to))
            };
            said.push(format!("{relation} {}{led}", page.status).trim().to_owned());
            // What is refused must look like what is not there.
            if relation != "missing" {
                refused = refused.or_else(|| (page.status == 404).then_some(page));
            } else if refused.as_ref().is_some_and(|refused| !same(refused, &page)) {
                self.oracles.push(format!("{} {path}", door.method));
            }
        }
        said.join(", ")
    }

    /// What proves that a form is ours, whether or not a page has offered it.
    fn token(&self, person: &Person, path: &str) -> String {
        let session = person.cookies.get(SESSION).and_then(|value| SessionToken::parse(value));
        match session {
            Some(token) if path != "/sign-in" => hex::encode(self.people.form_token(token.bytes(), path)),
            _ => "0".repeat(64),
        }
    }

    fn without_ids(&self, path: &str) -> String {
        let mut path = path.to_owned();
        let ids = self.proposals.iter().map(|(_, id)| id).chain(&self.emergencies);
        for id in self.cases.values().chain(self.accounts.values()).chain(ids) {
            path = path.replace(id, "…");
        }
        // What is proposed on the way has an id that nobody knows before.
        match path.strip_prefix("/approvals/") {
            Some(rest) if !rest.contains('/') => "/approvals/…".to_owned(),
            _ => path,
        }
    }
}

/// An id that nothing has.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// Publishes a year in which nothing happened and asks for a table of it; gives the question.
fn table(persons: &mut BTreeMap<&'static str, Person>, year: i32) -> String {
    let statistician = persons.get_mut(STATISTICIAN).expect("one of each role");
    let waiting = |person: &mut Person| -> Vec<String> {
        let page = person.opens("/approvals");
        let ids = page.body.split("href=\"/approvals/").skip(1);
        ids.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
    };
    let before = waiting(statistician);
    for service in ["MR", "SU", "KT"] {
        let act = format!("/periods/{service}/{year}/freezing");
        assert_eq!(statistician.fill_in("/periods", &act, &Answers::none()).status, 303, "{service}");
    }
    let answers = Answers::none().with("year", year.to_string()).with("publish_on", written(today()));
    assert_eq!(statistician.fill_in("/annual/new", "/annual/new", &answers).status, 303);
    let proposal = waiting(statistician).into_iter().find(|id| !before.contains(id)).expect("it waits");
    let approver = persons.get_mut(APPROVER).expect("one of each role");
    approver.approves(&format!("/approvals/{proposal}"));
    let statistician = persons.get_mut(STATISTICIAN).expect("one of each role");
    let answers =
        Answers::none().with("unit", "cases").with("first", "gender").with("years", year.to_string());
    let page = statistician.fill_in("/tables/new", "/tables/new", &answers);
    assert_eq!(page.status, 303, "{:?}", page.problems());
    last_part(page.location())
}

/// Opens a case in an emergency; gives the id of the emergency.
fn emergency(person: &mut Person, number: &str) -> String {
    let answers = Answers::none().with("number", number).with("category", "LIV");
    let answers = answers.with("reason", "Det brenner, og ingen andre er her.");
    let page = person.fill_in("/emergencies/new", "/emergencies/new", &answers);
    assert_eq!(page.status, 303, "{:?}", page.problems());
    last_part(page.location().trim_end_matches("/case"))
}

/// The id at the end of an address.
fn last_part(address: &str) -> String {
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Whether two answers are the same but for what is made anew each time and the address itself.
fn same(one: &Page, other: &Page) -> bool {
    let plain = |page: &Page| {
        let mut body = page.body.clone();
        while let Some(at) = body.find("value=\"").filter(|at| body[at + 7..].len() > 64) {
            body.replace_range(at..at + 7, "value='");
            let end = at + 7 + 64;
            if body.is_char_boundary(end)
                && body[at + 7..end].bytes().all(|letter| letter.is_ascii_hexdigit())
            {
                body.replace_range(at + 7..end, "TOKEN");
            }
        }
        body
    };
    one.status == other.status && plain(one) == plain(other)
}
