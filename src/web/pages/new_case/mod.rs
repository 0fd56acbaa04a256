//! Register a case: one page, the questions that must be answered first.

mod answers;
mod questions;

use askama::Template;
use rocket::response::Redirect;
use rocket::{State, get, post};

use self::questions::Questions;
use crate::domain::{Service, Team};
use crate::registry::{Error as RegistryError, Registry};
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

use super::problems::problems;

const PATH: &str = "/cases/new";

#[derive(Template)]
#[template(path = "new_case/new_case.html")]
struct NewCasePage<'a> {
    frame: Frame,
    problems: Problems,
    token: String,
    workplace: String,
    ask: Questions<'a>,
}

impl<'a> NewCasePage<'a> {
    fn new(
        person: &SignedIn,
        registry: &Registry,
        form: &'a Posted,
        service: Service,
        problems: Problems,
    ) -> Self {
        let frame = person.frame("record-title", PATH).marked().failed_for(&problems);
        Self {
            frame,
            token: person.form_token(PATH),
            workplace: workplace(person),
            ask: Questions::new(&person.words, form, service, registry.clock().today(), &problems),
            problems,
        }
    }
}

/// The empty form, with today as the day of first contact.
#[get("/cases/new")]
pub(in crate::web) async fn ask(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    // To look at an empty form is no act yet: this leave is not spent.
    drop(registry.permit_new_case(&person.actor).await?);
    let service = person.actor.service().ok_or(Error::NOT_FOUND)?;
    let today = questions::written(&person.words, registry.clock().today());
    let form = Posted::answering("opened", today);
    Ok(Page::of(&NewCasePage::new(&person, registry, &form, service, Problems::default())))
}

/// Records the case, or shows the form again with every answer kept.
#[post("/cases/new", data = "<form>")]
pub(in crate::web) async fn record(
    person: SignedIn,
    form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let grant = registry.permit_new_case(&person.actor).await?;
    let service = person.actor.service().ok_or(Error::NOT_FOUND)?;
    let recorded = match answers::draft(&form, registry.clock().today()) {
        Ok(draft) => registry.record(grant, draft).await,
        Err(faults) => Err(RegistryError::Faults(faults)),
    };
    match recorded {
        Ok(number) => Ok(Ok(Redirect::to(format!("/cases/{number}?recorded")))),
        Err(RegistryError::Faults(faults)) => {
            let problems = problems(&person.words, questions::ASKED, &faults);
            Ok(Err(Page::again(&NewCasePage::new(&person, registry, &form, service, problems))))
        }
        Err(other) => Err(other.into()),
    }
}

/// Where the case will belong, as a line to read: it is not asked, for it is known.
fn workplace(person: &SignedIn) -> String {
    let language = person.words.language;
    let place = person.actor.workplace();
    let team = person.actor.team().map(|Team { name, .. }| name.clone());
    let kind = place.kind.map(|code| code.label(language).to_owned());
    let county = place.county.map(|code| code.label(language).to_owned());
    let mission = place.mission.map(|code| code.label(language).to_owned());
    [team, kind, county, mission].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
