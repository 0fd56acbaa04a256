//! Linked tables: protected together, with the proof in the release.
//!
//! The specification of a release is a [`Programme`]; its cells and the sums among them are a `Lattice`. Hidden is
//! what the rules call sensitive, and beside it whatever is needed so that for each sensitive cell there is a
//! *witness world*: a complete table in whole numbers that agrees with all that is published and has another count
//! there. Nobody who has only what is published can exclude it, however clever she is. The steps, each a file:
//!
//! 1. `programme`, `axis`, `microdata`: what is counted, by what, and under which rules.
//! 2. `lattice`, `system`: every cell of all tables once, and every sum that readers know; `ledger`: what they have
//!    from before; `crossing`: what lies behind tables that do not hang together like a tree.
//! 3. `reader`, `sensitive`, `scenario`: who reads, the outsider and each publisher who knows her own cases; and what
//!    must stay possible for each.
//! 4. `pattern`: finds worlds (`balance` on a `tableau`, `integer`), hiding what they move; `reduction` and `polish`
//!    show again what can be shown, and mend worlds by a `detour`; `cover` hides zeros among the blanks; `lift` fills
//!    worlds with records.
//! 5. `protect`, `release`: the release, after `attack` has checked its worlds by addition.

mod axis;
mod balance;
mod cover;
mod crossing;
mod detour;
mod integer;
mod lattice;
mod ledger;
mod lift;
mod microdata;
mod pattern;
mod polish;
mod programme;
mod protect;
mod reader;
mod reduction;
mod release;
mod scenario;
mod sensitive;
mod system;
mod tableau;

pub use crate::statistics::interchange::{Grouping, Hierarchies, MisshapenFile, TOTAL};
pub use axis::{Axis, MisshapenAxis};
pub use lattice::MisshapenTables;
pub(in crate::statistics) use lattice::{Key, cross};
pub use ledger::{Conflict, Ledger, MisshapenLedger};
pub use microdata::{Microdata, MisshapenData};
pub use programme::{MisshapenProgramme, Programme, Table, Zeros};
pub use protect::{LinkedRelease, Summary, protect};
pub use sensitive::{NotReleasable, Rule};
