//! The coded part of every case, open in memory, one column a field.
//!
//! Lists and counts are answered from here, so that the database needs no column that can be read. The index
//! keeps what is listed and what is counted, and nothing else of a case; no free text is in its reach.
//!
//! Cases lie in partitions by service, year of opening, and whether they are counted. Counting a year reads
//! six columns of bytes from one partition; a list reads one column of holders in each.
//!
//! Like the facts it is made of, all that comes out of it is content: nothing here has a `Debug` that shows it.

mod annual;
mod categories;
mod columns;
mod concern_set;
mod contacts;
mod count;
mod emergencies;
mod frozen;
mod held;
mod histogram;
mod holders;
mod list;
#[cfg(test)]
mod model;
mod query;
#[cfg(test)]
mod sample;
mod tally;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use columns::{Columns, Row};
use contacts::Contacts;
use emergencies::Emergencies;
use holders::{Holder, Holders};

pub use annual::annual_cases;
pub use count::tally;
pub use held::Held;
pub use list::{ListedCase, Listing};
pub use query::{Direction, Query, Sort, SortKey};

use crate::domain::{CaseId, CaseNumber, Contact, ContactId, Facts, Period, Service, Status, TeamId, UserId};

/// The coded part of every case.
#[derive(Default)]
pub struct Index {
    revision: u64,
    partitions: Vec<Partition>,
    places: HashMap<CaseId, Place>,
    numbers: HashMap<CaseNumber, CaseId>,
    holders: Holders,
    contacts: Contacts,
    emergencies: Emergencies,
}

/// What is known of a case before anybody is let in: whose it is, and how far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which case.
    pub id: CaseId,
    /// Its newest revision.
    pub revision: u64,
    /// Who works it.
    pub owner: UserId,
    /// The team it belongs to.
    pub team: TeamId,
    /// The service it belongs to.
    pub service: Service,
    /// Whether it is being worked.
    pub status: Status,
}

struct Partition {
    key: PartitionKey,
    cases: Columns,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct PartitionKey {
    service: Service,
    year: i32,
    standing: Standing,
}

/// Whether a case is in the figures. Those registered in error lie apart, so that counting has nothing to
/// leave out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Counted,
    Uncounted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    partition: usize,
    row: usize,
}

impl Index {
    /// Makes room for so many more cases.
    pub fn reserve(&mut self, cases: usize) {
        self.places.reserve(cases);
        self.numbers.reserve(cases);
    }

    /// Takes in a case as it stands at this revision, in place of what was held of it. What is not newer than
    /// what is held changes nothing, so that rows may come twice and in any order.
    pub fn apply(&mut self, revision: u64, facts: &Facts) {
        let held = self.places.get(&facts.id).copied();
        if held.is_some_and(|place| self.known(place).revision >= revision) {
            return;
        }
        let holder = self.holders.intern(Holder { owner: facts.owner, team: facts.team });
        let row = Row::new(revision, holder, facts);
        let partition = self.partition(PartitionKey::of(facts));
        match held {
            Some(place) if place.partition == partition => {
                self.partitions[partition].cases.replace(place.row, row);
            }
            Some(place) => {
                self.remove(place);
                self.insert(partition, row);
            }
            None => {
                self.insert(partition, row);
                // Who records a case draws an id whose number is free. Were two to meet all the same, the
                // number goes on meaning the case it meant before.
                self.numbers.entry(facts.id.number()).or_insert(facts.id);
            }
        }
    }

    /// Takes in a contact that is no case, in place of what was held of it.
    pub fn apply_contact(&mut self, id: ContactId, contact: &Contact) {
        self.contacts.apply(id, contact);
    }

    /// The revision up to which everything is taken in.
    pub fn stands_at(&self) -> u64 {
        self.revision
    }

    /// Says that everything up to this revision is taken in. It never goes back.
    pub fn advance(&mut self, revision: u64) {
        self.revision = self.revision.max(revision);
    }

    /// The case with this number.
    pub fn find(&self, number: CaseNumber) -> Option<Known> {
        self.find_id(*self.numbers.get(&number)?)
    }

    /// The case with this id.
    pub fn find_id(&self, id: CaseId) -> Option<Known> {
        self.places.get(&id).map(|&place| self.known(place))
    }

    fn known(&self, place: Place) -> Known {
        let Partition { key, cases } = &self.partitions[place.partition];
        let Holder { owner, team } = self.holders.holder(cases.holder[place.row]);
        Known {
            id: cases.id[place.row],
            revision: cases.revision[place.row],
            owner,
            team,
            service: key.service,
            status: if cases.closed[place.row].is_some() { Status::Closed } else { Status::Open },
        }
    }

    /// The cases that are counted in a period.
    fn counted(&self, period: Period) -> Option<&Columns> {
        let key =
            PartitionKey { service: period.service, year: period.year.number(), standing: Standing::Counted };
        self.partitions.iter().find(|partition| partition.key == key).map(|partition| &partition.cases)
    }

    /// The place of a partition, which is made when there is none.
    fn partition(&mut self, key: PartitionKey) -> usize {
        // A few services times a few years: looking through them is quicker than hashing.
        if let Some(place) = self.partitions.iter().position(|partition| partition.key == key) {
            return place;
        }
        self.partitions.push(Partition { key, cases: Columns::default() });
        self.partitions.len() - 1
    }

    fn insert(&mut self, partition: usize, row: Row) {
        let cases = &mut self.partitions[partition].cases;
        self.places.insert(row.id, Place { partition, row: cases.id.len() });
        cases.push(row);
    }

    /// Takes a row out. The partition's last row moves into its place, so that columns stay dense.
    fn remove(&mut self, place: Place) {
        let cases = &mut self.partitions[place.partition].cases;
        cases.swap_remove(place.row);
        if let Some(&moved) = cases.id.get(place.row) {
            self.places.insert(moved, place);
        }
    }
}

impl PartitionKey {
    fn of(facts: &Facts) -> Self {
        let uncounted = facts.closing.is_some_and(|closing| closing.outcome.entry().uncounted);
        let standing = if uncounted { Standing::Uncounted } else { Standing::Counted };
        Self { service: facts.service, year: facts.opened.year(), standing }
    }
}
