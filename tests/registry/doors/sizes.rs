//! How much is heard.

use crate::support::staff::ADVISER;
use crate::support::{Answers, TestRegistry};

const NEW: &str = "/cases/new";

#[test]
fn a_stranger_is_heard_less_than_somebody_who_is_in() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut stranger = server.visitor();
    let token = stranger.opens("/sign-in").form("/sign-in").token();
    let form = Answers::none().with("token", token).with("passphrase", "x");
    for (what, length, status) in [
        ("a name", 100, 422),
        ("a name of 9 KB", 9 * 1024, 413),
        ("a name of 65 KB", 65 * 1024, 413),
        ("a name of 1 MB", 1024 * 1024, 413),
    ] {
        let page = stranger.post("/sign-in", &form.clone().with("login", "x".repeat(length))).sent();
        assert_eq!(page.status, status, "{what}");
    }
    let mut person = server.sign_in(ADVISER);
    let long = Answers::case().with("note", "å".repeat(20_000));
    assert_eq!(person.fill_in(NEW, NEW, &long).status, 303, "120 KB in a form");
    let longest = Answers::case().with("note", "😀".repeat(20_000));
    assert_eq!(person.fill_in(NEW, NEW, &longest).status, 303, "240 KB in a form");
    let too_long = Answers::case().with("note", "x".repeat(100_000));
    let page = person.fill_in(NEW, NEW, &too_long);
    assert_eq!(page.status, 422);
    assert_eq!(page.form(NEW).answers().to("note")[0].len(), 100_000, "what she typed is there");
}

#[test]
fn what_no_browser_sends_is_refused_at_once() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let token = person.opens(NEW).form(NEW).token();
    let case = Answers::case().with("token", token);

    let mut fields = case.clone();
    for number in 0..10_000 {
        fields = fields.with(&format!("f{number}"), "");
    }
    assert_eq!(person.post(NEW, &fields).sent().status, 413, "ten thousand fields");
    let gzip = person.post(NEW, &case).header("Content-Encoding", "gzip").sent();
    assert_eq!(gzip.status, 413, "a body that grows when it is opened");
    let body = person.send("GET", NEW).header("Sec-Fetch-Site", "same-origin").body("x").sent();
    assert_eq!(body.status, 413, "a body for a page");
    let headers = person.send("GET", NEW).header("X-Long", &"x".repeat(17 * 1024)).sent();
    assert_eq!((headers.status, headers.heading().as_str()), (431, "Nettleseren sendte for mye"));
    let address = person.get(&format!("{NEW}?{}", "x".repeat(17 * 1024)));
    assert_eq!(address.status, 431);

    let port = server.port();
    let many: String = (0..150).map(|number| format!("X-{number}: x\r\n")).collect();
    let answer =
        server.hears(&format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n{many}Connection: close\r\n\r\n"));
    assert!(answer.starts_with("HTTP/1.1 431 "), "{answer}");
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    let page =
        person.send("POST", "/csp").header("Content-Type", "application/reports+json").body(deep).sent();
    assert_eq!(page.status, 400, "a thousand lists in one another");
    assert!(person.opens("/cases").text().contains("Du har ingen saker ennå"));
}

/// Two ways to say where a body ends are two requests to somebody who believes the other.
#[test]
fn a_body_has_one_end() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: localhost:{}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n",
        server.port()
    );
    let smuggled = format!("GET /smuggled HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port());
    for (what, ends) in [
        ("two lengths", "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b".to_owned()),
        (
            "a length and pieces",
            format!("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{smuggled}"),
        ),
        ("a hidden header", "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n".to_owned()),
        ("a length that is none", "Content-Length: +3\r\n\r\na=b".to_owned()),
    ] {
        let answer = server.hears(&format!("{head}{ends}"));
        assert!(answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{what}: {answer}");
    }
    assert!(!server.told().contains("smuggled"));
}
