//! The proof of a release, checked by addition alone: no solver is asked, none could be wrong.

use super::Policy;
use super::grid::Grid;

/// A table that agrees with everything published: its counts where they differ from the true ones, by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// Which reader cannot exclude it.
    pub reader: usize,
    /// Rows and their counts in this world.
    pub counts: Vec<(u32, u32)>,
}

/// What a reader has beside the release.
#[derive(Clone)]
pub struct Reader {
    /// How many of each cell are her own; she knows that they are in it.
    pub own: Vec<u32>,
    /// Cells whose counts she has.
    pub known: Vec<bool>,
    /// The least that she knows each row to be, if it is hidden.
    pub least: Vec<u32>,
}

/// What else the release must keep beside the small counts.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    /// Dimensions along which nobody may learn that a whole group is in one code.
    pub groups: Vec<usize>,
    /// Totals below this are not split.
    pub minimum_base: u32,
    /// Rows that a person wants hidden.
    pub by_hand: Vec<u32>,
    /// Rows that nobody sees: the crossings behind the tables, which a world must fill.
    pub unseen: Vec<bool>,
    /// Rows that were shown before, whatever is in them.
    pub known: Vec<bool>,
}

/// Where the proof fails; for whoever mends the program, not for readers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotProven {
    /// The tables do not say the truth where they say something.
    #[error("a shown count is not the true one")]
    Untrue,
    /// What is shown is itself sensitive.
    #[error("a sensitive count is shown")]
    Shown,
    /// A blank where readers are promised a number, or a split of a small total.
    #[error("what is hidden breaks what is said of the tables")]
    Broken,
    /// A world is none.
    #[error("a world does not agree with what is published")]
    NoWorld,
    /// Something sensitive has no world.
    #[error("a sensitive count has no world that gives it another value")]
    Uncovered,
}

/// Checks that the tables say the truth, hide what is sensitive, and that for each reader and each thing she must
/// not find out there is a world she cannot exclude in which it is otherwise.
///
/// `truth` has the true counts by row; the first reader is the outsider.
///
/// # Errors
/// The first thing that fails. Then nothing may leave.
pub fn check(
    grid: &Grid,
    truth: &[u32],
    readers: &[Reader],
    worlds: &[World],
    policy: Policy,
    duties: &Duties,
) -> Result<(), NotProven> {
    face(grid, truth, policy, duties)?;
    if !truth_adds_up(grid, truth) {
        return Err(NotProven::Untrue);
    }
    let sums_of = sums_of(grid);
    for (number, reader) in readers.iter().enumerate() {
        let mut claims = claims(truth, reader, policy, duties);
        if number == 0 {
            claims.extend(duty_claims(grid, truth, policy, duties));
        }
        let mut counts: Vec<i64> = truth.iter().map(|&count| i64::from(count)).collect();
        for world in worlds.iter().filter(|world| world.reader == number) {
            for &(row, count) in &world.counts {
                *counts.get_mut(row as usize).ok_or(NotProven::NoWorld)? = i64::from(count);
            }
            if !is_world(grid, truth, reader, &counts, &world.counts, &sums_of) {
                return Err(NotProven::NoWorld);
            }
            claims.retain(|claim| !claim.holds(&counts));
            for &(row, _) in &world.counts {
                counts[row as usize] = i64::from(truth[row as usize]);
            }
        }
        if !claims.is_empty() {
            return Err(NotProven::Uncovered);
        }
    }
    Ok(())
}

/// What must be so in some world.
enum Claim {
    AtLeast(u32, i64),
    AtMost(u32, i64),
    /// The parent is more than this child.
    Spread(u32, u32),
}

impl Claim {
    fn holds(&self, counts: &[i64]) -> bool {
        match *self {
            Self::AtLeast(row, least) => counts[row as usize] >= least,
            Self::AtMost(row, most) => counts[row as usize] <= most,
            Self::Spread(parent, child) => counts[parent as usize] > counts[child as usize],
        }
    }
}

fn face(grid: &Grid, truth: &[u32], policy: Policy, duties: &Duties) -> Result<(), NotProven> {
    let demand = |holds: bool, otherwise: NotProven| if holds { Ok(()) } else { Err(otherwise) };
    demand(truth.len() == grid.cells(), NotProven::Untrue)?;
    demand([duties.unseen.len(), duties.known.len()] == [truth.len(); 2], NotProven::Untrue)?;
    for (row, (value, &count)) in grid.values.iter().zip(truth).enumerate() {
        demand(value.is_none_or(|value| value == count), NotProven::Untrue)?;
        let shown = value.is_some();
        demand(!(shown && duties.unseen[row]), NotProven::Broken)?;
        if duties.known[row] || duties.unseen[row] {
            continue;
        }
        demand(!(shown && (1..=policy.k).contains(&count)), NotProven::Shown)?;
        demand(!(shown && count == 0 && policy.zeros_are_sensitive), NotProven::Shown)?;
        demand(shown || count >= policy.least, NotProven::Broken)?;
    }
    for &row in &duties.by_hand {
        demand(grid.is_hidden(row), NotProven::Shown)?;
    }
    for sum in grid.sums.iter().filter(|sum| sum.children.len() > 1) {
        let total = truth[sum.parent as usize];
        if total > 0 && total < duties.minimum_base && !duties.unseen[sum.parent as usize] {
            let split = |&row: &u32| {
                let shown = !grid.is_hidden(row) && !duties.known[row as usize];
                shown && (truth[row as usize] > 0 || policy.least == 0)
            };
            demand(!sum.children.iter().any(split), NotProven::Broken)?;
        }
    }
    Ok(())
}

fn claims(truth: &[u32], reader: &Reader, policy: Policy, duties: &Duties) -> Vec<Claim> {
    let mut claims = Vec::new();
    let k = i64::from(policy.k);
    for (row, &count) in truth.iter().enumerate() {
        let at = row as u32;
        let own = i64::from(reader.own[row]);
        let others = i64::from(count) - own;
        if reader.known[row] || duties.unseen[row] {
            continue;
        }
        if (1..=k).contains(&others) {
            claims.push(Claim::AtLeast(at, own + k + 1));
            if i64::from(reader.least[row]) <= own {
                claims.push(Claim::AtMost(at, own));
            }
        } else if others == 0 && policy.zeros_are_sensitive {
            claims.push(Claim::AtLeast(at, own + k + 1));
        }
    }
    claims
}

/// What the outsider must not find out beside small counts.
fn duty_claims(grid: &Grid, truth: &[u32], policy: Policy, duties: &Duties) -> Vec<Claim> {
    let mut claims = Vec::new();
    let k = i64::from(policy.k);
    for &row in duties
        .by_hand
        .iter()
        .filter(|&&row| !duties.known[row as usize])
        .filter(|&&row| !(1..=policy.k).contains(&truth[row as usize]))
    {
        claims.push(Claim::AtLeast(row, i64::from(truth[row as usize]) + k + 1));
    }
    let seen = |row: &u32| !duties.unseen[*row as usize];
    for sum in grid.sums.iter().filter(|sum| duties.groups.contains(&sum.along) && sum.children.len() > 1) {
        let mut filled = sum.children.iter().filter(|&&child| truth[child as usize] > 0);
        if let (Some(&only), None) = (filled.next(), filled.next())
            && truth[sum.parent as usize] >= 2
            && seen(&sum.parent)
            && seen(&only)
        {
            claims.push(Claim::Spread(sum.parent, only));
        }
    }
    claims
}

/// Whether these are counts, agree with all that the reader sees and knows, and add up. Only sums with a row that
/// differs from the truth are added: the truth adds up.
fn is_world(
    grid: &Grid,
    truth: &[u32],
    reader: &Reader,
    counts: &[i64],
    changed: &[(u32, u32)],
    sums_of: &[Vec<u32>],
) -> bool {
    let agrees = |row: u32, count: i64| {
        let at = row as usize;
        let same = count == i64::from(truth[at]);
        let least = i64::from(reader.least[at].max(reader.own[at]));
        if grid.is_hidden(row) { count >= least && (same || !reader.known[at]) } else { same }
    };
    let adds_up = |&at: &u32| {
        let sum = &grid.sums[at as usize];
        let children: i64 = sum.children.iter().map(|&child| counts[child as usize]).sum();
        let parent = counts[sum.parent as usize];
        if sum.whole { parent == children } else { parent >= children }
    };
    changed.iter().all(|&(row, count)| agrees(row, i64::from(count)))
        && changed.iter().flat_map(|&(row, _)| &sums_of[row as usize]).all(adds_up)
}

/// Of each row: the sums that it is part of.
fn sums_of(grid: &Grid) -> Vec<Vec<u32>> {
    let mut of = vec![Vec::new(); grid.cells()];
    for (at, sum) in (0..).zip(&grid.sums) {
        of[sum.parent as usize].push(at);
        for &child in &sum.children {
            of[child as usize].push(at);
        }
    }
    of
}

/// Whether the true counts themselves add up.
fn truth_adds_up(grid: &Grid, truth: &[u32]) -> bool {
    grid.sums.iter().all(|sum| {
        let children: u64 = sum.children.iter().map(|&child| u64::from(truth[child as usize])).sum();
        let parent = u64::from(truth[sum.parent as usize]);
        if sum.whole { parent == children } else { parent >= children }
    })
}
