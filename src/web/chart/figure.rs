//! One figure of a chart, and how it is written.

use crate::locale::Words;
use crate::statistics::Cell;

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A number of units.
    Count(u64),
    /// A number that a correction has changed, marked with `*`.
    Revised(u64),
    /// `:`, hidden for confidentiality.
    Confidential,
    /// `..`, no data.
    Missing,
    /// `.`, cannot be.
    Impossible,
}

impl Figure {
    /// What is drawn of a protected cell, which a correction may have changed.
    pub fn of(cell: Cell, revised: bool) -> Self {
        match cell {
            Cell::Count(count) if revised => Self::Revised(count.into()),
            Cell::Count(count) => Self::Count(count.into()),
            Cell::Suppressed => Self::Confidential,
        }
    }

    /// The figure as text: a number, or its sign with what the sign means.
    pub(super) fn said(self, words: &Words) -> String {
        match self {
            Self::Count(_) | Self::Revised(_) => self.sign(words),
            Self::Confidential => format!(": ({})", words.say("sign-confidential-short")),
            Self::Missing => format!(".. ({})", words.say("sign-missing-short")),
            Self::Impossible => format!(". ({})", words.say("sign-impossible-short")),
        }
    }

    /// The figure where there is no room for words.
    pub(super) fn sign(self, words: &Words) -> String {
        match self {
            Self::Count(n) => words.number(n),
            Self::Revised(n) => format!("{}*", words.number(n)),
            Self::Confidential => ":".to_owned(),
            Self::Missing => "..".to_owned(),
            Self::Impossible => ".".to_owned(),
        }
    }

    pub(super) fn count(self) -> Option<u64> {
        match self {
            Self::Count(n) | Self::Revised(n) => Some(n),
            Self::Confidential | Self::Missing | Self::Impossible => None,
        }
    }
}
