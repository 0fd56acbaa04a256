//! [`TableBase`]: what tables that are asked for are counted from, made and attacked together with a year's release.

use serde::{Deserialize, Serialize};

use super::programme::K;
use crate::statistics::adhoc::{LATTICE_VERSION, lattice, names};
use crate::statistics::linked::{Ledger, Microdata};
use crate::statistics::rounding::{NotRounded, RoundedBase, UnreadableBase};

/// The rounded base of a year, or that there is none.
#[derive(Clone, PartialEq, Eq)]
pub enum TableBase {
    /// Any table that was approved when it was made can be summed from it.
    Rounded {
        /// The version of the lattice.
        lattice: String,
        /// What the tables are summed from.
        base: RoundedBase,
    },
    /// It could not be made so that it tells nothing beside what is published; with the table that was in the way, where
    /// it was one.
    InTheWay(Option<String>),
}

/// The form in which it is kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KeptBase {
    Rounded { lattice: String, base: String },
    InTheWay(Option<String>),
}

impl TableBase {
    /// Rounds the cases, so that nothing small is in any approved table, and nothing can be worked out of all of them
    /// and of what is published beside them. A year without a base is no year without a release.
    pub(super) fn make(cases: &Microdata, published: &Ledger, ties: &str) -> Self {
        let sets: Vec<Vec<String>> =
            lattice().map(|set| names(set).into_iter().map(str::to_owned).collect()).collect();
        match RoundedBase::beside(cases, &sets, K, ties, published, Some("service")) {
            Ok(base) => Self::Rounded { lattice: LATTICE_VERSION.to_owned(), base },
            Err(NotRounded::InTheWay(table)) => Self::InTheWay(Some(table)),
            Err(_) => Self::InTheWay(None),
        }
    }

    pub(super) fn kept(&self) -> KeptBase {
        match self {
            Self::Rounded { lattice, base } => KeptBase::Rounded {
                lattice: lattice.clone(),
                base: String::from_utf8_lossy(&base.to_stored()).into_owned(),
            },
            Self::InTheWay(table) => KeptBase::InTheWay(table.clone()),
        }
    }
}

impl KeptBase {
    pub(super) fn read(self) -> Result<TableBase, UnreadableBase> {
        Ok(match self {
            Self::Rounded { lattice, base } => {
                TableBase::Rounded { lattice, base: RoundedBase::from_stored(base.as_bytes())? }
            }
            Self::InTheWay(table) => TableBase::InTheWay(table),
        })
    }
}
