use uuid::Uuid;

use super::{County, Mission, Service, WorkplaceType};

/// Who works here. A random id: it tells nothing and stands in rows and in the log instead of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub Uuid);

/// A team of one service: the people who share a team lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TeamId(pub Uuid);

/// What somebody is here to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A diversity adviser at a school, or a member of a national team who works cases.
    Adviser,
    /// A special envoy at a mission abroad.
    Envoy,
    /// Leads a team: reviews its caseload and its periods.
    TeamLead,
    /// Freezes periods and makes releases; opens no case.
    Statistician,
    /// Says yes or no to a release; opens no case.
    Approver,
    /// Manages people; opens no case.
    Administrator,
    /// Reads the log; opens no case.
    Auditor,
}

impl Role {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Adviser,
        Self::Envoy,
        Self::TeamLead,
        Self::Statistician,
        Self::Approver,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The stable name, in stored rows, on the command line and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Adviser => "adviser",
            Self::Envoy => "envoy",
            Self::TeamLead => "team-lead",
            Self::Statistician => "statistician",
            Self::Approver => "approver",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }

    /// The role with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }

    /// Whether the role works with cases, and so needs a team.
    pub fn works_cases(self) -> bool {
        matches!(self, Self::Adviser | Self::Envoy | Self::TeamLead)
    }
}

/// Where somebody works. Copied into each case, so that a move changes no earlier figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Workplace {
    /// School, mission or directorate.
    pub kind: Option<WorkplaceType>,
    /// The county, for services in Norway.
    pub county: Option<County>,
    /// The mission, for envoys.
    pub mission: Option<Mission>,
}

/// A team as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// The service it belongs to.
    pub service: Service,
    /// What its people call it.
    pub name: String,
}

/// A member of staff as she is kept: sealed as a whole, with everything that gives authority inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Her id.
    pub id: UserId,
    /// What she signs in with.
    pub login: String,
    /// What her colleagues call her.
    pub name: String,
    /// What she is here to do.
    pub role: Role,
    /// Her team, where the role works cases.
    pub team: Option<TeamId>,
    /// Where she works.
    pub workplace: Workplace,
}
