//! Which methods an address knows, and which route it belongs to.

use rocket::http::Method;
use rocket::request::Request;
use rocket::route::Route;

/// The methods of the routes at the address of `request`, in the order of their names; none where nothing is.
pub(in crate::web) fn of(request: &Request<'_>) -> Vec<Method> {
    let mut methods: Vec<Method> =
        at(request, request.uri().path().as_str()).map(|route| route.method).collect();
    if methods.contains(&Method::Get) {
        methods.push(Method::Head);
    }
    methods.sort_by_key(|method| method.as_str());
    methods.dedup();
    methods
}

/// The pattern of the page at `path`, such as `/cases/<number>`: the address without what it holds.
pub(in crate::web) fn pattern<'r>(request: &'r Request<'_>, path: &str) -> Option<&'r str> {
    at(request, path).find(|route| route.method == Method::Get).map(|route| route.uri.path())
}

fn at<'r>(request: &'r Request<'_>, path: &str) -> impl Iterator<Item = &'r Route> {
    request.rocket().routes().filter(move |route| fits(route.uri.path(), path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let mut asked = path.split('/').filter(|segment| !segment.is_empty());
    for known in pattern.split('/').filter(|segment| !segment.is_empty()) {
        if known.ends_with("..>") {
            return true;
        }
        match asked.next() {
            Some(segment) if known.starts_with('<') || known == segment => {}
            _ => return false,
        }
    }
    asked.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_fits_the_pattern_of_its_route() {
        for (pattern, path) in [
            ("/", "/"),
            ("/cases", "/cases"),
            ("/cases/<number>", "/cases/K7QM2-XRD9T"),
            ("/cases/<number>/close", "/cases/K7QM2-XRD9T/close"),
            ("/files/<path..>", "/files/a/b"),
            ("/files/<path..>", "/files"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/", "/cases"),
            ("/cases", "/"),
            ("/cases", "/cases/1"),
            ("/cases/<number>", "/cases"),
            ("/cases/<number>", "/cases/1/close"),
            ("/cases/<number>/close", "/cases/1/open"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }
}
