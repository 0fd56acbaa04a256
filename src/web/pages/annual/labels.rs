use super::super::figures::FigureLabels;
use crate::locale::Words;
use crate::statistics::linked::TOTAL;
use crate::statistics::{Cube, Edge, Labels, SUM, Unit};

/// Words for the codes of the annual tables: those of the yearly ones, and of the services.
pub(super) struct AnnualLabels {
    words: Words,
    figures: FigureLabels,
}

impl AnnualLabels {
    pub(super) fn of(words: Words) -> Self {
        Self { words, figures: FigureLabels::printed(words) }
    }

    /// What a table is called: its dimensions.
    pub(super) fn table(&self, dimensions: &[&str]) -> String {
        dimensions.iter().map(|name| self.dimension(name)).collect::<Vec<_>>().join(" × ")
    }

    /// A cell as one says it: the codes that it is split by.
    pub(super) fn cell(&self, dimensions: &[String], codes: &[String]) -> String {
        let split = dimensions.iter().zip(codes).filter(|(_, code)| *code != TOTAL);
        let names: Vec<String> = split.map(|(name, code)| self.category(name, code)).collect();
        if names.is_empty() { self.words.say("counts-total") } else { names.join(" · ") }
    }
}

impl Labels for AnnualLabels {
    fn unit(&self, unit: Unit) -> String {
        self.figures.unit(unit)
    }

    fn dimension(&self, name: &str) -> String {
        self.figures.dimension(name)
    }

    fn category(&self, dimension: &str, code: &str) -> String {
        match (dimension, code) {
            ("service", TOTAL | SUM) => self.words.say("annuals-all-services"),
            (_, TOTAL) => self.words.say("counts-total"),
            _ => self.figures.category(dimension, code),
        }
    }

    fn cube(&self, cube: &Cube) -> String {
        let dimensions: Vec<&str> = cube.edges().iter().map(Edge::name).collect();
        self.table(&dimensions)
    }
}

/// What the table is called that a refusal names.
pub(in crate::web::pages) fn table_named(words: &Words, table: &str) -> String {
    let dimensions: Vec<&str> = table.split(" × ").collect();
    AnnualLabels::of(*words).table(&dimensions)
}
