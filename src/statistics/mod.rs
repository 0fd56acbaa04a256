//! Counts that may leave: disclosure control, releases, and what was printed before.
//!
//! The steps, each a file:
//!
//! 1. `spec`: the programme. Which one-way tables a service's year has, and each one's rule.
//! 2. `table`: the index tallies them as `FrequencyTable<Raw>`, from which nothing can be read.
//! 3. `grouping`: code lists become published categories. Gender's small groups stand together, five
//!    countries are named.
//! 4. `primary`: counts of 1 to 4 are sensitive; so is it to be known that all have the same concern or
//!    background; small totals are not split, tiny ones not shown.
//! 5. `secondary`: what else is hidden so that nobody can subtract his way to it. The argument stands there.
//! 6. `certificate`: for each small cell a whole table that a reader cannot tell from the true one, checked
//!    by addition. No certificate, no release.
//! 7. `release`: the protected tables with their provenance, the only thing that can be stored or sent.
//!
//! [`protect()`] runs 3 to 7. It does no I/O, reads no clock and draws no random number: the same counts give
//! the same bytes.
//!
//! The one-way tables of a year share their total and nothing else. Any split of one goes with any split of
//! another (people can be dealt out to the cells of both), so that a reader learns nothing from two of them
//! that neither tells alone, and each can be proved for itself.
//!
//! Linked tables are protected in `linked`, those of all services in `annual`; `rounding` makes tables without holes,
//! and the frozen base of all that is asked for beside the programme, which `adhoc` answers. `attack` is the attacker.
//!
//! What leaves, leaves as a `cube`. The cubes of a release and what it was made of are a `publication`, of which the
//! files are written: `xlsx` and `json_stat`, with the words of an `imprint`; and `csv`.
//!
//! In the tests an attacker who shares no code with the method writes down every table there is
//! (`enumeration`), both as one who adds and as one who has read this page.

pub mod adhoc;
pub mod annual;
pub mod attack;
mod certificate;
mod csv;
mod cube;
mod dimension;
#[cfg(test)]
mod enumeration;
mod grouping;
mod imprint;
mod interchange;
mod json_stat;
pub mod linked;
mod primary;
mod protect;
mod publication;
mod published;
mod release;
pub mod rounding;
#[cfg(test)]
mod sample;
mod secondary;
mod series;
mod share;
mod sign;
mod spec;
mod table;
mod xlsx;

pub use csv::{CsvStyle, release_as_csv, series_as_csv};
pub use cube::{Cube, Edge, MisshapenCube};
pub use dimension::{Category, Dimension, MisshapenDimension, TOTAL as SUM, Unit};
pub use imprint::{Heads, Imprint, Labels};
pub use json_stat::{cube_as_json_stat, publication_as_json_stat};
pub use protect::{NotReleasable, Rule, protect};
pub use publication::Publication;
pub use published::{Figure, Figures, Flaw, Flawed, Source, Span, Standing};
pub use release::{Provenance, Release, Unreadable};
pub use series::{AcrossServices, Break, Caution, Change, Point, Series, YEARS};
pub use share::Share;
pub use sign::{IMPOSSIBLE, MISSING, REVISED, SUPPRESSED};
pub use spec::{Spec, TableSpec, YEARLY};
pub use table::{Cell, FrequencyTable, MisshapenTally, Protected, Raw};
pub use xlsx::publication_as_xlsx;
