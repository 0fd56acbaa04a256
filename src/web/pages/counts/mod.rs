//! National counts: what has been printed about the services' cases, year by year, and beside it what this
//! registry has released.

mod choice;
mod own;
mod series;

pub(super) use choice::{Choice, SERVICES};
pub(super) use own::{OwnCount, OwnCounts};
pub(super) use series::{Row, SeriesView};

use askama::Template;
use rocket::{State, get};

use self::own::own_counts;
use super::figures::{Download, FigureLabels, FileKind, style};
use crate::access::{ReadRelease, Relation, Target};
use crate::registry::{Progress, Registry};
use crate::statistics::{Figures, Labels, Release, Source, YEARS, series_as_csv};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};

#[derive(Template)]
#[template(path = "counts/counts.html")]
struct CountsPage {
    frame: Frame,
    intro: String,
    services: Vec<Tab>,
    dimensions: Vec<Tab>,
    own: bool,
    series: Vec<SeriesView>,
    sources: Vec<&'static Source>,
}

/// A link to other figures, or to those that are shown.
struct Tab {
    address: String,
    label: String,
    here: bool,
}

/// The printed figures of one service by one dimension, for everybody who is signed in.
#[get("/counts?<service>&<dimension>")]
pub(in crate::web) async fn show(
    service: Option<&str>,
    dimension: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let choice = Choice::parse(service, dimension).ok_or(Error::NOT_FOUND)?;
    let releases = own_releases(&person, registry).await?;
    let words = person.words;
    let labels = FigureLabels::printed(words);
    let name = choice.service.label(words.language);
    let figures = labels.dimension(choice.dimension);
    let title =
        words.say_with("counts-title-of", &[("service", name.into()), ("figures", (&figures).into())]);
    let services = SERVICES.map(|service| Tab {
        address: Choice::total(service).address(),
        label: service.label(words.language).to_owned(),
        here: service == choice.service,
    });
    let dimensions = Choice::all(choice.service).map(|other| Tab {
        address: other.address(),
        label: labels.dimension(other.dimension),
        here: other == choice,
    });
    let series: Vec<SeriesView> = choice
        .categories()
        .iter()
        .map(|category| {
            let own = releases.as_deref().map(|releases| own_counts(choice, category, releases));
            SeriesView::new(&words, choice, category, own.as_ref())
        })
        .collect();
    let mut ids: Vec<&str> = series.iter().flat_map(SeriesView::sources).collect();
    ids.sort_unstable();
    ids.dedup();
    let (from, to) = (YEARS.start().to_string(), YEARS.end().to_string());
    Ok(Page::of(&CountsPage {
        frame: person.titled(title, &choice.address()),
        intro: words.say_with("counts-intro", &[("from", (&from).into()), ("to", (&to).into())]),
        services: services.into(),
        dimensions: dimensions.collect(),
        own: releases.is_some(),
        sources: ids.into_iter().filter_map(|id| Figures::printed().source(id)).collect(),
        series,
    }))
}

/// One printed series, as a file.
#[get("/counts.csv?<service>&<dimension>&<category>&<style>")]
pub(in crate::web) fn file(
    service: Option<&str>,
    dimension: Option<&str>,
    category: Option<&str>,
    style: Option<&str>,
    person: SignedIn,
) -> Answer<Download> {
    let choice = Choice::parse(service, dimension).ok_or(Error::NOT_FOUND)?;
    let category = choice.category(category).ok_or(Error::NOT_FOUND)?;
    let style = self::style(style)?;
    let series = Figures::printed().series(choice.service.code(), choice.dimension, category);
    let text = series_as_csv(&series, style, &FigureLabels::printed(person.words));
    Ok(Download::new(FileKind::Csv, &choice.file_name(category), text))
}

/// The registry's own releases, for those who may see them. Others do not ask: a refusal is an entry in the
/// log, and looking at printed figures is none.
async fn own_releases(person: &SignedIn, registry: &Registry) -> Answer<Option<Vec<Release>>> {
    let now = registry.clock().now();
    let may_see = person.actor.grant::<ReadRelease>(Target::Registry, Relation::Own, now).is_ok();
    if !may_see {
        return Ok(None);
    }
    let releases = registry.releases(&person.actor, Target::Registry).await?;
    let published = releases.into_iter().filter(|kept| kept.progress == Progress::Published);
    Ok(Some(published.map(|kept| kept.release).collect()))
}
