use crate::domain::{TeamId, UserId};

/// Which cases a list may show. Only [`Actor::scope`](super::Actor::scope) makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(Reach);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Owner(UserId),
    Team(TeamId),
}

impl Scope {
    pub(super) fn owner(user: UserId) -> Self {
        Self(Reach::Owner(user))
    }

    pub(super) fn team(team: TeamId) -> Self {
        Self(Reach::Team(team))
    }

    /// The owner whose cases it is, when it is one person's.
    pub fn owner_only(self) -> Option<UserId> {
        match self.0 {
            Reach::Owner(user) => Some(user),
            Reach::Team(_) => None,
        }
    }

    /// Whether a case of this owner, in this team, may be shown.
    pub fn covers(self, owner: UserId, team: TeamId) -> bool {
        match self.0 {
            Reach::Owner(user) => user == owner,
            Reach::Team(own) => own == team,
        }
    }
}
