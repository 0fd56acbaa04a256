use rocket::http::{ContentType, Header};
use rocket::local::blocking::{Client, LocalRequest, LocalResponse};
use rocket::{get, post, routes};

use super::*;
use crate::web::{Installation, error, reports};

#[get("/page")]
fn page() -> &'static str {
    "page"
}

#[post("/page")]
fn change() -> &'static str {
    "changed"
}

#[rocket::delete("/hidden")]
fn hidden() -> &'static str {
    "deleted"
}

#[get("/cases/<_number>")]
fn case(_number: &str) -> &'static str {
    "case"
}

#[get("/static/<_name>")]
fn file(_name: &str) -> &'static str {
    "file"
}

#[post("/sign-in")]
fn sign_in() -> &'static str {
    "in"
}

const HOST: &str = "localhost:8000";

fn server(doors: Doors) -> Rocket<Build> {
    let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
    let routes = routes![page, change, hidden, case, file, sign_in, reports::take];
    rocket::custom(config)
        .attach(Door::new(doors, false))
        .manage(Installation::default())
        .mount("/", behind(routes))
        .register("/", error::all())
}

fn client(doors: Doors) -> Client {
    Client::untracked(server(doors)).expect("the routes stand")
}

/// A request with these headers and no others.
fn asking<'c>(
    client: &'c Client,
    method: Method,
    path: &'c str,
    headers: &[(&str, &str)],
) -> LocalRequest<'c> {
    let mut request = client.req(method, path);
    for (name, value) in headers {
        request.add_header(Header::new((*name).to_owned(), (*value).to_owned()));
    }
    request
}

fn status(client: &Client, method: Method, path: &str, headers: &[(&str, &str)]) -> u16 {
    asking(client, method, path, headers).dispatch().status().code
}

#[test]
fn a_request_for_another_server_is_refused() {
    let client = client(Doors::default());
    for path in ["/page", "/nothing"] {
        assert_eq!(status(&client, Method::Get, path, &[("Host", "evil.example")]), 421, "{path}");
        assert_eq!(status(&client, Method::Get, path, &[]), 400, "{path}");
        let two = [("Host", HOST), ("Host", HOST)];
        assert_eq!(status(&client, Method::Get, path, &two), 400, "{path}");
    }
    assert_eq!(status(&client, Method::Get, "/page", &[("Host", HOST)]), 200);
    assert_eq!(status(&client, Method::Get, "/nothing", &[("Host", HOST)]), 404);
}

#[test]
fn an_address_knows_its_methods_and_no_others() {
    let client = client(Doors::default());
    let ours = [("Host", HOST), ("Sec-Fetch-Site", "same-origin")];
    for method in
        [Method::Put, Method::Delete, Method::Patch, Method::Options, Method::Trace, Method::Connect]
    {
        let response = asking(&client, method, "/page", &ours).dispatch();
        assert_eq!(response.status(), Status::MethodNotAllowed, "{method}");
        assert_eq!(response.headers().get_one("Allow"), Some("GET, HEAD, POST"), "{method}");
    }
    let response = asking(&client, Method::Post, "/cases/1", &ours).dispatch();
    assert_eq!(response.headers().get_one("Allow"), Some("GET, HEAD"));
    assert_eq!(status(&client, Method::Head, "/page", &ours), 200);
    assert_eq!(status(&client, Method::Put, "/nothing", &ours), 404);
}

#[test]
fn no_form_becomes_another_method() {
    let client = client(Doors::default());
    let ours = [("Host", HOST), ("Sec-Fetch-Site", "same-origin")];
    for (path, method) in [("/hidden", "delete"), ("/page", "get"), ("/page", "PATCH"), ("/nothing", "put")] {
        let request = asking(&client, Method::Post, path, &ours).header(ContentType::Form);
        let response = request.body(format!("_method={method}&x=1")).dispatch();
        assert_eq!(response.status(), Status::MethodNotAllowed, "{path} {method}");
    }
    let request = asking(&client, Method::Post, "/page", &ours).header(ContentType::Form);
    assert_eq!(request.body("_method=post").dispatch().status(), Status::Ok, "which is what it is");
}

#[test]
fn what_changes_something_comes_from_our_pages() {
    let client = client(Doors::default());
    let own = "http://localhost:8000";
    for (headers, expected) in [
        (vec![("Sec-Fetch-Site", "same-origin")], 200),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Origin", "null")], 200),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Origin", own)], 200),
        (vec![("Origin", own)], 200),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty")], 200),
        (vec![], 403),
        (vec![("Origin", "null")], 403),
        (vec![("Origin", "https://localhost:8000")], 403),
        (vec![("Origin", "http://localhost:8001")], 403),
        (vec![("Origin", "http://localhost:8000.evil.example")], 403),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Origin", "http://evil.example")], 403),
        (vec![("Sec-Fetch-Site", "cross-site"), ("Origin", own)], 403),
        (vec![("Sec-Fetch-Site", "same-site")], 403),
        (vec![("Sec-Fetch-Site", "none")], 403),
        (vec![("Sec-Fetch-Site", "")], 403),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")], 403),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "iframe")], 403),
        (vec![("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "report")], 403),
    ] {
        let headers: Vec<_> = headers.into_iter().chain([("Host", HOST)]).collect();
        assert_eq!(status(&client, Method::Post, "/page", &headers), expected, "{headers:?}");
    }
}

#[test]
fn a_page_is_shown_and_is_no_picture_frame_or_script() {
    let client = client(Doors::default());
    let navigating = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
    for (path, site, more, expected) in [
        ("/page", "none", &navigating[..], 200),
        ("/page", "same-origin", &navigating[..], 200),
        ("/page", "cross-site", &navigating[..], 200),
        ("/page", "same-origin", &[("Sec-Fetch-Dest", "empty")][..], 200),
        ("/page", "cross-site", &[("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")][..], 403),
        ("/page", "same-site", &[("Sec-Fetch-Mode", "no-cors")][..], 403),
        ("/page", "same-origin", &[("Sec-Fetch-Dest", "image")][..], 403),
        ("/page", "same-origin", &[("Sec-Fetch-Dest", "script")][..], 403),
        ("/page", "cross-site", &[("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")][..], 403),
        ("/static/a.css", "same-origin", &[("Sec-Fetch-Dest", "style")][..], 200),
        (
            "/static/a.css",
            "cross-site",
            &[("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "style")][..],
            403,
        ),
        ("/static/a.css", "same-origin", &[("Sec-Fetch-Dest", "serviceworker")][..], 403),
    ] {
        let headers: Vec<_> =
            [("Host", HOST), ("Sec-Fetch-Site", site)].into_iter().chain(more.iter().copied()).collect();
        assert_eq!(status(&client, Method::Get, path, &headers), expected, "{path} {headers:?}");
    }
    assert_eq!(status(&client, Method::Get, "/page", &[("Host", HOST)]), 200, "a browser that says nothing");
}

#[test]
fn what_is_too_large_or_disguised_is_refused_unread() {
    let client = client(Doors::default());
    let long = "x".repeat(16 * 1024);
    let ours = [("Host", HOST), ("Sec-Fetch-Site", "same-origin")];
    let with = |name: &'static str, value: &str| {
        let mut request = asking(&client, Method::Post, "/page", &ours);
        request.add_header(Header::new(name, value.to_owned()));
        request.dispatch().status().code
    };
    assert_eq!(with("X-Long", &long), 431);
    assert_eq!(with("X-Long", &long[..8 * 1024]), 200);
    for encoding in ["gzip", "deflate", "br", "identity"] {
        assert_eq!(with("Content-Encoding", encoding), 413, "{encoding}");
    }
    let path = format!("/page?{long}");
    assert_eq!(status(&client, Method::Get, &path, &ours), 431, "an address is a header too");
    for (name, value) in [("Content-Length", "1"), ("Transfer-Encoding", "chunked")] {
        let headers = [ours[0], ours[1], (name, value)];
        assert_eq!(status(&client, Method::Get, "/page", &headers), 413, "a page asks for no body");
    }
}

#[test]
fn an_address_that_tries_too_often_is_told_when_to_come_back() {
    let client = client(Doors::default());
    let attempt = |address: &str, spoofed: &str| {
        let ours = [("Host", HOST), ("Sec-Fetch-Site", "same-origin"), ("X-Real-IP", spoofed)];
        let request = asking(&client, Method::Post, "/sign-in", &ours);
        let response = request.remote(format!("{address}:1234").parse().expect("an address")).dispatch();
        let wait = response.headers().get_one("Retry-After").map(str::to_owned);
        (response.status().code, wait)
    };
    for number in 0..10 {
        assert_eq!(attempt("10.0.0.1", &format!("6.6.6.{number}")), (200, None), "{number}");
    }
    let (status, wait) = attempt("10.0.0.1", "6.6.6.99");
    assert_eq!(status, 429, "another address in a header is the same client");
    assert!(wait.is_some_and(|wait| ["5", "6"].contains(&wait.as_str())));
    assert_eq!(attempt("10.0.0.2", "10.0.0.1").0, 200, "nor is it a neighbour's");
    let page = [("Host", HOST), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(status_from(&client, "10.0.0.1", &page), 200, "who is in goes on");
}

fn status_from(client: &Client, address: &str, headers: &[(&str, &str)]) -> u16 {
    let request = asking(client, Method::Get, "/page", headers);
    request.remote(format!("{address}:1234").parse().expect("an address")).dispatch().status().code
}

#[test]
fn behind_a_proxy_its_clients_are_told_apart_and_nobody_else_is_answered() {
    let proxy = Proxy { address: "127.0.0.1".parse().expect("it is"), header: "X-Real-IP".to_owned() };
    let client = client(Doors { proxy: Some(proxy), ..Doors::default() });
    let attempt = |peer: &str, told: &str| {
        let ours = [("Host", HOST), ("Sec-Fetch-Site", "same-origin"), ("X-Real-IP", told)];
        let request = asking(&client, Method::Post, "/sign-in", &ours);
        request.remote(format!("{peer}:1234").parse().expect("an address")).dispatch().status().code
    };
    for _ in 0..10 {
        assert_eq!(attempt("127.0.0.1", "10.0.0.1"), 200);
    }
    assert_eq!(attempt("127.0.0.1", "10.0.0.1"), 429);
    assert_eq!(attempt("127.0.0.1", "10.0.0.2"), 200);
    assert_eq!(attempt("10.0.0.3", "10.0.0.2"), 403, "past the proxy");
}

#[test]
fn a_report_is_taken_from_a_browser_that_says_nothing_and_kept_small() {
    let client = client(Doors::default());
    let reports = ContentType::new("application", "reports+json");
    let send = |body: String, headers: &[(&str, &str)]| {
        let request = asking(&client, Method::Post, "/csp", headers).header(reports.clone());
        request.body(body).dispatch().status().code
    };
    let report = r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","documentURL":"http://localhost:8000/cases/1"}}]"#;
    let bare = [("Host", HOST)];
    assert_eq!(send(report.to_owned(), &bare), 204);
    assert_eq!(send(report.to_owned(), &[("Host", HOST), ("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(send("[".repeat(1000), &bare), 400, "a thousand lists in one another");
    assert_eq!(send(format!("[{}]", " ".repeat(8 * 1024)), &bare), 413);
    for _ in 0..7 {
        assert_eq!(send(report.to_owned(), &bare), 204);
    }
    assert_eq!(send(report.to_owned(), &bare), 429);
}

#[test]
fn every_refusal_has_a_page_with_the_whole_set_of_headers() {
    let client = client(Doors::default());
    let looks_well = |response: LocalResponse<'_>, what: &str| {
        for name in
            ["Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "Reporting-Endpoints"]
        {
            assert!(response.headers().contains(name), "{name}: {what}");
        }
        assert_eq!(response.headers().get_one("Cache-Control"), Some("no-store"), "{what}");
        assert!(response.into_string().is_some_and(|page| page.contains("<h1")), "{what}");
    };
    looks_well(asking(&client, Method::Get, "/page", &[]).dispatch(), "no host");
    looks_well(asking(&client, Method::Post, "/page", &[("Host", HOST)]).dispatch(), "no source");
    looks_well(asking(&client, Method::Trace, "/page", &[("Host", HOST)]).dispatch(), "no such method");
    looks_well(asking(&client, Method::Get, "/nothing", &[("Host", HOST)]).dispatch(), "no such page");
}

#[test]
fn a_request_that_nobody_has_judged_goes_no_further() {
    let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
    let rocket = rocket::custom(config).manage(Installation::default()).mount("/", behind(routes![page]));
    let client = Client::untracked(rocket).expect("the routes stand");
    let response = client.get("/page").dispatch();
    assert_eq!(response.status(), Status::MethodNotAllowed);
    assert!(response.into_string().is_some_and(|said| !said.contains("page")));
}
