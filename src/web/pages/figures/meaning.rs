//! [`Meaning`]: what a category of a table stands for, as its code list says it.

use super::labels::placed;
use crate::domain::{CodeList, Language};

/// What a category stands for.
pub(in crate::web::pages) struct Meaning {
    /// The list its code is from; none for sums that only tables have.
    pub(in crate::web::pages) list: Option<&'static CodeList>,
    /// What the list says of it, where it says more than the label.
    pub(in crate::web::pages) definition: Option<String>,
    /// The categories of the list that are counted under it, where it is a group of them.
    pub(in crate::web::pages) parts: Vec<String>,
}

impl Meaning {
    /// What `code` of `dimension` stands for.
    pub(in crate::web::pages) fn of(dimension: &str, code: &str, language: Language) -> Self {
        let Some((list, code)) = placed(dimension, code) else {
            return Self { list: None, definition: None, parts: Vec::new() };
        };
        let entry = list.entry(code);
        let grouped =
            list.entries.iter().filter(|part| entry.is_none() && part.group.as_deref() == Some(code));
        let label = |text: &str| text.to_owned();
        Self {
            list: (entry.is_some() || list.group_label(code, language).is_some()).then_some(list),
            definition: entry
                .and_then(|entry| entry.definition.as_ref())
                .map(|said| label(said.say(language))),
            parts: grouped.map(|part| label(part.label(language))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(dimension: &str, code: &str) -> Meaning {
        Meaning::of(dimension, code, Language::Nb)
    }

    #[test]
    fn a_code_means_what_its_list_says() {
        let control = of("main_concern", "NSK");
        assert_eq!(control.list.map(|list| list.name.as_str()), Some("concern"));
        assert!(control.definition.is_some_and(|said| said.starts_with("Familien eller miljøet")));
        assert!(control.parts.is_empty());
        assert_eq!(of("gender", "K").definition, None);
    }

    #[test]
    fn a_group_means_its_codes() {
        assert_eq!(of("gender", "A_or_U").parts, ["Annen kjønnsidentitet", "Ukjent"]);
        assert_eq!(of("age_group", "under_18").parts.len(), 4);
        assert_eq!(of("age_group", "unknown").list.map(|list| list.name.as_str()), Some("age_band"));
    }

    #[test]
    fn sums_of_tables_are_from_no_list() {
        for (dimension, code) in [("gender", "total"), ("total", "all"), ("country_background", "other")] {
            let sum = of(dimension, code);
            assert!(sum.list.is_none() && sum.definition.is_none() && sum.parts.is_empty(), "{code}");
        }
    }
}
