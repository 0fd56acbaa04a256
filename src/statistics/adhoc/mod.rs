//! Tables that are asked for: any margin of an approved lattice, at once and without holes.
//!
//! They are summed from a year's rounded base, which is made and attacked together with the year's annual release.
//! Whoever asks for all of them has the base and no more, and the base was made for that; so an answer needs no
//! protection of its own, and there is none that a refusal could tell of.
//!
//! 1. `lattice`: which tables may be asked for.
//! 2. `answer`: a table of one year or several, and the files that it leaves as.

mod answer;
mod lattice;

pub use answer::{Answer, Source};
pub(super) use lattice::names;
pub use lattice::{LATTICE_VERSION, is_approved, lattice};
