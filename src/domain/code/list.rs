//! A code list as its file says it.

use serde::Deserialize;
use time::Date;

use super::Service;
use crate::domain::Language;

/// A code list: its codes in order, and what it is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// The list's name: `concern`.
    pub name: String,
    /// The list's version: the year and a number within it, `2026-1`. Facts keep the version they were
    /// written with.
    pub version: String,
    /// What the list asks for, as a heading or a field's label.
    pub title: Words,
    /// How to choose, for the field's help text.
    pub help: Option<Words>,
    /// The codes, in the order they are offered.
    #[serde(rename = "code")]
    pub entries: Vec<Entry>,
    /// The groups codes are published in, in the order they are shown.
    #[serde(rename = "group", default)]
    pub groups: Vec<Group>,
    /// Places in `entries`, sorted by code: codes are looked up a million times when the index is filled.
    #[serde(skip)]
    by_code: Vec<u8>,
}

/// One code of a list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The code, never changed and never used again for something else.
    pub code: String,
    nb: String,
    nn: String,
    en: String,
    /// The services that use the code; absent: every service.
    pub services: Option<Vec<Service>>,
    /// The first day the code may be used for.
    pub from: Option<Date>,
    /// The last day the code may be used for.
    pub to: Option<Date>,
    /// The group it is published in.
    pub group: Option<String>,
    /// For a historical code: the current code it corresponds to.
    pub crosswalk: Option<String>,
    /// What it means and when to choose it.
    pub definition: Option<Words>,
    /// Where the code was found, or `inferred`.
    pub basis: Option<String>,
    /// The types of contact the code may be used for; absent: every type.
    pub contact_types: Option<Vec<String>>,
    /// A concern that can stand beside the main one, and never be it.
    #[serde(default)]
    pub additional_only: bool,
    /// Proposed, and not in use: never in force.
    #[serde(default)]
    pub off: bool,
    /// A case with this outcome is never counted.
    #[serde(default)]
    pub uncounted: bool,
    /// May stand while the period is open; a period with such cases cannot be submitted.
    #[serde(default)]
    pub unfinished: bool,
    /// Counted on its own, outside the total for negative social control.
    #[serde(default)]
    pub outside_total: bool,
}

/// A group of codes that are published as one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The group's code; never the code of a code in the same list.
    pub code: String,
    nb: String,
    nn: String,
    en: String,
}

/// The same words in every language of the registry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    nb: String,
    nn: String,
    en: String,
}

impl CodeList {
    /// Reads a list. Too many codes for a byte are an error of the list, as any other is.
    pub(super) fn read(text: &str) -> Result<Self, toml::de::Error> {
        let mut list: Self = toml::from_str(text)?;
        let count = u8::try_from(list.entries.len())
            .map_err(|_| serde::de::Error::custom("a list has at most 255 codes"))?;
        let mut by_code: Vec<u8> = (0..count).collect();
        by_code.sort_by_key(|&position| &list.entries[usize::from(position)].code);
        list.by_code = by_code;
        Ok(list)
    }

    /// What the list says of this code.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.find_position(code).map(|position| &self.entries[usize::from(position)])
    }

    /// What a group of the list is called.
    pub fn group_label(&self, code: &str, language: Language) -> Option<&str> {
        let group = self.groups.iter().find(|group| group.code == code)?;
        Some(group.label(language))
    }

    /// How many codes there are, historical ones among them; at most 255.
    #[expect(clippy::len_without_is_empty, reason = "no list is empty")]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn find_position(&self, code: &str) -> Option<u8> {
        self.by_code
            .binary_search_by(|&position| self.entries[usize::from(position)].code.as_str().cmp(code))
            .ok()
            .map(|place| self.by_code[place])
    }
}

impl Entry {
    /// What a reader is shown.
    pub fn label(&self, language: Language) -> &str {
        pick(language, &self.nb, &self.nn, &self.en)
    }

    /// Whether this service may use the code for something that happens on this day.
    pub fn in_force(&self, service: Service, on: Date) -> bool {
        let used = self.services.as_ref().is_none_or(|services| services.contains(&service));
        let begun = self.from.is_none_or(|from| from <= on);
        let ended = self.to.is_some_and(|to| to < on);
        !self.off && used && begun && !ended
    }
}

impl Group {
    /// What a reader is shown.
    pub fn label(&self, language: Language) -> &str {
        pick(language, &self.nb, &self.nn, &self.en)
    }
}

impl Words {
    /// The words in this language.
    pub fn say(&self, language: Language) -> &str {
        pick(language, &self.nb, &self.nn, &self.en)
    }
}

fn pick<'a>(language: Language, nb: &'a str, nn: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Nb => nb,
        Language::Nn => nn,
        Language::En => en,
    }
}
