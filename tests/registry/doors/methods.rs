//! Which methods an address knows.

use crate::support::staff::ADVISER;
use crate::support::{Answers, TestRegistry};

#[test]
fn an_address_says_which_methods_it_knows() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let case = format!("/cases/{}", person.registers(&Answers::case()));
    let closing = format!("{case}/closing");
    for (path, allowed) in
        [(case.as_str(), "GET, HEAD"), ("/cases/new", "GET, HEAD, POST"), (closing.as_str(), "POST")]
    {
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
            let page = person.send(method, path).header("Sec-Fetch-Site", "same-origin").sent();
            assert_eq!(page.status, 405, "{method} {path}");
            assert_eq!(page.headers("allow").collect::<Vec<_>>(), [allowed], "{method} {path}");
            assert_eq!(page.headers("access-control-allow-origin").count(), 0);
            assert!(page.says("Siden kan ikke brukes slik"), "{method} {path}");
        }
    }
    let page = person.post(&case, &Answers::none()).sent();
    assert_eq!((page.status, page.headers("allow").next()), (405, Some("GET, HEAD")));
    assert_eq!(person.get(&closing).status, 405, "a form's address is no page");
    for path in ["/nowhere", "/cases/x/y/z"] {
        assert_eq!(person.post(path, &Answers::none()).sent().status, 404, "{path}");
    }
    assert_eq!(person.opens(&case).facts("Status"), ["Åpen"]);
}

/// Methods that no server knows, and spellings of those that it does.
#[test]
fn unknown_methods_get_the_same_answer_as_known_ones() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let port = server.port();
    for method in ["MOVE", "PROPFIND", "get", "Post", "GE", "X", "PATCHPATCHPATCH"] {
        let request =
            format!("{method} /cases/new HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
        let answer = server.hears(&request).to_lowercase();
        assert!(answer.starts_with("http/1.1 405 "), "{method}: {answer}");
        for header in
            ["allow: get, head, post", "cache-control: no-store", "content-security-policy: default-src"]
        {
            assert!(answer.contains(header), "{header}: {method}");
        }
    }
}

/// Rocket reads `_method` at the start of a form as the method that was meant, if it is no longer than `delete`.
#[test]
fn a_form_cannot_ask_for_another_method() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let case = format!("/cases/{}", person.registers(&Answers::case()));
    for method in ["delete", "DELETE", "put", "patch", "get", "head", "trace"] {
        for path in [case.as_str(), "/cases/new", "/sign-out", "/nowhere"] {
            let token = person.opens("/cases/new").form("/cases/new").token();
            let body = format!("_method={method}&{}", Answers::case().with("token", &*token).encoded());
            let page = person.post(path, &Answers::none()).body(body).sent();
            assert_eq!(page.status, 405, "{method} {path}");
            assert!(page.says("Siden kan ikke brukes slik"), "{method} {path}");
        }
    }
    assert_eq!(person.opens("/cases").rows().len(), 1);
}
