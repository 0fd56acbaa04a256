//! A process that was started without the keys of cases: it serves people and roles, and can open no case.

use std::fs;

use fortrolig::keyring::KeyringError;
use fortrolig::registry::{Error, Registry, Site, Unlock};

use crate::support::person::FACTOR;
use crate::support::staff::{ADMINISTRATOR, ADVISER, AUDITOR, LEAD, PASSPHRASE, STATISTICIAN};
use crate::support::{Answers, TestRegistry};

#[test]
fn it_serves_people_and_roles_and_no_page_of_a_case() {
    let registry = TestRegistry::new();
    let whole = registry.serve();
    let mut adviser = whole.sign_in(ADVISER);
    let number = adviser.registers(&Answers::case());
    let people = registry.serve_people();
    let mut administrator = people.sign_in(ADMINISTRATOR);
    assert_eq!(administrator.get("/").location(), "/people");
    let proposal = administrator.proposes_adviser("ny.i.oslo", "Nina Demo", "Oslo");
    let mut lead = people.sign_in(LEAD);
    let link = lead.approves_for_link(&proposal);
    assert!(!lead.opens("/people").body.contains("href=\"/cases\""), "nothing leads to a case");
    // A link that was made here works there, and the other way round.
    assert_eq!(whole.visitor().activates(&link).location(), "/factors");

    let case = format!("/cases/{number}");
    for login in [ADVISER, LEAD, ADMINISTRATOR, AUDITOR, STATISTICIAN] {
        let mut person = people.sign_in(login);
        for path in
            ["/cases", "/cases/new", &case, "/periods", "/releases", "/releases/1", "/emergencies", "/counts"]
        {
            assert_eq!(person.get(path).status, 404, "{login}: {path}");
        }
        assert_eq!(person.post(&case, &Answers::none()).sent().status, 404, "{login}");
        if login == ADVISER {
            assert_eq!(person.get("/").location(), "/sessions");
        }
    }

    // Both write to one log, and each follows the other.
    assert!(whole.sign_in(AUDITOR).opens("/people").says("Nina Demo"));
    adviser.registers(&Answers::case());
    administrator.opens("/people");
    people.stop();
    whole.stop();
    assert!(registry.holds());
}

#[test]
fn its_sessions_are_its_own() {
    let registry = TestRegistry::new();
    let (whole, people) = (registry.serve(), registry.serve_people());
    let mut here = people.visitor();
    here.cookies = whole.sign_in(LEAD).cookies;
    assert_eq!(here.get("/people").location(), "/sign-in");
    let mut there = whole.visitor();
    there.cookies = people.sign_in(ADMINISTRATOR).cookies;
    assert_eq!(there.get("/people").location(), "/sign-in");
    let mut halfway = people.visitor();
    halfway.sign_in(ADVISER, PASSPHRASE);
    there.cookies = halfway.cookies;
    assert_eq!(there.get(FACTOR).location(), "/sign-in");
}

#[test]
fn its_keys_open_no_case() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    server.sign_in(ADVISER).registers(&Answers::case().with("note", "et notat"));
    server.stop();
    drop(registry.serve_people());
    let text = fs::read_to_string(registry.people_keys().join("fortrolig.keyring")).expect("its text");
    for purpose in ["facts/", "note/", "contacts/", "period"] {
        assert!(!text.contains(purpose), "{purpose}");
    }
    let site = Site { keys: registry.people_keys(), ..registry.site() };
    let opened = rocket::async_main(Registry::open(&site, Unlock::File, registry.clock.clock()));
    assert!(matches!(opened.err(), Some(Error::Keyring(KeyringError::OfPeople))));

    // Neither does the program confuse the two.
    let keys = registry.people_keys().display().to_string();
    let mut serve = registry.program().command();
    let said = serve.arg("serve").env("ROCKET_KEYS", keys).output().expect("it runs");
    assert!(String::from_utf8_lossy(&said.stderr).contains("this keyring is the people's: it opens no case"));
    let said = registry.run(&["serve", "--people"]);
    assert!(!said.succeeded && said.complaint.contains("this keyring opens cases"), "{}", said.complaint);
}
