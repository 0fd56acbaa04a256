//! [`protect`]: from records and a programme to tables that may leave, with their proof.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::balance::NEVER;
use super::lattice::{Depth, Lattice, Seen};
use super::ledger::Ledger;
use super::lift::lift;
use super::microdata::Microdata;
use super::pattern::{Search, Unmet};
use super::programme::{Programme, Zeros};
use super::reader::readers;
use super::sensitive::{Demands, NotReleasable, demands, groups, table_of};
use super::system::System;
use crate::statistics::attack;

/// Tables that may leave, and the proof that they may. Without `Debug`: the proof holds the truth.
pub struct LinkedRelease {
    pub(super) lattice: Lattice,
    pub(super) hidden: Vec<bool>,
    /// What the reader may know of zeros: what the programme says, or more where nothing came of hiding some.
    pub(super) zeros: Zeros,
    pub(super) k: u32,
    pub(super) sensitive: usize,
    pub(super) worlds: Vec<attack::World>,
}

/// What a release comes to, in numbers that tell of the method and not of the people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Published cells, shown or hidden.
    pub cells: usize,
    /// Cells hidden for their own sake.
    pub sensitive: usize,
    /// Cells hidden.
    pub hidden: usize,
    /// Worlds in the proof.
    pub worlds: usize,
}

/// Protects the tables of a programme together, beside all that was released before.
///
/// The same records, programme, ledger and version of this program give the same tables, byte for byte.
///
/// # Errors
/// [`NotReleasable`], naming the table and the rule that stand in the way.
pub fn protect(
    data: &Microdata,
    programme: &Programme,
    ledger: &Ledger,
) -> Result<LinkedRelease, NotReleasable> {
    let release = attempt(data, programme, ledger, false)?;
    if programme.zeros != Zeros::MayHide || !release.hides_no_zero() {
        return Ok(release);
    }
    // Nobody would believe that a blank may be zero: then it must be safe if she does not.
    let stricter = Programme { zeros: Zeros::Shown, ..programme.clone() };
    attempt(data, &stricter, ledger, false).or_else(|refused| {
        // Or a zero is hidden at any price.
        let release = attempt(data, programme, ledger, true)?;
        if release.hides_no_zero() { Err(refused) } else { Ok(release) }
    })
}

fn attempt(
    data: &Microdata,
    programme: &Programme,
    ledger: &Ledger,
    zeros_dearly: bool,
) -> Result<LinkedRelease, NotReleasable> {
    let whole = Lattice::lay_out(data, programme, ledger, Depth::Records)?;
    if !whole.seen.contains(&Seen::Never) {
        let stage = Stage::of(whole, data, programme)?;
        let mut search = stage.search();
        stage.hide(&mut search, programme, zeros_dearly)?;
        let found = stage.found(&search);
        return stage.release(found, programme);
    }
    // The pattern is looked for among the tables alone; then its worlds are filled with records behind them, and only
    // what cannot be filled is looked for again in the whole.
    let tables = Stage::of(Lattice::lay_out(data, programme, ledger, Depth::Tables)?, data, programme)?;
    let mut flat = tables.search();
    tables.hide(&mut flat, programme, zeros_dearly)?;
    let whole = Stage::of(whole, data, programme)?;
    let mut search = whole.search();
    lift(&flat, &tables, &mut search, &whole);
    search.grow().map_err(|unmet| whole.refusal(&unmet))?;
    let found = whole.found(&search);
    whole.release(found, programme)
}

impl LinkedRelease {
    /// Whether there are blanks, and none of them is a zero.
    fn hides_no_zero(&self) -> bool {
        let is_blank = |cell: &usize| self.hidden[*cell] && self.lattice.is_published(*cell as u32);
        let mut blanks = (0..self.lattice.keyed()).filter(is_blank).peekable();
        blanks.peek().is_some() && blanks.all(|cell| self.lattice.counts[cell] > 0)
    }
}

/// What a search came to, by cell.
struct Found {
    hidden: Vec<bool>,
    worlds: Vec<attack::World>,
}

/// A lattice with all that is demanded of it.
pub(super) struct Stage {
    pub(super) lattice: Lattice,
    pub(super) system: System,
    readers: Vec<attack::Reader>,
    demands: Demands,
    tie: Vec<f64>,
    price: Vec<f64>,
    zeros: Zeros,
    k: u32,
}

impl Stage {
    fn of(mut lattice: Lattice, data: &Microdata, programme: &Programme) -> Result<Self, NotReleasable> {
        let groups: Vec<u32> = groups(&lattice, programme)
            .into_iter()
            .map(|(parent, child)| lattice.rest_of(parent, child))
            .collect();
        let system = System::of(&lattice);
        let readers = readers(&lattice, data, programme);
        let demands = demands(&lattice, &system, &readers, programme, &groups)?;
        let tie = ties(&lattice, &system, &key(data, programme));
        let price = prices(&system, &demands);
        Ok(Self { lattice, system, readers, demands, tie, price, zeros: programme.zeros, k: programme.k })
    }

    fn search(&self) -> Search<'_> {
        Search::new(&self.system, &self.demands.scenarios, &self.demands.forced, &self.price, &self.tie)
    }

    /// Hides what must be hidden, and as little more as it finds.
    fn hide(
        &self,
        search: &mut Search<'_>,
        programme: &Programme,
        zeros_dearly: bool,
    ) -> Result<(), NotReleasable> {
        search.grow().map_err(|unmet| self.refusal(&unmet))?;
        search.reduce();
        search.polish(allowance(self.system.len(), programme.effort));
        if self.zeros == Zeros::MayHide {
            search.cover_zeros(i64::from(self.k), zeros_dearly);
        }
        Ok(())
    }

    fn refusal(&self, unmet: &Unmet) -> NotReleasable {
        let rule = self.demands.rules[unmet.scenario][unmet.requirement];
        let variable = self.demands.scenarios[unmet.scenario].requirements[unmet.requirement].variable;
        let cell = self.system.members[variable as usize][0];
        NotReleasable::Unprotectable { table: table_of(&self.lattice, cell), rule }
    }

    fn found(&self, search: &Search<'_>) -> Found {
        Found { hidden: self.by_cell(&search.hidden), worlds: worlds(search, &self.system, &self.lattice) }
    }

    /// The release, if its proof holds.
    fn release(self, found: Found, programme: &Programme) -> Result<LinkedRelease, NotReleasable> {
        let forced = self.by_cell(&self.demands.forced);
        let now = |cell: &usize| self.lattice.seen[*cell] == Seen::Now;
        let sensitive = (0..self.lattice.keyed()).filter(now).filter(|&cell| forced[cell]).count();
        let Found { hidden, worlds } = found;
        let Self { lattice, readers, zeros, k, .. } = self;
        LinkedRelease { lattice, hidden, zeros, k, sensitive, worlds }.proven(&readers, programme)
    }

    fn by_cell(&self, by_variable: &[bool]) -> Vec<bool> {
        let cells = &self.system.of_cell[..self.lattice.keyed()];
        cells.iter().map(|&variable| by_variable[variable as usize]).collect()
    }
}

/// How much the polish may look at: so much that tables of the usual size take about a second altogether.
fn allowance(size: usize, effort: u32) -> u64 {
    let size = size as u64;
    (size * size * 34).clamp(20_000_000, 400_000_000) * u64::from(effort)
}

/// What ties are broken by: the programme's secret, or the data themselves, which nobody outside has.
fn key(data: &Microdata, programme: &Programme) -> Vec<u8> {
    if let Some(key) = &programme.key {
        return key.clone().into_bytes();
    }
    let mut digest = Sha256::new();
    for (key, count) in &data.rows {
        for place in key {
            digest.update(place.to_be_bytes());
        }
        digest.update(count.to_be_bytes());
    }
    digest.finalize().to_vec()
}

/// For each variable a number from 0 to 1 that depends on the key and its codes, and on nothing counted.
fn ties(lattice: &Lattice, system: &System, key: &[u8]) -> Vec<f64> {
    let tie = |variable: usize| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("any length of key will do");
        let cell = system.members[variable][0];
        match lattice.keys.get(cell as usize) {
            Some(key) => {
                for (axis, &place) in lattice.axes.iter().zip(key.iter()) {
                    let code = axis.codes()[place as usize].as_bytes();
                    mac.update(&(code.len() as u64).to_be_bytes());
                    mac.update(code);
                }
            }
            None => mac.update(&cell.to_be_bytes()),
        }
        let bytes = mac.finalize().into_bytes();
        let number = bytes.iter().take(6).fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
        number as f64 / (1_u64 << 48) as f64
    };
    (0..system.len()).map(tie).collect()
}

/// What hiding a variable costs: by the length of its count in binary and not by the count, so that the pattern
/// tells little of it. A few small cells are dearer than one large, but not many.
fn prices(system: &System, demands: &Demands) -> Vec<f64> {
    let price = |variable: usize| {
        if demands.shown[variable] {
            return NEVER;
        }
        if system.value[variable] == 0 {
            return f64::from(system.weight[variable]) * ZERO_PRICE;
        }
        let length = u64::BITS - u64::from(system.value[variable] + 1).leading_zeros();
        f64::from(system.weight[variable]) * (SELF_PRICE + f64::from(length))
    };
    (0..system.len()).map(price).collect()
}

/// What any hidden cell costs, whatever its count.
const SELF_PRICE: f64 = 4.0;
/// What a hidden zero costs: little, since some are hidden in any case, and these may as well be of use.
const ZERO_PRICE: f64 = 2.0;

/// A world for each requirement, as counts that differ from the truth, cell by cell.
fn worlds(search: &Search<'_>, system: &System, lattice: &Lattice) -> Vec<attack::World> {
    let mut needed: BTreeSet<(u32, usize)> = BTreeSet::new();
    for (reader, requirements) in search.met_by.iter().enumerate() {
        for worlds in requirements {
            let living = worlds.iter().filter(|world| search.worlds[**world as usize].alive);
            let mut living = living.map(|&world| (world, reader));
            let first = living.next();
            if !first.into_iter().chain(living).any(|world| needed.contains(&world)) {
                needed.extend(first);
            }
        }
    }
    let world = |&(at, reader): &(u32, usize)| {
        let world = &search.worlds[at as usize];
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for &(variable, by) in &world.change {
            for &cell in &system.members[variable as usize] {
                if (cell as usize) < lattice.keyed() {
                    let count = i64::from(lattice.counts[cell as usize]) + by;
                    // What is no count is caught by the check.
                    counts.push((cell, count.try_into().unwrap_or(u32::MAX)));
                }
            }
        }
        attack::World { reader, counts }
    };
    needed.iter().map(world).collect()
}
