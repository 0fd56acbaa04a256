use time::Date;
use uuid::Uuid;

use super::{County, Mission, Service, WorkplaceType};

/// Who works here. A random id: it tells nothing and stands in rows and in the log instead of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub Uuid);

/// Which person, whatever accounts she has. Two accounts of one person are one pair of eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub Uuid);

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

    /// Whether much can be done with the role: it asks for stronger factors, and its sessions are shorter.
    pub fn is_strong(self) -> bool {
        !matches!(self, Self::Adviser | Self::Envoy)
    }

    /// Whether nobody may have both: those who manage people, read the log or count cases do nothing else
    /// (static separation of duty, NIST RBAC).
    pub fn excludes(self, other: Self) -> bool {
        let alone = |role| matches!(role, Self::Administrator | Self::Auditor | Self::Statistician);
        self != other && (alone(self) || alone(other))
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

/// Where an account is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Approved, and not activated yet.
    Invited,
    /// In use.
    Active,
    /// Closed for good: she has left.
    Left,
}

impl Standing {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Left];

    /// The stable name, in stored rows and in message keys.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Left => "left",
        }
    }

    /// The standing with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == name)
    }
}

/// How near its last day a role is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// Its last day is past.
    Ended,
    /// Its last day is near: it is time to renew it.
    Ending,
    /// It runs.
    Running,
}

/// A member of staff as she is kept: sealed as a whole, with everything that gives authority inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Her id.
    pub id: UserId,
    /// Which person she is: another account of hers has the same.
    pub person: PersonId,
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
    /// The last day on which the role is hers, unless it is renewed.
    pub until: Date,
    /// How far the account has come.
    pub standing: Standing,
}

impl Staff {
    /// A role is given for at most this many days, and then renewed or gone.
    pub const LONGEST_ROLE: i64 = 366;

    /// A role that ends within this many days is marked, so that it is renewed in time.
    pub const NEAR_END: i64 = 30;

    /// How near its last day the role is.
    pub fn term(&self, today: Date) -> Term {
        match (self.until - today).whole_days() {
            ..0 => Term::Ended,
            0..=Self::NEAR_END => Term::Ending,
            _ => Term::Running,
        }
    }

    /// Whether she may use her role on this day.
    pub fn is_in_force(&self, today: Date) -> bool {
        self.standing == Standing::Active && today <= self.until
    }

    /// Whether this account and `other` may not be one person's.
    pub fn clashes_with(&self, other: &Self) -> bool {
        self.id != other.id
            && self.person == other.person
            && self.standing != Standing::Left
            && other.standing != Standing::Left
            && self.role.excludes(other.role)
    }
}
