use std::marker::PhantomData;

use time::OffsetDateTime;

use super::right::{Name, Right};
use super::scope::Scope;
use crate::domain::{
    ApprovalId, CaseId, EmergencyId, Period, Role, Service, TableQuestion, TeamId, UserId, Workplace, Year,
};

/// What a right is used on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A case, as it stood at a revision.
    Case {
        /// Which.
        id: CaseId,
        /// The revision the decision was made from.
        revision: u64,
    },
    /// A case number that belongs to no case she could have meant.
    NoCase,
    /// A case that does not exist yet.
    NewCase {
        /// The service it will belong to.
        service: Service,
        /// The team it will belong to.
        team: TeamId,
        /// Where its owner works.
        workplace: Workplace,
    },
    /// The cases of a scope.
    Cases(Scope),
    /// A service's year.
    Period(Period),
    /// The release with this number.
    Release(u32),
    /// The annual release with this number.
    Annual(u32),
    /// A table that is asked for.
    Table(TableQuestion),
    /// The year of all services.
    Year(Year),
    /// A person.
    User(UserId),
    /// A proposal that takes a second person.
    Approval(ApprovalId),
    /// An emergency in which a case was opened.
    Emergency(EmergencyId),
    /// The registry as a whole.
    Registry,
}

/// Leave to use one right on one thing, once.
///
/// [`Actor::grant`](super::Actor::grant) alone makes one. It is moved when it is spent, and spending it writes
/// its audit entry in the same transaction as the act.
#[must_use = "a grant that is not spent leaves no trace and opens nothing"]
pub struct Grant<R: Right> {
    actor: UserId,
    role: Role,
    at: OffsetDateTime,
    target: Target,
    right: PhantomData<R>,
}

impl<R: Right> Grant<R> {
    pub(super) fn new(actor: UserId, role: Role, at: OffsetDateTime, target: Target) -> Self {
        Self { actor, role, at, target, right: PhantomData }
    }

    /// Who was given leave.
    pub fn actor(&self) -> UserId {
        self.actor
    }

    /// In which role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// When.
    pub fn at(&self) -> OffsetDateTime {
        self.at
    }

    /// On what.
    pub fn target(&self) -> Target {
        self.target
    }

    /// To do what.
    pub fn right(&self) -> Name {
        R::NAME
    }
}

/// A refusal: who asked for what. It goes to the log; the asker reads "not found".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denied {
    /// Who asked.
    pub actor: UserId,
    /// In which role.
    pub role: Role,
    /// When.
    pub at: OffsetDateTime,
    /// For what.
    pub right: Name,
    /// On what.
    pub target: Target,
    /// What was in the way.
    pub obstacle: Obstacle,
}

/// What stood in the way of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The policy does not say yes.
    Policy,
    /// It would say yes to somebody who has shown a second factor lately.
    Proof,
}
