//! Why a year was not frozen, or not released: in the user's words, and never with a number that is counted.

use askama::Template;
use rocket::http::Status;

use super::{PATH, called};
use crate::domain::Period;
use crate::locale::Words;
use crate::registry::Error as RegistryError;
use crate::statistics::{NotReleasable, Rule};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::FigureLabels;

#[derive(Template)]
#[template(path = "periods/refusal.html")]
struct RefusalPage {
    frame: Frame,
    why: String,
    next: Option<String>,
}

/// The page that says why a year was not frozen; what is not about the year is passed on.
pub(super) fn not_frozen(person: &SignedIn, period: Period, error: RegistryError) -> Answer<Page> {
    let words = person.words;
    let key = match error {
        RegistryError::Stale => "period-refused-not-over",
        RegistryError::AlreadyDone => "period-refused-frozen",
        other => return Err(Error::from(other)),
    };
    let why = words.say_of(key, "period", &called(&words, period));
    let frame = person.frame("period-refused", PATH);
    Ok(Page::with(Status::Conflict, &RefusalPage { frame, why, next: None }))
}

/// The page that says why there is no release; what is not about the figures is passed on.
pub(super) fn not_released(person: &SignedIn, error: RegistryError) -> Answer<Page> {
    let words = person.words;
    let (why, next) = match error {
        RegistryError::Stale => (words.say("release-refused-not-frozen"), None),
        RegistryError::NotPrepared(_) => (words.say("release-refused-annual"), None),
        RegistryError::NotReleasable(reason) => {
            (said(&words, &reason), Some(words.say("release-refused-next")))
        }
        other => return Err(Error::from(other)),
    };
    let frame = person.frame("release-refused", PATH);
    Ok(Page::with(Status::Conflict, &RefusalPage { frame, why, next }))
}

/// The table and the rule that stopped it.
fn said(words: &Words, reason: &NotReleasable) -> String {
    let table = FigureLabels::printed(*words).table(reason.unit, &reason.dimension);
    let rule = words.say(match reason.rule {
        Rule::NotInTheProgramme => "release-rule-not-in-programme",
        Rule::Missing => "release-rule-missing",
        Rule::Twice => "release-rule-twice",
        Rule::OtherCategories => "release-rule-other-categories",
        Rule::TotalsDiffer => "release-rule-totals-differ",
        Rule::CannotBeGrouped => "release-rule-cannot-be-grouped",
        Rule::NotProven => "release-rule-not-proven",
    });
    words.say_with("release-refused-rule", &[("table", (&table).into()), ("rule", (&rule).into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::statistics::Unit;

    #[test]
    fn a_refusal_names_the_table_and_the_rule_in_every_language() {
        let rules = [
            Rule::NotInTheProgramme,
            Rule::Missing,
            Rule::Twice,
            Rule::OtherCategories,
            Rule::TotalsDiffer,
            Rule::CannotBeGrouped,
            Rule::NotProven,
        ];
        for language in Language::ALL {
            let words = Words::of(language);
            let all = rules.map(|rule| {
                said(&words, &NotReleasable { unit: Unit::Cases, dimension: "gender".to_owned(), rule })
            });
            for (at, one) in all.iter().enumerate() {
                assert!(!one.contains('[') && !one.contains(|c: char| c.is_ascii_digit()), "{one}");
                assert!(all[at + 1..].iter().all(|other| other != one), "{one} is said of two rules");
            }
        }
        let nn = Words::of(Language::Nn);
        let reason =
            NotReleasable { unit: Unit::Cases, dimension: "gender".to_owned(), rule: Rule::NotProven };
        assert!(
            said(&nn, &reason).starts_with("Det gjeld tabellen «Saker: Kjønn»."),
            "{}",
            said(&nn, &reason)
        );
    }
}
