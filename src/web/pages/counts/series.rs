//! [`SeriesView`]: one series as charts and a table.

use std::collections::BTreeSet;

use super::choice::Choice;
use crate::locale::Words;
use crate::statistics::{
    Cell, Change, CsvStyle, Figure, Figures, Labels, MISSING, Point, Release, SUPPRESSED, Series, Standing,
    Unit, YEARS,
};
use crate::web::chart::{self, Since, Year};
use crate::web::pages::figures::{FigureLabels, printed_share};

/// One series, ready for the page.
pub(super) struct SeriesView {
    /// Its own on the page.
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) caption: String,
    /// What each chart is called, and its drawing.
    pub(super) charts: Vec<(String, String)>,
    /// What is to be said of years that differ from those before.
    pub(super) breaks: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Addresses of the figures as files, for spreadsheets and for programs.
    pub(super) norwegian: String,
    pub(super) plain: String,
}

/// One year of the table.
pub(super) struct Row {
    pub(super) year: String,
    pub(super) count: String,
    pub(super) percent: String,
    /// The registry's own count, for those who may see it.
    pub(super) own: Option<String>,
    pub(super) remarks: String,
    /// The ids of the sources of all its prints.
    pub(super) sources: Vec<&'static str>,
}

/// What a chart of a series shows. Some years were printed as counts, others as percentages only: each has a
/// chart of its own, so that nothing is drawn that was not printed.
#[derive(Clone, Copy)]
enum Measure {
    Count,
    Percent,
}

impl SeriesView {
    pub(super) fn new(words: &Words, choice: Choice, category: &str, releases: Option<&[Release]>) -> Self {
        let Choice { service, dimension } = choice;
        let labels = FigureLabels::printed(*words);
        let series = Figures::printed().series(service.code(), dimension, category);
        let heading = labels.category(dimension, category);
        let period = format!("{}–{}", YEARS.start(), YEARS.end());
        let said = [("what", (&heading).into()), ("period", (&period).into())];
        let id = format!("series-{category}");
        let charts = [Measure::Count, Measure::Percent]
            .into_iter()
            .filter_map(|measure| chart(words, &series, &heading, &id, measure));
        Self {
            caption: words.say_with("counts-caption", &said),
            charts: charts.collect(),
            breaks: breaks(words, &labels, &series),
            rows: rows(words, &labels, &series, releases),
            norwegian: choice.file(category, CsvStyle::Norwegian),
            plain: choice.file(category, CsvStyle::Plain),
            heading,
            id,
        }
    }

    /// The ids of its sources.
    pub(super) fn sources(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(|row| row.sources.iter().copied())
    }
}

/// The chart of one measure, where more than one year has it.
fn chart(
    words: &Words,
    series: &Series<'_>,
    heading: &str,
    id: &str,
    measure: Measure,
) -> Option<(String, String)> {
    let (key, name) = match measure {
        Measure::Count => ("counts-chart-counts", "counts"),
        Measure::Percent => ("counts-chart-percent", "percent"),
    };
    let value = |point: &Point<'_>| {
        let figure = point.current()?;
        match measure {
            Measure::Count => figure.count,
            Measure::Percent => figure.percent.map(|share| (share.tenths() + 5) / 10),
        }
    };
    if series.points.iter().filter(|point| value(point).is_some()).count() < 2 {
        return None;
    }
    let years: Vec<Year> = series
        .points
        .iter()
        .map(|point| Year {
            year: point.year.into(),
            figure: value(point).map_or(chart::Figure::Missing, |n| chart::Figure::Count(n.into())),
            since: if is_broken(series, point.year) { Since::Break } else { Since::Comparable },
        })
        .collect();
    let title = words.say_of(key, "what", heading);
    let drawing = chart::by_year(words, &format!("{id}-{name}"), &title, &years);
    Some((title, drawing))
}

fn is_broken(series: &Series<'_>, year: u16) -> bool {
    series.breaks.iter().any(|found| found.year == year && found.change.breaks_counts())
}

fn breaks(words: &Words, labels: &FigureLabels, series: &Series<'_>) -> Vec<String> {
    let said = |found: &crate::statistics::Break| {
        let year = found.year.to_string();
        match found.change {
            Change::Label { from, to } => {
                let [from, to] = [from, to].map(|code| labels.category(&series.dimension, code));
                let values = [("year", (&year).into()), ("from", (&from).into()), ("to", (&to).into())];
                words.say_with("counts-break-label", &values)
            }
            Change::Mandate => words.say_of("counts-break-mandate", "year", &year),
            Change::ServiceName => words.say_of("counts-break-name", "year", &year),
        }
    };
    series.breaks.iter().map(said).collect()
}

/// A row for each year of the series, and for each later year that the registry has released.
fn rows(
    words: &Words,
    labels: &FigureLabels,
    series: &Series<'static>,
    releases: Option<&[Release]>,
) -> Vec<Row> {
    let own = |year| releases.map(|releases| own_count(words, series, releases, year));
    let mut rows: Vec<Row> = series
        .points
        .iter()
        .map(|point| {
            let own = own(point.year);
            match point.current() {
                Some(figure) => row(words, labels, series, point, figure, own),
                None => unprinted(words, series, point.year, own),
            }
        })
        .collect();
    let of_service = releases.unwrap_or_default().iter().map(Release::provenance);
    let later: BTreeSet<u16> = of_service
        .filter(|made| made.service == series.service && made.year > *YEARS.end())
        .map(|made| made.year)
        .collect();
    rows.extend(later.into_iter().map(|year| unprinted(words, series, year, own(year))));
    rows
}

fn unprinted(words: &Words, series: &Series<'_>, year: u16, own: Option<String>) -> Row {
    Row {
        year: year.to_string(),
        count: MISSING.to_owned(),
        percent: MISSING.to_owned(),
        own,
        remarks: if is_broken(series, year) { words.say("counts-break-here") } else { String::new() },
        sources: Vec::new(),
    }
}

fn row(
    words: &Words,
    labels: &FigureLabels,
    series: &Series<'_>,
    point: &Point<'static>,
    figure: &'static Figure,
    own: Option<String>,
) -> Row {
    let mut remarks = Vec::new();
    if is_broken(series, point.year) {
        remarks.push(words.say("counts-break-here"));
    }
    if figure.category != series.category {
        let label = labels.category(&figure.dimension, &figure.category);
        remarks.push(words.say_of("counts-then", "label", &label));
    }
    match figure.standing {
        Standing::Printed => {}
        Standing::Approximate => remarks.push(words.say("counts-approximate")),
        Standing::Derived => remarks.push(words.say("counts-derived")),
        Standing::Conflicting => remarks.push(words.say("counts-conflicting")),
    }
    let first = point.prints.first().filter(|first| first.version < figure.version);
    if let Some(first) = first {
        let (count, percent) = (count(words, first), percent(words, first));
        let values = [("count", (&count).into()), ("percent", (&percent).into())];
        remarks.push(words.say_with("counts-first-printed", &values));
    }
    let revised = |written: String| match first {
        Some(_) if written != MISSING => format!("{written} *"),
        _ => written,
    };
    let mut sources: Vec<&str> =
        point.prints.iter().flat_map(|print| &print.sources).map(String::as_str).collect();
    sources.sort_unstable();
    sources.dedup();
    Row {
        year: point.year.to_string(),
        count: revised(count(words, figure)),
        percent: revised(percent(words, figure)),
        own,
        remarks: remarks.join(" "),
        sources,
    }
}

fn count(words: &Words, figure: &Figure) -> String {
    figure.count.map_or_else(|| MISSING.to_owned(), |count| words.number(count.into()))
}

fn percent(words: &Words, figure: &Figure) -> String {
    figure.percent.map_or_else(|| MISSING.to_owned(), |share| printed_share(words, share))
}

/// What the registry has released for the same service, year and category.
fn own_count(words: &Words, series: &Series<'_>, releases: &[Release], year: u16) -> String {
    let made = releases.iter().find(|release| {
        let provenance = release.provenance();
        (provenance.service.as_str(), provenance.year) == (series.service.as_str(), year)
    });
    let table = made.and_then(|release| release.table(Unit::Cases, &series.dimension));
    match table.and_then(|table| table.cell(&series.category)) {
        Some(Cell::Count(count)) => words.number(count.into()),
        Some(Cell::Suppressed) => SUPPRESSED.to_owned(),
        None => MISSING.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Language, Service};

    const NB: Words = Words { language: Language::Nb };

    fn view(service: Service, dimension: &str, category: &str) -> SeriesView {
        let choice = Choice::parse(Some(service.code()), Some(dimension)).expect("it has figures");
        SeriesView::new(&NB, choice, category, None)
    }

    fn row<'a>(view: &'a SeriesView, year: &str) -> &'a Row {
        view.rows.iter().find(|row| row.year == year).expect("a row for each year")
    }

    #[test]
    fn both_prints_of_a_corrected_figure_are_shown() {
        let view = view(Service::Kt, "person_location", "UT");
        let corrected = row(&view, "2017");
        assert_eq!((corrected.count.as_str(), corrected.percent.as_str()), ("101 *", "18\u{a0}% *"));
        assert!(corrected.remarks.contains("Først publisert: 107 (19\u{a0}%)."), "{}", corrected.remarks);
        assert_eq!(corrected.sources, ["S09", "S10"]);
        assert!(!row(&view, "2018").count.contains('*'));
    }

    #[test]
    fn what_is_missing_worked_out_or_rough_says_so() {
        let advisers = view(Service::Mr, "total", "all");
        assert_eq!(advisers.rows.len(), 15);
        let missing = row(&advisers, "2024");
        assert_eq!((missing.count.as_str(), missing.percent.as_str()), ("..", ".."));
        assert_eq!(missing.remarks, "Brudd i tidsserien.");
        assert_eq!(row(&advisers, "2020").remarks, "Regnet ut av andre publiserte tall.");
        assert_eq!(row(&advisers, "2025").count, "1\u{a0}101");
        let rough = view(Service::Mr, "age_group", "under_18");
        assert_eq!(row(&rough, "2022").percent, "50\u{a0}%");
        assert_eq!(row(&rough, "2022").remarks, "Omtrentlig tall.");
    }

    #[test]
    fn a_category_of_old_is_called_what_it_was_called() {
        let view = view(Service::Mr, "main_concern", "NSK");
        assert!(row(&view, "2017").remarks.contains("«Ekstrem kontroll»"));
        assert!(view.breaks[0].starts_with("2018: ") && view.breaks[0].contains("«Negativ sosial kontroll»"));
        assert_eq!(view.breaks.len(), 3, "the label, the name and the mandate");
    }

    #[test]
    fn counts_and_percentages_have_a_chart_each_where_two_years_have_them() {
        let charts = |service, dimension, category| view(service, dimension, category).charts.len();
        assert_eq!(charts(Service::Kt, "main_concern", "TRV"), 1, "percentages; one year has a count");
        assert_eq!(charts(Service::Kt, "main_concern", "GTE"), 2);
        assert_eq!(charts(Service::Mr, "main_concern", "GTE"), 0, "one year only");
        let total = view(Service::Mr, "total", "all");
        assert_eq!(total.charts.len(), 1);
        assert_eq!(total.charts[0].1.matches("class=\"chart-break\"").count(), 1, "2024 alone");
    }

    #[test]
    fn the_registrys_own_counts_are_for_those_who_may_see_them() {
        assert!(view(Service::Mr, "total", "all").rows.iter().all(|row| row.own.is_none()));
        let choice = Choice::total(Service::Mr);
        let seen = SeriesView::new(&NB, choice, "all", Some(&[]));
        assert!(seen.rows.iter().all(|row| row.own.as_deref() == Some("..")));
    }
}
