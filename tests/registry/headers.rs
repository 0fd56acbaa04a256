//! What every answer of the real server says to the browser.

use crate::support::staff::ADVISER;
use crate::support::{Answers, Page, Person, TestRegistry};

const ALWAYS: [(&str, &str); 13] = [
    ("reporting-endpoints", "csp=\"/csp\""),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("x-dns-prefetch-control", "off"),
    ("x-robots-tag", "noindex, nofollow, noarchive"),
    ("x-permitted-cross-domain-policies", "none"),
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; \
         manifest-src 'none'; worker-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; \
         report-to csp",
    ),
];

/// What may never be done on a page of ours.
const DENIED: [&str; 5] = ["camera=()", "microphone=()", "geolocation=()", "display-capture=()", "usb=()"];

/// Looks at the whole set, and that nothing tells which program answers.
fn guarded(page: &Page, what: &str) {
    for (name, value) in ALWAYS {
        assert_eq!(page.headers(name).collect::<Vec<_>>(), [value], "{name}: {what}");
    }
    let permissions: Vec<&str> = page.headers("permissions-policy").collect();
    assert_eq!(permissions.len(), 1, "{what}");
    for denied in DENIED {
        assert!(permissions[0].contains(denied), "{denied}: {what}");
    }
    for (name, value) in page.all_headers() {
        assert!(!["server", "x-powered-by", "via"].contains(&name), "{name}: {what}");
        assert!(!value.to_lowercase().contains("rocket"), "{name}: {value}: {what}");
    }
    assert!(!page.body.to_lowercase().contains("rocket"), "{what}");
}

fn never_kept(page: &Page, what: &str) {
    assert_eq!(page.headers("cache-control").collect::<Vec<_>>(), ["no-store"], "{what}");
    assert_eq!(page.headers("vary").collect::<Vec<_>>(), ["Cookie, Sec-Fetch-Site"], "{what}");
}

fn asset(person: &mut Person) -> String {
    let page = person.opens("/sign-in");
    let (_, rest) = page.body.split_once("rel=\"stylesheet\" href=\"").expect("a style sheet");
    rest.split('"').next().expect("its address").to_owned()
}

#[test]
fn every_kind_of_answer_has_the_whole_set() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let number = person.registers(&Answers::case());
    let case = format!("/cases/{number}");
    let mut nobody = server.visitor();
    for (path, status) in [
        ("/", 303),
        ("/cases", 200),
        ("/cases?status=x", 422),
        ("/cases/new", 200),
        (case.as_str(), 200),
        ("/cases/00000-00000", 404),
        ("/ingen", 404),
        ("/language/nn", 303),
        ("/language/xx", 404),
        ("/accessibility", 200),
        ("/sign-in", 200),
    ] {
        let page = person.get(path);
        assert_eq!(page.status, status, "{path}");
        guarded(&page, path);
        never_kept(&page, path);
    }
    let away = nobody.get("/cases");
    assert_eq!(away.status, 303);
    guarded(&away, "a redirect to the sign-in");
    never_kept(&away, "a redirect to the sign-in");

    // More than a form may have.
    let huge = "x".repeat(1024 * 1024);
    for (what, page, status) in [
        ("422", person.fill_in("/cases/new", "/cases/new", &Answers::none()), 422),
        ("403", person.post("/cases/new", &Answers::none()).sent(), 403),
        ("415", person.post("/cases/new", &Answers::none()).header("Content-Type", "a/b").sent(), 415),
        ("413", person.post("/cases/new", &Answers::none()).body(huge).sent(), 413),
        ("401", nobody.post("/cases/new", &Answers::none()).sent(), 401),
        ("no such method", person.send("DELETE", &case).sent(), 405),
        ("elsewhere", person.post("/cases/new", &Answers::none()).without("Sec-Fetch-Site").sent(), 403),
        ("another host", person.send("GET", &case).header("Host", "evil.example").sent(), 421),
        ("431", person.send("GET", &case).header("X-Long", &"x".repeat(17_000)).sent(), 431),
        (
            "a report",
            person.send("POST", "/csp").header("Content-Type", "application/reports+json").body("[]").sent(),
            204,
        ),
        ("signed out", person.sign_out(), 303),
    ] {
        assert_eq!(page.status, status, "{what}");
        guarded(&page, what);
        never_kept(&page, what);
    }
}

#[test]
fn files_are_kept_for_ever_and_pages_never() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut nobody = server.visitor();
    let address = asset(&mut nobody);
    let page = nobody.opens(&address);
    guarded(&page, &address);
    assert_eq!(page.headers("cache-control").next(), Some("public, max-age=31536000, immutable"));
    assert_eq!(page.headers("vary").count(), 0);
    assert!(page.headers("content-type").next().is_some_and(|kind| kind.starts_with("text/css")));
    let older = address.replace(".css", "x.css");
    let page = nobody.get(&older);
    assert_eq!(page.status, 404, "{older}");
    guarded(&page, &older);
    never_kept(&page, &older);
}

/// To ask only whether a case is there is to look at it.
#[test]
fn the_head_of_a_case_is_logged_as_its_reading() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let number = person.registers(&Answers::case());
    let page = person.send("HEAD", &format!("/cases/{number}")).sent();
    assert_eq!((page.status, page.body.as_str()), (200, ""));
    guarded(&page, "HEAD");
    never_kept(&page, "HEAD");
    let absent = person.send("HEAD", "/cases/00000-00000").sent();
    assert_eq!((absent.status, absent.body.as_str()), (404, ""));
    drop(server);
    let log = registry.log();
    let read = |outcome: &str| log.iter().filter(|line| line.tells("adviser", "read", outcome)).count();
    assert_eq!((read("done"), read("denied")), (1, 1));
}
