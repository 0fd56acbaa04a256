//! A new passphrase, typed twice: where one is activated by a link, and where one changes it.

use crate::access::Unfit;
use crate::locale::Words;
use crate::web::form::Problems;
use crate::web::posted::Posted;

/// What was chosen, and what is wrong with it so far.
pub(super) struct Chosen<'f> {
    pub(super) typed: &'f str,
    pub(super) problems: Problems,
}

/// The passphrase of a form that asks for it in `passphrase`, and again in `repeated`.
pub(super) fn chosen<'f>(words: &Words, form: &'f Posted) -> Chosen<'f> {
    let (typed, repeated) = (form.one("passphrase"), form.one("repeated"));
    let mut problems = Problems::default();
    if typed.is_empty() {
        problems.add("passphrase", words.say("passphrase-missing"));
    } else if typed != repeated {
        problems.add("repeated", words.say("passphrase-differs"));
    }
    Chosen { typed, problems }
}

/// Why a passphrase may not be chosen, as a message.
pub(super) fn said(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::TooShort => "passphrase-short",
        Unfit::TooLong => "passphrase-long",
        _ => "passphrase-guessable",
    }
}
