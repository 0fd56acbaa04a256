//! Releases: all there are, and one of them with its tables. What is shown here has passed disclosure control.

mod explained;
mod files;
#[cfg(test)]
mod sample;
mod tables;

use askama::Template;
use rocket::{Route, State, get, routes};
use time::OffsetDateTime;

use self::tables::{Part, parts};
use crate::access::Target;
use crate::domain::Service;
use crate::locale::Words;
use crate::registry::{NumberedRelease, Progress, Registry};
use crate::statistics::Release;
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::{offered, release_number};
use crate::web::pages::moment::moment;

/// The routes of these pages.
pub(super) fn routes() -> Vec<Route> {
    routes![list, show, files::file, explained::show]
}

#[derive(Template)]
#[template(path = "releases/releases.html")]
struct ReleasesPage {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    number: u32,
    service: String,
    year: u16,
    hidden: usize,
    progress: String,
}

#[derive(Template)]
#[template(path = "releases/release.html")]
struct ReleasePage {
    frame: Frame,
    parts: Vec<Part>,
    provenance: Vec<(String, String)>,
    /// What is said of a release that is not published.
    unpublished: Option<String>,
    files: Vec<(String, String)>,
}

/// Every release.
#[get("/releases")]
async fn list(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let releases = registry.releases(&person.actor, Target::Registry).await?;
    let rows = releases.iter().map(|NumberedRelease { release, progress, .. }| Row {
        progress: person.words.say(said(*progress)),
        number: release.provenance().number,
        service: service_of(&person.words, release),
        year: release.provenance().year,
        hidden: release.tables().iter().map(tables::hidden).sum(),
    });
    Ok(Page::of(&ReleasesPage { frame: person.frame("release-title", "/releases"), rows: rows.collect() }))
}

/// One release.
#[get("/releases/<number>", rank = 2)]
async fn show(number: &str, person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let number = release_number(number).ok_or(Error::NOT_FOUND)?;
    let kept = registry.find_release(&person.actor, number).await?;
    let frame = person.titled(title(&person.words, &kept.release), &address(&number.to_string()));
    Ok(Page::of(&page(frame, &kept)))
}

fn page(frame: Frame, kept: &NumberedRelease) -> ReleasePage {
    let (words, release) = (frame.words, &kept.release);
    ReleasePage {
        frame,
        parts: parts(&words, release),
        provenance: provenance(&words, release, kept.published_at),
        unpublished: (kept.progress != Progress::Published).then(|| words.say(said(kept.progress))),
        files: offered(&words, &address(&release.provenance().number.to_string())),
    }
}

/// What a release is called.
fn title(words: &Words, release: &Release) -> String {
    let made = release.provenance();
    let (number, year, service) =
        (made.number.to_string(), made.year.to_string(), service_of(words, release));
    let values = [("number", (&number).into()), ("service", (&service).into()), ("year", (&year).into())];
    words.say_with("release-one", &values)
}

fn address(number: &str) -> String {
    format!("/releases/{number}")
}

fn service_of(words: &Words, release: &Release) -> String {
    let code = release.provenance().service.as_str();
    Service::parse(code).map_or(code, |service| service.label(words.language)).to_owned()
}

/// How far a release has come, as a message.
fn said(progress: Progress) -> &'static str {
    match progress {
        Progress::Lapsed => "release-progress-lapsed",
        Progress::Waiting => "release-progress-waiting",
        Progress::Published => "release-progress-published",
    }
}

/// What the release was made of, line by line, and when it was published.
fn provenance(
    words: &Words,
    release: &Release,
    published_at: Option<OffsetDateTime>,
) -> Vec<(String, String)> {
    let made = release.provenance();
    let most = u64::from(release.threshold().saturating_sub(1));
    let lists = made.code_lists.iter().map(|(list, version)| match list.as_str() {
        "all" => version.clone(),
        list => format!("{list} {version}"),
    });
    let mut lines = vec![
        ("release-number", made.number.to_string()),
        ("counts-service", service_of(words, release)),
        ("counts-year", made.year.to_string()),
        ("release-frozen-at", words.number(made.frozen_revision)),
        ("release-rule", words.say_n("release-rule-about", most)),
        ("release-programme", release.spec_version().to_owned()),
        ("release-code-lists", lists.collect::<Vec<_>>().join(", ")),
        ("release-program", release.code_version().to_owned()),
    ];
    lines.extend(published_at.map(|at| ("release-published-at", moment(words, at))));
    lines.into_iter().map(|(key, value)| (words.say(key), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::files::everything;
    use super::*;
    use crate::domain::Language;
    use crate::web::pages::figures::ExplainedPage;

    #[test]
    fn a_release_has_one_address() {
        assert_eq!(release_number("7"), Some(7));
        for other in ["07", "+7", "-1", "", "7.csv", "4294967296", "x"] {
            assert_eq!(release_number(other), None, "{other}");
        }
    }

    /// All that anybody gets of a release: its page, the explanations of its tables and every file.
    fn all_bytes(release: &Release) -> Vec<(String, Vec<u8>)> {
        let mut all = Vec::new();
        for language in Language::ALL {
            let words = Words::of(language);
            let frame = || Frame::new(words, title(&words, release), "/releases/3".to_owned());
            let published_at = Some(time::macros::datetime!(2026-03-01 9:30 UTC));
            let kept =
                NumberedRelease { release: release.clone(), progress: Progress::Published, published_at };
            let page = page(frame(), &kept).render().expect("a page");
            all.push((format!("{language:?} page"), page.into_bytes()));
            for cube in release.cubes() {
                let explained = explained::explained(&words, release, &cube, Vec::new());
                let page = ExplainedPage { frame: frame(), explained }.render().expect("a page");
                all.push((format!("{language:?} {}", cube.key()), page.into_bytes()));
            }
            all.extend(everything(&words, release, published_at));
        }
        all
    }

    #[track_caller]
    fn check(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
        assert_eq!(one.len(), other.len());
        for ((name, one), (_, other)) in one.iter().zip(other) {
            assert!(one == other, "{name} tells what is hidden");
        }
    }

    #[test]
    fn what_a_blank_hides_changes_no_byte_of_what_leaves() {
        let one = all_bytes(&sample::release([1203, 2, 70, 30]));
        assert!(one.len() > 60, "{}", one.len());
        // Two cases of a hidden concern were of another one that is hidden as well.
        check(&one, &all_bytes(&sample::release([1203, 4, 70, 28])));
        // Three cases or none: too few to tell even how many.
        check(&all_bytes(&sample::release([1, 0, 2, 0])), &all_bytes(&sample::release([0; 4])));
        let differs = all_bytes(&sample::release([1203, 4, 71, 27]));
        let alike = one.iter().zip(&differs).filter(|((_, one), (_, other))| one == other).count();
        assert!(alike < one.len(), "a figure that is shown is seen to change");
    }
}
