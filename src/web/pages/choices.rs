//! Code lists as choices in a form.

use time::Date;

use crate::domain::{Code, ContactType, Country, List, ReferralSource, Service};
use crate::locale::{Words, sort_key};
use crate::web::form::Choice;

/// The codes that `service` may use on that day, in the order of their list, each with what explains it.
pub(super) fn offered<L: List>(words: &Words, service: Service, on: Date) -> Vec<Choice> {
    Code::<L>::offered(service, on).map(|code| choice(words, code)).collect()
}

/// The sources of contact that bring cases.
pub(super) fn sources(words: &Words, service: Service, on: Date) -> Vec<Choice> {
    let case = ContactType::known("SAK");
    ReferralSource::offered(service, on)
        .filter(|source| source.suits(case))
        .map(|source| choice(words, source))
        .collect()
}

/// Countries by name, and first of all what is no country: unknown, and several.
pub(super) fn countries(words: &Words, service: Service, on: Date) -> Vec<Choice> {
    const NO_COUNTRY: [&str; 2] = ["XX", "ZZ"];

    let mut countries: Vec<Choice> =
        Country::offered(service, on).map(|country| choice(words, country)).collect();
    countries.sort_by_cached_key(|country| {
        (!NO_COUNTRY.contains(&country.code.as_str()), sort_key(&country.label))
    });
    countries
}

fn choice<L: List>(words: &Words, code: Code<L>) -> Choice {
    let choice = Choice::new(code.as_str(), code.label(words.language));
    match code.definition(words.language) {
        Some(definition) => choice.described(definition),
        None => choice,
    }
}
