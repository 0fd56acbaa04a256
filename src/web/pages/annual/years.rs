//! The totals of the annual releases year by year, beside what the services have printed.

use askama::Template;
use rocket::{State, get};

use super::labels::AnnualLabels;
use super::one::title;
use crate::access::Target;
use crate::domain::Service;
use crate::locale::Words;
use crate::registry::{AnnualProgress, Registry, ShownAnnual};
use crate::statistics::{Change, Cube, Figures, Labels, MISSING, Point, SUM, Series, Source, YEARS};
use crate::web::chart::{self, Figure, Since, Year};
use crate::web::error::Answer;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::counts::{Choice, OwnCount, OwnCounts, Row, SERVICES, SeriesView};

const ADDRESS: &str = "/annual/years";

#[derive(Template)]
#[template(path = "annual/years.html")]
struct YearsPage {
    frame: Frame,
    series: Vec<SeriesView>,
    sources: Vec<&'static Source>,
}

/// The totals of each service and of all together, through the years.
#[get("/annual/years", rank = 1)]
pub(in crate::web) async fn show(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let all = registry.annual_releases(&person.actor, Target::Registry).await?;
    let words = person.words;
    let published = all.iter().filter(|shown| shown.progress == AnnualProgress::Published);
    let own: Vec<(&ShownAnnual, Cube)> =
        published.filter_map(|shown| Some((shown, shown.face().cubes().into_iter().next()?))).collect();
    let mut series = vec![together(&words, &own_counts(&words, &own, SUM))];
    for service in SERVICES {
        let own = own_counts(&words, &own, service.code());
        let heading = service.label(words.language).to_owned();
        series.push(SeriesView::called(&words, Choice::total(service), "all", heading, Some(&own)));
    }
    let mut ids: Vec<&str> = series.iter().flat_map(SeriesView::sources).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(Page::of(&YearsPage {
        frame: person.frame("annuals-years", ADDRESS),
        sources: ids.into_iter().filter_map(|id| Figures::printed().source(id)).collect(),
        series,
    }))
}

/// The total of a service in the newest published release of each year.
fn own_counts(words: &Words, published: &[(&ShownAnnual, Cube)], service: &str) -> OwnCounts {
    let total = |(shown, cube): &(&ShownAnnual, Cube)| {
        let codes: Vec<&str> =
            std::iter::once(service).chain(cube.edges().iter().skip(1).map(|_| SUM)).collect();
        let at = cube.place(&codes)?;
        let remark = [title(words, shown).as_str(), shown.face().note()].join(". ");
        let remark = remark.trim_end_matches([' ', '.']).to_owned() + ".";
        Some((shown.face().year(), OwnCount { cell: cube.cells()[at], revised: cube.is_revised(at), remark }))
    };
    published.iter().filter_map(total).collect()
}

/// All services side by side, where each of them was printed, and the registry's own total.
fn together(words: &Words, own: &OwnCounts) -> SeriesView {
    let figures = Figures::printed();
    let parts = SERVICES.map(|service| (service, figures.series(service.code(), SUM, "all")));
    let heading = AnnualLabels::of(*words).category("service", SUM);
    let later = own.keys().copied().filter(|year| year > YEARS.end());
    let years: Vec<u16> = YEARS.chain(later).collect();
    let printed = |year| figures.across_services(year).map(|across| across.sum);
    let is_own = |year: u16| own.contains_key(&year) && printed(year).is_none();
    let broken = |year| parts.iter().any(|(_, series)| breaks_in(series, year));
    let row = |&year: &u16| Row {
        year: year.to_string(),
        count: printed(year).map_or_else(|| MISSING.to_owned(), |sum| words.number(sum.into())),
        percent: MISSING.to_owned(),
        own: Some(own.get(&year).map_or_else(|| MISSING.to_owned(), |own| own.written(words))),
        remarks: own.get(&year).map(|own| own.remark.clone()).unwrap_or_default(),
        sources: if printed(year).is_some() { sources(&parts, year) } else { Vec::new() },
    };
    let drawn = |&year: &u16| Year {
        year: year.into(),
        figure: match (printed(year), own.get(&year)) {
            (Some(sum), _) => Figure::Count(sum.into()),
            (None, Some(own)) => own.drawn(),
            (None, None) => Figure::Missing,
        },
        since: if broken(year) || is_own(year) != is_own(year - 1) {
            Since::Break
        } else {
            Since::Comparable
        },
    };
    let id = format!("series-{SUM}");
    let said = words.say_of("counts-chart-counts", "what", &heading);
    let drawing =
        chart::by_year(words, &format!("{id}-counts"), &said, &years.iter().map(drawn).collect::<Vec<_>>());
    let period = format!("{}–{}", YEARS.start(), years.last().unwrap_or(YEARS.end()));
    let mut breaks: Vec<String> =
        parts.iter().flat_map(|(service, series)| widened(words, *service, series)).collect();
    let counted_here: Vec<String> = years.iter().filter(|year| is_own(**year)).map(u16::to_string).collect();
    if !counted_here.is_empty() {
        breaks.push(words.say_of("counts-break-own", "years", &counted_here.join(", ")));
    }
    SeriesView {
        caption: words
            .say_with("counts-caption", &[("what", (&heading).into()), ("period", (&period).into())]),
        charts: vec![(said, drawing)],
        breaks,
        shares: false,
        rows: years.iter().map(row).collect(),
        files: None,
        heading,
        id,
    }
}

fn breaks_in(series: &Series<'_>, year: u16) -> bool {
    series.breaks.iter().any(|found| found.year == year && found.change.breaks_counts())
}

/// The years in which a service's task was widened, which is a break of the sum as well.
fn widened(words: &Words, service: Service, series: &Series<'_>) -> Vec<String> {
    let of = series.breaks.iter().filter(|found| found.change == Change::Mandate);
    let said = |year: u16| words.say_of("counts-break-mandate", "year", &year.to_string());
    of.map(|found| format!("{}: {}", service.label(words.language), said(found.year))).collect()
}

/// The ids of the sources of a year's prints.
fn sources(parts: &[(Service, Series<'static>)], year: u16) -> Vec<&'static str> {
    let points = parts.iter().flat_map(|(_, series)| &series.points).filter(|point| point.year == year);
    let mut ids: Vec<&str> =
        points.filter_map(Point::current).flat_map(|print| &print.sources).map(String::as_str).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;
    use crate::statistics::Cell;

    #[test]
    fn all_services_are_one_series_with_its_gaps_and_breaks() {
        let words = Words::of(Language::Nb);
        let own = |count| OwnCount { cell: Cell::Count(count), revised: false, remark: String::new() };
        let view = together(&words, &[(2024, own(2400)), (2026, own(2500))].into());
        let row = |year: &str| view.rows.iter().find(|row| row.year == year).expect("a row for each year");
        assert_eq!((row("2023").count.as_str(), row("2023").own.as_deref()), ("2\u{a0}281", Some("..")));
        assert_eq!((row("2024").count.as_str(), row("2024").own.as_deref()), ("..", Some("2\u{a0}400")));
        assert_eq!(row("2026").own.as_deref(), Some("2\u{a0}500"));
        assert!(!row("2023").sources.is_empty() && row("2024").sources.is_empty());
        assert_eq!(view.breaks.len(), 2, "the task of one, and who counts: {:?}", view.breaks);
        let (_, drawing) = &view.charts[0];
        assert!(
            drawing.contains(">2\u{a0}400</text>")
                && drawing.contains("Brudd i tidsserien: 2024, 2025, 2026.")
        );
    }
}
