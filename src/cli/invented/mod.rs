//! An invented registry of the nation's size, for demonstrations, tests and benchmarks.
//!
//! Nobody in it exists. It is a function of a seed and gives the same bytes on every machine; its totals, and
//! the counts that the services have published, are the real ones (`figures.rs` says which), and everything
//! else is chance within likely bounds. Names begin with «Demo», notes with «Oppdiktet:» or «Oppdikta:».

mod case;
pub mod coming_in;
mod contacts;
mod course;
mod draw;
mod figures;
mod likely;
mod outline;
mod quota;
mod roster;
mod shares;
#[cfg(test)]
mod tests;
mod words;

use time::Date;

use crate::domain::{Contact, ContactId, Facts, Note, Staff, Team};

use draw::Draw;
use figures::YEARS;
use quota::apportion;
use roster::Roster;

/// The last day on which anything has happened in the invented registry. Only planned actions lie after it.
pub const LAST_DAY: Date = course::last_day(2025);

/// The concerns of a stay abroad, feared or real.
const STAY_ABROAD: [&str; 2] = ["FUU", "GUU"];

/// How many cases to invent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// As many as the services had in 2021 to 2025: counted totals, and published counts, are exact. Some
    /// forty cases registered in error come on top.
    National,
    /// So many in all, up to ten million, over the same years and services in the same proportions.
    Cases(u32),
}

/// An invented registry.
pub struct Invented {
    /// The teams: eight of diversity advisers, one of each other service.
    pub teams: Vec<Team>,
    /// The people, in all seven roles. Always the same logins and names.
    pub staff: Vec<Staff>,
    /// The cases, by day of first contact.
    pub cases: Vec<InventedCase>,
    /// Assignments and questions, by day.
    pub contacts: Vec<(ContactId, Contact)>,
}

/// An invented case.
pub struct InventedCase {
    /// Its coded part.
    pub facts: Facts,
    /// Its free text, which says first that it is invented.
    pub note: Option<Note>,
}

/// The registry of this seed.
pub fn registry(seed: u64, scale: Scale) -> Invented {
    let roster = Roster::new(seed);
    let mut cases = Vec::new();
    // Streams 0 and 1 are the roster's and the contacts'.
    for ((figures, counts), stream) in YEARS.iter().zip(sizes(scale)).zip(2..) {
        let mut draw = Draw::new(seed, stream);
        let workers: Vec<_> = roster
            .workers
            .iter()
            .filter(|worker| worker.service == figures.service && worker.works_in(figures.year))
            .collect();
        for outline in outline::outlines(&mut draw, figures, counts.counted) {
            let closing = course::closing(&mut draw, figures.service, &outline);
            cases.push(case::case(&mut draw, &workers, outline, closing));
        }
        for outline in outline::outlines(&mut draw, figures, counts.mistaken) {
            let closing = Some(course::mistake(&mut draw, &outline));
            cases.push(case::case(&mut draw, &workers, outline, closing));
        }
    }
    cases.sort_by_key(|case| (case.facts.opened, case.facts.id));
    let contacts = contacts::contacts(seed, &roster);
    Invented { teams: roster.teams, staff: roster.staff, cases, contacts }
}

struct YearSize {
    counted: u32,
    mistaken: u32,
}

fn sizes(scale: Scale) -> Vec<YearSize> {
    let national: Vec<u32> = YEARS.iter().flat_map(|figures| [figures.total, figures.mistaken]).collect();
    let sizes = match scale {
        Scale::National => national,
        Scale::Cases(count) => apportion(&national, count),
    };
    sizes.chunks_exact(2).map(|pair| YearSize { counted: pair[0], mistaken: pair[1] }).collect()
}
