//! Coming in, going out, and the language one reads.

use crate::support::person::FACTOR;
use crate::support::staff::{ADVISER, COLLEAGUE, PASSPHRASE};
use crate::support::{Answers, TestRegistry};

const SESSION: &str = "__Host-session";

#[test]
fn a_wrong_passphrase_and_an_unknown_login_look_alike() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut answers = Vec::new();
    for login in [ADVISER, "finnes.ikke"] {
        let mut person = server.visitor();
        let page = person.sign_in(login, "ikke denne passfrasen");
        assert_eq!(page.status, 422);
        let refused = "Vi kunne ikke logge deg inn. Kontroller det du skrev, og prøv igjen.";
        assert_eq!(page.problems(), [("login".to_owned(), refused.to_owned())]);
        assert!(!page.body.contains("ikke denne passfrasen"), "a passphrase is never shown again");
        assert!(!person.cookies.contains_key(SESSION));
        let token = page.form("/sign-in").token();
        answers.push(page.body.replace(login, "LOGIN").replace(&token, "TOKEN"));
    }
    assert_eq!(answers[0], answers[1]);

    drop(server);
    let failed: Vec<_> = registry.log().into_iter().filter(|line| line.outcome == "failed").collect();
    assert_eq!(failed.len(), 2);
    for line in failed {
        assert_eq!((line.act.as_str(), line.kind.as_str(), line.id.as_str()), ("sign-in", "registry", "-"));
    }
}

#[test]
fn an_empty_sign_in_form_says_what_is_missing() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let page = server.visitor().sign_in("", "");
    assert_eq!(page.status, 422);
    let fields: Vec<_> = page.problems().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["login", "passphrase"]);
}

#[test]
fn the_session_cookie_is_sent_to_this_site_alone_and_shown_to_no_script() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    let page = person.sign_in(ADVISER, PASSPHRASE);
    let cookies: Vec<&str> = page.headers("set-cookie").collect();
    let [cookie] = cookies[..] else { panic!("one cookie: {cookies:?}") };
    let mut parts: Vec<&str> = cookie.split("; ").collect();
    let value = parts.remove(0).strip_prefix("__Host-session=").expect("the session's cookie");
    assert_eq!(value.len(), 64);
    assert!(value.bytes().all(|digit| digit.is_ascii_hexdigit()));
    parts.sort_unstable();
    assert_eq!(parts, ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]);
}

#[test]
fn each_sign_in_makes_a_new_session_whatever_cookie_came_along() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    // A session that somebody planted in her browser beforehand must not become hers.
    person.cookies.insert(SESSION.to_owned(), "a".repeat(64));
    person.sign_in(ADVISER, PASSPHRASE);
    let first = person.cookies[SESSION].clone();
    assert_ne!(first, "a".repeat(64));
    person.shows_code(&registry.clock.code(ADVISER));
    let second = person.cookies[SESSION].clone();
    assert_ne!(second, first, "a second factor makes another session");
    person.opens("/cases");
    person.sign_in(ADVISER, PASSPHRASE);
    assert_ne!(person.cookies[SESSION], second);
    assert_eq!(person.get("/cases").location(), FACTOR, "the passphrase alone opens nothing");
    person.cookies.insert(SESSION.to_owned(), first);
    assert_eq!(person.get("/cases").location(), "/sign-in", "the session before the second factor is dead");
}

#[test]
fn sign_out_ends_the_session_and_not_only_the_cookie() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let stolen = person.clone();
    let page = person.sign_out();
    assert_eq!((page.status, page.location()), (303, "/sign-in"));
    assert_eq!(page.headers("clear-site-data").next(), Some("\"cache\", \"storage\""));
    assert!(!person.cookies.contains_key(SESSION), "the browser forgets it");

    let mut thief = stolen;
    for path in ["/", "/cases", "/cases/new", "/cases/00000-00000"] {
        let page = thief.get(path);
        assert_eq!((page.status, page.location()), (303, "/sign-in"), "{path}");
    }
}

#[test]
fn a_form_sent_after_the_session_ended_says_so_and_stores_nothing() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let mut late = person.clone();
    let token = late.opens("/cases/new").form("/cases/new").token();
    person.sign_out();
    for (language, heading) in [
        ("nb", "Du er ikke lenger logget inn"),
        ("nn", "Du er ikkje lenger logga inn"),
        ("en", "You are no longer logged in"),
    ] {
        late.accept_language = Some(language);
        let answers = Answers::case().with("token", &*token).with("note", "noe");
        let page = late.post("/cases/new", &answers).sent();
        assert_eq!((page.status, page.heading().as_str()), (401, heading));
    }
    assert!(server.sign_in(ADVISER).opens("/cases").says("Du har ingen saker ennå"));
}

#[test]
fn a_session_is_nothing_to_somebody_else() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let number = person.registers(&Answers::case());
    let mut colleague = server.sign_in(COLLEAGUE);
    assert_eq!(colleague.get(&format!("/cases/{number}")).status, 404);
    for broken in ["", "abc", &"0".repeat(64), &"g".repeat(64), &"0".repeat(4_000)] {
        colleague.cookies.insert(SESSION.to_owned(), broken.to_owned());
        assert_eq!(colleague.get("/cases").location(), "/sign-in", "{broken}");
    }
}

#[test]
fn a_chosen_language_stays_chosen() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    for (tag, title) in [("nn", "Sakene mine"), ("en", "My cases"), ("nb", "Mine saker")] {
        let page = person.get(&format!("/language/{tag}?to=/cases%3Fstatus%3Dopen"));
        assert_eq!((page.status, page.location()), (303, "/cases?status=open"));
        let page = person.follow(&page);
        assert_eq!((page.language(), page.heading().as_str()), (tag, title));
        assert_eq!(person.opens("/sign-in").language(), tag);
        assert_eq!(person.get("/ingen-slik-side").language(), tag);
    }
    assert_eq!(person.get("/language/se").status, 404);
    assert_eq!(person.opens("/cases").language(), "nb");
}

#[test]
fn a_browser_is_answered_in_the_first_language_of_its_own_that_we_have() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    for (wish, tag) in [
        (None, "nb"),
        (Some("nn-NO,nb;q=0.9"), "nn"),
        (Some("se, en-GB;q=0.8, nn;q=0.2"), "en"),
        (Some("no"), "nb"),
        (Some("de"), "nb"),
        (Some(";;;,,,=q"), "nb"),
    ] {
        person.accept_language = wish;
        assert_eq!(person.opens("/sign-in").language(), tag, "{wish:?}");
    }
}

#[test]
fn the_way_back_from_a_language_leads_to_no_other_site() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    for to in [
        "//evil.example",
        "/%5Cevil.example",
        "https://evil.example/",
        "%2F%2Fevil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "/a%0D%0ASet-Cookie:%20x=y",
        "",
    ] {
        let page = person.get(&format!("/language/nn?to={to}"));
        assert_eq!((page.status, page.location()), (303, "/"), "{to}");
    }
    assert!(!person.cookies.contains_key("x"));
}

#[test]
fn an_address_that_nobody_has_is_not_found_for_anybody() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut somebody = server.sign_in(ADVISER);
    let mut nobody = server.visitor();
    for path in ["/ingen", "/case", "/cases/new/x", "/admin", "/.env", "/static/../Rocket.toml", "/cases/x/y"]
    {
        for person in [&mut somebody, &mut nobody] {
            let page = person.get(path);
            assert_eq!((page.status, page.heading().as_str()), (404, "Vi fant ikke siden"), "{path}");
        }
    }
}
