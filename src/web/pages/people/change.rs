use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::questions::{RoleQuestions, admission, answered, latest};
use super::refusal::refused;
use super::{address, parse};
use crate::access::ProposeStaff;
use crate::domain::{Standing, UserId};
use crate::registry::{Account, Error as RegistryError, People};
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

#[derive(Template)]
#[template(path = "people/change.html")]
struct ChangePage<'a> {
    frame: Frame,
    problems: Problems,
    address: String,
    back: String,
    token: String,
    ask: RoleQuestions<'a>,
    proof: Option<Proof>,
}

/// The role as it is, to be changed; with a year more on it for whoever means to renew it.
#[get("/people/<user>/changes?<renew>")]
pub(in crate::web) async fn ask(
    user: &str,
    renew: Option<&str>,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    let account = changeable(&person, people, parse(user).ok_or(Error::NOT_FOUND)?).await?;
    let until = match renew {
        Some(_) => latest(people.clock().today()),
        None => account.staff.until,
    };
    let form = answered(Posted::answering("", String::new()), &account.staff, until);
    page(&person, people, &account, &form, Problems::default()).await.map(|page| Page::of(&page))
}

/// Proposes the change, or shows the form again with every answer kept.
#[post("/people/<user>/changes", data = "<form>")]
pub(in crate::web) async fn propose(
    user: &str,
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let user = parse(user).ok_or(Error::NOT_FOUND)?;
    let mut person = person;
    let account = changeable(&person, people, user).await?;
    let mut problems = Problems::default();
    if let Some(admission) = admission(&person.words, &form, &mut problems) {
        match person.prove(&form, cookies).await? {
            Err(message) => problems.add("code", message),
            Ok(()) => match people.propose_change(&person.actor, user, admission).await {
                Ok(approval) => return Ok(Ok(Redirect::to(format!("/approvals/{}?proposed", approval.0)))),
                Err(RegistryError::Inadmissible(why)) => {
                    let (field, message) = refused(&person.words, why, people.clock().today());
                    problems.add(field, message);
                }
                Err(other) => return Err(other.into()),
            },
        }
    }
    let page = page(&person, people, &account, &form, problems).await?;
    Ok(Err(Page::again(&page)))
}

/// An account that she may propose to change. A closed one stays as it is.
async fn changeable(person: &SignedIn, people: &People, user: UserId) -> Answer<Account> {
    let account = people.find_account(&person.actor, user).await?;
    people.may_with::<ProposeStaff>(&person.actor, user).await?;
    if account.staff.standing == Standing::Left { Err(Error::NOT_FOUND) } else { Ok(account) }
}

async fn page<'a>(
    person: &SignedIn,
    people: &People,
    account: &Account,
    form: &'a Posted,
    problems: Problems,
) -> Answer<ChangePage<'a>> {
    let words = person.words;
    let back = address(account.staff.id);
    let address = format!("{back}/changes");
    let frame = person
        .titled(words.say_of("people-change-of", "name", &account.staff.name), &address)
        .failed_for(&problems);
    Ok(ChangePage {
        frame,
        token: person.form_token(&address),
        ask: RoleQuestions::new(&words, form, &people.teams().await?, people.clock().today(), &problems),
        proof: person.proof(&problems).await?,
        address,
        back,
        problems,
    })
}
