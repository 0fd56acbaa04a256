use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{get, post};

use super::language::own_path;
use crate::web::error::Answer;
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    frame: Frame,
    problems: Problems,
    proof: Option<Proof>,
    to: String,
    token: String,
}

const ADDRESS: &str = "/confirm";

impl ConfirmPage {
    async fn new(person: &SignedIn, problems: Problems, to: &str) -> Answer<Self> {
        let frame = person.frame("confirm-title", ADDRESS).failed_for(&problems);
        let proof = person.proof(&problems).await?;
        Ok(Self { frame, problems, proof, to: own_path(to).to_owned(), token: person.form_token(ADDRESS) })
    }
}

/// Where one shows a second factor before a page whose every act asks for one.
pub(super) fn before(path: &str) -> Redirect {
    let to: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    Redirect::to(format!("{ADDRESS}?to={to}"))
}

/// Asks for a second factor, and leads on to `to`.
#[get("/confirm?<to>")]
pub(super) async fn ask(person: SignedIn, to: Option<&str>) -> Answer<Result<Page, Redirect>> {
    let page = ConfirmPage::new(&person, Problems::default(), to.unwrap_or("/")).await?;
    if page.proof.is_none() {
        return Ok(Err(Redirect::to(page.to)));
    }
    Ok(Ok(Page::of(&page)))
}

/// Takes the second factor.
#[post("/confirm", data = "<form>")]
pub(super) async fn confirm(
    mut person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
) -> Answer<Result<Redirect, Page>> {
    let to = form.one("to");
    match person.prove(&form, cookies).await? {
        Ok(()) => Ok(Ok(Redirect::to(own_path(to).to_owned()))),
        Err(message) => {
            let mut problems = Problems::default();
            problems.add("code", message);
            Ok(Err(Page::again(&ConfirmPage::new(&person, problems, to).await?)))
        }
    }
}
