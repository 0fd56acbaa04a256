use askama::Template;
use rocket::http::{CookieJar, Status};
use rocket::response::Redirect;
use rocket::{get, post};

use crate::access::Stage;
use crate::registry::{Error as RegistryError, Shown};
use crate::web::error::Answer;
use crate::web::form::{Entry, Problems, Question, TextField};
use crate::web::guards::Arriving;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::{Proof, keep, refused};

#[derive(Template)]
#[template(path = "sign_in/factor.html")]
struct FactorPage<'a> {
    frame: Frame,
    problems: Problems,
    proof: Proof,
    recovery: TextField<'a>,
    token: String,
}

const ADDRESS: &str = "/sign-in/factor";

impl FactorPage<'_> {
    async fn new(person: &Arriving, problems: Problems) -> Answer<Self> {
        let proof = person.factor_asked(&person.visit, &problems).await?;
        let frame = person.frame("factor-title", ADDRESS).failed_for(&problems);
        let recovery = Question::new("recovery", person.words.say("factor-recovery"))
            .hint(person.words.say("factor-recovery-hint"))
            .with(&problems);
        let token = person.form_token(ADDRESS);
        Ok(Self { frame, problems, proof, recovery: TextField::new(recovery, Entry::Line, ""), token })
    }
}

/// The second step of coming in.
#[get("/sign-in/factor")]
pub(super) async fn show(person: Arriving) -> Answer<Result<Page, Redirect>> {
    match person.visit.stage() {
        Stage::Owing => Ok(Ok(Page::of(&FactorPage::new(&person, Problems::default()).await?))),
        Stage::Enrolling => Ok(Err(Redirect::to("/factors"))),
        Stage::In => Ok(Err(Redirect::to("/"))),
    }
}

/// Takes a code, a passkey's answer or a recovery code.
#[post("/sign-in/factor", data = "<form>")]
pub(super) async fn prove(
    person: Arriving,
    form: Posted,
    cookies: &CookieJar<'_>,
) -> Answer<Result<Redirect, Page>> {
    let mut problems = Problems::default();
    let (shown, field) = match (form.one("passkey"), form.one("code"), form.one("recovery")) {
        ("", "", "") => {
            problems.add("code", person.words.say("factor-missing"));
            return Ok(Err(Page::again(&FactorPage::new(&person, problems).await?)));
        }
        ("", "", recovery) => (Shown::Recovery(recovery), "recovery"),
        ("", code, _) => (Shown::Code(code), "code"),
        (answer, _, _) => (Shown::Passkey(answer), "code"),
    };
    let error = match person.people.prove(&person.token, shown).await {
        Ok(proven) => {
            keep(&proven, person.cookie, cookies);
            return Ok(Ok(Redirect::to(match proven.stage {
                Stage::In if proven.ended_another => "/sessions?ended",
                Stage::In => "/",
                Stage::Owing | Stage::Enrolling => "/factors",
            })));
        }
        Err(error) => error,
    };
    let status = match error {
        RegistryError::Locked(_) => Status::TooManyRequests,
        _ => Status::UnprocessableEntity,
    };
    problems.add(field, refused(&person.words, error)?);
    Ok(Err(Page::with(status, &FactorPage::new(&person, problems).await?)))
}
