//! [`FigureLabels`]: what dimensions and categories are called, in the language of the page.

use crate::domain::{
    ActivityFormList, AgeBandList, CodeList, ConcernList, CountryList, GenderList, List, PersonLocationList,
    ReferralSourceList, ServiceList,
};
use crate::locale::Words;
use crate::statistics::{Cube, Labels, Release, Unit};

/// Words for the codes of tables and series: those of the code lists, and of the sums that only tables have.
#[derive(Clone, Copy, Debug)]
pub(in crate::web::pages) struct FigureLabels {
    words: Words,
    others: Others,
}

/// What a country table's rest is.
#[derive(Clone, Copy, Debug)]
enum Others {
    /// What no named country has.
    Rest,
    /// Everybody, where no country is named.
    Everybody,
}

impl FigureLabels {
    /// For what was printed.
    pub(in crate::web::pages) fn printed(words: Words) -> Self {
        Self { words, others: Others::Rest }
    }

    /// For a release, whose country table may name none.
    pub(in crate::web::pages) fn of(words: Words, release: &Release) -> Self {
        let countries = release.table(Unit::Cases, "country_background");
        let lone = countries.is_some_and(|table| table.dimension().categories().len() == 1);
        Self { words, others: if lone { Others::Everybody } else { Others::Rest } }
    }

    /// What a table is called: what it counts, and by what.
    pub(in crate::web::pages) fn table(&self, unit: Unit, dimension: &str) -> String {
        self.split(unit, &self.dimension(dimension))
    }

    fn split(&self, unit: Unit, figures: &str) -> String {
        let unit = self.unit(unit);
        self.words.say_with("figure-of", &[("unit", (&unit).into()), ("figures", figures.into())])
    }

    /// Whether a category has a label, which does not depend on the language.
    pub(in crate::web::pages) fn is_known(dimension: &str, code: &str) -> bool {
        Self::printed(Words::default()).known(dimension, code).is_some()
    }

    /// The label of a category, if it has one.
    fn known(&self, dimension: &str, code: &str) -> Option<String> {
        let key = match (dimension, code) {
            ("total", "all") | (_, "total") => "counts-total",
            ("country_background", "other") => match self.others {
                Others::Rest => "figure-other-countries",
                Others::Everybody => "figure-all-countries",
            },
            ("main_concern", "other_not_printed") => "figure-other-concerns",
            ("person_location", "UT_U18") => "figure-abroad-under-18",
            ("referral_source", "SKS_or_SKA") => "figure-school-staff",
            ("referral_source", "forstelinje") => "figure-front-line",
            _ => return self.listed(dimension, code),
        };
        Some(self.words.say(key))
    }

    fn listed(&self, dimension: &str, code: &str) -> Option<String> {
        let (list, code) = placed(dimension, code)?;
        let language = self.words.language;
        let entry = list.entry(code).map(|entry| entry.label(language));
        entry.or_else(|| list.group_label(code, language)).map(str::to_owned)
    }
}

impl Labels for FigureLabels {
    fn unit(&self, unit: Unit) -> String {
        self.words.say(match unit {
            Unit::Cases => "counts-unit-cases",
            Unit::Assignments => "counts-unit-assignments",
            Unit::Questions => "counts-unit-questions",
        })
    }

    fn dimension(&self, name: &str) -> String {
        match name {
            "total" => self.words.say("counts-total"),
            "service" => self.words.say("counts-service"),
            "year" => self.words.say("counts-year"),
            "main_concern" => self.words.say("cases-concern"),
            "age_group" => self.words.say("figure-age-group"),
            "additional_concern" => self.words.say("figure-additional-concern"),
            "any_concern" => self.words.say("figure-any-concern"),
            _ => match list_of(name) {
                Some(list) => list.title.say(self.words.language).to_owned(),
                None => name.to_owned(),
            },
        }
    }

    fn category(&self, dimension: &str, code: &str) -> String {
        self.known(dimension, code).unwrap_or_else(|| code.to_owned())
    }

    fn cube(&self, cube: &Cube) -> String {
        let edges: Vec<String> = cube.edges().iter().map(|edge| self.dimension(edge.name())).collect();
        self.split(cube.unit(), &edges.join(", "))
    }
}

/// Where a category would stand: the list of its dimension, and its code or that of its group there.
pub(super) fn placed<'a>(dimension: &str, code: &'a str) -> Option<(&'static CodeList, &'a str)> {
    let code = match (dimension, code) {
        ("age_group", "under_18") => "U18G",
        ("age_group", "18_or_over") => "O18G",
        ("age_group", "unknown") => "AUKG",
        _ => code,
    };
    Some((list_of(dimension)?, code))
}

/// The code list that the categories of a dimension are from.
pub(in crate::web::pages) fn list_of(dimension: &str) -> Option<&'static CodeList> {
    Some(match dimension {
        "service" => ServiceList::list(),
        "main_concern" | "additional_concern" | "any_concern" => ConcernList::list(),
        "gender" => GenderList::list(),
        "age_group" => AgeBandList::list(),
        "referral_source" => ReferralSourceList::list(),
        "person_location" => PersonLocationList::list(),
        "country_background" => CountryList::list(),
        "assignment_form" => ActivityFormList::list(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Language, Service};
    use crate::statistics::YEARLY;

    fn labels(language: Language) -> FigureLabels {
        FigureLabels::printed(Words::of(language))
    }

    /// The categories a table of the programme may be published in, besides those it is tallied by.
    const GROUPED: [(&str, &str); 2] = [("gender", "A_or_U"), ("country_background", "other")];

    #[test]
    fn every_category_of_the_programme_has_a_label_in_every_language() {
        let mut seen = 0;
        for language in Language::ALL {
            let labels = labels(language);
            for table in Service::ALL.into_iter().flat_map(|service| YEARLY.tables_of(service.code())) {
                let dimension = table.dimension();
                assert_ne!(labels.dimension(dimension), dimension, "{language:?}");
                let listed = || -> Vec<&str> {
                    let list = list_of(dimension).expect("a table without categories of its own has a list");
                    list.entries.iter().map(|entry| entry.code.as_str()).collect()
                };
                let tallied = table.categories().map_or_else(listed, <[&str]>::to_vec);
                let grouped = GROUPED.iter().filter(|(of, _)| *of == dimension).map(|(_, code)| *code);
                for code in tallied.into_iter().chain(grouped) {
                    let label = labels.known(dimension, code);
                    assert!(label.is_some_and(|label| !label.is_empty()), "{dimension} {code} {language:?}");
                    seen += 1;
                }
                assert!(!labels.table(table.unit(), dimension).contains('['), "a word is missing");
            }
        }
        assert!(seen > 2_000, "only {seen}");
    }

    #[test]
    fn sums_are_called_what_they_are() {
        let nn = labels(Language::Nn);
        assert_eq!(nn.category("gender", "A_or_U"), "Annan kjønnsidentitet eller ukjend");
        assert_eq!(nn.category("age_group", "18_or_over"), "18 år eller eldre");
        assert_eq!(nn.category("country_background", "other"), "Andre land");
        let alone = FigureLabels { words: Words::of(Language::Nb), others: Others::Everybody };
        assert_eq!(alone.category("country_background", "other"), "Alle land");
        assert_eq!(nn.category("main_concern", "EKK"), "Ekstrem kontroll");
    }

    #[test]
    fn a_code_without_a_label_is_shown_as_it_is() {
        assert_eq!(labels(Language::En).known("gender", "X9"), None);
        assert_eq!(labels(Language::En).category("gender", "X9"), "X9");
        assert_eq!(labels(Language::En).dimension("weather"), "weather");
    }
}
