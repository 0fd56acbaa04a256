//! [`LinkedRelease`] as what leaves: rows, and the check without which they do not.

use super::axis::Axis;
use super::lattice::Seen;
use super::programme::{Programme, Zeros};
use super::protect::{LinkedRelease, Summary};
use super::sensitive::NotReleasable;
use crate::statistics::attack::{self, Duties, Grid, Policy, Reader};
use crate::statistics::interchange::{Hierarchies, written};

impl LinkedRelease {
    /// The release as a file: a row for each published cell, a column for each dimension, and the value, empty where
    /// hidden.
    pub fn to_csv(&self) -> String {
        let head = self.lattice.axes.iter().map(Axis::name).chain(["value"]);
        let rows = self.rows().map(|(codes, value)| {
            let value = value.map(|value| value.to_string()).unwrap_or_default();
            owned(codes).into_iter().chain([value]).collect::<Vec<String>>()
        });
        written(std::iter::once(owned(head.collect())).chain(rows))
    }

    /// The cells that are published now, by their codes, and their counts where they are shown.
    pub fn rows(&self) -> impl Iterator<Item = (Vec<&str>, Option<u32>)> {
        self.cells(|seen| seen == Seen::Now)
    }

    fn cells(&self, which: impl Fn(Seen) -> bool) -> impl Iterator<Item = (Vec<&str>, Option<u32>)> {
        let cells = (0..self.lattice.keyed()).filter(move |&cell| which(self.lattice.seen[cell]));
        cells.map(|cell| {
            let codes = self.lattice.axes.iter().zip(self.lattice.keys[cell].iter());
            let codes = codes.map(|(axis, &place)| axis.codes()[place as usize].as_str()).collect();
            (codes, (!self.hidden[cell]).then_some(self.lattice.counts[cell]))
        })
    }

    /// Whether something holds of the counts of these cells in every world of the proof; a cell that is none has nobody.
    pub(in crate::statistics) fn in_every_world(
        &self,
        cells: &[Vec<String>],
        holds: impl Fn(&[i64]) -> bool,
    ) -> bool {
        let place = |codes: &Vec<String>| {
            let places = self.lattice.axes.iter().zip(codes).map(|(axis, code)| axis.place(code));
            self.lattice.place(&places.collect::<Option<Vec<u32>>>()?)
        };
        let places: Vec<Option<u32>> = cells.iter().map(place).collect();
        let truth =
            |place: &Option<u32>| place.map_or(0, |cell| i64::from(self.lattice.counts[cell as usize]));
        let truths: Vec<i64> = places.iter().map(truth).collect();
        self.worlds.iter().all(|world| {
            let mut counts = truths.clone();
            for &(cell, count) in &world.counts {
                for (own, place) in counts.iter_mut().zip(&places) {
                    if *place == Some(cell) {
                        *own = i64::from(count);
                    }
                }
            }
            holds(&counts)
        })
    }

    /// What the release comes to.
    pub fn summary(&self) -> Summary {
        let (cells, hidden) = self
            .rows()
            .fold((0, 0), |(cells, hidden), (_, value)| (cells + 1, hidden + usize::from(value.is_none())));
        Summary { cells, sensitive: self.sensitive, hidden, worlds: self.worlds.len() }
    }

    /// What readers know of the blanks.
    pub fn policy(&self) -> Policy {
        let least = u32::from(self.zeros == Zeros::Shown);
        Policy { k: self.k, least, zeros_are_sensitive: self.zeros == Zeros::Sensitive }
    }

    /// All that readers have: the release, and what was published before.
    pub fn grid(&self) -> Grid {
        self.grid_of(|seen| seen != Seen::Never)
    }

    fn grid_of(&self, which: impl Fn(Seen) -> bool) -> Grid {
        let (rows, values) = self.cells(which).map(|(codes, value)| (owned(codes), value)).unzip();
        let names: Vec<String> = self.lattice.axes.iter().map(|axis| axis.name().to_owned()).collect();
        Grid::new(&names, rows, values, &hierarchies(&self.lattice.axes))
    }

    /// Checks the proof with the attacker's own reading of the tables. No release exists that did not pass.
    pub(super) fn proven(self, readers: &[Reader], programme: &Programme) -> Result<Self, NotReleasable> {
        let truth = &self.lattice.counts[..self.lattice.keyed()];
        let unseen = self.lattice.seen.iter().map(|&seen| seen == Seen::Never).collect();
        let known = readers[0].known.clone();
        let groups = (0..self.lattice.axes.len())
            .filter(|&at| programme.sensitive.iter().any(|name| name == self.lattice.axes[at].name()));
        let by_hand = super::sensitive::named(&self.lattice, &programme.hide)?;
        let minimum_base = programme.minimum_base;
        let duties = Duties { groups: groups.collect(), minimum_base, by_hand, unseen, known };
        attack::check(&self.grid_of(|_| true), truth, readers, &self.worlds, self.policy(), &duties)
            .map_err(|flaw| NotReleasable::NotProven(flaw.to_string()))?;
        Ok(self)
    }
}

fn owned(codes: Vec<&str>) -> Vec<String> {
    codes.into_iter().map(str::to_owned).collect()
}

/// The axes as hierarchies, as a file has them.
fn hierarchies(axes: &[Axis]) -> Hierarchies {
    let groupings = |axis: &Axis| {
        let name = |place: u32| axis.codes()[place as usize].clone();
        let mut all = Vec::new();
        for place in 0..axis.codes().len() as u32 {
            for grouping in axis.groupings(place) {
                all.push((name(place), grouping.iter().map(|&child| name(child)).collect()));
            }
        }
        (axis.name().to_owned(), all)
    };
    axes.iter().map(groupings).collect()
}
