//! What browsers report of their own accord.

use crate::support::TestRegistry;

/// A report may hold text of the page, an address, and whatever somebody wrote into it who is no browser.
#[test]
fn of_a_report_no_more_is_told_than_the_directive_and_the_kind_of_page() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut visitor = server.visitor();
    let report = r#"[{"age":1,"type":"csp-violation","url":"http://localhost/cases/KANARI","user_agent":"KANARI",
        "body":{"blockedURL":"inline","columnNumber":1,"disposition":"enforce","effectiveDirective":"script-src-elem",
        "documentURL":"http://localhost/cases/KANARI?KANARI","originalPolicy":"KANARI","sample":"KANARI","statusCode":200}},
        {"type":"csp-violation","url":"x","body":{"effectiveDirective":"KANARI\n{}","documentURL":"http://localhost/cases"}},
        {"type":"csp-violation","url":"x","body":{"effectiveDirective":"img-src","documentURL":"http://localhost/KANARI"}}]"#;
    let mut send = |kind: &str, body: &str| {
        visitor.send("POST", "/csp").header("Content-Type", kind).body(body).sent().status
    };
    assert_eq!(send("application/reports+json", report), 204);
    assert_eq!(send("application/reports+json", "[{\"body\":{\"effectiveDirective\":\"KANARI\"}}]"), 400);
    assert_eq!(send("application/reports+json", &format!("[\"{}KANARI\"]", "x".repeat(9000))), 413);
    assert_eq!(send("text/plain", "KANARI"), 415);
    let told = server.told();
    let lines: Vec<&str> = told.lines().filter(|line| line.contains("what its policy forbids")).collect();
    assert_eq!(lines.len(), 1, "{told}");
    assert!(lines[0].contains("script-src-elem") && lines[0].contains("/cases/<number>"), "{}", lines[0]);
    assert!(!told.contains("KANARI"), "{told}");
}
