//! [`RoundedBase`]: what every rounded table is summed from, frozen.

use std::collections::BTreeMap;

use super::choice::Choice;
use super::exchange::Looks;
use super::known::{Known, Reader};
use super::layout::{Layout, cells_of, subsets};
use super::refusal::NotRounded;
use super::table::{RoundedCell, RoundedTable};
use super::{empty, proof, worlds};
use crate::statistics::interchange::written;
use crate::statistics::linked::{Axis, Key, Ledger, Microdata, TOTAL, cross};

/// In so many orders the groups are gone through before a base is refused. The search for worlds takes what it finds
/// first, and whether there is a base must not hang on which secret the ties are broken by.
const ORDERS: usize = 8;

/// The rounded tables that may be asked for, frozen. Of the records behind them it holds nothing. It is content all the
/// same, for whoever may ask for some tables may not ask for all: it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct RoundedBase {
    pub(super) k: u32,
    pub(super) axes: Vec<Split>,
    /// The approved tables as they were named.
    pub(super) lattice: Vec<Vec<String>>,
    /// Of each approved table the counts of its inner cells, those that are not 0.
    pub(super) tables: Vec<Counts>,
}

/// An axis, and the order in which its codes are listed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) axis: Axis,
    /// The places of its codes in that order, `Total` first.
    pub(super) order: Vec<u32>,
}

/// Counts of the inner cells of a table.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Counts {
    /// The places of its axes.
    pub(super) axes: Vec<usize>,
    /// By the places of codes along all axes, 0 along those it is not split by.
    pub(super) inner: BTreeMap<Key, u32>,
}

impl RoundedBase {
    /// Rounds the records so that every cell of the approved tables, and of their margins, is 0 or more than `k`. An
    /// approved table is a set of at most three dimensions of the data. `ties` is a secret: the same data, tables and
    /// secret give the same base.
    ///
    /// # Errors
    /// [`NotRounded`].
    pub fn make(data: &Microdata, lattice: &[Vec<String>], k: u32, ties: &str) -> Result<Self, NotRounded> {
        Self::beside(data, lattice, k, ties, &Ledger::default(), None)
    }

    /// The same beside what was published before, so that whoever has both finds out nothing that was hidden; nor
    /// does a publisher who takes her own records away, one for each code of the dimension `insiders`.
    ///
    /// # Errors
    /// [`NotRounded`].
    pub fn beside(
        data: &Microdata,
        lattice: &[Vec<String>],
        k: u32,
        ties: &str,
        ledger: &Ledger,
        insiders: Option<&str>,
    ) -> Result<Self, NotRounded> {
        if k == 0 {
            return Err(NotRounded::NothingSmall);
        }
        let along = |name: &str| data.axes().iter().position(|axis| axis.name() == name);
        let insiders = match insiders {
            Some(name) => Some(along(name).ok_or_else(|| NotRounded::NoDimension(name.to_owned()))?),
            None => None,
        };
        let before = ledger.dimensions().into_iter().filter_map(along).chain(insiders).collect();
        let looks = Looks::of_one_base();
        let mut refused = NotRounded::NotProven;
        for order in 0..ORDERS {
            let ties = if order == 0 { ties.to_owned() } else { format!("{ties}/{order}") };
            let mut layout = Layout::of(data, lattice, &before, &ties)?;
            let mut known = Known::of(ledger, &layout)?;
            if !known.is_empty() {
                let empty = empty::drawn(&layout, &known, k, &ties);
                layout = layout.with(empty, &ties);
                known = Known::of(ledger, &layout)?;
            }
            let readers = Reader::all(&layout.axes, insiders);
            match rounded(&layout, &known, &readers, k, &looks) {
                Ok(rounded) => return Ok(Self::of(&layout, lattice, k, &rounded)),
                Err(reason @ NotRounded::InTheWay(_)) => refused = reason,
                Err(reason) => return Err(reason),
            }
        }
        Err(refused)
    }

    /// Sums up rounded groups.
    fn of(layout: &Layout, lattice: &[Vec<String>], k: u32, rounded: &[u32]) -> Self {
        let table = |set: &Vec<usize>| {
            let mut inner: BTreeMap<Key, u32> = BTreeMap::new();
            for (group, &count) in layout.groups.iter().zip(rounded).filter(|(_, count)| **count > 0) {
                let mut key: Key = vec![0; layout.axes.len()].into();
                for &at in set {
                    key[at] = group.key[at];
                }
                *inner.entry(key).or_insert(0) += count;
            }
            Counts { axes: set.clone(), inner }
        };
        let split =
            |axis: &Axis| Split { axis: axis.clone(), order: (0..axis.codes().len() as u32).collect() };
        Self {
            k,
            axes: layout.axes.iter().map(split).collect(),
            lattice: lattice.to_vec(),
            tables: layout.sets.iter().map(table).collect(),
        }
    }

    /// The approved tables. Whatever is split by some of what one of them is split by may be asked for as well: it is a
    /// margin of it.
    pub fn lattice(&self) -> &[Vec<String>] {
        &self.lattice
    }

    /// The largest count that is small: every count is 0 or larger.
    pub fn k(&self) -> u32 {
        self.k
    }

    /// The codes of a dimension in the order of the tables, `Total` first; none where there is no such dimension.
    pub fn codes(&self, dimension: &str) -> Vec<&str> {
        let split = self.axes.iter().find(|split| split.axis.name() == dimension);
        split.map_or_else(Vec::new, |split| {
            split.order.iter().map(|&place| split.axis.codes()[place as usize].as_str()).collect()
        })
    }

    /// The table split by these dimensions, with all its margins; nothing where it is not approved.
    pub fn table(&self, dimensions: &[&str]) -> Option<RoundedTable> {
        let (asked, counts) = self.approved(dimensions)?;
        let sums = self.sums(counts);
        let mut cells = Vec::new();
        let orders: Vec<Vec<u32>> = asked.iter().map(|&at| self.axes[at].order.clone()).collect();
        cross(&orders, |places| {
            let mut key: Key = vec![0; self.axes.len()].into();
            let mut codes = Vec::with_capacity(places.len());
            for (&at, &place) in asked.iter().zip(places) {
                key[at] = place;
                codes.push(self.axes[at].axis.codes()[place as usize].clone());
            }
            cells.push(RoundedCell { codes, count: sums.get(&key).copied().unwrap_or(0) });
        });
        Some(RoundedTable { dimensions: dimensions.iter().map(|&name| name.to_owned()).collect(), cells })
    }

    /// Whether it has the table split by these dimensions.
    pub fn has(&self, dimensions: &[&str]) -> bool {
        self.approved(dimensions).is_some()
    }

    /// The places of these dimensions, and the approved table of which theirs is a margin.
    fn approved(&self, dimensions: &[&str]) -> Option<(Vec<usize>, &Counts)> {
        let place = |name: &&str| self.axes.iter().position(|split| split.axis.name() == *name);
        let asked: Vec<usize> = dimensions.iter().map(place).collect::<Option<_>>()?;
        let once = |at: usize| !asked[..at].contains(&asked[at]);
        let within = |counts: &&Counts| asked.iter().all(|at| counts.axes.contains(at));
        let counts = self.tables.iter().find(within).filter(|_| (0..asked.len()).all(once))?;
        Some((asked, counts))
    }

    /// All approved tables as one file, as linked tables are written: a column for each dimension, then `value`; each
    /// cell once.
    pub fn to_csv(&self) -> String {
        let used = |at: &usize| self.tables.iter().any(|counts| counts.axes.contains(at));
        let columns: Vec<usize> = (0..self.axes.len()).filter(used).collect();
        let names: Vec<&str> = columns.iter().map(|&at| self.axes[at].axis.name()).collect();
        let mut rows: BTreeMap<Vec<usize>, Vec<String>> = BTreeMap::new();
        for approved in &self.lattice {
            let asked: Vec<&str> = approved.iter().map(String::as_str).collect();
            for cell in self.table(&asked).into_iter().flat_map(|table| table.cells) {
                let code =
                    |name: &&str| approved.iter().position(|of| of == name).map(|at| cell.codes[at].as_str());
                let codes: Vec<&str> = names.iter().map(|name| code(name).unwrap_or(TOTAL)).collect();
                let listed = |(&at, code): (&usize, &&str)| {
                    let Split { axis, order } = &self.axes[at];
                    order.iter().position(|&place| axis.codes()[place as usize] == **code).unwrap_or_default()
                };
                let place = columns.iter().zip(&codes).map(listed).collect();
                let row = codes.into_iter().map(str::to_owned).chain([cell.count.to_string()]).collect();
                rows.insert(place, row);
            }
        }
        let head = names.into_iter().chain(["value"]).map(str::to_owned).collect();
        written(std::iter::once(head).chain(rows.into_values()))
    }

    /// All cells of a table and its margins that are not 0.
    pub(super) fn sums(&self, counts: &Counts) -> BTreeMap<Key, u32> {
        let axes: Vec<Axis> = self.axes.iter().map(|split| split.axis.clone()).collect();
        let margins = subsets(&counts.axes).into_iter().collect();
        let mut sums: BTreeMap<Key, u32> = BTreeMap::new();
        for (inner, &count) in &counts.inner {
            for cell in cells_of(&axes, &margins, inner) {
                let sum = sums.entry(cell).or_insert(0);
                *sum = sum.saturating_add(count);
            }
        }
        sums
    }
}

/// The rounded count of each group, proved to tell no reader anything.
fn rounded(
    layout: &Layout,
    known: &Known,
    readers: &[Reader],
    k: u32,
    looks: &Looks,
) -> Result<Vec<u32>, NotRounded> {
    let mut must = worlds::must_move(layout, known, readers, k);
    let beside = match known.is_empty() {
        true => None,
        false => {
            let in_the_way = |cell: Key| NotRounded::InTheWay(layout.table_of(&cell));
            Some(worlds::find(layout, known, readers, k, &mut must, looks).map_err(in_the_way)?)
        }
    };
    let rounded = Choice::make(layout, k, &must).rounded;
    let worlds = beside.unwrap_or_else(|| worlds::as_rounded(layout, &rounded, known, readers, k));
    proof::check(layout, &rounded, known, readers, &worlds, k)?;
    Ok(rounded)
}
