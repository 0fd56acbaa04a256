use time::Date;
use uuid::Uuid;

use super::{ActivityForm, ActivityMode, ActivityTarget, Gender, Service, TeamId};

/// A contact that is no case. Cases, assignments and questions are units that never mix.
#[derive(Clone, PartialEq, Eq)]
pub enum Contact {
    /// A competence-raising assignment: a lecture, a meeting, a seminar.
    Assignment(Assignment),
    /// A question answered on ung.no.
    Question(Question),
}

/// Which contact; random, like a case's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContactId(pub Uuid);

/// Competence building for others who meet the persons concerned.
#[derive(Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Whose assignment.
    pub service: Service,
    /// The team that did it.
    pub team: TeamId,
    /// The day.
    pub on: Date,
    /// For whom.
    pub target: ActivityTarget,
    /// Lecture, meeting, seminar ...
    pub form: ActivityForm,
    /// In person or digital.
    pub mode: ActivityMode,
    /// How many took part, where it was counted.
    pub participants: Option<u32>,
}

/// A young person's question, answered on ung.no.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The service that answered.
    pub service: Service,
    /// The team that answered.
    pub team: TeamId,
    /// The day of the answer.
    pub on: Date,
    /// The gender the asker gave.
    pub gender: Gender,
}

impl Contact {
    /// The service it belongs to.
    pub fn service(&self) -> Service {
        match self {
            Self::Assignment(assignment) => assignment.service,
            Self::Question(question) => question.service,
        }
    }

    /// The day it is counted on.
    pub fn on(&self) -> Date {
        match self {
            Self::Assignment(assignment) => assignment.on,
            Self::Question(question) => question.on,
        }
    }
}
