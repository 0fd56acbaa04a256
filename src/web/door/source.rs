use rocket::http::Method;
use rocket::request::Request;

use super::Refusal;
use crate::web::reports;

/// What a browser may want a page for: to show it, or for a script of ours. A picture, a frame or a script made of
/// a page is somebody's trick.
const OF_PAGES: [&str; 2] = ["document", "empty"];
/// What it may want a file for.
const OF_FILES: [&str; 6] = ["style", "font", "image", "script", "document", "empty"];

/// Whether a request comes from a page of ours. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`. Whoever
/// says neither may look, and may change nothing (OWASP, cross-site request forgery prevention).
///
/// Because pages are sent with `Referrer-Policy: no-referrer`, browsers write `Origin: null` on our own forms; so a
/// browser that says nothing but `Origin` (those from before 2023) cannot be told from another site's, and is
/// refused. Beside `Sec-Fetch-Site: same-origin`, which no page can write, `null` says nothing.
pub(super) fn judge(request: &Request<'_>, encrypted: bool) -> Result<(), Refusal> {
    let headers = request.headers();
    let site = one(request, "Sec-Fetch-Site")?;
    let destination = one(request, "Sec-Fetch-Dest")?;
    let wanted = if request.uri().path().starts_with("/static/") { &OF_FILES[..] } else { &OF_PAGES[..] };
    let may_be =
        |destination: &str| wanted.contains(&destination) || (destination == "report" && is_report(request));
    if destination.is_some_and(|destination| !may_be(destination)) {
        return Err(Refusal::Source);
    }
    if matches!(request.method(), Method::Get | Method::Head) {
        let navigates = headers.get_one("Sec-Fetch-Mode") == Some("navigate");
        return match site {
            None | Some("same-origin" | "none") => Ok(()),
            // A link elsewhere may lead here; it comes without our cookies.
            Some("same-site" | "cross-site") if navigates => Ok(()),
            Some(_) => Err(Refusal::Source),
        };
    }
    let origin = one(request, "Origin")?;
    let ours = match (site, origin) {
        (Some("same-origin"), None | Some("null")) => true,
        (Some("same-origin") | None, Some(origin)) => is_ours(request, origin, encrypted),
        (Some(_), _) => false,
        // Browsers send reports of their own accord, and some say nothing about them.
        (None, None) => is_report(request),
    };
    if ours { Ok(()) } else { Err(Refusal::Source) }
}

/// The only value of a header, if there is one; several are a trick.
fn one<'r>(request: &'r Request<'_>, name: &str) -> Result<Option<&'r str>, Refusal> {
    let mut said = request.headers().get(name);
    match (said.next(), said.next()) {
        (only, None) => Ok(only),
        _ => Err(Refusal::Source),
    }
}

fn is_ours(request: &Request<'_>, origin: &str, encrypted: bool) -> bool {
    let scheme = if encrypted { "https" } else { "http" };
    // The host is one of those that the server is called by: that was looked at before.
    match (origin.split_once("://"), request.headers().get_one("Host")) {
        (Some((said, authority)), Some(host)) => said == scheme && authority.eq_ignore_ascii_case(host),
        _ => false,
    }
}

fn is_report(request: &Request<'_>) -> bool {
    request.method() == Method::Post && request.uri().path() == reports::ADDRESS
}
