//! Rounding: tables without holes, all of them sums of one frozen base.
//!
//! The records of few are counted as nobody or as b = k + 1 of their kind, and all others as they are, so that every
//! cell of every approved table is 0 or at least b. Every table is summed from the same rounded records: whatever is
//! asked for, the answers add up and agree, and subtracting one from another gives again a sum of rounded records. The
//! steps, each a file:
//!
//! 1. `layout`: the groups of records that have all codes in common, and the cells that each is in.
//! 2. `choice`: which groups must move, and which of them become b, so that the tables stay near the truth.
//! 3. `known`: who reads, and what was published before; `worlds`, `exchange`: what must stay possible beside it, and
//!    which groups must move for that; `proof`: that it does, checked by addition.
//! 4. `base`, `table`, `kept`: the frozen base, the tables it answers with, and the form in which it is kept.

mod aim;
mod base;
mod choice;
mod exchange;
mod fill;
mod kept;
mod known;
mod layout;
mod proof;
mod refusal;
mod table;
mod worlds;

pub use base::RoundedBase;
pub use kept::UnreadableBase;
pub use refusal::NotRounded;
pub use table::{RoundedCell, RoundedTable};
