use std::sync::Arc;

use askama::Template;
use rocket::{State, get};
use time::Date;

use super::questions::team_choices;
use super::said::{last_day, mark, role, standing};
use super::told::{Told, told};
use super::{PATH, address};
use crate::access::{Name, Relation, policy};
use crate::domain::{Role, Standing, Team, Term};
use crate::locale::{Words, sort_key};
use crate::registry::{Account, People};
use crate::web::error::Answer;
use crate::web::form::{Choice, Choices, Question};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

/// The filter as it stands in the address.
#[derive(Clone, Copy, Debug, Default, rocket::FromForm)]
pub(in crate::web) struct Filter<'r> {
    team: Option<&'r str>,
    role: Option<&'r str>,
    show: Option<&'r str>,
}

#[derive(Template)]
#[template(path = "people/people.html")]
struct PeoplePage {
    frame: Frame,
    may_propose: bool,
    closed: bool,
    /// How many roles have ended or end soon, as a sentence.
    ending: Option<String>,
    team: Choices,
    role: Choices,
    show: Choices,
    filtered: bool,
    told: Vec<Told>,
    rows: Vec<Row>,
}

struct Row {
    address: String,
    name: String,
    login: String,
    role: String,
    team: String,
    until: String,
    mark: Option<(&'static str, String)>,
    standing: String,
    sessions: usize,
    factors: String,
}

/// The accounts she may see: everybody's, or those of her own team.
#[get("/people?<closed>&<filter..>")]
pub(in crate::web) async fn list(
    person: SignedIn,
    people: &State<Arc<People>>,
    filter: Filter<'_>,
    closed: Option<&str>,
) -> Answer<Page> {
    let words = person.words;
    let today = people.clock().today();
    let accounts = people.accounts(&person.actor).await?;
    let teams: Vec<Team> = match person.actor.team() {
        Some(own) => vec![own.clone()],
        None => people.teams().await?,
    };
    let ending = accounts.iter().filter(|account| is_ending(account, today)).count();
    let mut shown: Vec<&Account> = accounts.iter().filter(|account| filter.takes(account, today)).collect();
    shown.sort_by_cached_key(|account| {
        let team = account.team.as_ref().map(|team| sort_key(&team.name));
        (account.staff.standing == Standing::Left, team, sort_key(&account.staff.name))
    });
    let ask = |name, key: &str| Question::new(name, words.say(key));
    let roles = Role::ALL.map(|known| Choice::new(known.as_str(), role(&words, known)));
    let show = [("ending", "people-show-ending"), ("closed", "people-show-left")]
        .map(|(code, key)| Choice::new(code, words.say(key)));
    Ok(Page::of(&PeoplePage {
        frame: person.frame("people-title", PATH),
        may_propose: policy::permits(person.actor.role(), Name::ProposeStaff, Relation::Own),
        closed: closed.is_some(),
        ending: (ending > 0).then(|| words.say_n("people-ending-count", ending as u64)),
        team: Choices::new(ask("team", "people-team"), team_choices(&words, &teams))
            .choosing(filter.team)
            .or_else("cases-filter-any"),
        role: Choices::new(ask("role", "people-role"), roles.into())
            .choosing(filter.role)
            .or_else("cases-filter-any"),
        show: Choices::new(ask("show", "people-show"), show.into())
            .choosing(filter.show)
            .or_else("people-show-in-use"),
        filtered: filter.is_set(),
        told: told(&person).await?,
        rows: shown.into_iter().map(|account| row(&words, account, today)).collect(),
    }))
}

impl Filter<'_> {
    /// Closed accounts are shown to whoever asks for them, and to nobody else.
    fn takes(&self, account: &Account, today: Date) -> bool {
        let staff = &account.staff;
        let left = staff.standing == Standing::Left;
        let shown = match filled(self.show) {
            Some("closed") => left,
            Some("ending") => is_ending(account, today),
            _ => !left,
        };
        shown
            && filled(self.role).is_none_or(|role| staff.role.as_str() == role)
            && filled(self.team).is_none_or(|team| staff.team.is_some_and(|own| own.0.to_string() == team))
    }

    fn is_set(&self) -> bool {
        [self.team, self.role, self.show].into_iter().any(|value| filled(value).is_some())
    }
}

fn filled(value: Option<&str>) -> Option<&str> {
    value.filter(|value| !value.is_empty())
}

/// Whether it is time to renew the role, or past it.
fn is_ending(account: &Account, today: Date) -> bool {
    account.staff.standing != Standing::Left && account.staff.term(today) != Term::Running
}

fn row(words: &Words, account: &Account, today: Date) -> Row {
    let staff = &account.staff;
    Row {
        address: address(staff.id),
        name: staff.name.clone(),
        login: staff.login.clone(),
        role: role(words, staff.role),
        team: account.team.as_ref().map(|team| team.name.clone()).unwrap_or_default(),
        until: last_day(words, staff),
        mark: mark(words, staff, today),
        standing: standing(words, staff.standing),
        sessions: account.sessions,
        factors: words.say(if account.suffices { "people-factors-suffice" } else { "people-factors-lack" }),
    }
}
