//! Every door, tried by everybody: each mounted route × each role × her own, her team's, somebody else's and no
//! thing at all, through real HTTP. `answers.txt` is what came of it; a change of it is read like a change of the
//! policy. A route that is mounted and has no row here fails.

mod rows;
mod things;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use crate::support::person::FACTOR;
use crate::support::staff::PASSPHRASE;
use crate::support::{Person, TestRegistry};
use rows::DOORS;
use things::{Things, WALKERS};

#[test]
fn every_mounted_route_has_a_row_and_every_row_a_route() {
    let mounted: BTreeSet<String> = fortrolig::web::routes()
        .iter()
        .map(|route| format!("{} {}", route.method, route.uri.path()))
        .collect();
    let known: BTreeSet<String> = DOORS.iter().map(|door| format!("{} {}", door.method, door.path)).collect();
    let without_row: Vec<_> = mounted.difference(&known).collect();
    let without_route: Vec<_> = known.difference(&mounted).collect();
    assert!(without_row.is_empty(), "routes that nobody has said who may use: {without_row:?}");
    assert!(without_route.is_empty(), "rows of routes that are not mounted: {without_route:?}");
}

#[test]
fn every_door_is_tried_by_everybody() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut things = Things::made(&registry, &server);
    let mut walked = String::new();
    // Looking changes nothing, and comes first; what ends a session comes last.
    let mut doors: Vec<_> = DOORS.iter().collect();
    doors.sort_by_key(|door| (door.method != "GET", door.ends_the_session));
    for door in doors {
        let _ = writeln!(walked, "{} {}", door.method, door.path);
        for visitor in [None, Some(FACTOR)] {
            let mut nobody = server.visitor();
            if visitor.is_some() {
                nobody.sign_in(things::HALFWAY, PASSPHRASE);
                registry.clock.advance(1);
            }
            let who = if visitor.is_some() { "halfway" } else { "nobody" };
            let _ = writeln!(walked, "  {who:<14}{}", things.try_door(door, &mut nobody, None));
        }
        for walker in WALKERS {
            let mut person: Person = things.person(walker);
            let answers = things.try_door(door, &mut person, Some(walker));
            things.keep(walker, person);
            let _ = writeln!(walked, "  {:<14}{answers}", walker.role);
        }
    }
    assert!(things.oracles.is_empty(), "refused and missing look different: {:?}", things.oracles);

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registry/matrix/answers.txt");
    if std::env::var_os("FORTROLIG_WRITE").is_some() {
        std::fs::write(&file, &walked).expect("the answers are written");
    }
    let kept = std::fs::read_to_string(&file).expect("answers.txt");
    let mut door = "";
    for (kept, walked) in kept.lines().zip(walked.lines()) {
        if !walked.starts_with(' ') {
            door = walked;
        }
        assert_eq!(kept, walked, "{door}");
    }
    assert_eq!(kept.lines().count(), walked.lines().count());
}
