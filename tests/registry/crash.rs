//! What was acknowledged stands, whatever happens to the server a moment later.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::support::person::number_in;
use crate::support::staff::ADVISER;
use crate::support::{Answers, Person, TestRegistry};

const CLIENTS: usize = 4;
/// What the clients mean to register together.
const MEANT: usize = 1_000;
/// So many acknowledgements are waited for before the server is killed.
const REACHED: usize = 500;

/// Registers cases until nobody answers any more, and tells of each that was acknowledged.
fn register(mut person: Person, client: usize, acknowledged: &Sender<(String, String)>) {
    let token = person.opens("/cases/new").form("/cases/new").token();
    for count in 0..MEANT / CLIENTS {
        let note = format!("sak {count} fra klient {client}");
        let answers = Answers::case().with("note", &*note).with("token", &*token);
        let Ok(page) = person.post("/cases/new", &answers).try_send() else { return };
        assert_eq!(page.status, 303);
        acknowledged.send((number_in(page.location()).to_owned(), note)).expect("somebody counts them");
    }
}

#[test]
fn every_acknowledged_case_survives_a_server_that_is_killed() {
    let registry = TestRegistry::new();
    let mut server = registry.serve();
    let person = server.sign_in(ADVISER);
    let (acknowledge, acknowledged) = channel();
    let mut kept: Vec<(String, String)> = Vec::new();
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (person, acknowledge) = (person.clone(), acknowledge.clone());
            scope.spawn(move || register(person, client, &acknowledge));
        }
        drop(acknowledge);
        kept.extend(acknowledged.iter().take(REACHED));
        server.kill();
        kept.extend(acknowledged.iter());
    });
    drop(server);
    assert!((REACHED..MEANT).contains(&kept.len()), "killed in the midst: {}", kept.len());

    assert!(registry.holds(), "right after the crash");
    // Who opens more than sixty cases is stopped; a server that has just started has counted none.
    for some in kept.chunks(50) {
        let server = registry.serve();
        let mut person = server.sign_in(ADVISER);
        for (number, note) in some {
            assert!(person.opens(&format!("/cases/{number}")).says(note), "{number}");
        }
        person.sign_out();
    }
    let server = registry.serve();
    let mut person = server.sign_in(ADVISER);
    // What was under way may have been stored without having been acknowledged.
    let said = person.opens("/cases").text();
    let (_, total) = said.split_once("Viser 1–25 av ").expect("the list says how many");
    let total: usize = total.split(" saker").next().and_then(|n| n.parse().ok()).expect("a number");
    assert!((kept.len()..=kept.len() + CLIENTS).contains(&total), "{total} of {}", kept.len());
    person.registers(&Answers::case());
    server.stop();
    assert!(registry.holds());
}
