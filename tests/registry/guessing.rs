//! Guesses at passphrases: slowed, counted, told to the log; and nobody is shut out by a stranger.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::support::person::FACTOR;
use crate::support::staff::{ADVISER, COLLEAGUE, PASSPHRASE};
use crate::support::{Person, Server, TestRegistry};

const WRONG: &str = "ikke denne passfrasen";

/// Guesses until `count` have been looked at; gives the seconds that it took by the registry's clock.
fn guess(registry: &TestRegistry, person: &mut Person, login: &str, count: u32) -> i64 {
    let (begun, mut looked_at) = (registry.clock.now(), 0);
    while looked_at < count {
        match person.sign_in(login, WRONG).status {
            422 => looked_at += 1,
            429 => registry.clock.advance(1),
            other => panic!("{other}"),
        }
    }
    (registry.clock.now() - begun).whole_seconds()
}

#[test]
fn guesses_wait_longer_and_a_browser_that_is_known_still_gets_in() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut known = server.sign_in(ADVISER);
    known.sign_out();

    let mut stranger = server.visitor();
    let seconds = guess(&registry, &mut stranger, ADVISER, 12);
    // 1 s after each of the first two, 3 s after each of the next six, 5 s after each of three more.
    assert!(seconds >= 34, "{seconds}");
    let page = stranger.sign_in(ADVISER, WRONG);
    assert_eq!(page.status, 429);
    assert!(page.problems()[0].1.starts_with("For mange feil forsøk. Vent til kl. "));
    // Not even the right one is looked at, from a browser that nobody knows.
    assert_eq!(server.visitor().sign_in(ADVISER, PASSPHRASE).status, 429);
    // Hers is known.
    let page = known.sign_in(ADVISER, PASSPHRASE);
    assert_eq!((page.status, page.location()), (303, FACTOR));
    // What makes it known makes nobody else known, and a forged one makes nobody known.
    let device = known.cookies["__Host-device"].clone();
    let mut thief = server.visitor();
    thief.cookies.insert("__Host-device".to_owned(), device.clone());
    guess(&registry, &mut thief, COLLEAGUE, 1);
    let mut flipped = device.into_bytes();
    let last = flipped.len() - 1;
    flipped[last] = if flipped[last] == b'0' { b'1' } else { b'0' };
    thief.cookies.insert("__Host-device".to_owned(), String::from_utf8(flipped).expect("digits"));
    guess(&registry, &mut stranger, ADVISER, 1);
    assert_eq!(thief.sign_in(ADVISER, PASSPHRASE).status, 429);
    drop(server);
    let failed = registry.log().into_iter().filter(|line| line.act == "sign-in" && line.outcome == "failed");
    assert_eq!(failed.count(), 14, "each guess that was looked at is in the log");
}

#[test]
fn a_login_that_nobody_has_is_slowed_like_another() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut stranger = server.visitor();
    let says = |page: crate::support::Page, login: &str| {
        let problem = page.problems()[0].1.clone();
        let words: String = problem.chars().filter(|letter| !letter.is_ascii_digit()).collect();
        (page.status, words, page.body.contains(login))
    };
    let [nobodys, somebodys] = ["finnes.ikke", COLLEAGUE].map(|login| {
        let seconds = guess(&registry, &mut stranger, login, 9);
        assert!(seconds >= 19, "{login}: {seconds}");
        says(stranger.sign_in(login, WRONG), login)
    });
    assert_eq!(nobodys.0, 429);
    assert_eq!(nobodys, somebodys);
}

#[test]
fn one_passphrase_tried_on_many_is_counted_on_each() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut stranger = server.visitor();
    for turn in 0..4 {
        let login = format!("bruker{turn}");
        guess(&registry, &mut stranger, &login, 3);
        assert_eq!(stranger.sign_in(&login, WRONG).status, 429, "{login}");
    }
}

/// Guesses with logins of their own, all the time, so that there is no place left to hash.
fn crowd(server: &Server<'_>, over: &AtomicBool, number: usize) {
    let mut person = server.visitor();
    let begun = Instant::now();
    for turn in 0.. {
        // A crowd that nobody sends home goes by itself, so that a story that fails also ends.
        if over.load(Ordering::Relaxed) || begun.elapsed() > Duration::from_secs(120) {
            return;
        }
        let status = person.sign_in(&format!("bruker{number}.{turn}"), WRONG).status;
        assert!([422, 503].contains(&status), "{status}");
    }
}

#[test]
fn a_guess_that_found_the_server_busy_was_none() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let over = AtomicBool::new(false);
    let (mut busy, mut looked_at, mut other) = (0, 0, None);
    std::thread::scope(|threads| {
        for number in 0..24 {
            let (server, over) = (&server, &over);
            threads.spawn(move || crowd(server, over, number));
        }
        let mut stranger = server.visitor();
        // Were they counted, so many would have to wait for five seconds each.
        while busy < 12 && other.is_none() {
            let page = stranger.sign_in(ADVISER, WRONG);
            match page.status {
                503 if page.headers("retry-after").next() == Some("1") => busy += 1,
                422 => {
                    looked_at += 1;
                    registry.clock.advance(11);
                }
                status => other = Some(status),
            }
        }
        over.store(true, Ordering::Relaxed);
    });
    assert_eq!(other, None, "{busy} were busy and {looked_at} looked at");
    registry.clock.advance(11);
    let page = server.visitor().sign_in(ADVISER, PASSPHRASE);
    assert_eq!((page.status, page.location()), (303, FACTOR), "{looked_at} were looked at");
}
