//! Detours: a world that dies because one cell is shown is mostly mended by one move around that cell, and the same
//! move mends many worlds. Adding it is all that is to do, where finding each of them anew is a search.

use super::balance::{Bound, Terms};
use super::integer::whole;
use super::pattern::Search;
use super::system::Change;

/// The moves around a variable that were found, each moving it by 1 or by −1.
#[derive(Default)]
pub(super) struct Detours {
    found: Vec<(i64, Change)>,
    asked: Vec<(u32, i64)>,
}

impl Search<'_> {
    /// Meets a requirement with a world that died of showing a variable, and a detour. Whether it came of it.
    pub(super) fn go_around(
        &mut self,
        detours: &mut Detours,
        shown: u32,
        world: u32,
        required: (u32, u32),
    ) -> bool {
        let change = &self.worlds[world as usize].change;
        let Ok(at) = change.binary_search_by_key(&shown, |&(variable, _)| variable) else { return false };
        let by = change[at].1;
        if self.add_around(&detours.found, world, by, required) {
            return true;
        }
        let back = -by.signum();
        if detours.asked.contains(&(required.0, back)) {
            return false;
        }
        detours.asked.push((required.0, back));
        let reader = required.0 as usize;
        let terms = Terms { lower: &self.scenarios[reader].lower, cost: &self.within[reader] };
        let bound = Bound { variable: shown, least: back as f64, most: back as f64 };
        let Some(detour) = whole(&mut self.balance, &[bound], terms, f64::INFINITY) else { return false };
        detours.found.push((back, detour));
        let last = detours.found.len() - 1;
        self.add_around(&detours.found[last..], world, by, required)
    }

    /// Adds one of these detours to a world that moves the variable by so much, and keeps what meets the requirement.
    fn add_around(&mut self, detours: &[(i64, Change)], world: u32, by: i64, required: (u32, u32)) -> bool {
        for (back, detour) in detours.iter().filter(|(back, _)| *back == -by.signum()) {
            let around = sum(&self.worlds[world as usize].change, detour, by / -back);
            if self.meets(&around, required) {
                self.add(around);
                return true;
            }
        }
        false
    }
}

/// A change and so many times another.
fn sum(change: &Change, other: &Change, times: i64) -> Change {
    let mut sum = Vec::with_capacity(change.len() + other.len());
    let mut rest = other.iter().copied().peekable();
    for &(variable, by) in change {
        while let Some((before, more)) = rest.next_if(|&(other, _)| other < variable) {
            sum.push((before, more * times));
        }
        let more = rest.next_if(|&(other, _)| other == variable).map_or(0, |(_, more)| more * times);
        if by + more != 0 {
            sum.push((variable, by + more));
        }
    }
    sum.extend(rest.map(|(variable, more)| (variable, more * times)));
    sum
}
