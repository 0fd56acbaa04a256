use time::Date;

use super::{Concern, RiskLevel};

/// When in the life of a case an assessment was made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// At opening; the official series counts this one.
    Opening,
    /// At a later contact.
    FollowUp,
    /// At closing.
    Closing,
}

impl Point {
    /// The stable name, in stored facts and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::FollowUp => "follow-up",
            Self::Closing => "closing",
        }
    }

    /// The point with this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Opening, Self::FollowUp, Self::Closing].into_iter().find(|point| point.as_str() == name)
    }
}

/// Concern and risk as they stood at one point: a concern is an event over time, not a field.
#[derive(Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Which point.
    pub point: Point,
    /// The day.
    pub on: Date,
    /// What the case was mainly about; exactly one.
    pub main: Concern,
    /// What else it was about.
    pub additional: Vec<Concern>,
    /// How great the danger was judged to be.
    pub risk: RiskLevel,
}
