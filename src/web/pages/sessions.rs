use askama::Template;
use rocket::response::Redirect;
use rocket::{get, post};
use uuid::Uuid;

use crate::access::SessionId;
use crate::clock::norwegian_time;
use crate::locale::{date_long, time_of_day};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

const ADDRESS: &str = "/sessions";
const END: &str = "/sessions/end";

#[derive(Template)]
#[template(path = "sessions.html")]
struct SessionsPage {
    frame: Frame,
    sessions: Vec<Row>,
    /// Whether an older session was just ended to make room for this one.
    ended: bool,
    token: String,
}

struct Row {
    id: String,
    since: String,
    current: bool,
}

/// Her own sessions.
#[get("/sessions?<ended>")]
pub(super) async fn list(person: SignedIn, ended: Option<&str>) -> Answer<Page> {
    let words = person.words;
    let own = person.people.own_sessions(&person.actor).await?;
    let row = |session: &crate::registry::OwnSession| {
        let at = norwegian_time(session.started);
        let (day, time) = (date_long(words.language, at.date()), time_of_day(words.language, at.time()));
        Row {
            id: session.id.0.simple().to_string(),
            since: words
                .say_with("sessions-since", &[("day", day.as_str().into()), ("time", time.as_str().into())]),
            current: session.current,
        }
    };
    Ok(Page::of(&SessionsPage {
        frame: person.frame("sessions-title", ADDRESS),
        sessions: own.iter().map(row).collect(),
        ended: ended.is_some(),
        token: person.form_token(END),
    }))
}

/// Ends one of them.
#[post("/sessions/end", data = "<form>")]
pub(super) async fn end(person: SignedIn, form: Posted) -> Answer<Redirect> {
    let id = Uuid::try_parse(form.one("session")).map_err(|_| Error::NOT_FOUND)?;
    person.people.end_own_session(&person.actor, SessionId(id)).await?;
    Ok(Redirect::to(ADDRESS))
}
