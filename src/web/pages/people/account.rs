use std::sync::Arc;

use askama::Template;
use rocket::{State, get};

use super::said::{last_day, mark, role, standing, team_line, workplace};
use super::{address, may, parse};
use crate::access::Name;
use crate::clock::norwegian_time;
use crate::domain::{Standing, Term};
use crate::locale::{Words, date_short, time_of_day};
use crate::registry::{Account, People};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    frame: Frame,
    /// What was just done.
    done: Option<String>,
    mark: Option<(&'static str, String)>,
    facts: Vec<(String, String)>,
    acts: Vec<Act>,
}

/// Something that can be done with the account, on a page of its own.
struct Act {
    address: String,
    label: String,
}

/// One account.
#[get("/people/<user>?<ended>")]
pub(in crate::web) async fn show(
    user: &str,
    ended: Option<&str>,
    person: SignedIn,
    people: &State<Arc<People>>,
) -> Answer<Page> {
    let user = parse(user).ok_or(Error::NOT_FOUND)?;
    let account = people.find_account(&person.actor, user).await?;
    let words = person.words;
    let today = people.clock().today();
    Ok(Page::of(&AccountPage {
        frame: person.titled(account.staff.name.clone(), &address(user)),
        done: ended.map(|_| words.say("people-sessions-done")),
        mark: mark(&words, &account.staff, today),
        acts: acts(&person, &account, today),
        facts: facts(&words, &account),
    }))
}

fn facts(words: &Words, account: &Account) -> Vec<(String, String)> {
    let staff = &account.staff;
    let moment = |at| {
        let at = norwegian_time(at);
        format!("{} {}", date_short(words.language, at.date()), time_of_day(words.language, at.time()))
    };
    let factors = if account.suffices { "people-factors-suffice" } else { "people-factors-lack" };
    let mut facts = vec![
        ("people-login", staff.login.clone()),
        ("people-role", role(words, staff.role)),
        ("people-team", team_line(words, account.team.as_ref())),
        ("people-workplace", workplace(words, staff.workplace)),
        ("people-until", last_day(words, staff)),
        ("people-standing", standing(words, staff.standing)),
        ("people-sessions", account.sessions.to_string()),
        ("people-factors", words.say(factors)),
        ("people-recovered", account.recovered.map(moment).unwrap_or_default()),
        ("people-link-until", account.link_until.map(moment).unwrap_or_default()),
    ];
    facts.extend(
        account
            .others
            .iter()
            .map(|other| ("people-other-account", format!("{} · {}", other.login, role(words, other.role)))),
    );
    facts.retain(|(_, value)| !value.is_empty());
    facts.into_iter().map(|(key, value)| (words.say(key), value)).collect()
}

fn acts(person: &SignedIn, account: &Account, today: time::Date) -> Vec<Act> {
    let staff = &account.staff;
    if staff.standing == Standing::Left {
        return Vec::new();
    }
    let ends = staff.term(today) != Term::Running;
    let all = [
        (Name::ProposeStaff, ends, "changes?renew", "people-renew"),
        (Name::ProposeStaff, true, "changes", "people-change"),
        (Name::ProposeStaff, true, "resets", "people-reset"),
        (Name::EndSessions, account.sessions > 0, "sessions", "people-end-sessions"),
        (Name::CloseAccount, true, "closing", "people-close"),
    ];
    let offered =
        all.into_iter().filter(|(right, makes_sense, ..)| *makes_sense && may(person, *right, staff));
    let act = |(_, _, last, key)| Act {
        address: format!("{}/{last}", address(staff.id)),
        label: person.words.say(key),
    };
    offered.map(act).collect()
}
