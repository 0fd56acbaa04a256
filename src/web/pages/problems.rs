//! Faults of a draft in the words of a form.

use crate::domain::{ConcernList, Fault, List, Reason, Year, lists};
use crate::locale::{Value, Words, date_short};
use crate::web::form::Problems;

/// A question of a form: its name there, the message that asks it, and the one that says it was left out.
pub(super) struct Asked {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) missing: Option<&'static str>,
}

/// The faults as problems, in the order of the form's questions.
pub(super) fn problems(words: &Words, asked: &'static [Asked], faults: &[Fault]) -> Problems {
    let mut problems = Problems::default();
    for question in asked {
        for fault in faults.iter().filter(|fault| fault.field.0 == question.name) {
            problems.add(question.name, message(words, question, &fault.reason));
        }
    }
    problems
}

fn message(words: &Words, asked: &Asked, reason: &Reason) -> String {
    let label = words.say(asked.label);
    let field = ("field", Value::from(label.as_str()));
    match reason {
        Reason::Missing => match asked.missing {
            Some(key) => words.say(key),
            None => words.say_with("error-missing", &[field]),
        },
        Reason::Unknown => words.say_with("error-unknown-choice", &[field]),
        Reason::NotInForce { list, code } => {
            words.say_with("error-not-in-force", &[field, ("choice", label_of(words, list, code).into())])
        }
        Reason::NotADate => words.say("error-date-form"),
        Reason::Future => words.say("error-date-future"),
        Reason::TooEarly => {
            let first = time::Date::from_ordinal_date(Year::FIRST.number(), 1).unwrap_or(time::Date::MIN);
            words.say_of("error-date-too-early", "date", &date_short(words.language, first))
        }
        Reason::ClosedBeforeOpened => words.say("error-closed-before-opened"),
        Reason::MainRepeated => words.say("error-concern-repeated"),
        Reason::OnlyAdditional(code) => {
            words.say_of("error-only-additional", "choice", label_of(words, ConcernList::NAME, code))
        }
        Reason::StayReasonWithoutStay => words.say("error-stay-reason"),
        Reason::ViolenceWithoutThreat => words.say("error-violence"),
        Reason::SourceRepeated => words.say("error-referral-repeated"),
        Reason::OwnService => words.say("error-own-service"),
        Reason::TooLong(most) => words.say_with(
            "error-too-long",
            &[field, ("n", Value::Count(u64::try_from(*most).unwrap_or(u64::MAX)))],
        ),
    }
}

/// What a code is called; one that no list has was made up by the program, and says nothing.
fn label_of(words: &Words, list: &str, code: &str) -> &'static str {
    let entry = lists().find(|known| known.name == list).and_then(|list| list.entry(code));
    entry.map(|entry| entry.label(words.language)).unwrap_or_default()
}
