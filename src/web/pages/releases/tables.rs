//! The tables of a release, each with its chart.

use super::explained::explanation;
use crate::locale::Words;
use crate::statistics::{Cell, FrequencyTable, Labels, Protected, Release, SUPPRESSED, Share, Unit};
use crate::web::chart::{self, Bar, Figure};
use crate::web::pages::figures::{FigureLabels, share};

/// All tables of one unit.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) total: String,
    /// Where the total is explained.
    pub(super) explanation: String,
    pub(super) tables: Vec<TableView>,
}

/// One table, ready for the page.
pub(super) struct TableView {
    /// Its own on the page.
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) caption: String,
    /// Where its figures are explained.
    pub(super) explanation: String,
    /// None where there is nothing to draw.
    pub(super) chart: Option<String>,
    pub(super) rows: Vec<Row>,
    pub(super) total: Row,
}

/// One category, or all of them.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) count: String,
    pub(super) percent: String,
}

/// The tables of a release, by what they count. The total of a unit stands once, at its head, and in each
/// table.
pub(super) fn parts(words: &Words, release: &Release) -> Vec<Part> {
    let labels = FigureLabels::of(*words, release);
    let number = release.provenance().number.to_string();
    let part = |unit| {
        let total = release.table(unit, "total")?.total();
        let of_unit = release.tables().iter().filter(|table| table.unit() == unit);
        let split = of_unit.filter(|table| table.dimension().name() != "total");
        Some(Part {
            heading: labels.unit(unit),
            total: words.say_of("release-in-all", "count", &written(words, total)),
            explanation: explanation(&number, &format!("{}-total", unit.code())),
            tables: split.map(|table| view(words, &labels, &number, table)).collect(),
        })
    };
    Unit::ALL.into_iter().filter_map(part).collect()
}

/// How many cells of a table are not shown.
pub(super) fn hidden(table: &FrequencyTable<Protected>) -> usize {
    table.cells().filter(|(_, cell)| *cell == Cell::Suppressed).count()
}

fn view(words: &Words, labels: &FigureLabels, number: &str, table: &FrequencyTable<Protected>) -> TableView {
    let dimension = table.dimension().name();
    let caption = labels.table(table.unit(), dimension);
    let id = format!("{}-{dimension}", table.unit().code());
    let rows = table.cells().map(|(code, cell)| Row {
        label: labels.category(dimension, code),
        count: written(words, cell),
        percent: percent(words, cell, table.share(code)),
    });
    let whole = table.total().count().and_then(|total| Share::of(total, total));
    TableView {
        chart: chart(words, labels, table, &id, &caption),
        rows: rows.collect(),
        total: Row {
            label: words.say("counts-total"),
            count: written(words, table.total()),
            percent: percent(words, table.total(), whole),
        },
        heading: labels.dimension(dimension),
        explanation: explanation(number, &id),
        caption,
        id,
    }
}

/// Bars for the cells, where at least one is shown.
fn chart(
    words: &Words,
    labels: &FigureLabels,
    table: &FrequencyTable<Protected>,
    id: &str,
    title: &str,
) -> Option<String> {
    let dimension = table.dimension().name();
    let bar = |(code, cell): (&str, Cell)| Bar {
        label: labels.category(dimension, code),
        figure: Figure::of(cell, false),
        share: table.share(code).map(|of_total| share(words, of_total)),
    };
    let shown = table.cells().any(|(_, cell)| cell != Cell::Suppressed);
    shown.then(|| {
        chart::bars(words, &format!("{id}-chart"), title, &table.cells().map(bar).collect::<Vec<_>>())
    })
}

/// A count, or its sign.
pub(super) fn written(words: &Words, cell: Cell) -> String {
    cell.count().map_or_else(|| SUPPRESSED.to_owned(), |count| words.number(count.into()))
}

/// A share is hidden with its count; of nothing there is none.
pub(super) fn percent(words: &Words, cell: Cell, of_total: Option<Share>) -> String {
    match (cell, of_total) {
        (Cell::Suppressed, _) => SUPPRESSED.to_owned(),
        (Cell::Count(_), Some(of_total)) => share(words, of_total),
        (Cell::Count(_), None) => ".".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::web::pages::releases::sample::release;

    const NB: Words = Words { language: Language::Nb };

    fn table<'a>(parts: &'a [Part], id: &str) -> &'a TableView {
        parts.iter().flat_map(|part| &part.tables).find(|table| table.id == id).expect("the table is there")
    }

    #[test]
    fn a_small_count_is_a_sign_in_table_and_chart() {
        let parts = parts(&NB, &release([1203, 2, 70, 30]));
        assert_eq!(parts.iter().map(|part| part.heading.as_str()).collect::<Vec<_>>(), ["Saker", "Oppdrag"]);
        let concerns = table(&parts, "cases-main_concern");
        let cell = |label: &str| {
            let row = concerns.rows.iter().find(|row| row.label == label).expect("a row for each category");
            (row.count.as_str(), row.percent.as_str())
        };
        assert_eq!(cell("Negativ sosial kontroll"), ("1\u{a0}203", "92,2\u{a0}%"));
        assert_eq!(cell("Trusler/vold"), (":", ":"));
        assert_eq!(concerns.total.count, "1\u{a0}305");
        assert_eq!(concerns.total.percent, "100,0\u{a0}%");
        let chart = concerns.chart.as_ref().expect("there is something to draw");
        assert!(chart.contains(">: (vises ikke)</text>") && chart.contains("92,2\u{a0}%"));
        assert!(
            hidden(release([1203, 2, 70, 30]).table(Unit::Cases, "main_concern").expect("it is there")) > 1
        );
    }

    #[test]
    fn where_nothing_is_shown_nothing_is_drawn() {
        let parts = parts(&NB, &release([1, 0, 1, 0]));
        let concerns = table(&parts, "cases-main_concern");
        assert!(concerns.chart.is_none());
        assert_eq!((concerns.total.count.as_str(), concerns.total.percent.as_str()), (":", ":"));
        assert_eq!(parts[0].total, "I alt: :");
    }

    #[test]
    fn a_table_that_names_no_country_speaks_of_all() {
        let countries = |cases| {
            let parts = parts(&NB, &release(cases));
            let rows = &table(&parts, "cases-country_background").rows;
            rows.iter().map(|row| row.label.clone()).collect::<Vec<_>>()
        };
        assert_eq!(countries([5, 0, 5, 0]), ["Alle land"], "too few to name any");
        assert_eq!(countries([1203, 2, 70, 30]), ["Afghanistan", "Albania", "Andre land"]);
    }
}
