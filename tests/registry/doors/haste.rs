//! How often somebody is heard, and whose address counts.

use crate::support::staff::{ADVISER, COLLEAGUE, LEAD};
use crate::support::{Answers, Page, Person, TestRegistry};

/// The program's own rates, where other stories ask for loose ones.
const OWN: (&str, &str) = ("ROCKET_RATES", "{}");

/// An attempt to come in, with headers that tell of another address.
fn attempt(person: &mut Person, login: &str, told: &[(&str, String)]) -> Page {
    let token = person.opens("/sign-in").form("/sign-in").token();
    let answers =
        Answers::none().with("login", login).with("passphrase", "den samme til alle").with("token", token);
    let mut sending = person.post("/sign-in", &answers);
    for (name, value) in told {
        sending = sending.header(name, value);
    }
    sending.sent()
}

/// One passphrase for many accounts is what a guesser tries who knows that each account locks by itself.
#[test]
fn whoever_tries_many_accounts_has_to_wait_whatever_address_she_writes() {
    let registry = TestRegistry::new();
    let server = registry.serve_with(&[OWN]);
    let mut inside = server.sign_in(COLLEAGUE);
    let mut person = server.visitor();
    let mut heard = 0;
    let mut waits = 0;
    for number in 0..40 {
        let other = format!("6.6.6.{number}");
        let told = [
            ("X-Real-IP", other.clone()),
            ("X-Forwarded-For", other.clone()),
            ("Forwarded", format!("for={other}")),
            ("True-Client-IP", other),
        ];
        let page = attempt(&mut person, &format!("bruker{number}"), &told);
        match page.status {
            422 => heard += 1,
            429 => {
                waits += 1;
                let wait: u64 =
                    page.headers("retry-after").next().and_then(|w| w.parse().ok()).expect("a number");
                assert!((1..=6).contains(&wait), "{wait}");
                assert_eq!(page.heading(), "For mange forsøk på kort tid");
                assert!(!page.body.contains("den samme til alle"));
            }
            other => panic!("{other}: {}", page.heading()),
        }
    }
    // One attempt was the colleague's, and some seconds have passed meanwhile.
    assert!((9..=14).contains(&heard) && waits > 20, "{heard} were heard and {waits} told to wait");
    inside.opens("/cases");
    let told = server.told();
    assert!(told.contains("\"kind\":\"haste\"") && !told.contains("6.6.6.") && !told.contains("127.0.0.1"));
    drop(server);
    let failed = registry.log().iter().filter(|line| line.outcome == "failed").count();
    assert_eq!(failed, heard, "what was not heard is no entry");
}

#[test]
fn behind_a_proxy_clients_are_told_apart_and_nobody_else_is_answered() {
    let registry = TestRegistry::new();
    let proxy = ("ROCKET_PROXY", "{address=\"127.0.0.1\",header=\"X-Real-IP\"}");
    let server = registry.serve_with(&[OWN, proxy]);
    let mut person = server.visitor();
    let mut heard = |address: &str, forged: &str| {
        let told = [("X-Real-IP", address.to_owned()), ("X-Forwarded-For", forged.to_owned())];
        // Without its token a form is refused after it was counted, and no passphrase has to be hashed.
        let mut sending = person.post("/sign-in", &Answers::none());
        for (name, value) in &told {
            sending = sending.header(name, value);
        }
        sending.sent().status == 403
    };
    assert_eq!((0..15).filter(|number| heard("10.0.0.1", &format!("6.6.6.{number}"))).count(), 10);
    assert!(heard("10.0.0.2", "10.0.0.1"), "somebody else");
    assert_eq!((0..15).filter(|number| heard(&format!("2001:db8::{number}"), "")).count(), 10, "one network");
    drop(server);

    let elsewhere = ("ROCKET_PROXY", "{address=\"10.9.9.9\"}");
    let server = registry.serve_with(&[elsewhere]);
    let page = server.visitor().send("GET", "/sign-in").header("X-Real-IP", "10.9.9.9").sent();
    assert_eq!((page.status, page.heading().as_str()), (403, "Dette er ikke registerets adresse"));
}

#[test]
fn a_program_that_reads_in_her_name_has_to_wait() {
    let registry = TestRegistry::new();
    let server = registry.serve_with(&[OWN]);
    let mut person = server.sign_in(ADVISER);
    let mut other = server.sign_in(LEAD);
    let statuses: Vec<u16> = (0..120).map(|_| person.get("/sessions").status).collect();
    let read = statuses.iter().filter(|status| **status == 200).count();
    let told_to_wait = statuses.iter().filter(|status| **status == 429).count();
    assert_eq!(read + told_to_wait, 120, "{statuses:?}");
    assert!((38..100).contains(&read), "{read}");
    let page = (0..50).map(|_| person.get("/sessions")).find(|page| page.status == 429).expect("one of them");
    assert_eq!(page.headers("retry-after").collect::<Vec<_>>(), ["1"]);
    other.opens("/cases");
}
