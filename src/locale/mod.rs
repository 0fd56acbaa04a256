//! Every word a user reads, in bokmål, nynorsk and English, and how numbers, dates and lists are written.
//!
//! The words stand in `words/`, a file for each subject and language, which hold the same keys with the same variables.
//! Labels of codes stand in the code lists instead. A key begins with the page that says it.

mod date;
mod number;
mod order;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use date::{date_long, date_short, parse_date, time_of_day};
pub use number::{number, percent, tenths};
pub use order::{alphabetical, sort_key};

use crate::domain::Language;

type Bundle = FluentBundle<FluentResource>;

static NB: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Nb));
static NN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::Nn));
static EN: LazyLock<Bundle> = LazyLock::new(|| bundle(Language::En));

/// What a message may be given: a text as it is, or a count, which is written with its thousands apart and
/// chooses between singular and plural. Years and case numbers are texts.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Shown as it is.
    Text(&'a str),
    /// Shown as [`number`] writes it.
    Count(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

/// The message `key` in `language`.
///
/// A key that is not there is a mistake in the program; it comes back in brackets, so that the page still
/// stands and the mistake is seen.
pub fn text(language: Language, key: &str) -> String {
    text_with(language, key, &[])
}

/// The message `key` in `language` with `values` in the places that bear their names.
pub fn text_with(language: Language, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut args = FluentArgs::with_capacity(values.len());
    for &(name, value) in values {
        match value {
            Value::Text(text) => args.set(name, text),
            Value::Count(count) => args.set(name, FluentValue::from(count)),
        }
    }
    formatted(language, key, &args).map_or_else(|| format!("[{key}]"), |(said, _)| said)
}

/// The message, and what went wrong while its variables were filled in.
fn formatted(language: Language, key: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
    let bundle: &'static Bundle = match language {
        Language::Nb => &NB,
        Language::Nn => &NN,
        Language::En => &EN,
    };
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    Some((said, errors))
}

/// The files of one language: one for each subject.
macro_rules! words {
    ($language:literal) => {
        concat!(
            include_str!(concat!("words/cases.", $language, ".ftl")),
            include_str!(concat!("words/releases.", $language, ".ftl")),
            include_str!(concat!("words/annual.", $language, ".ftl")),
            include_str!(concat!("words/tables.", $language, ".ftl")),
            include_str!(concat!("words/people.", $language, ".ftl")),
            include_str!(concat!("words/factors.", $language, ".ftl")),
            include_str!(concat!("words/emergency.", $language, ".ftl")),
            include_str!(concat!("words/browser.", $language, ".ftl")),
            include_str!(concat!("words/door.", $language, ".ftl")),
        )
    };
}

fn words(language: Language) -> &'static str {
    match language {
        Language::Nb => words!("nb"),
        Language::Nn => words!("nn"),
        Language::En => words!("en"),
    }
}

fn bundle(language: Language) -> Bundle {
    // What could be read of a file with a mistake is still of use; the tests fail on the mistake.
    let resource = FluentResource::try_new(words(language).to_owned()).unwrap_or_else(|(read, _)| read);
    // Only the plural rules ask for it.
    let id: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Fluent's invisible direction marks around values would be copied along with case numbers.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::Nb | Language::Nn => norwegian_count,
        Language::En => english_count,
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

fn norwegian_count<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    count(Language::Nb, value)
}

fn english_count<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    count(Language::En, value)
}

fn count(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(count) if count.value >= 0.0 => Some(number(language, count.value as u64)),
        _ => None,
    }
}

/// The words of one language, as a page template asks for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The language spoken.
    pub language: Language,
}

impl Words {
    /// The words of `language`.
    pub fn of(language: Language) -> Self {
        Self { language }
    }

    /// The message `key`.
    pub fn say(&self, key: &str) -> String {
        text(self.language, key)
    }

    /// The message `key`, about the count `n`.
    pub fn say_n(&self, key: &str, n: u64) -> String {
        self.say_with(key, &[("n", Value::Count(n))])
    }

    /// The message `key`, with the text `value` in the place called `name`.
    pub fn say_of(&self, key: &str, name: &str, value: &str) -> String {
        self.say_with(key, &[(name, Value::Text(value))])
    }

    /// The message `key`, with all that it asks for.
    pub fn say_with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        text_with(self.language, key, values)
    }

    /// The count `n` with its thousands apart.
    pub fn number(&self, n: u64) -> String {
        number(self.language, n)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each key of a file, with the variables its message names.
    fn keys(language: Language) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut keys = BTreeMap::new();
        let mut key = "";
        for line in words(language).lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
                key = name;
                assert!(keys.insert(key, BTreeSet::new()).is_none(), "{key} stands twice in {language:?}");
            }
            for rest in line.split("{ $").skip(1) {
                let end = rest.find([' ', '}']).expect("a variable ends");
                keys.get_mut(key).expect("a variable stands in a message").insert(&rest[..end]);
            }
        }
        keys
    }

    #[test]
    fn the_three_files_say_the_same_things() {
        let nb = keys(Language::Nb);
        assert!(nb.len() > 200, "only {} keys were found", nb.len());
        for language in [Language::Nn, Language::En] {
            let other = keys(language);
            for (key, variables) in &nb {
                assert_eq!(Some(variables), other.get(key), "{key} in {language:?}");
            }
            assert_eq!(nb.len(), other.len(), "{language:?} has keys that bokmål has not");
        }
    }

    #[test]
    fn every_message_is_said_in_full() {
        for language in Language::ALL {
            assert!(FluentResource::try_new(words(language).to_owned()).is_ok(), "{language:?} has mistakes");
            for (key, variables) in keys(language) {
                for n in [1_u64, 2, 1234] {
                    let mut args = FluentArgs::new();
                    for name in &variables {
                        match *name {
                            "n" => args.set(*name, n),
                            name => args.set(name, "x"),
                        }
                    }
                    let (said, errors) = formatted(language, key, &args).expect("the key is there");
                    assert!(errors.is_empty(), "{key} in {language:?}: {errors:?}");
                    assert!(!said.trim().is_empty() && !said.contains(['{', '}']), "{key}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_missing_key_is_seen_and_harmless() {
        assert_eq!(text(Language::Nn, "no-such-key"), "[no-such-key]");
    }

    #[test]
    fn counts_are_written_and_inflected_by_the_language() {
        let range = |language| {
            text_with(
                language,
                "cases-range",
                &[("from", Value::Count(26)), ("to", Value::Count(50)), ("n", Value::Count(1234))],
            )
        };
        assert_eq!(range(Language::Nb), "Viser 26–50 av 1\u{a0}234 saker");
        assert_eq!(range(Language::En), "Showing 26–50 of 1,234 cases");
        let words = Words::of(Language::Nn);
        assert_eq!(words.say_n("counts-chart-hidden", 1), "1 tal blir ikkje vist.");
        assert_eq!(words.say_n("counts-chart-hidden", 0), "0 tal blir ikkje viste.");
    }

    #[test]
    fn no_invisible_marks_surround_a_value() {
        let said = Words::of(Language::Nb).say_of("case-title", "number", "MR-2026-000123");
        assert_eq!(said, "Sak MR-2026-000123");
    }

    #[test]
    fn nynorsk_is_nynorsk() {
        for bokmål in [
            "ikke", "bare", "hvem", "hvor", "noen", "noe", "fra", "jeg", "skole", "vold", "være", "ble",
            "en", "et", "mer", "hvis", "kilde", "sine", "blitt", "gi",
        ] {
            let said = words(Language::Nn)
                .lines()
                .filter_map(|line| line.split_once(" = ").or_else(|| line.split_once("] ")))
                .flat_map(|(_, message)| message.split(|c: char| !c.is_alphabetic()))
                .find(|word| word.to_lowercase() == bokmål);
            assert_eq!(said, None);
        }
    }
}
