//! A process that was started without the keys of cases: it serves people and roles, and can open no case.

use std::collections::BTreeMap;
use std::fs;

use fortrolig::access::SessionToken;
use fortrolig::keyring::{Keyring, KeyringError};
use fortrolig::registry::{Error, Registry, Site, Unlock};
use time::Duration;

use crate::support::answers::{today, written};
use crate::support::person::FACTOR;
use crate::support::staff::{ADMINISTRATOR, ADVISER, APPROVER, AUDITOR, LEAD, PASSPHRASE, STATISTICIAN};
use crate::support::{Answers, Person, TestRegistry};

/// The cookies of sessions: the whole process' and that of people.
const WHOLE: &str = "__Host-session";
const OF_PEOPLE: &str = "__Host-session-of-people";

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
fn it_goes_on_while_the_whole_keyring_gets_keys_of_new_years() {
    let registry = TestRegistry::new();
    let (whole, people) = (registry.serve(), registry.serve_people());
    let sequence = || Keyring::unlock(&registry.site().keys, Unlock::File).expect("its keys").sequence();
    let before = sequence();
    let mut adviser = whole.sign_in(ADVISER);
    let opened = written(today() - Duration::days(370));
    adviser.registers(&Answers::case().with("opened", opened));
    assert!(sequence() > before, "a year has got its keys");
    people.sign_in(ADMINISTRATOR).opens("/people");
    people.stop();
    let people = registry.serve_people();
    people.sign_in(LEAD).opens("/people");
    adviser.registers(&Answers::case());
    people.stop();
    whole.stop();
    assert!(registry.holds());
}

#[test]
fn its_sessions_are_its_own() {
    let registry = TestRegistry::new();
    let (whole, people) = (registry.serve(), registry.serve_people());
    let taken = |mut person: Person, from: &str, to: &str| {
        let token = person.cookies.remove(from).expect("her session");
        BTreeMap::from([(to.to_owned(), token)])
    };
    // A token is nothing to the other process, by whichever cookie it comes.
    for name in [WHOLE, OF_PEOPLE] {
        let mut here = people.visitor();
        here.cookies = taken(whole.sign_in(LEAD), WHOLE, name);
        assert_eq!(here.get("/people").location(), "/sign-in", "{name}");
        let mut there = whole.visitor();
        there.cookies = taken(people.sign_in(ADMINISTRATOR), OF_PEOPLE, name);
        assert_eq!(there.get("/people").location(), "/sign-in", "{name}");
        let mut halfway = people.visitor();
        halfway.sign_in(ADVISER, PASSPHRASE);
        there.cookies = taken(halfway, OF_PEOPLE, name);
        assert_eq!(there.get(FACTOR).location(), "/sign-in", "{name}");
    }
}

#[test]
fn a_browser_keeps_a_session_at_each() {
    let registry = TestRegistry::new();
    let (whole, people) = (registry.serve(), registry.serve_people());
    let here = people.sign_in(LEAD);
    let mut there = whole.sign_in(LEAD);
    // To a browser another port is no other place: it sends everything to both.
    there.cookies.extend(here.cookies);
    assert_eq!(there.get("/people").status, 200);
    let mut here = people.visitor();
    here.cookies = there.cookies;
    assert_eq!(here.get("/people").status, 200);
    assert!([WHOLE, OF_PEOPLE].iter().all(|name| here.cookies.contains_key(*name)));
    // Signing out at the one ends nothing at the other.
    here.sign_out();
    assert_eq!(here.get("/people").location(), "/sign-in");
    let mut there = whole.visitor();
    there.cookies = here.cookies;
    assert_eq!(there.get("/people").status, 200);
}

#[test]
fn nobody_agrees_there_to_tables_that_she_cannot_see() {
    let registry = TestRegistry::new();
    let whole = registry.serve();
    let mut statistician = whole.sign_in(STATISTICIAN);
    for act in ["freezing", "release"] {
        let action = format!("/periods/MR/{}/{act}", today().year() - 1);
        let page = statistician.fill_in("/periods", &action, &Answers::none());
        assert_eq!(page.status, 303, "{act}: {}", page.heading());
    }
    let mut approver = whole.sign_in(APPROVER);
    let page = approver.opens("/approvals");
    let (_, rest) = page.body.split_once("href=\"/approvals/").expect("it waits for her");
    let proposal = format!("/approvals/{}", rest.split('"').next().expect("an address"));
    let answers = approver.opens(&proposal).form(&format!("{proposal}/approval")).answers();

    let people = registry.serve_people();
    let mut elsewhere = people.sign_in(APPROVER);
    let page = elsewhere.opens(&proposal);
    assert!(page.says("Tabellene kan ikke vises her."), "{}", page.body);
    assert!(!page.body.contains("href=\"/releases/") && !page.body.contains("/approval\""));
    // Nor does it help her to make the form herself, with a token that is right and what was shown there.
    let session = SessionToken::parse(&elsewhere.cookies[OF_PEOPLE]).expect("her session");
    let keys = Keyring::unlock(&registry.people_keys(), Unlock::File).expect("its keys");
    for last in ["approval", "refusal"] {
        let action = format!("{proposal}/{last}");
        let token = hex::encode(keys.form_token(session.bytes(), &action));
        assert_eq!(
            elsewhere.post(&action, &answers.clone().with("token", token)).sent().status,
            404,
            "{last}"
        );
    }
    approver.approves(&proposal);
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
