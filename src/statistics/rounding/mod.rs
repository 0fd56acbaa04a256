//! Rounding: tables without holes, all of them sums of one frozen base.
//!
//! The records of few are counted as nobody or as b = k + 1 of their kind, and all others as they are, so that every
//! cell of every approved table is 0 or at least b. Every table is summed from the same rounded records: whatever is
//! asked for, the answers add up and agree, and subtracting one from another gives again a sum of rounded records. The
//! steps, each a file:
//!
//! 1. `layout`: the groups of records that have all codes in common, and the cells that each is in.
//! 2. `choice`: which groups must move, and which of them become b, so that the tables stay near the truth. `empty`:
//!    groups that nobody is in and that may become b as well.
//! 3. `known`: who reads, and what was published before.
//! 4. `worlds`: other records for each thing that a reader must not find out, which she cannot tell from the true ones
//!    though she had the whole base; and which groups must move for that. `exchange` looks for records that change
//!    places, `aim` and `fill` for what the published cells could be instead and for records that make them so.
//! 5. `proof`: that it is so, checked by addition. Without it there is no base.
//! 6. `base`, `table`, `kept`: the frozen base, the tables it answers with, and the form in which it is kept.

mod aim;
mod base;
mod choice;
mod empty;
mod exchange;
mod fill;
mod kept;
mod known;
mod layout;
mod proof;
mod refusal;
mod table;
#[cfg(test)]
mod tests;
mod worlds;

pub use base::RoundedBase;
pub use kept::UnreadableBase;
pub use refusal::NotRounded;
pub use table::{RoundedCell, RoundedTable};
