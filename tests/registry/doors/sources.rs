//! Where a request was sent from.

use crate::support::staff::{ADVISER, PASSPHRASE};
use crate::support::{Answers, Person, Server, TestRegistry};

const NEW: &str = "/cases/new";

/// Ways that another site's page, or no page, can send a form that it knows everything about.
fn elsewhere(server: &Server<'_>) -> Vec<Vec<(&'static str, String)>> {
    let port = server.port();
    let site = |site: &str| vec![("Sec-Fetch-Site", site.to_owned())];
    let origin = |origin: String| vec![("Origin", origin)];
    let both = |site: &str, origin: String| vec![("Sec-Fetch-Site", site.to_owned()), ("Origin", origin)];
    let into = |destination: &str| {
        vec![("Sec-Fetch-Site", "same-origin".to_owned()), ("Sec-Fetch-Dest", destination.to_owned())]
    };
    vec![
        vec![],
        site("cross-site"),
        site("same-site"),
        site("none"),
        site(""),
        site("Same-Origin"),
        origin("null".to_owned()),
        origin("https://evil.example".to_owned()),
        origin(format!("https://127.0.0.1:{port}")),
        origin(format!("http://127.0.0.1:{port}.evil.example")),
        origin(format!("http://127.0.0.1:{}", port.wrapping_add(1))),
        origin(format!("http://localhost:{port}")),
        both("cross-site", format!("http://127.0.0.1:{port}")),
        both("same-origin", "https://evil.example".to_owned()),
        into("iframe"),
        into("image"),
        into("script"),
    ]
}

/// Sends a form from elsewhere in every way, and looks that it is refused.
fn is_refused(server: &Server<'_>, person: &mut Person, path: &str, answers: &Answers) {
    for headers in elsewhere(server) {
        let mut sending = person.post(path, answers).without("Sec-Fetch-Site");
        for (name, value) in &headers {
            sending = sending.header(name, value);
        }
        let page = sending.sent();
        assert_eq!(page.status, 403, "{path} {headers:?}");
        assert!(page.says("Dette kom ikke fra registerets egne sider"), "{path} {headers:?}");
        assert!(page.says("Ingenting er lagret."), "{path} {headers:?}");
    }
}

#[test]
fn a_form_from_another_site_changes_nothing_whatever_it_knows() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let case = format!("/cases/{}", person.registers(&Answers::case()));
    let closing = format!("{case}/closing");
    let new = Answers::case().with("token", person.opens(NEW).form(NEW).token());
    let close =
        Answers::none().with("outcome", "TRY").with("token", person.opens(&case).form(&closing).token());
    let leave = Answers::none().with("token", person.opens(&case).form("/sign-out").token());
    for (path, answers) in
        [(NEW, &new), (&closing, &close), ("/sign-out", &leave), ("/exit", &leave), ("/nowhere", &new)]
    {
        // An address that nothing is at has nothing to protect, and says what it always says.
        if path != "/nowhere" {
            is_refused(&server, &mut person, path, answers);
        }
    }
    assert_eq!(person.opens("/cases").rows().len(), 1, "she is in, and nothing was registered");
    assert_eq!(person.opens(&case).facts("Status"), ["Åpen"]);

    let older = format!("http://127.0.0.1:{}", server.port());
    let sent = person.post(NEW, &new).without("Sec-Fetch-Site").header("Origin", &older).sent();
    assert_eq!(sent.status, 303, "an older browser of ours");
    let null = person.post(NEW, &new).header("Origin", "null").sent();
    assert_eq!(null.status, 303, "a browser that hides where it was, as our pages ask it to");
}

/// A visitor who is signed in as somebody else registers his cases under the eyes of the other.
#[test]
fn nobody_is_signed_in_from_elsewhere() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    let token = person.opens("/sign-in").form("/sign-in").token();
    let answers = Answers::none().with("login", ADVISER).with("passphrase", PASSPHRASE).with("token", token);
    is_refused(&server, &mut person, "/sign-in", &answers);
    assert!(!person.cookies.contains_key("__Host-session"));
    assert_eq!(person.post("/sign-in", &answers).sent().status, 303, "the form was good");
}

#[test]
fn a_page_cannot_be_loaded_as_part_of_another() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let case = format!("/cases/{}", person.registers(&Answers::case()));
    for path in [case.as_str(), "/cases", NEW, "/sign-in"] {
        for destination in
            ["image", "script", "style", "iframe", "frame", "object", "embed", "worker", "video"]
        {
            for site in ["same-origin", "cross-site"] {
                let asking = person.send("GET", path).header("Sec-Fetch-Dest", destination);
                let page = asking.header("Sec-Fetch-Site", site).header("Sec-Fetch-Mode", "no-cors").sent();
                assert_eq!(page.status, 403, "{path} as {destination} from {site}");
                assert!(!page.body.contains("Saksnummer"), "{path}");
            }
        }
        let fetched = person.send("GET", path).header("Sec-Fetch-Dest", "empty");
        let page = fetched.header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "cors").sent();
        assert_eq!(page.status, 403, "{path} by another site's script");
        let linked = person.send("GET", path).header("Sec-Fetch-Dest", "document");
        let page = linked.header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate").sent();
        assert_eq!(page.status, 200, "{path} by a link");
    }
    drop(server);
    let read = registry.log().iter().filter(|line| line.tells("adviser", "read", "done")).count();
    assert_eq!(read, 1, "only the link opened the case");
}

#[test]
fn other_kinds_of_bodies_are_no_forms() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let answers = Answers::case().with("token", person.opens(NEW).form(NEW).token());
    for kind in [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded+json",
    ] {
        let page = person.post(NEW, &answers).header("Content-Type", kind).sent();
        assert_eq!(page.status, 415, "{kind}");
    }
    assert_eq!(person.post(NEW, &answers).without("Content-Type").sent().status, 415);
    assert!(person.opens("/cases").text().contains("Du har ingen saker ennå"));
}
