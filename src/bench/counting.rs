//! The contest: all one-way tables of a service's year, and of three services' year.
//!
//! The index counts what the programme asks for, assignments and questions too; the peer counts the tables of
//! cases. Candidates take turns count by count, so that the index finds the caches as the peers leave them.

use std::hint::black_box;

use time::OffsetDateTime;

use super::Error;
use super::ground::Ground;
use super::plain::{agree, plain};
use super::report::{Report, Unit};
use super::times::{Times, timed, timed_until};
use crate::cli::invented::LAST_DAY;
use crate::domain::{Facts, Period, Service, UserId, Year};
use crate::index::{self, Index};
use crate::statistics::{Provenance, YEARLY, protect};
use crate::store::{Indexes, Peer, PlainCase};

/// Who counts, and how long it took each.
pub(super) struct Contest {
    index: Index,
    peers: [Rival; 2],
    one: Times,
    three: Times,
    freeze: Times,
    tally: Times,
    protect: Times,
}

/// A peer and its times.
struct Rival {
    name: &'static str,
    peer: Peer,
    one: Times,
    /// Three services one by one, and all at once: which is quicker hangs on the indexes, and the quicker counts.
    in_turn: Times,
    together: Times,
}

/// Turns a round.
const TURNS: u32 = 5;
const SERVICES: [Service; 3] = [Service::Mr, Service::Su, Service::Kt];

impl Contest {
    /// Fills index and peers with the same cases.
    pub(super) async fn prepare(ground: &Ground, facts: &[Facts]) -> Result<Self, Error> {
        let mut index = Index::default();
        index.reserve(facts.len());
        facts.iter().for_each(|facts| index.apply(1, facts));
        let rows: Vec<PlainCase> = facts.iter().filter_map(plain).collect();
        let without = Rival::new("without indexes", ground, "plain.db", Indexes::Absent, &rows).await?;
        let with =
            Rival::new("with covering indexes", ground, "indexed.db", Indexes::Covering, &rows).await?;
        let mut contest = Self {
            index,
            peers: [without, with],
            one: Times::default(),
            three: Times::default(),
            freeze: Times::default(),
            tally: Times::default(),
            protect: Times::default(),
        };
        // Everything has been counted once, and found equal, before anything is timed.
        contest.turn().await?;
        contest.forget();
        Ok(contest)
    }

    pub(super) fn index(&self) -> &Index {
        &self.index
    }

    pub(super) async fn round(&mut self) -> Result<(), Error> {
        for _ in 0..TURNS {
            self.turn().await?;
            self.release()?;
        }
        Ok(())
    }

    async fn turn(&mut self) -> Result<(), Error> {
        for rival in &mut self.peers {
            rival.turn(&self.index).await?;
            let count = |period| self.index.tally_year(period, &YEARLY);
            self.one.note(timed(|| count(period(Service::Mr))).1);
            self.three.note(timed(|| SERVICES.map(|service| count(period(service)))).1);
        }
        Ok(())
    }

    /// From the frozen year to what may leave.
    fn release(&mut self) -> Result<(), Error> {
        let period = period(Service::Mr);
        let (frozen, time) =
            timed(|| self.index.freeze(period, OffsetDateTime::UNIX_EPOCH, UserId(uuid::Uuid::nil())));
        self.freeze.note(time);
        let (tables, time) = timed(|| index::tally(&frozen, &YEARLY));
        self.tally.note(time);
        let provenance = Provenance {
            number: 1,
            service: period.service.code().to_owned(),
            year: u16::try_from(period.year.number()).unwrap_or_default(),
            frozen_revision: frozen.revision,
            code_lists: vec![("all".to_owned(), frozen.lists.clone())],
        };
        let (release, time) = timed(|| protect(&YEARLY, provenance, tables));
        black_box(release?);
        self.protect.note(time);
        Ok(())
    }

    fn forget(&mut self) {
        (self.one, self.three) = (Times::default(), Times::default());
        for rival in &mut self.peers {
            (rival.one, rival.in_turn, rival.together) =
                (Times::default(), Times::default(), Times::default());
        }
    }

    pub(super) fn tell(&self, report: &mut Report) {
        report.time("count a service's year, from the index", Unit::Microseconds, &self.one);
        report.time("count three services' year, from the index", Unit::Microseconds, &self.three);
        report.time("freeze a service's year", Unit::Microseconds, &self.freeze);
        report.time("count a frozen year", Unit::Microseconds, &self.tally);
        report.time("protect a year's release", Unit::Microseconds, &self.protect);
        for Rival { name, one, in_turn, together, .. } in &self.peers {
            report.time(&format!("count a service's year, plaintext {name}"), Unit::Microseconds, one);
            let three = if in_turn.median() < together.median() { in_turn } else { together };
            report.time(&format!("count three services' year, plaintext {name}"), Unit::Microseconds, three);
            let against =
                |peer: &Times, index: &Times| peer.median().as_secs_f64() / index.median().as_secs_f64();
            report
                .ratio(&format!("a service's year, index against plaintext {name}"), against(one, &self.one));
            report.ratio(
                &format!("three services' year, index against plaintext {name}"),
                against(three, &self.three),
            );
        }
    }
}

impl Rival {
    async fn new(
        name: &'static str,
        ground: &Ground,
        file: &str,
        indexes: Indexes,
        rows: &[PlainCase],
    ) -> Result<Self, Error> {
        let peer = Peer::filled(&ground.path(file), indexes, rows).await?;
        let (one, in_turn, together) = (Times::default(), Times::default(), Times::default());
        Ok(Self { name, peer, one, in_turn, together })
    }

    /// Counts in each way, and sees that the index says the same.
    async fn turn(&mut self, index: &Index) -> Result<(), Error> {
        let year = period(Service::Mr).year.number();
        let (tables, time) = timed_until(self.peer.count(Service::Mr.code(), year)).await;
        equal(agree(&tables?, index, period(Service::Mr)))?;
        self.one.note(time);
        let (tables, time) = timed_until(async {
            let mut tables = Vec::with_capacity(SERVICES.len());
            for service in SERVICES {
                tables.push((service, self.peer.count(service.code(), year).await?));
            }
            Ok::<_, Error>(tables)
        })
        .await;
        equal(tables?.iter().all(|(service, tables)| agree(tables, index, period(*service))))?;
        self.in_turn.note(time);
        let (tables, time) = timed_until(self.peer.count_together(year)).await;
        let tables = tables?;
        equal(SERVICES.into_iter().all(|service| agree(&tables, index, period(service))))?;
        self.together.note(time);
        Ok(())
    }
}

fn equal(agree: bool) -> Result<(), Error> {
    if agree { Ok(()) } else { Err(Error::Differ) }
}

/// The last year of the invented registry.
fn period(service: Service) -> Period {
    let year = Year::new(LAST_DAY.year()).unwrap_or(Year::FIRST);
    Period { service, year }
}
