//! Why there is no annual release: in the user's words, naming tables and rules, and never with a number that is
//! counted.

use askama::Template;
use rocket::http::Status;

use super::labels::table_named;
use super::prepare::ADDRESS;
use crate::domain::Year;
use crate::locale::Words;
use crate::registry::Unprepared;
use crate::statistics::annual::NotPrepared;
use crate::statistics::linked::{NotReleasable, Rule};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "annual/refusal.html")]
struct RefusalPage {
    frame: Frame,
    why: String,
    next: String,
}

/// The page that says why.
pub(super) fn refused(person: &SignedIn, year: Year, why: &Unprepared) -> Page {
    let words = person.words;
    let (why, next) = said(&words, year, why);
    let frame = person.frame("release-refused", ADDRESS);
    Page::with(Status::Conflict, &RefusalPage { frame, why, next: words.say(next) })
}

fn said(words: &Words, year: Year, why: &Unprepared) -> (String, &'static str) {
    match why {
        Unprepared::IncompleteFreeze(service) => {
            let (service, year) = (service.label(words.language), year.number().to_string());
            let values = [("service", service.into()), ("year", (&year).into())];
            (words.say_with("annuals-refused-freeze", &values), "annuals-refused-freeze-next")
        }
        Unprepared::Waiting => (words.say("annuals-refused-waiting"), "annuals-refused-waiting-next"),
        Unprepared::Statistics(NotPrepared::Waits) => {
            (words.say("annuals-refused-waits"), "annuals-refused-waits-next")
        }
        Unprepared::Statistics(why) => (protection(words, why), "release-refused-next"),
        Unprepared::NoteMissing | Unprepared::TooEarly | Unprepared::AnnualFirst => {
            (words.say("release-refused-annual"), "release-refused-next")
        }
    }
}

/// The table and the rule that stand in the way, where it is one.
fn protection(words: &Words, why: &NotPrepared) -> String {
    let NotPrepared::NotReleasable(NotReleasable::Unprotectable { table, rule }) = why else {
        return words.say("annuals-refused-protection");
    };
    let rule = words.say(match rule {
        Rule::Small => "annuals-rule-small",
        Rule::Zero => "annuals-rule-zero",
        Rule::Group => "annuals-rule-group",
        Rule::Insider => "annuals-rule-insider",
        Rule::ByHand => "annuals-rule-by-hand",
    });
    let table = table_named(words, table);
    words.say_with("release-refused-rule", &[("table", (&table).into()), ("rule", (&rule).into())])
}
