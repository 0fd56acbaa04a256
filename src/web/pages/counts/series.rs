//! [`SeriesView`]: one series as charts and a table.

use super::choice::Choice;
use super::own::{OwnCount, OwnCounts};
use crate::locale::Words;
use crate::statistics::{Change, CsvStyle, Figure, Figures, Labels, MISSING, Point, Series, Standing, YEARS};
use crate::web::chart::{self, Since, Year};
use crate::web::pages::figures::{FigureLabels, printed_share};

/// One series, ready for the page.
pub(in crate::web::pages) struct SeriesView {
    /// Its own on the page.
    pub(in crate::web::pages) id: String,
    pub(in crate::web::pages) heading: String,
    pub(in crate::web::pages) caption: String,
    /// What each chart is called, and its drawing.
    pub(in crate::web::pages) charts: Vec<(String, String)>,
    /// What is to be said of years that differ from those before.
    pub(in crate::web::pages) breaks: Vec<String>,
    /// Whether shares were printed at all; of totals they never are.
    pub(in crate::web::pages) shares: bool,
    pub(in crate::web::pages) rows: Vec<Row>,
    /// Addresses of the printed figures as files, for spreadsheets and for programs.
    pub(in crate::web::pages) files: Option<[String; 2]>,
}

/// One year of the table.
pub(in crate::web::pages) struct Row {
    pub(in crate::web::pages) year: String,
    pub(in crate::web::pages) count: String,
    pub(in crate::web::pages) percent: String,
    /// The registry's own count, for those who may see it.
    pub(in crate::web::pages) own: Option<String>,
    pub(in crate::web::pages) remarks: String,
    /// The ids of the sources of all its prints.
    pub(in crate::web::pages) sources: Vec<&'static str>,
}

/// What a chart of a series shows. Some years were printed as counts, others as percentages only: each has a
/// chart of its own, so that nothing is drawn that was not printed.
#[derive(Clone, Copy)]
enum Measure {
    Count,
    Percent,
}

impl SeriesView {
    pub(in crate::web::pages) fn new(
        words: &Words,
        choice: Choice,
        category: &str,
        own: Option<&OwnCounts>,
    ) -> Self {
        let heading = FigureLabels::printed(*words).category(choice.dimension, category);
        Self::called(words, choice, category, heading, own)
    }

    /// The same under a heading of its own.
    pub(in crate::web::pages) fn called(
        words: &Words,
        choice: Choice,
        category: &str,
        heading: String,
        own: Option<&OwnCounts>,
    ) -> Self {
        let Choice { service, dimension } = choice;
        let labels = FigureLabels::printed(*words);
        let series = Figures::printed().series(service.code(), dimension, category);
        let last = own.and_then(|own| own.keys().next_back()).copied().unwrap_or_default();
        let period = format!("{}–{}", YEARS.start(), last.max(*YEARS.end()));
        let said = [("what", (&heading).into()), ("period", (&period).into())];
        let id = format!("series-{}-{category}", service.code());
        let charts = [Measure::Count, Measure::Percent]
            .into_iter()
            .filter_map(|measure| chart(words, &series, own, &heading, &id, measure));
        Self {
            caption: words.say_with("counts-caption", &said),
            charts: charts.collect(),
            breaks: breaks(words, &labels, &series, own),
            shares: series.points.iter().flat_map(|point| &point.prints).any(|print| print.percent.is_some()),
            rows: rows(words, &labels, &series, own),
            files: Some([CsvStyle::Norwegian, CsvStyle::Plain].map(|style| choice.file(category, style))),
            heading,
            id,
        }
    }

    /// The ids of its sources.
    pub(in crate::web::pages) fn sources(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(|row| row.sources.iter().copied())
    }
}

/// The chart of one measure, where more than one year has it. The registry's own counts stand where nothing was
/// printed, between breaks: they were not counted alike.
fn chart(
    words: &Words,
    series: &Series<'_>,
    own: Option<&OwnCounts>,
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
    let own = match measure {
        Measure::Count => unprinted_years(series, own),
        Measure::Percent => Vec::new(),
    };
    let printed = series.points.iter().filter(|point| value(point).is_some()).count();
    if printed + own.len() < 2 {
        return None;
    }
    let is_own = |year: u16| own.iter().any(|(of, _)| *of == year);
    let drawn = |year: u16| own.iter().find(|(of, _)| *of == year).map(|(_, own)| own.drawn());
    let later = own.iter().map(|(year, _)| *year).filter(|year| year > YEARS.end());
    let of_series = series.points.iter().map(|point| (point.year, value(point)));
    let years: Vec<Year> = of_series
        .chain(later.map(|year| (year, None)))
        .map(|(year, value)| Year {
            year: year.into(),
            figure: value.map_or_else(
                || drawn(year).unwrap_or(chart::Figure::Missing),
                |n| chart::Figure::Count(n.into()),
            ),
            since: if is_broken(series, year) || is_own(year) != is_own(year - 1) {
                Since::Break
            } else {
                Since::Comparable
            },
        })
        .collect();
    let title = words.say_of(key, "what", heading);
    let drawing = chart::by_year(words, &format!("{id}-{name}"), &title, &years);
    Some((title, drawing))
}

/// The years that the registry has counted and nobody has printed a count of.
fn unprinted_years<'a>(series: &Series<'_>, own: Option<&'a OwnCounts>) -> Vec<(u16, &'a OwnCount)> {
    let printed = |year: u16| {
        let point = series.points.iter().find(|point| point.year == year);
        point.and_then(Point::current).is_some_and(|figure| figure.count.is_some())
    };
    own.into_iter().flatten().map(|(year, own)| (*year, own)).filter(|(year, _)| !printed(*year)).collect()
}

fn is_broken(series: &Series<'_>, year: u16) -> bool {
    series.breaks.iter().any(|found| found.year == year && found.change.breaks_counts())
}

fn breaks(words: &Words, labels: &FigureLabels, series: &Series<'_>, own: Option<&OwnCounts>) -> Vec<String> {
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
    let own: Vec<String> = unprinted_years(series, own).iter().map(|(year, _)| year.to_string()).collect();
    let counted_here = (!own.is_empty()).then(|| words.say_of("counts-break-own", "years", &own.join(", ")));
    series.breaks.iter().map(said).chain(counted_here).collect()
}

/// A row for each year of the series, and for each later year that the registry has released.
fn rows(words: &Words, labels: &FigureLabels, series: &Series<'static>, own: Option<&OwnCounts>) -> Vec<Row> {
    let mut rows: Vec<Row> = series
        .points
        .iter()
        .map(|point| match point.current() {
            Some(figure) => row(words, labels, series, point, figure),
            None => unprinted(words, series, point.year),
        })
        .collect();
    if let Some(own) = own {
        let later = own.keys().filter(|year| *year > YEARS.end());
        rows.extend(later.map(|year| unprinted(words, series, *year)));
        for row in &mut rows {
            let own = row.year.parse().ok().and_then(|year: u16| own.get(&year));
            row.own = Some(own.map_or_else(|| MISSING.to_owned(), |own| own.written(words)));
            let remark = own.map(|own| own.remark.as_str()).unwrap_or_default();
            row.remarks = [row.remarks.as_str(), remark].join(" ").trim().to_owned();
        }
    }
    rows
}

fn unprinted(words: &Words, series: &Series<'_>, year: u16) -> Row {
    Row {
        year: year.to_string(),
        count: MISSING.to_owned(),
        percent: MISSING.to_owned(),
        own: None,
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
        let written = match (first.count, first.percent) {
            (Some(_), Some(_)) => format!("{} ({})", count(words, first), percent(words, first)),
            (Some(_), None) => count(words, first),
            (None, _) => percent(words, first),
        };
        remarks.push(words.say_of("counts-first-printed", "figure", &written));
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
        own: None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Language, Service};
    use crate::statistics::Cell;

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
        let share_only = self::view(Service::Kt, "age_group", "under_18");
        let remarks = &row(&share_only, "2017").remarks;
        assert!(remarks.contains("Først publisert: 40\u{a0}%."), "{remarks}");
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
        assert!(!advisers.shares, "a total has no share");
        let rough = view(Service::Mr, "age_group", "under_18");
        assert!(rough.shares);
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
        let seen = SeriesView::new(&NB, choice, "all", Some(&OwnCounts::new()));
        assert!(seen.rows.iter().all(|row| row.own.as_deref() == Some("..")));
    }

    #[test]
    fn what_the_registry_counts_stands_behind_a_break() {
        let own = |cell, revised| OwnCount { cell, revised, remark: "En merknad.".to_owned() };
        let counts: OwnCounts = [
            (2025, own(Cell::Count(1090), false)),
            (2026, own(Cell::Count(1210), true)),
            (2027, own(Cell::Suppressed, false)),
        ]
        .into();
        let view = SeriesView::new(&NB, Choice::total(Service::Mr), "all", Some(&counts));
        assert_eq!(view.caption, "I alt, 2011–2027");
        let seen = |year| (row(&view, year).count.as_str(), row(&view, year).own.as_deref());
        assert_eq!(seen("2025"), ("1\u{a0}101", Some("1\u{a0}090")));
        assert_eq!(seen("2026"), ("..", Some("1\u{a0}210*")));
        assert_eq!(seen("2027"), ("..", Some(":")));
        assert_eq!(row(&view, "2026").remarks, "En merknad.");
        let (_, drawing) = &view.charts[0];
        assert!(drawing.contains(">1\u{a0}210*</text>") && !drawing.contains("1\u{a0}090"), "{drawing}");
        assert!(
            drawing.contains("Brudd i tidsserien: 2024, 2026.") && drawing.contains("1 tall vises ikke.")
        );
        assert!(view.breaks.last().is_some_and(|said| said.starts_with("2026, 2027: ")), "{:?}", view.breaks);
    }
}
