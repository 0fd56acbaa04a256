use super::ground::Ground;
use super::plain::{agree, plain};
use super::*;
use crate::domain::{Period, Service, Year};
use crate::index::Index;
use crate::store::{Indexes, Peer, PlainCase};

#[tokio::test]
async fn the_peer_counts_what_the_index_counts() {
    let ground = Ground::clear().expect("a temporary folder");
    let facts: Vec<_> =
        invented::registry(SEED, Scale::Cases(400)).cases.into_iter().map(|case| case.facts).collect();
    let mut index = Index::default();
    facts.iter().for_each(|facts| index.apply(1, facts));
    let rows: Vec<PlainCase> = facts.iter().filter_map(plain).collect();
    for (file, indexes) in [("plain.db", Indexes::Absent), ("indexed.db", Indexes::Covering)] {
        let peer = Peer::filled(&ground.path(file), indexes, &rows).await.expect("a peer");
        for year in (2021..=2025).filter_map(Year::new) {
            let together = peer.count_together(year.number()).await.expect("its counts");
            for service in [Service::Mr, Service::Su, Service::Kt] {
                let period = Period { service, year };
                let alone = peer.count(service.code(), year.number()).await.expect("its counts");
                assert!(agree(&alone, &index, period), "{service:?} {year:?}");
                assert!(agree(&together, &index, period), "{service:?} {year:?}");
            }
        }
    }
    let year = Year::new(2025).expect("a year of the registry");
    let period = Period { service: Service::Mr, year };
    let short = Peer::filled(&ground.path("short.db"), Indexes::Absent, &rows[..rows.len() - 1]).await;
    let last = &rows[rows.len() - 1];
    let counts = short.expect("a peer").count(last.service, last.year).await.expect("its counts");
    let of_last = Service::ALL.into_iter().find(|service| service.code() == last.service);
    let period = Period { service: of_last.expect("a service"), ..period };
    assert!(!agree(&counts, &index, period), "a case that is missing is seen");
}

#[test]
fn the_ground_is_gone_afterwards() {
    let ground = Ground::clear().expect("a temporary folder");
    let folder = ground.path("");
    assert!(folder.exists());
    drop(ground);
    assert!(!folder.exists());
}
