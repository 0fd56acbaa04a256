//! Sessions: how long they last, how many there are, and what ends them.

use std::collections::BTreeMap;

use crate::support::person::FACTOR;
use crate::support::staff::{ADMINISTRATOR, ADVISER, COLLEAGUE, LEAD, PASSPHRASE};
use crate::support::{Answers, Person, TestRegistry};

const SESSION: &str = "__Host-session";

fn is_out(person: &mut Person) -> bool {
    let page = person.get("/sessions");
    (page.status, page.location()) == (303, "/sign-in")
}

#[test]
fn a_session_ends_when_it_is_left_alone_and_after_a_working_day() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut adviser = server.sign_in(ADVISER);
    let mut lead = server.sign_in(LEAD);
    registry.clock.advance(9 * 60);
    adviser.opens("/cases");
    lead.opens("/cases");
    registry.clock.advance(11 * 60);
    adviser.opens("/cases");
    assert!(is_out(&mut lead), "a strong role is left alone for ten minutes at most");
    registry.clock.advance(16 * 60);
    assert!(is_out(&mut adviser));

    let mut busy = server.sign_in(ADVISER);
    for _ in 0..34 {
        registry.clock.advance(14 * 60);
        busy.opens("/cases");
    }
    registry.clock.advance(5 * 60);
    assert!(is_out(&mut busy), "no session lasts longer than eight hours");
}

#[test]
fn a_third_session_ends_the_oldest_and_says_so() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut first = server.sign_in(ADVISER);
    let mut second = server.sign_in(ADVISER);
    first.opens("/cases");
    let mut third = server.visitor();
    third.sign_in(ADVISER, PASSPHRASE);
    let page = third.shows_code(&registry.clock.code(ADVISER));
    assert_eq!(page.location(), "/sessions?ended");
    assert!(third.follow(&page).says("Den eldste økten er avsluttet."));
    assert!(is_out(&mut first));
    second.opens("/cases");
    third.opens("/cases");
}

#[test]
fn she_sees_her_sessions_and_ends_one_and_nobody_elses() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut here = server.sign_in(ADVISER);
    let mut there = server.sign_in(ADVISER);
    let mut colleague = server.sign_in(COLLEAGUE);
    let ids = |page: &crate::support::Page| -> Vec<String> {
        let parts = page.body.split("name=\"session\" value=\"").skip(1);
        parts.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
    };
    let page = here.opens("/sessions");
    let own = ids(&page);
    assert_eq!(own.len(), 2);
    assert_eq!(page.body.matches("Denne").count(), 1);
    let theirs = ids(&colleague.opens("/sessions"));
    let end = |person: &mut Person, id: &str| {
        person.fill_in("/sessions", "/sessions/end", &Answers::none().with("session", id))
    };
    assert_eq!(end(&mut here, &theirs[0]).status, 404);
    assert_eq!(end(&mut here, "x").status, 404);
    colleague.opens("/cases");
    assert_eq!(end(&mut here, &own[1]).status, 303);
    assert!(is_out(&mut there));
    here.opens("/cases");
}

#[test]
fn a_token_is_good_for_nothing_once_it_has_been_exchanged() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    let mut tokens: Vec<BTreeMap<String, String>> = Vec::new();
    person.sign_in(ADVISER, PASSPHRASE);
    tokens.push(person.cookies.clone());
    person.shows_code(&registry.clock.code(ADVISER));
    tokens.push(person.cookies.clone());
    registry.clock.advance(6 * 60);
    let answers = Answers::none().with("code", registry.clock.code(ADVISER)).with("to", "/cases");
    assert_eq!(person.fill_in("/confirm?to=%2Fcases", "/confirm", &answers).location(), "/cases");
    for old in tokens {
        let mut thief = server.visitor();
        thief.cookies = old;
        assert!(is_out(&mut thief));
        assert_eq!(thief.get(FACTOR).location(), "/sign-in");
    }
    person.opens("/cases");
}

#[test]
fn a_factor_shown_in_one_session_makes_no_other_fresh() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut one = server.sign_in(ADMINISTRATOR);
    let mut other = server.sign_in(ADMINISTRATOR);
    registry.clock.advance(6 * 60);
    let answers = Answers::none().with("code", registry.clock.code(ADMINISTRATOR));
    assert_eq!(one.fill_in("/confirm?to=%2Ffactors", "/confirm", &answers).status, 303);
    one.opens("/factors/passphrase");
    assert!(other.get("/factors/passphrase").location().starts_with("/confirm"));
    // Nor does the token of one with the form of the other.
    let token = one.opens("/factors/passphrase").form("/factors/passphrase").token();
    let page = other.post("/factors/passphrase", &Answers::none().with("token", token)).sent();
    assert_eq!(page.status, 403);
}

#[test]
fn leaving_at_once_ends_the_session_and_forgets_everything() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let stolen = person.clone();
    let page = person.fill_in("/cases", "/exit", &Answers::none());
    assert_eq!((page.status, page.location()), (303, "/exit"));
    assert_eq!(page.headers("clear-site-data").next(), Some("\"cache\", \"cookies\", \"storage\""));
    assert!(!person.cookies.contains_key(SESSION));
    let left = person.opens("/exit");
    assert!(!left.body.contains("Fortrolig") && !left.body.contains("Saksregister"), "it tells nobody");
    let mut thief = stolen;
    assert!(is_out(&mut thief));
    // Halfway in she can leave as well.
    let mut halfway = server.visitor();
    halfway.sign_in(ADVISER, PASSPHRASE);
    let page = halfway.fill_in(FACTOR, "/exit", &Answers::none());
    assert_eq!(page.location(), "/exit");
    let token = server.visitor().get("/exit");
    assert_eq!(token.status, 200);
}

#[test]
fn leaving_in_two_places_at_once_ends_both_sessions() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    for _ in 0..5 {
        let mut both = [server.sign_in(ADVISER), server.sign_in(ADVISER)];
        let before = both.clone();
        let together = std::sync::Barrier::new(2);
        std::thread::scope(|threads| {
            for person in &mut both {
                let token = person.opens("/cases").form("/exit").token();
                let together = &together;
                threads.spawn(move || {
                    together.wait();
                    person.post("/exit", &Answers::none().with("token", token)).sent()
                });
            }
        });
        for mut session in before {
            assert!(is_out(&mut session), "she left");
        }
    }
}

#[test]
fn another_site_cannot_make_a_browser_forget() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let forgets = |site: &str| {
        let mut visitor = server.visitor();
        let link = visitor.send("GET", "/exit").header("Sec-Fetch-Site", site);
        let page = link.header("Sec-Fetch-Mode", "navigate").header("Sec-Fetch-Dest", "document").sent();
        assert_eq!(page.status, 200);
        page.headers("clear-site-data").next().is_some()
    };
    for own in ["same-origin", "none"] {
        assert!(forgets(own), "{own}");
    }
    for other in ["cross-site", "same-site"] {
        assert!(!forgets(other), "{other}");
    }
}
