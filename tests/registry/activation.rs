//! Coming in by a link that was handed over, and how a registry begins.

use fortrolig::registry::{People, Unlock};

use crate::support::people::{CHOSEN, NEW, links};
use crate::support::staff::{ADMINISTRATOR, ADVISER, LEAD, PASSPHRASE};
use crate::support::{Answers, Page, Person, Server, TestRegistry};

const HOUR: i64 = 3_600;

/// A new adviser's link.
fn invited(server: &Server<'_>, login: &str) -> String {
    let proposal = server.sign_in(ADMINISTRATOR).proposes_adviser(login, "Nina Demo", "Oslo");
    server.sign_in(LEAD).approves_for_link(&proposal)
}

/// The form at a link, as it is filled in.
fn filled(person: &mut Person, link: &str) -> Answers {
    let answers = person.opens(link).form(link).answers();
    answers.with("passphrase", CHOSEN).with("repeated", CHOSEN)
}

fn is_not_found(page: &Page) -> bool {
    (page.status, page.heading().as_str()) == (404, "Vi fant ikke siden")
}

#[test]
fn a_link_works_once_for_whom_it_was_made_and_for_three_days() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let (one, other) = (invited(&server, "nina"), invited(&server, "nora"));
    let mut visitor = server.visitor();
    let page = visitor.opens(&one);
    assert_eq!(page.headers("referrer-policy").next(), Some("no-referrer"));
    assert_eq!(page.headers("cache-control").next(), Some("no-store"));

    // The secret of one with the account of the other, a guess, a part, and more than there is.
    let at = "/activate/".len() + 32;
    let (swapped, guessed) =
        (format!("{}{}", &one[..at], &other[at..]), format!("{}{}", &one[..at], "0".repeat(64)));
    for link in [swapped, guessed, one[..at].to_owned(), one[..one.len() - 2].to_owned(), format!("{one}00")]
    {
        assert!(is_not_found(&visitor.get(&link)), "{link}");
    }

    let late = filled(&mut visitor, &one);
    assert_eq!(visitor.activates(&one).location(), "/factors");
    let mut thief = server.visitor();
    assert!(is_not_found(&thief.get(&one)));
    thief.cookies = visitor.cookies.clone();
    assert!(is_not_found(&thief.post(&one, &late).sent()), "used up, also for whoever had the form open");
    assert_eq!(server.visitor().sign_in("nina", CHOSEN).location(), "/sign-in/factor");

    registry.clock.advance(72 * HOUR - 60);
    let mut nora = server.visitor();
    let late = filled(&mut nora, &other);
    registry.clock.advance(60);
    assert!(is_not_found(&nora.get(&other)));
    assert!(is_not_found(&nora.post(&other, &late).sent()));
    let told = server.told();
    assert!(!told.contains(&one[at..]) && !told.contains(&other[at..]), "no log has a link");
    drop(server);
    let failed = registry.log().into_iter().filter(|line| line.act == "activate" && line.outcome == "failed");
    assert_eq!(failed.count(), 9);
}

#[test]
fn a_passphrase_by_a_link_is_typed_twice_and_hard_to_guess() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let link = invited(&server, "nina");
    let mut visitor = server.visitor();
    for (passphrase, repeated, field) in [
        ("", "", "passphrase"),
        (CHOSEN, "trikken stanset ved brua", "repeated"),
        ("for kort", "for kort", "passphrase"),
        ("Nina Demo Nina Demo", "Nina Demo Nina Demo", "passphrase"),
    ] {
        let answers = Answers::none().with("passphrase", passphrase).with("repeated", repeated);
        let page = visitor.fill_in(&link, &link, &answers);
        assert_eq!((page.status, page.problems()[0].0.as_str()), (422, field), "{passphrase}");
        assert!(passphrase.is_empty() || !page.body.contains(&format!("value=\"{passphrase}\"")));
    }
    // None of that used the link up.
    assert_eq!(visitor.activates(&link).location(), "/factors");
}

#[test]
fn new_credentials_take_two_persons_and_a_day_in_which_she_may_object() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut kari = server.sign_in(ADVISER);
    let mut administrator = server.sign_in(ADMINISTRATOR);
    let account = administrator.account("Kari Demo");
    let path = format!("{account}/resets");
    let first = administrator.proposes(&path, &Answers::none());
    let second = administrator.proposes(&path, &Answers::none());
    assert!(!administrator.opens(&first).offers(&format!("{first}/approval")), "not alone");
    let mut lead = server.sign_in(LEAD);
    let link = lead.approves_for_link(&first);
    assert!(is_not_found(&server.visitor().get(&link)), "not within the day");

    // She sees it and objects.
    let page = kari.opens("/factors");
    assert!(page.says("Noen har fått godkjent ny tilgang for deg."));
    kari.fill_in("/factors", "/factors/objection", &Answers::none());
    registry.clock.advance(60);
    let link_again = lead.approves_for_link(&second);
    registry.clock.advance(23 * HOUR);
    assert!(is_not_found(&server.visitor().get(&link_again)));
    let mut kari = server.sign_in(ADVISER);
    registry.clock.advance(HOUR);
    assert!(is_not_found(&server.visitor().get(&link)), "she objected to the first");

    // She does not object to the second: what she came in with is gone.
    let mut anew = server.visitor();
    assert_eq!(anew.activates(&link_again).location(), "/factors");
    assert_eq!(kari.get("/cases").location(), "/sign-in");
    assert_eq!(server.visitor().sign_in(ADVISER, PASSPHRASE).status, 422);
    anew.enrols(&registry.clock);
    anew.opens("/cases");
}

#[test]
fn a_registry_begins_with_an_administrator_and_an_auditor_together_and_once() {
    let registry = TestRegistry::empty();
    let server = registry.serve();
    let begin = beginning(&server).expect("the address is told at the start");
    let mut visitor = server.visitor();
    assert!(is_not_found(&visitor.get(&format!("/begin/{}", "0".repeat(64)))));
    let both = Answers::none()
        .with("administrator_login", "vera")
        .with("administrator_name", "Vera Demo")
        .with("auditor_login", "wenche")
        .with("auditor_name", "Wenche Demo");
    for (answers, field) in [
        (both.clone().with("auditor_login", "VERA "), "auditor_login"),
        (both.clone().with("administrator_login", "ve ra"), "administrator_login"),
        (both.clone().with("auditor_name", "\u{200b}"), "auditor_name"),
        (both.clone().without("administrator_name"), "administrator_name"),
    ] {
        let page = visitor.fill_in(&begin, &begin, &answers);
        assert_eq!((page.status, page.problems()[0].0.as_str()), (422, field), "{:?}", page.problems());
    }
    let again = visitor.opens(&begin).form(&begin).answers();
    let page = visitor.fill_in(&begin, &begin, &both);
    assert_eq!((page.status, page.heading().as_str()), (200, "Gi lenken videre"));
    let links = links(&page);
    assert_eq!(links.len(), 2);
    assert!(is_not_found(&visitor.get(&begin)));
    let again = both.with("auditor_login", "dukke").with("token", again.to("token")[0]);
    assert!(is_not_found(&visitor.post(&begin, &again).sent()));

    let (mut vera, mut wenche) = (server.visitor(), server.visitor());
    for (person, link) in [(&mut vera, &links[0]), (&mut wenche, &links[1])] {
        assert_eq!(person.activates(link).location(), "/factors");
        person.enrols(&registry.clock);
    }
    assert_eq!((vera.get("/").location(), wenche.get("/").location()), ("/people", "/approvals"));
    let team = Answers::none().with("service", "MR").with("name", "Oslo");
    let proposal = vera.proposes("/teams/new", &team);
    wenche.approves(&proposal);
    vera.team(NEW, "Oslo");

    // Closing the auditor's account and starting anew gives nobody both.
    let account = vera.account("Wenche Demo");
    let closing = format!("{account}/closing");
    assert_eq!(vera.fill_in(&closing, &closing, &Answers::none()).status, 303);
    drop(server);
    let server = registry.serve();
    assert_eq!(beginning(&server), Some(begin), "what the first start told, and nothing new");
    drop(server);
    assert!(registry.log().iter().any(|line| line.act == "begin" && line.outcome == "done"));
    assert!(registry.holds());
}

#[test]
fn the_link_that_begins_works_for_an_hour_and_is_offered_again_only_at_the_terminal() {
    let registry = TestRegistry::empty();
    let server = registry.serve();
    let begin = beginning(&server).expect("the address is told");
    registry.clock.advance(HOUR);
    assert!(is_not_found(&server.visitor().get(&begin)));
    drop(server);

    let registry = TestRegistry::new();
    let server = registry.serve();
    assert_eq!(beginning(&server), None, "there are an administrator and an auditor");
    drop(server);
    let offered = async || {
        let site = registry.site();
        let opened = People::open(&site, Unlock::File, registry.clock.clock());
        let people = opened.await.expect("it opens");
        assert!(people.offer_beginning().await.expect("it can be asked").is_none());
        people.offer_beginning_again().await.expect("it is offered");
    };
    rocket::async_main(offered());
    assert!(registry.log().iter().any(|line| line.act == "offer-beginning"));
}

/// The path of the newest address to begin at that the server has told.
fn beginning(server: &Server<'_>) -> Option<String> {
    let told = server.told();
    let (_, link) = told.rsplit_once("/begin/")?;
    Some(format!("/begin/{}", link.split_whitespace().next()?))
}
