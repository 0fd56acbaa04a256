//! Why a code was refused.

use std::fmt;

use time::Date;

use super::Service;

/// A code that cannot be used. The fields are for the page that answers the person who chose it; the message
/// and `Debug` name the list alone, since both may end in a log and a code is case content.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// The list has no such code. What was typed is not repeated: it may be anything.
    #[error("the list {list} has no such code")]
    Unknown {
        /// The list's name.
        list: &'static str,
    },
    /// The code exists, but this service does not use it for something of that day.
    #[error("a code of the list {list} is not in force for this service on that day")]
    NotInForce {
        /// The list's name.
        list: &'static str,
        /// The code.
        code: &'static str,
        /// The service that would use it.
        service: Service,
        /// The day it would be used for.
        on: Date,
    },
}

impl CodeError {
    /// The name of the list that refused.
    pub fn list(&self) -> &'static str {
        match self {
            Self::Unknown { list } | Self::NotInForce { list, .. } => list,
        }
    }
}

impl fmt::Debug for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { list } => write!(f, "Unknown({list})"),
            Self::NotInForce { list, .. } => write!(f, "NotInForce({list})"),
        }
    }
}
