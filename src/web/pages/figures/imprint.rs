//! The words around the tables of a file that are the same for all kinds of releases.

use crate::locale::Words;
use crate::statistics::{Heads, Imprint};

/// Of what is called `title`: what it was made of, line by line, and what one has to know to read it. Whose year it is
/// and when it was published is for the caller to add.
pub(in crate::web::pages) fn imprint(
    words: &Words,
    title: String,
    provenance: Vec<(String, String)>,
    notes: Vec<String>,
) -> Imprint {
    let signs =
        [(":", "sign-confidential"), ("..", "sign-missing"), (".", "sign-impossible"), ("*", "sign-revised")];
    Imprint {
        title,
        source: words.say("site-name"),
        service: String::new(),
        updated: None,
        provenance,
        signs: signs.map(|(sign, key)| (sign.to_owned(), words.say(key))).into(),
        notes,
        heads: Heads {
            service: words.say("counts-service"),
            year: words.say("counts-year"),
            unit: words.say("explain-unit"),
            code: words.say("file-code"),
            count: words.say("counts-count"),
            percent: words.say("file-percent"),
            sign: words.say("file-sign"),
            about: words.say("file-about"),
            tables: words.say("file-tables"),
            signs: words.say("sign-legend"),
            notes: words.say("file-notes"),
        },
    }
}
