//! (being written)
mod certificate;
mod dimension;
#[cfg(test)]
mod enumeration;
mod grouping;
mod primary;
mod protect;
mod release;
#[cfg(test)]
mod sample;
mod secondary;
mod share;
mod spec;
mod table;

pub use dimension::{Category, Dimension, MisshapenDimension, Unit};
pub use protect::{NotReleasable, Rule, protect};
pub use release::{Provenance, Release, Unreadable};
pub use share::Share;
pub use spec::{Spec, TableSpec, YEARLY};
pub use table::{Cell, FrequencyTable, MisshapenTally, Protected, Raw};
