//! What is done with an account by a button, each on a page that says what will happen.

use std::sync::Arc;

use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::said::{role, team_line};
use super::{PATH, address, parse};
use crate::access::{CloseAccount, EndSessions, ProposeStaff, Right};
use crate::domain::{Standing, UserId};
use crate::registry::{Account, People};
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

#[derive(Template)]
#[template(path = "people/act.html")]
struct ActPage {
    frame: Frame,
    problems: Problems,
    about: String,
    who: String,
    address: String,
    back: String,
    token: String,
    submit: String,
    danger: bool,
    proof: Option<Proof>,
}

/// One of the acts: the last part of its address, and what is said.
#[derive(Clone, Copy)]
struct Act {
    last: &'static str,
    title: &'static str,
    about: &'static str,
    submit: &'static str,
    danger: bool,
}

const RESET: Act = Act {
    last: "resets",
    title: "people-reset",
    about: "people-reset-about",
    submit: "people-propose",
    danger: false,
};

const CLOSING: Act = Act {
    last: "closing",
    title: "people-close",
    about: "people-close-about",
    submit: "people-close",
    danger: true,
};

const ENDING: Act = Act {
    last: "sessions",
    title: "people-end-sessions",
    about: "people-end-sessions-about",
    submit: "people-end-sessions",
    danger: true,
};

/// What proposing new credentials means.
#[get("/people/<user>/resets")]
pub(in crate::web) async fn ask_reset(
    user: &str,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    ask::<ProposeStaff>(&RESET, user, person, people).await
}

/// Proposes new credentials for somebody who has lost hers.
#[post("/people/<user>/resets", data = "<form>")]
pub(in crate::web) async fn reset(
    user: &str,
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let mut person = person;
    let user = match proven::<ProposeStaff>(&RESET, user, &mut person, &form, cookies, people).await? {
        Ok(user) => user,
        Err(page) => return Ok(Err(page)),
    };
    let approval = people.propose_reset(&person.actor, user).await?;
    Ok(Ok(Redirect::to(format!("/approvals/{}?proposed", approval.0))))
}

/// What closing an account means.
#[get("/people/<user>/closing")]
pub(in crate::web) async fn ask_closing(
    user: &str,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    ask::<CloseAccount>(&CLOSING, user, person, people).await
}

/// Closes the account of somebody who leaves, at once.
#[post("/people/<user>/closing", data = "<form>")]
pub(in crate::web) async fn close(
    user: &str,
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let mut person = person;
    let user = match proven::<CloseAccount>(&CLOSING, user, &mut person, &form, cookies, people).await? {
        Ok(user) => user,
        Err(page) => return Ok(Err(page)),
    };
    people.close_account(&person.actor, user).await?;
    Ok(Ok(Redirect::to(format!("{PATH}?closed"))))
}

/// What ending somebody's sessions means.
#[get("/people/<user>/sessions")]
pub(in crate::web) async fn ask_ending(
    user: &str,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    ask::<EndSessions>(&ENDING, user, person, people).await
}

/// Ends every session of somebody.
#[post("/people/<user>/sessions", data = "<form>")]
pub(in crate::web) async fn end_sessions(
    user: &str,
    person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    people: &State<Arc<People>>,
) -> Answer<Result<Redirect, Page>> {
    let mut person = person;
    let user = match proven::<EndSessions>(&ENDING, user, &mut person, &form, cookies, people).await? {
        Ok(user) => user,
        Err(page) => return Ok(Err(page)),
    };
    people.end_sessions(&person.actor, user).await?;
    Ok(Ok(Redirect::to(format!("{}?ended", address(user)))))
}

async fn ask<R: Right>(act: &Act, user: &str, person: SignedIn, people: &People) -> Answer<Page> {
    let account = subject::<R>(user, &person, people).await?;
    page(act, &person, &account, Problems::default()).await.map(|page| Page::of(&page))
}

/// Whose account it is about, once the form has brought the second factor that was due; else the page again.
async fn proven<R: Right>(
    act: &Act,
    user: &str,
    person: &mut SignedIn,
    form: &Posted,
    cookies: &CookieJar<'_>,
    people: &People,
) -> Answer<Result<UserId, Page>> {
    let account = subject::<R>(user, person, people).await?;
    match person.prove(form, cookies).await? {
        Ok(()) => Ok(Ok(account.staff.id)),
        Err(message) => {
            let mut problems = Problems::default();
            problems.add("code", message);
            Ok(Err(Page::again(&page(act, person, &account, problems).await?)))
        }
    }
}

/// An account on which she may do this. With a closed one there is nothing to do.
async fn subject<R: Right>(user: &str, person: &SignedIn, people: &People) -> Answer<Account> {
    let account = people.find_account(&person.actor, parse(user).ok_or(Error::NOT_FOUND)?).await?;
    people.may_with::<R>(&person.actor, account.staff.id).await?;
    if account.staff.standing == Standing::Left { Err(Error::NOT_FOUND) } else { Ok(account) }
}

async fn page(act: &Act, person: &SignedIn, account: &Account, problems: Problems) -> Answer<ActPage> {
    let words = person.words;
    let staff = &account.staff;
    let back = address(staff.id);
    let address = format!("{back}/{}", act.last);
    let frame = person.frame(act.title, &address).failed_for(&problems);
    let who = [staff.name.clone(), role(&words, staff.role), team_line(&words, account.team.as_ref())];
    Ok(ActPage {
        frame,
        about: words.say(act.about),
        who: who.join(" · "),
        token: person.form_token(&address),
        submit: words.say(act.submit),
        danger: act.danger,
        proof: person.proof(&problems).await?,
        address,
        back,
        problems,
    })
}
