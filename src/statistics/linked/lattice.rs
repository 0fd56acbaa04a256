//! [`Lattice`]: every published cell of all tables once, and every sum between them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::axis::Axis;
use super::crossing::{Codes, behind, size};
use super::ledger::{Before, Ledger};
use super::microdata::Microdata;
use super::programme::{Programme, Table};

/// The most cells that are protected together.
pub(super) const MOST_CELLS: usize = 200_000;
/// The most cells behind them. Filling worlds with records takes long where there are many, and a programme that
/// hangs together like a tree needs none.
pub(super) const MOST_BEHIND: usize = 5_000;

/// A cell, by the places of its codes along each axis; 0, `Total`, along an axis that does not split it.
pub(in crate::statistics) type Key = Box<[u32]>;

/// A sum that readers know: the parent is the children together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// The sum.
    pub(super) parent: u32,
    /// What it is summed from.
    pub(super) children: Vec<u32>,
}

/// What readers see of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// It is published now, shown or blank.
    Now,
    /// It was published before, and is no part of what is published now.
    Before,
    /// It never is: it stands for the records behind the tables.
    Never,
}

/// How much is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What is or was published.
    Tables,
    /// And the crossings behind it that a world must fill to be one of records.
    Records,
}

/// The cells of all tables, each once, in canonical order, and the relations among them: what is published now, what
/// was before, and the crossings behind them where the tables do not hang together like a tree.
///
/// Where a parent's children are there only in part, the rest stands beside them as an unknown: a cell after
/// the others, without a key. Without `Debug`, since it holds the truth.
pub(super) struct Lattice {
    pub(super) axes: Vec<Axis>,
    pub(super) keys: Vec<Key>,
    /// What readers see of the cells with keys.
    pub(super) seen: Vec<Seen>,
    /// What was published of them before.
    pub(super) before: Vec<Option<Before>>,
    /// The true counts, of the cells with keys and then of the rests.
    pub(super) counts: Vec<u32>,
    pub(super) relations: Vec<Relation>,
    pub(super) places: HashMap<Key, u32>,
}

/// Tables that cannot be laid out.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenTables {
    /// A table names a code that its dimension has not.
    #[error("{code} is no code of {dimension}")]
    NoCode {
        /// The dimension.
        dimension: String,
        /// The code.
        code: String,
    },
    /// Something was published by a dimension that the data have not.
    #[error("tables by {0} were published before, and the data have no such column")]
    NoDimension(String),
    /// The crossing behind the tables is too large to be tried out.
    #[error(
        "the tables do not hang together like a tree, and the crossing behind them has more than {MOST_BEHIND} cells: \
         leave out {0}, or publish a table that has both of what it links"
    )]
    TooEntangled(String),
    /// More cells than can be protected together.
    #[error(
        "the tables have more than {MOST_CELLS} cells: publish fewer levels or fewer dimensions together"
    )]
    TooMany,
}

impl Lattice {
    /// The cells of the programme's tables and of what was published before, counted.
    ///
    /// # Errors
    /// When a table names what is not there, or there are too many cells to protect together.
    pub(super) fn lay_out(
        data: &Microdata,
        programme: &Programme,
        ledger: &Ledger,
        depth: Depth,
    ) -> Result<Self, MisshapenTables> {
        let mut tables = Vec::new();
        let mut cells: BTreeMap<Key, Seen> = BTreeMap::new();
        for table in &programme.tables {
            let codes = codes_of(table, &data.axes)?;
            if size(&codes) > MOST_CELLS {
                return Err(MisshapenTables::TooMany);
            }
            cross(&codes, |key| {
                cells.insert(key.into(), Seen::Now);
            });
            tables.push(codes);
        }
        let before = ledger.cells(&data.axes)?;
        for key in before.keys() {
            cells.entry(key.clone()).or_insert(Seen::Before);
        }
        let own = tables.len();
        tables.extend(shapes(before.keys(), data.axes.len()));
        let behind = behind(&tables, &data.axes, MOST_BEHIND).map_err(|dear| {
            let dear = programme.tables.get(dear.min(own - 1)).map(|table| table.dimensions.join(" × "));
            MisshapenTables::TooEntangled(dear.unwrap_or_default())
        })?;
        let behind = if depth == Depth::Records { behind } else { Vec::new() };
        for codes in &behind {
            cross(codes, |key| {
                cells.entry(key.into()).or_insert(Seen::Never);
            });
        }
        if cells.len() > MOST_CELLS {
            return Err(MisshapenTables::TooMany);
        }
        tables.extend(behind);
        let (keys, seen): (Vec<Key>, Vec<Seen>) = cells.into_iter().unzip();
        let places: HashMap<Key, u32> = keys.iter().cloned().zip(0..).collect();
        let counts = vec![0; keys.len()];
        let before = keys.iter().map(|key| before.get(key).copied()).collect();
        let axes = data.axes.clone();
        let mut lattice = Self { axes, keys, seen, before, counts, relations: Vec::new(), places };
        for codes in &tables {
            lattice.count(data, codes);
        }
        lattice.relate();
        Ok(lattice)
    }

    /// The place of a cell.
    pub(super) fn place(&self, key: &[u32]) -> Option<u32> {
        self.places.get(key).copied()
    }

    /// The place of the axis with this name.
    pub(super) fn along(&self, name: &str) -> Option<usize> {
        self.axes.iter().position(|axis| axis.name() == name)
    }

    /// How many cells have a key.
    pub(super) fn keyed(&self) -> usize {
        self.keys.len()
    }

    /// Whether a count was published of a cell with a key before.
    pub(super) fn was_shown(&self, cell: usize) -> bool {
        self.before[cell].is_some_and(|before| before.count.is_some())
    }

    /// Whether readers see a cell, if only a blank.
    pub(super) fn is_published(&self, cell: u32) -> bool {
        self.seen.get(cell as usize).is_some_and(|&seen| seen != Seen::Never)
    }

    /// Adds up the records into the cells of one table; a cell of two tables gets the same number twice.
    fn count(&mut self, data: &Microdata, codes: &Codes) {
        let mut sums: HashMap<Key, u32> = HashMap::new();
        let mut above: Vec<Vec<u32>> = Vec::with_capacity(codes.len());
        for (key, &count) in data.rows.iter().filter(|(_, count)| **count > 0) {
            above.clear();
            for ((axis, allowed), &place) in self.axes.iter().zip(codes).zip(key.iter()) {
                above.push(axis.above(place).iter().copied().filter(|at| allowed.contains(at)).collect());
            }
            cross(&above, |key| *sums.entry(key.into()).or_insert(0) += count);
        }
        for (key, sum) in sums {
            if let Some(&place) = self.places.get(&key) {
                self.counts[place as usize] = sum;
            }
        }
    }

    /// The counts of the published cells, were there only the records with this inner code along an axis.
    pub(super) fn counts_of(&self, data: &Microdata, along: usize, code: u32) -> Vec<u32> {
        let mut counts = vec![0; self.keys.len()];
        let mut above: Vec<Vec<u32>> = Vec::with_capacity(self.axes.len());
        for (key, &count) in data.rows.iter().filter(|(key, count)| key[along] == code && **count > 0) {
            above.clear();
            above.extend(self.axes.iter().zip(key.iter()).map(|(axis, &place)| axis.above(place).to_vec()));
            cross(&above, |key| {
                if let Some(&place) = self.places.get(key) {
                    counts[place as usize] += count;
                }
            });
        }
        counts
    }

    /// Adds an unknown that stands for what is in the parent and not in the child.
    pub(super) fn rest_of(&mut self, parent: u32, child: u32) -> u32 {
        let rest = self.counts.len() as u32;
        self.counts.push(self.counts[parent as usize] - self.counts[child as usize]);
        self.relations.push(Relation { parent, children: vec![child, rest] });
        rest
    }

    /// One relation for each cell, axis and grouping whose children are cells; a rest where some are none.
    fn relate(&mut self) {
        for parent in 0..self.keys.len() as u32 {
            let mut key = self.keys[parent as usize].clone();
            for (along, axis) in self.axes.iter().enumerate() {
                let own = key[along];
                for grouping in axis.groupings(own) {
                    let mut children = Vec::with_capacity(grouping.len());
                    for &child in grouping {
                        key[along] = child;
                        children.extend(self.places.get(&key));
                    }
                    if !children.is_empty() && children.len() < grouping.len() {
                        let sum: u32 = children.iter().map(|&child| self.counts[child as usize]).sum();
                        children.push(self.counts.len() as u32);
                        self.counts.push(self.counts[parent as usize] - sum);
                    }
                    if !children.is_empty() {
                        self.relations.push(Relation { parent, children });
                    }
                }
                key[along] = own;
            }
        }
    }
}

/// The tables that these cells are of: for each set of axes the codes that occur along them.
fn shapes<'a>(keys: impl Iterator<Item = &'a Key>, axes: usize) -> Vec<Codes> {
    let mut shapes: BTreeMap<Vec<bool>, Codes> = BTreeMap::new();
    for key in keys {
        let split = key.iter().map(|&place| place != 0).collect();
        let codes = shapes.entry(split).or_insert_with(|| vec![BTreeSet::from([0]); axes]);
        for (codes, &place) in codes.iter_mut().zip(key.iter()) {
            codes.insert(place);
        }
    }
    shapes.into_values().collect()
}

/// The codes that a table has along each axis, with what they are part of; `Total` alone where it is not split.
fn codes_of(table: &Table, axes: &[Axis]) -> Result<Codes, MisshapenTables> {
    let mut all = Vec::with_capacity(axes.len());
    for axis in axes {
        let name = axis.name();
        let places = |codes: &[String]| {
            let place = |code: &String| {
                let (dimension, code) = (name.to_owned(), code.clone());
                axis.place(&code).ok_or(MisshapenTables::NoCode { dimension, code })
            };
            codes.iter().map(place).collect::<Result<BTreeSet<u32>, _>>()
        };
        let every = 0..axis.codes().len() as u32;
        let chosen: BTreeSet<u32> = if !table.dimensions.iter().any(|dimension| dimension == name) {
            BTreeSet::new()
        } else if let Some(only) = table.only.get(name) {
            places(only)?
        } else {
            let except = table.except.get(name).map(|codes| places(codes)).transpose()?.unwrap_or_default();
            every.filter(|place| !except.contains(place)).collect()
        };
        let none = BTreeSet::new();
        let except = match table.except.get(name) {
            Some(codes) => places(codes)?,
            None => none,
        };
        let closed = chosen.iter().flat_map(|&place| axis.above(place)).copied();
        let mut closed: BTreeSet<u32> = closed.filter(|place| !except.contains(place)).collect();
        closed.insert(0);
        all.push(closed);
    }
    Ok(all)
}

/// Calls `each` with every choice of one from each list, the last list turning fastest.
pub(in crate::statistics) fn cross<'a, L>(lists: &'a [L], mut each: impl FnMut(&[u32]))
where
    &'a L: IntoIterator<Item = &'a u32>,
{
    fn turn<'a, L>(lists: &'a [L], key: &mut Vec<u32>, each: &mut impl FnMut(&[u32]))
    where
        &'a L: IntoIterator<Item = &'a u32>,
    {
        let Some(list) = lists.get(key.len()) else {
            each(key);
            return;
        };
        for &place in list {
            key.push(place);
            turn(lists, key, each);
            key.pop();
        }
    }
    turn(lists, &mut Vec::with_capacity(lists.len()), &mut each);
}
