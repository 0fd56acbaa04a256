//! Passkeys: enrolled, used, and refused when something about the answer is not as it must be.

use crate::support::authenticator::{Authenticator, asks};
use crate::support::person::FACTOR;
use crate::support::staff::{ADVISER, COLLEAGUE, LEAD, PASSPHRASE};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

const ENROL: &str = "/factors/passkey";

/// Adds this key to hers.
fn enrols(person: &mut Person, key: &Authenticator) -> Page {
    let page = person.opens(ENROL);
    let answer = key.creates(&page);
    person.fill_in_again(&page, ENROL, &Answers::none().with("passkey", answer))
}

/// Somebody who has typed her passphrase.
fn halfway(server: &Server<'_>, login: &str) -> Person {
    let mut person = server.visitor();
    assert_eq!(person.sign_in(login, PASSPHRASE).location(), FACTOR);
    person
}

/// The second step with a key.
fn shows(person: &mut Person, key: &mut Authenticator) -> Page {
    let page = person.opens(FACTOR);
    let answer = key.answers(&page);
    person.fill_in_again(&page, FACTOR, &Answers::none().with("passkey", answer))
}

/// An adviser's key, enrolled.
fn enrolled(server: &Server<'_>, login: &str) -> Authenticator {
    let mut person = server.sign_in(login);
    let key = Authenticator::new();
    assert_eq!(enrols(&mut person, &key).location(), "/factors");
    assert!(person.opens("/factors").says("Passnøkkel 1"));
    person.sign_out();
    key
}

#[test]
fn a_key_lets_its_holder_in() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    assert!(!asks(&halfway(&server, ADVISER).opens(FACTOR)), "whoever has none is not asked for one");
    let mut key = enrolled(&server, ADVISER);
    let mut person = halfway(&server, ADVISER);
    let page = shows(&mut person, &mut key);
    assert_eq!((page.status, page.location()), (303, "/"));
    person.opens("/cases");
    // Again, in a form that asks for it after a while.
    registry.clock.advance(6 * 60);
    let page = person.opens("/confirm?to=%2Ffactors");
    let answers = Answers::none().with("passkey", key.answers(&page)).with("to", "/factors");
    assert_eq!(person.fill_in_again(&page, "/confirm", &answers).location(), "/factors");
}

#[test]
fn an_answer_that_is_not_as_it_must_be_lets_nobody_in() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let key = enrolled(&server, ADVISER);
    let others = enrolled(&server, COLLEAGUE);
    let strange = Authenticator::new();
    let lies: [(&str, Authenticator); 6] = [
        ("another origin", Authenticator { origin: "http://localhost:9999", ..key.clone() }),
        ("a neighbour", Authenticator { origin: "https://evil.example", ..key.clone() }),
        ("another domain", Authenticator { domain: "evil.example", ..key.clone() }),
        ("nobody verified", Authenticator { verified: false, ..key.clone() }),
        ("somebody else's", others),
        ("nobody's", strange),
    ];
    for (what, mut lying) in lies {
        registry.clock.advance(30);
        let mut person = halfway(&server, ADVISER);
        let page = shows(&mut person, &mut lying);
        assert_eq!(page.status, 422, "{what}");
        assert_eq!(person.get("/cases").location(), FACTOR, "{what}");
    }
    registry.clock.advance(60 * 60);
    let mut person = halfway(&server, ADVISER);
    let page = person.opens(FACTOR);
    let mut used = key.clone();
    let answer = used.answers(&page);
    let token = page.form(FACTOR).token();
    // The answer to another session's question, and to a question that was answered.
    let mut other = halfway(&server, ADVISER);
    let asked = other.opens(FACTOR);
    let answers = Answers::none().with("passkey", &*answer);
    assert_eq!(other.fill_in_again(&asked, FACTOR, &answers).status, 422);
    let page = person.post(FACTOR, &answers.clone().with("token", &*token)).sent();
    assert_eq!(page.location(), "/");
    let mut thief = halfway(&server, ADVISER);
    assert_eq!(thief.fill_in(FACTOR, FACTOR, &answers).status, 422, "a replay");
    for broken in ["", "{}", "null", "[1]", "{\"id\":\"x\"}", &"x".repeat(5_000)] {
        registry.clock.advance(30);
        assert_eq!(thief.fill_in(FACTOR, FACTOR, &Answers::none().with("passkey", broken)).status, 422);
    }
    thief.opens(FACTOR);
}

#[test]
fn a_key_whose_counter_goes_back_is_taken_out_of_use() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut key = enrolled(&server, ADVISER);
    key.counter = 40;
    assert_eq!(shows(&mut halfway(&server, ADVISER), &mut key).location(), "/");
    let mut copy = Authenticator { counter: 20, ..key.clone() };
    registry.clock.advance(30);
    assert_eq!(shows(&mut halfway(&server, ADVISER), &mut copy).status, 422);
    // From then on neither of the two opens anything: which of them is hers, nobody can tell.
    registry.clock.advance(30);
    assert!(!asks(&halfway(&server, ADVISER).opens(FACTOR)));
    let mut person = server.sign_in(ADVISER);
    let page = person.opens("/factors");
    assert!(page.says("Tatt ut av bruk"));
    drop(server);
    assert!(registry.log().iter().any(|line| line.act == "copied-passkey" && line.outcome == "failed"));
}

#[test]
fn a_copy_that_was_asked_beforehand_and_does_not_count_is_found() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let mut key = Authenticator { counter: 0, ..Authenticator::new() };
    assert_eq!(enrols(&mut person, &key).location(), "/factors");
    person.sign_out();
    // Asked while hers had not counted either; answered when it had. Its next answer says that it was never used.
    let mut copy = Authenticator { counter: u32::MAX, ..key.clone() };
    let mut thief = halfway(&server, ADVISER);
    let page = thief.opens(FACTOR);
    assert_eq!(shows(&mut halfway(&server, ADVISER), &mut key).location(), "/");
    let answers = Answers::none().with("passkey", copy.answers(&page));
    assert_eq!(thief.fill_in_again(&page, FACTOR, &answers).status, 422);
    assert_eq!(thief.get("/cases").location(), FACTOR);
}

#[test]
fn a_key_taken_out_of_use_does_not_make_the_passphrase_enough() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    let mut key = Authenticator::new();
    assert_eq!(enrols(&mut person, &key).location(), "/factors");
    let answers = Answers::none().with("factor", "totp");
    assert_eq!(person.fill_in("/factors", "/factors/removal", &answers).location(), "/factors");
    key.counter = 40;
    registry.clock.advance(30);
    assert_eq!(shows(&mut halfway(&server, ADVISER), &mut key).location(), "/");
    let mut copy = Authenticator { counter: 20, ..key };
    registry.clock.advance(30);
    assert_eq!(shows(&mut halfway(&server, ADVISER), &mut copy).status, 422);
    // It was her only factor. Whoever knows the passphrase must not be let on to choose another.
    registry.clock.advance(30);
    let mut thief = halfway(&server, ADVISER);
    assert!(!asks(&thief.opens(FACTOR)));
    assert_eq!(thief.get("/factors").location(), FACTOR);
}

#[test]
fn a_key_is_enrolled_by_the_session_that_asked_for_it_and_once() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut one = server.sign_in(ADVISER);
    let mut other = server.sign_in(COLLEAGUE);
    let key = Authenticator::new();
    let page = one.opens(ENROL);
    let answer = key.creates(&page);
    let asked = other.opens(ENROL);
    let answers = Answers::none().with("passkey", &*answer);
    assert_eq!(other.fill_in_again(&asked, ENROL, &answers).status, 422);
    assert_eq!(one.fill_in_again(&page, ENROL, &answers).location(), "/factors");
    assert_eq!(one.fill_in_again(&page, ENROL, &answers).status, 422, "twice");
    assert_eq!(enrols(&mut one, &key).status, 422, "the same key again");
    let wrong = Authenticator { origin: "http://localhost:9999", ..Authenticator::new() };
    assert_eq!(enrols(&mut one, &wrong).status, 422);
    let unverified = Authenticator { verified: false, ..Authenticator::new() };
    assert_eq!(enrols(&mut one, &unverified).status, 422);
}

#[test]
fn a_strong_role_needs_two_keys_before_anything_opens() {
    let registry = TestRegistry::new();
    let server = registry.serve_with(&[("ROCKET_STRONG_FACTORS", "passkeys")]);
    // An adviser comes in by telephone.
    server.sign_in(ADVISER).opens("/cases");
    let mut lead = halfway(&server, LEAD);
    let page = lead.shows_code(&registry.clock.code(LEAD));
    assert_eq!(page.location(), "/factors");
    assert!(lead.opens("/factors").says("Rollen din krever minst 2 passnøkler"));
    let done = |lead: &mut Person| lead.fill_in("/factors", "/factors/done", &Answers::none());
    let mut keys = [Authenticator::new(), Authenticator::new()];
    for key in &keys {
        assert_eq!(lead.get("/cases").location(), "/factors");
        assert_eq!(done(&mut lead).status, 422);
        assert_eq!(enrols(&mut lead, key).location(), "/factors");
    }
    assert_eq!(done(&mut lead).location(), "/");
    lead.opens("/cases");
    let ids: Vec<String> = {
        let page = lead.opens("/factors");
        let parts = page.body.split("name=\"factor\" value=\"").skip(1);
        parts.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
    };
    let removal = Answers::none().with("factor", &*ids[0]);
    assert_eq!(lead.fill_in("/factors", "/factors/removal", &removal).status, 422, "two must stay");
    let page = shows(&mut halfway(&server, LEAD), &mut keys[1]);
    assert_eq!(page.location(), "/");
}
