use crate::access::{Passphrase, Unfit};
use crate::locale::{Value, Words};
use crate::web::form::Problems;
use crate::web::posted::Posted;

/// Why a passphrase may not be chosen, as it is said at its field.
pub(super) fn unfit(words: &Words, unfit: Unfit) -> String {
    let count = |n: usize| [("n", Value::Count(u64::try_from(n).unwrap_or(u64::MAX)))];
    match unfit {
        Unfit::TooShort => words.say_with("activation-too-short", &count(Passphrase::SHORTEST)),
        Unfit::TooLong => words.say_with("activation-too-long", &count(Passphrase::LONGEST)),
        Unfit::Unusual => words.say("activation-unusual"),
        Unfit::TooCommon | Unfit::NotOurs | Unfit::Failed => words.say("activation-too-common"),
    }
}

/// What is wrong before the passphrase itself is judged: it is missing, or was not typed twice alike.
pub(super) fn check_typed(words: &Words, form: &Posted, problems: &mut Problems) {
    let (one, again) = (form.one("passphrase"), form.one("again"));
    if one.is_empty() {
        problems.add("passphrase", words.say("activation-passphrase-missing"));
    } else if one != again {
        problems.add("again", words.say("activation-again-differs"));
    }
}
