use std::sync::Arc;

use rocket::http::CookieJar;
use rocket::http::uri::Host;
use rocket::response::Redirect;
use rocket::{State, post};

use super::one::page;
use super::{PATH, address, parse};
use crate::domain::ApprovalId;
use crate::registry::{Error as RegistryError, Inadmissible, Outcome, People};
use crate::web::Installation;
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::Page;
use crate::web::pages::activation::{Handover, handed_over};
use crate::web::pages::people::refused;
use crate::web::posted::Posted;

/// Agrees to exactly what was shown, and does it. A link that this makes is shown once, here.
#[post("/approvals/<approval>/approval", data = "<form>")]
pub(in crate::web) async fn approve(
    approval: &str,
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    host: &Host<'_>,
    people: &State<Arc<People>>,
    installation: &State<Installation>,
) -> Answer<Result<Redirect, Page>> {
    let id = parse(approval).ok_or(Error::NOT_FOUND)?;
    let mut person = person;
    let shown = people.find_approval(&person.actor, id).await?;
    if let Err(message) = person.prove(&form, cookies).await? {
        let mut problems = Problems::default();
        problems.add("code", message);
        return Ok(Err(Page::again(&page(&person, &shown, problems).await?)));
    }
    match people.approve(&person.actor, id, digest(&form)?).await {
        Ok(Outcome::Done) => Ok(Ok(Redirect::to(format!("{}?approved", address(id))))),
        Ok(Outcome::Link(link)) => {
            let frame = person.frame("activation-handover", &address(id));
            let name = match &shown.approval.proposal {
                crate::domain::Proposal::Join(staff) => staff.name.clone(),
                _ => shown.now.map(|staff| staff.name).unwrap_or_default(),
            };
            let handover = Handover { whose: name, link: &link };
            Ok(Err(handed_over(frame, PATH, host, installation, &[handover], people.clock().now())))
        }
        Err(RegistryError::Inadmissible(why)) => again(&person, people, id, why).await.map(Err),
        Err(other) => Err(other.into()),
    }
}

/// Says no to what was shown.
#[post("/approvals/<approval>/refusal", data = "<form>")]
pub(in crate::web) async fn refuse(
    approval: &str,
    person: SignedIn,
    form: Posted,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let id = parse(approval).ok_or(Error::NOT_FOUND)?;
    match people.refuse(&person.actor, id, digest(&form)?).await {
        Ok(()) => Ok(Ok(Redirect::to(address(id)))),
        Err(RegistryError::Inadmissible(why)) => again(&person, people, id, why).await.map(Err),
        Err(other) => Err(other.into()),
    }
}

/// Takes back what she has proposed.
#[post("/approvals/<approval>/withdrawal", data = "<_form>")]
pub(in crate::web) async fn withdraw(
    approval: &str,
    person: SignedIn,
    _form: Posted,
    people: &State<Arc<People>>,
) -> Answer<Redirect> {
    let id = parse(approval).ok_or(Error::NOT_FOUND)?;
    people.withdraw(&person.actor, id).await?;
    Ok(Redirect::to(address(id)))
}

/// The digest of what the page showed. One that is none is of nothing that was shown.
fn digest(form: &Posted) -> Answer<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(form.one("digest"), &mut digest).map_err(|_| RegistryError::Stale)?;
    Ok(digest)
}

/// The proposal again, with what is in the way of agreeing to it.
async fn again(person: &SignedIn, people: &People, id: ApprovalId, why: Inadmissible) -> Answer<Page> {
    let shown = people.find_approval(&person.actor, id).await?;
    let (_, message) = refused(&person.words, why, people.clock().today());
    let mut problems = Problems::default();
    // Its fields are shown and not asked here: whatever is wrong, it is the decision that cannot be made.
    problems.add("decision", message);
    Ok(Page::again(&page(person, &shown, problems).await?))
}
