//! Why somebody cannot be what was proposed, in the words of a form.

use time::{Date, Duration};

use crate::domain::Staff;
use crate::locale::{Words, date_short};
use crate::registry::Inadmissible;

/// The field that a refusal is about, and what is said at it.
pub(in crate::web::pages) fn refused(
    words: &Words,
    why: Inadmissible,
    today: Date,
) -> (&'static str, String) {
    let latest = today + Duration::days(Staff::LONGEST_ROLE);
    match why {
        Inadmissible::Login => ("login", words.say("people-login-unfit")),
        Inadmissible::LoginTaken => ("login", words.say("people-login-taken")),
        Inadmissible::Name => ("name", words.say("people-name-unfit")),
        Inadmissible::TeamTaken => ("name", words.say("people-team-taken")),
        Inadmissible::Separation => ("role", words.say("people-separation")),
        Inadmissible::Unchanged => ("role", words.say("people-unchanged")),
        Inadmissible::Team => ("team", words.say("people-team-unfit")),
        Inadmissible::Until => {
            ("until", words.say_of("people-until-unfit", "date", &date_short(words.language, latest)))
        }
        Inadmissible::SamePerson => ("decision", words.say("approval-same-person")),
    }
}
