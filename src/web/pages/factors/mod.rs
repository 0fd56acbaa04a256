//! What one comes in with: one-time codes, passkeys, recovery codes, the passphrase.

mod passkey;
mod passphrase;
mod recovery;
mod telephone;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{Route, get, post, routes};

use super::confirm;
use crate::access::Stage;
use crate::clock::norwegian_time;
use crate::locale::{Value, date_long, time_of_day};
use crate::registry::{Error as RegistryError, Factors, Visit};
use crate::web::error::{Answer, Error};
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

pub(super) fn routes() -> Vec<Route> {
    routes![
        show,
        remove,
        object,
        finish,
        telephone::offer,
        telephone::take,
        passkey::offer,
        passkey::take,
        recovery::renew,
        passphrase::ask,
        passphrase::change,
    ]
}

const ADDRESS: &str = "/factors";
const REMOVAL: &str = "/factors/removal";
const OBJECTION: &str = "/factors/objection";
const DONE: &str = "/factors/done";

#[derive(Template)]
#[template(path = "factors/factors.html")]
struct FactorsPage {
    frame: Frame,
    factors: Factors,
    /// Whether she is on her way in, and this is where she chooses.
    enrolling: bool,
    /// What her role asks for that is not there yet.
    lacking: Option<String>,
    /// When new credentials that somebody had approved for her can be used.
    reset_from: Option<String>,
    /// Whether nothing keeps her any more.
    ready: bool,
    too_few: bool,
    removal_token: String,
    objection_token: String,
    recovery_token: String,
    done_token: String,
}

impl FactorsPage {
    async fn new(person: &Arriving, too_few: bool) -> Answer<Self> {
        let factors = person.people.factors(&person.visit).await?;
        let words = person.words;
        let lacking = (!factors.suffice).then(|| match factors.passkeys_needed {
            0 => words.say("factors-lacking"),
            needed => {
                let needed = u64::try_from(needed).unwrap_or(u64::MAX);
                words.say_with("factors-lacking-passkeys", &[("n", Value::Count(needed))])
            }
        });
        let reset_from = factors.reset_from.map(|from| {
            let from = norwegian_time(from);
            let (day, time) =
                (date_long(words.language, from.date()), time_of_day(words.language, from.time()));
            words.say_with("factors-reset", &[("day", day.as_str().into()), ("time", time.as_str().into())])
        });
        Ok(Self {
            frame: person.frame("factors-title", ADDRESS),
            enrolling: person.visit.stage() == Stage::Enrolling,
            lacking,
            reset_from,
            ready: factors.suffice && !factors.new_due,
            too_few,
            removal_token: person.form_token(REMOVAL),
            objection_token: person.form_token(OBJECTION),
            recovery_token: person.form_token(recovery::ADDRESS),
            done_token: person.form_token(DONE),
            factors,
        })
    }
}

/// Where somebody is led first who may not change her factors now: to show one that she has.
fn first_to(person: &Arriving, path: &str) -> Option<Redirect> {
    match &person.visit {
        Visit::In(actor) if actor.session().is_fresh(person.now()) => None,
        Visit::In(_) => Some(confirm::before(path)),
        Visit::OnTheWay(visit) if visit.stage() == Stage::Owing => Some(Redirect::to("/sign-in/factor")),
        Visit::OnTheWay(_) => None,
    }
}

/// Her factors.
#[get("/factors")]
async fn show(person: Arriving) -> Answer<Result<Page, Redirect>> {
    if person.visit.stage() == Stage::Owing {
        return Ok(Err(Redirect::to("/sign-in/factor")));
    }
    Ok(Ok(Page::of(&FactorsPage::new(&person, false).await?)))
}

/// Takes a factor out of use.
#[post("/factors/removal", data = "<form>")]
async fn remove(person: Arriving, form: Posted) -> Answer<Result<Redirect, Page>> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(Ok(first));
    }
    match person.people.remove_factor(&person.visit, form.one("factor")).await {
        Ok(()) => Ok(Ok(Redirect::to(ADDRESS))),
        Err(RegistryError::FactorsTooFew) => Ok(Err(Page::again(&FactorsPage::new(&person, true).await?))),
        Err(other) => Err(other.into()),
    }
}

/// Refuses new credentials that somebody had approved for her.
#[post("/factors/objection", data = "<_form>")]
async fn object(person: Arriving, _form: Posted) -> Answer<Redirect> {
    if let Some(first) = first_to(&person, ADDRESS) {
        return Ok(first);
    }
    person.people.refuse_reset(&person.visit).await?;
    Ok(Redirect::to(ADDRESS))
}

/// Lets her in who has enough.
#[post("/factors/done", data = "<_form>")]
async fn finish(person: Arriving, _form: Posted, cookies: &CookieJar<'_>) -> Answer<Result<Redirect, Page>> {
    match person.visit.stage() {
        Stage::In => return Ok(Ok(Redirect::to("/"))),
        Stage::Owing => return Err(Error::NOT_FOUND),
        Stage::Enrolling => {}
    }
    match person.people.finish_enrolling(&person.visit, &person.token).await {
        Ok(token) => {
            cookies.add(person.cookie.with(&token));
            Ok(Ok(Redirect::to("/")))
        }
        Err(RegistryError::FactorsTooFew) => Ok(Err(Page::again(&FactorsPage::new(&person, false).await?))),
        Err(other) => Err(other.into()),
    }
}
