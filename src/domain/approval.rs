use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{Period, Staff, Team, UserId, Year};

/// Which approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApprovalId(pub Uuid);

/// What one person proposes and another must agree to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    /// A new account, as it will be.
    Join(Staff),
    /// A change of role, team or last day: the account as it will be.
    Change(Staff),
    /// New credentials for somebody who has lost hers.
    Reset(UserId),
    /// A new team.
    Found(Team),
    /// The publication of a release.
    Publish {
        /// The period it is of.
        period: Period,
        /// Its number.
        number: u32,
    },
    /// The publication of an annual release.
    PublishAnnual {
        /// The year it is of.
        year: Year,
        /// Its number.
        number: u32,
    },
}

impl Proposal {
    /// The kinds, as they are named in the log and in message keys.
    pub const KINDS: [&'static str; 6] = ["join", "change", "reset", "found", "publish", "publish-annual"];

    /// The kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Join(_) => "join",
            Self::Change(_) => "change",
            Self::Reset(_) => "reset",
            Self::Found(_) => "found",
            Self::Publish { .. } => "publish",
            Self::PublishAnnual { .. } => "publish-annual",
        }
    }

    /// Whether it is about a release, and not about people.
    pub fn publishes(&self) -> bool {
        matches!(self, Self::Publish { .. } | Self::PublishAnnual { .. })
    }

    /// Whose account it is about.
    pub fn concerns(&self) -> Option<UserId> {
        match self {
            Self::Join(staff) | Self::Change(staff) => Some(staff.id),
            Self::Reset(user) => Some(*user),
            Self::Found(_) | Self::Publish { .. } | Self::PublishAnnual { .. } => None,
        }
    }
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Waiting,
    /// Somebody else agreed, and it was done.
    Approved {
        /// Who.
        by: UserId,
        /// When.
        at: OffsetDateTime,
    },
    /// Somebody else said no, or the proposer took it back.
    Refused {
        /// Who.
        by: UserId,
        /// When.
        at: OffsetDateTime,
    },
}

impl Approval {
    /// When somebody first agreed to one of the proposals that are about the same thing.
    pub fn first_agreed<'a>(about: impl IntoIterator<Item = &'a Self>) -> Option<OffsetDateTime> {
        about.into_iter().filter_map(|approval| approval.decision.agreed_at()).min()
    }
}

impl Decision {
    /// When somebody else agreed, where she did.
    pub fn agreed_at(self) -> Option<OffsetDateTime> {
        match self {
            Self::Approved { at, .. } => Some(at),
            Self::Waiting | Self::Refused { .. } => None,
        }
    }
}

/// A proposal on its way to a second pair of eyes: the one mechanism for everything that takes two persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Its id.
    pub id: ApprovalId,
    /// What is proposed.
    pub proposal: Proposal,
    /// SHA-256 of what it is about, as that stood when it was proposed. When it stands otherwise, the proposal is
    /// void: it would do something else than what was seen.
    pub basis: [u8; 32],
    /// Who proposed it.
    pub by: UserId,
    /// When.
    pub at: OffsetDateTime,
    /// What became of it.
    pub decision: Decision,
}

impl Approval {
    /// A proposal nobody has decided by then is void: what was true when it was made may not be any more.
    pub const LIFE: Duration = Duration::hours(24);

    /// Whether it can still be decided at `now`.
    pub fn waits(&self, now: OffsetDateTime) -> bool {
        self.decision == Decision::Waiting && now < self.at + Self::LIFE
    }
}
