//! The annual release: the cases of all services in one set of linked tables.
//!
//! It stands beside the yearly one-way tables of each service and is protected together with them: what they showed
//! is in the ledger. The steps, each a file:
//!
//! 1. `programme`: which tables, and under which rules.
//! 2. `cases`: the cases of the frozen years, coded along the dimensions. From here nothing can be read.
//! 3. `prepare`: protects the tables, attacks what came of it, and refuses what is not clean.
//! 4. `concerns`: protects what cases have beside their main concern.
//! 5. `base`: what tables of the year that are asked for are counted from, made beside the first release.
//! 6. `earlier`: what readers have already of the same year, and what a correction may change of it; `versions`: what
//!    both together tell.
//! 7. `face`, `release`: what every reader may see, and with it what is kept for those who approve it.
//! 8. `publication`: its tables, as pages show them and files are written from them.

mod base;
mod cases;
mod concerns;
mod earlier;
mod face;
mod prepare;
mod programme;
mod publication;
mod release;
#[cfg(test)]
mod tests;
mod versions;

pub use base::TableBase;
pub use cases::AnnualCases;
pub use earlier::Difference;
pub use face::{AnnualCell, AnnualFace};
pub use prepare::{Corrected, NotPrepared, Preparation, prepare};
pub use programme::{ANNUAL_VERSION, WITH_CASES};
pub use release::{AnnualRelease, AttackReport, UnreadableAnnual};
