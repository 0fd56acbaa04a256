//! What browsers report of their own accord: that a page tried to do what its policy forbids.
//!
//! A report holds the address of the page, and may hold text of it. Kept is which directive was broken, if it is
//! one that we know, and the pattern of the page's address.

use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use rocket::http::Status;
use rocket::post;
use rocket::request::Request;
use serde::Deserialize;

use super::body;
use super::door::methods;

/// Where browsers send them.
pub(super) const ADDRESS: &str = "/csp";

/// Some hundred times what a report of ours needs.
const LARGEST_KIB: u32 = 8;
/// How many of one body are told of; browsers gather a few.
const MOST: usize = 10;

/// The directives that [`Headers`](super::headers::Headers) sends, and the more exact ones that browsers name in
/// their place.
const DIRECTIVES: [&str; 19] = [
    "base-uri",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "require-trusted-types-for",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "trusted-types",
];

/// What was broken, and on which page.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    directive: &'static str,
    page: String,
}

/// The breaches that a browser tells of.
pub(super) struct Reports(Vec<Breach>);

#[derive(Deserialize)]
struct Report {
    body: Body,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    effective_directive: String,
    #[serde(rename = "documentURL")]
    document: String,
}

#[rocket::async_trait]
impl<'r> FromData<'r> for Reports {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        let kind = request.content_type();
        if !kind.is_some_and(|kind| kind.top() == "application" && kind.sub() == "reports+json") {
            body::throw_away(data).await;
            return Outcome::Error((Status::UnsupportedMediaType, ()));
        }
        let body = match body::read(data, LARGEST_KIB.kibibytes()).await {
            Ok(body) => body,
            Err(status) => return Outcome::Error((status, ())),
        };
        match serde_json::from_slice::<Vec<Report>>(&body) {
            Ok(reports) => {
                let pattern = |path: &str| methods::pattern(request, path).map(str::to_owned);
                let told = reports.iter().take(MOST).filter_map(|report| breach(report, pattern));
                Outcome::Success(Self(told.collect()))
            }
            Err(_) => Outcome::Error((Status::BadRequest, ())),
        }
    }
}

/// What is kept of a report; nothing of one about a directive or a page that we do not have.
fn breach(report: &Report, pattern: impl Fn(&str) -> Option<String>) -> Option<Breach> {
    let directive = DIRECTIVES.into_iter().find(|known| *known == report.body.effective_directive)?;
    let (_, rest) = report.body.document.split_once("://")?;
    let path = rest.find('/').map_or("/", |at| &rest[at..]);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(Breach { directive, page: pattern(path)? })
}

/// Tells the log of them.
#[post("/csp", data = "<reports>")]
pub(super) fn take(reports: Reports) -> Status {
    for Breach { directive, page } in &reports.0 {
        tracing::warn!(directive, page, "a page tried what its policy forbids");
    }
    Status::NoContent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(directive: &str, document: &str) -> Option<Breach> {
        let report = Report {
            body: Body { effective_directive: directive.to_owned(), document: document.to_owned() },
        };
        breach(&report, |path| path.starts_with("/cases/").then(|| "/cases/<number>".to_owned()))
    }

    #[test]
    fn of_a_report_the_directive_and_the_pattern_of_the_page_are_kept() {
        let kept = Some(Breach { directive: "script-src-elem", page: "/cases/<number>".to_owned() });
        assert_eq!(told("script-src-elem", "https://registry.example/cases/K7QM2-XRD9T?kari#x"), kept);
    }

    #[test]
    fn what_is_no_directive_or_no_page_of_ours_is_not_told() {
        for (directive, document) in [
            ("kari nordmann", "https://registry.example/cases/K7QM2-XRD9T"),
            ("script-src", "https://registry.example/kari"),
            ("script-src", "kari"),
            ("script-src", "https://registry.example"),
        ] {
            assert_eq!(told(directive, document), None, "{directive} {document}");
        }
    }
}
