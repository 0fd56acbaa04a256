use crate::domain::{Role, Staff, Standing, Team, Term, Workplace};
use crate::locale::{Words, date_short};

/// What a role is called.
pub(in crate::web::pages) fn role(words: &Words, role: Role) -> String {
    words.say(&format!("role-{}", role.as_str()))
}

/// A team with its service; what is said where there is none.
pub(in crate::web::pages) fn team_line(words: &Words, team: Option<&Team>) -> String {
    match team {
        Some(team) => format!("{} · {}", team.name, team.service.label(words.language)),
        None => words.say("people-no-team"),
    }
}

/// A place of work in one line; nothing where none is known.
pub(in crate::web::pages) fn workplace(words: &Words, place: Workplace) -> String {
    let language = words.language;
    let parts = [
        place.kind.map(|code| code.label(language)),
        place.county.map(|code| code.label(language)),
        place.mission.map(|code| code.label(language)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How far an account has come.
pub(super) fn standing(words: &Words, standing: Standing) -> String {
    words.say(match standing {
        Standing::Invited => "people-invited",
        Standing::Active => "people-active",
        Standing::Left => "people-left",
    })
}

/// A mark at a role's last day, where there is something to say of it: its colour, and its words.
pub(super) fn mark(words: &Words, staff: &Staff, today: time::Date) -> Option<(&'static str, String)> {
    match staff.term(today) {
        _ if staff.standing == Standing::Left => None,
        Term::Ended => Some(("danger", words.say("people-ended"))),
        Term::Ending => Some(("warning", words.say("people-ending"))),
        Term::Running => None,
    }
}

/// A role's last day.
pub(super) fn last_day(words: &Words, staff: &Staff) -> String {
    date_short(words.language, staff.until)
}
