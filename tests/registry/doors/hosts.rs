//! For which server a request was meant.

use crate::support::TestRegistry;

#[test]
fn a_request_for_another_server_is_refused() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let port = server.port();
    let status = |lines: &str| {
        let answer = server.hears(&format!("{lines}Connection: close\r\n\r\n"));
        let (status, _) = answer
            .strip_prefix("HTTP/1.")
            .and_then(|rest| rest.get(2..)?.split_once(' '))
            .unwrap_or_else(|| panic!("no answer to {lines}: {answer}"));
        for header in ["content-security-policy: default-src 'none'", "cache-control: no-store"] {
            assert!(answer.to_lowercase().contains(header), "{header}: {answer}");
        }
        status.to_owned()
    };
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("LocalHost:{port}")] {
        assert_eq!(status(&format!("GET /sign-in HTTP/1.1\r\nHost: {host}\r\n")), "200", "{host}");
    }
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("localhost:{port}.evil.example"),
        format!("evil@localhost:{port}"),
        "localhost".to_owned(),
        format!("localhost:{}", port.wrapping_add(1)),
        "0.0.0.0".to_owned(),
    ] {
        for path in ["/sign-in", "/cases", "/static/x/y.css", "/nowhere"] {
            assert_eq!(status(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n")), "421", "{host} {path}");
        }
        // What an address says of the host is not looked at; the header is.
        let absolute = format!("GET http://localhost:{port}/sign-in HTTP/1.1\r\nHost: {host}\r\n");
        assert_eq!(status(&absolute), "421", "{host}");
    }
    assert_eq!(status("GET /sign-in HTTP/1.1\r\n"), "400", "no host");
    assert_eq!(status("GET /sign-in HTTP/1.0\r\n"), "400", "no host, as one once could");
    assert_eq!(status("GET /sign-in HTTP/1.1\r\nHost:\r\n"), "400", "an empty host");
    let two = format!("GET /sign-in HTTP/1.1\r\nHost: localhost:{port}\r\nHost: localhost:{port}\r\n");
    assert_eq!(status(&two), "400", "two hosts");
}

#[test]
fn names_that_were_configured_are_the_only_ones() {
    let registry = TestRegistry::new();
    let named =
        [("ROCKET_ENCRYPTED", "true"), ("ROCKET_ORIGIN", "https://registry.example"), ("ROCKET_HOSTS", "[]")];
    let server = registry.serve_with(&named);
    let mut visitor = server.visitor();
    assert_eq!(visitor.get("/sign-in").status, 421);
    assert_eq!(visitor.send("GET", "/sign-in").header("Host", "registry.example").sent().status, 200);
}
