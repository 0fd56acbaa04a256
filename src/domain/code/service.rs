//! The special services.

use super::{List, ServiceList};
use crate::domain::Language;

/// A special service against negative social control. The program knows the four, because policy and routes
/// depend on them; their names stand in the list `service`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Service {
    /// Diversity advisers (mangfoldsrådgivere), at schools.
    Mr,
    /// Special envoys for integration cases (spesialutsendinger), at foreign service missions.
    Su,
    /// The expert team (Kompetanseteamet), which advises other services.
    Kt,
    /// The competence-building team (Fagteamet), which has activities and no cases.
    Ft,
}

impl Service {
    /// All four, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Mr, Self::Su, Self::Kt, Self::Ft];

    /// The code: `MR`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Mr => "MR",
            Self::Su => "SU",
            Self::Kt => "KT",
            Self::Ft => "FT",
        }
    }

    /// The service with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// The service's name.
    pub fn label(self, language: Language) -> &'static str {
        ServiceList::list().entries[usize::from(self.position())].label(language)
    }

    /// Place among the four, from 0: a small integer for columns in memory, never stored.
    pub fn position(self) -> u8 {
        match self {
            Self::Mr => 0,
            Self::Su => 1,
            Self::Kt => 2,
            Self::Ft => 3,
        }
    }
}
