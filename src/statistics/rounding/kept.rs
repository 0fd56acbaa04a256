//! The form in which a base is kept, and its reading.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::base::{Counts, RoundedBase, Split};
use crate::statistics::interchange::Grouping;
use crate::statistics::linked::{Axis, Key};

/// What the bytes begin with.
const KIND: &str = "fortrolig/rounded-base/1";

/// The bytes are not those of a kept base.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableBase {
    /// Not the JSON of one.
    #[error("the stored rounded base is not readable")]
    Form(#[from] serde_json::Error),
    /// Readable, but no base ever looks like this.
    #[error("the stored rounded base was not made by disclosure control")]
    Content,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    kind: String,
    k: u32,
    dimensions: Vec<KeptAxis>,
    tables: Vec<KeptTable>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptAxis {
    name: String,
    codes: Vec<String>,
    groupings: Vec<Grouping>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptTable {
    dimensions: Vec<String>,
    /// The inner cells that are not 0, by their codes.
    cells: Vec<(Vec<String>, u32)>,
}

impl RoundedBase {
    /// The bytes for the store. The same base gives the same bytes.
    pub fn to_stored(&self) -> Vec<u8> {
        let code = |at: usize, place: u32| self.axes[at].axis.codes()[place as usize].clone();
        let dimension = |at: usize| {
            let Split { axis, order } = &self.axes[at];
            let named = |parent: u32, children: &Vec<u32>| {
                (code(at, parent), children.iter().map(|&child| code(at, child)).collect())
            };
            let of =
                |&parent: &u32| axis.groupings(parent).iter().map(move |children| named(parent, children));
            KeptAxis {
                name: axis.name().to_owned(),
                codes: order.iter().map(|&place| code(at, place)).collect(),
                groupings: order.iter().flat_map(of).collect(),
            }
        };
        let table = |(counts, names): (&Counts, &Vec<String>)| {
            let codes = |key: &Key| counts.axes.iter().map(|&at| code(at, key[at])).collect();
            let mut cells: Vec<(Vec<String>, u32)> =
                counts.inner.iter().map(|(key, &count)| (codes(key), count)).collect();
            cells.sort_unstable();
            KeptTable { dimensions: names.clone(), cells }
        };
        let kept = Kept {
            kind: KIND.to_owned(),
            k: self.k,
            dimensions: (0..self.axes.len()).map(dimension).collect(),
            tables: self.tables.iter().zip(&self.lattice).map(table).collect(),
        };
        serde_json::to_vec(&kept).expect("strings and numbers can always be written")
    }

    /// Reads back what [`to_stored`](Self::to_stored) wrote. What no base says is refused, a small count or two tables
    /// that do not agree: it is a guard against a damaged row, not a proof.
    ///
    /// # Errors
    /// [`UnreadableBase`].
    pub fn from_stored(bytes: &[u8]) -> Result<Self, UnreadableBase> {
        let kept: Kept = serde_json::from_slice(bytes)?;
        let base = read(kept).ok_or(UnreadableBase::Content)?;
        if base.is_plausible() { Ok(base) } else { Err(UnreadableBase::Content) }
    }

    /// Whether no cell is small, and tables agree where they meet.
    fn is_plausible(&self) -> bool {
        let sums: Vec<BTreeMap<Key, u32>> = self.tables.iter().map(|counts| self.sums(counts)).collect();
        let large = |sums: &BTreeMap<Key, u32>| sums.values().all(|&count| count > self.k);
        let shared = |one: usize, other: usize| {
            let within = move |key: &Key| {
                let split = |at: &usize| key[*at] != 0;
                (0..key.len()).filter(split).all(|at| self.tables[other].axes.contains(&at))
            };
            sums[one].iter().filter(move |(key, _)| within(key))
        };
        let agree = |one: usize| (0..one).all(|other| shared(one, other).eq(shared(other, one)));
        sums.iter().all(large) && (0..sums.len()).all(agree)
    }
}

fn read(kept: Kept) -> Option<RoundedBase> {
    if kept.kind != KIND || kept.k == 0 || kept.tables.is_empty() {
        return None;
    }
    let axes = kept.dimensions.into_iter().map(split).collect::<Option<Vec<_>>>()?;
    let tables = kept.tables.iter().map(|table| counts(table, &axes)).collect::<Option<_>>()?;
    let lattice = kept.tables.into_iter().map(|table| table.dimensions).collect();
    Some(RoundedBase { k: kept.k, axes, lattice, tables })
}

fn split(kept: KeptAxis) -> Option<Split> {
    let axis = Axis::new(&kept.name, &kept.groupings).ok()?;
    let order: Vec<u32> = kept.codes.iter().map(|code| axis.place(code)).collect::<Option<_>>()?;
    let every: BTreeSet<u32> = order.iter().copied().collect();
    let right = order.len() == axis.codes().len() && every.len() == order.len() && order[0] == 0;
    right.then_some(Split { axis, order })
}

fn counts(kept: &KeptTable, axes: &[Split]) -> Option<Counts> {
    let place = |name: &String| axes.iter().position(|split| split.axis.name() == name);
    let own: Vec<usize> = kept.dimensions.iter().map(place).collect::<Option<_>>()?;
    let once: BTreeSet<usize> = own.iter().copied().collect();
    let mut inner = BTreeMap::new();
    let mut total: u32 = 0;
    for (codes, count) in &kept.cells {
        let mut key: Key = vec![0; axes.len()].into();
        for (&at, code) in own.iter().zip(codes) {
            let axis = &axes[at].axis;
            key[at] = axis.place(code).filter(|&place| axis.is_inner(place))?;
        }
        total = total.checked_add(*count)?;
        if codes.len() != own.len() || *count == 0 || inner.insert(key, *count).is_some() {
            return None;
        }
    }
    (once.len() == own.len()).then_some(Counts { axes: own, inner })
}
