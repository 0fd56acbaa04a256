//! Cases that go from one colleague to another in a team, above all when one leaves.

use askama::Template;
use rocket::response::Redirect;
use rocket::{Route, State, get, post, routes};
use uuid::Uuid;

use crate::domain::{CaseNumber, Status, UserId};
use crate::locale::{Value, Words};
use crate::registry::{Error as RegistryError, Handing, Holding, Registry, Which};
use crate::web::error::{Answer, Error};
use crate::web::form::{Choice, Choices, Problems, Question};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

const PATH: &str = "/hand-over";
/// What stands in the form for every case.
const ALL: &str = "all";

pub(super) fn routes() -> Vec<Route> {
    routes![list, ask, hand_over]
}

#[derive(Template)]
#[template(path = "hand_over/holdings.html")]
struct HoldingsPage {
    frame: Frame,
    handed: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    address: String,
    name: String,
    works_here: bool,
    open: usize,
    all: usize,
}

#[derive(Template)]
#[template(path = "hand_over/hand_over.html")]
struct HandOverPage {
    frame: Frame,
    problems: Problems,
    who: String,
    cases: Choices,
    to: Choices,
    address: String,
    token: String,
}

/// Who has cases in her team: first those who have left theirs behind.
#[get("/hand-over?<handed>")]
async fn list(person: SignedIn, handed: Option<u64>, registry: &State<Registry>) -> Answer<Page> {
    let holdings = registry.holdings(&person.actor).await?;
    let row = |holding: &Holding| Row {
        address: address(holding.user),
        name: holding.name.clone(),
        works_here: holding.works_here,
        open: holding.held.open,
        all: holding.held.all,
    };
    Ok(Page::of(&HoldingsPage {
        frame: person.frame("handover-title", PATH),
        handed: handed.map(|handed| person.words.say_n("handover-done", handed)),
        rows: holdings.iter().map(row).collect(),
    }))
}

/// Asks which of somebody's cases, and who takes them.
#[get("/hand-over/<user>")]
async fn ask(user: &str, person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let user = parse(user).ok_or(Error::NOT_FOUND)?;
    let handing = registry.handing(&person.actor, user).await?;
    let form = Posted::answering("cases", ALL.to_owned());
    Ok(Page::of(&page(&person, &handing, &form, Problems::default())))
}

/// Hands them over.
#[post("/hand-over/<user>", data = "<form>")]
async fn hand_over(
    user: &str,
    person: SignedIn,
    form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let user = parse(user).ok_or(Error::NOT_FOUND)?;
    let handing = registry.handing(&person.actor, user).await?;
    let mut problems = Problems::default();
    let which = match form.one("cases") {
        ALL => Some(Which::All),
        number => CaseNumber::parse(number).map(Which::One),
    };
    if which.is_none() {
        problems.add("cases", person.words.say("handover-cases-missing"));
    }
    let to = parse(form.one("to"));
    if to.is_none() {
        problems.add("to", person.words.say("handover-to-missing"));
    }
    if let (Some(which), Some(to)) = (which, to) {
        match registry.hand_over(&person.actor, user, to, which).await {
            Ok(handed) => return Ok(Ok(Redirect::to(format!("{PATH}?handed={handed}")))),
            Err(RegistryError::Inadmissible(_)) => {
                problems.add("to", person.words.say("handover-to-wrong"));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Err(Page::again(&page(&person, &handing, &form, problems))))
}

fn page(person: &SignedIn, handing: &Handing, form: &Posted, problems: Problems) -> HandOverPage {
    let words = person.words;
    let address = address(handing.holding.user);
    let frame = person.frame("handover-one", &address).marked().failed_for(&problems);
    let all = u64::try_from(handing.holding.held.all).unwrap_or(u64::MAX);
    let mut cases = vec![Choice::new(ALL, words.say_n("handover-all", all))];
    cases.extend(handing.cases.iter().map(|(number, status)| case(&words, *number, *status)));
    let colleagues = handing.colleagues.iter();
    let colleagues = colleagues.map(|(UserId(id), name)| Choice::new(id.to_string(), name.clone())).collect();
    let ask = |name, key: &str| Question::new(name, words.say(key)).required().with(&problems);
    HandOverPage {
        frame,
        who: words.say_of("handover-from", "name", &handing.holding.name),
        cases: Choices::new(ask("cases", "handover-cases"), cases).choosing(form.all("cases")),
        to: Choices::new(ask("to", "handover-to"), colleagues).choosing(form.all("to")),
        token: person.form_token(&address),
        address,
        problems,
    }
}

fn case(words: &Words, number: CaseNumber, status: Status) -> Choice {
    let (number, status) = (number.to_string(), words.say(&format!("cases-status-{}", status.as_str())));
    let values = [("number", Value::from(number.as_str())), ("status", Value::from(status.as_str()))];
    Choice::new(number.clone(), words.say_with("handover-case", &values))
}

fn parse(user: &str) -> Option<UserId> {
    Uuid::try_parse(user).ok().map(UserId).filter(|UserId(id)| id.to_string() == user)
}

fn address(UserId(id): UserId) -> String {
    format!("{PATH}/{id}")
}
