//! The whole policy, in one table: role × right × relation. Whatever it does not say is refused.

use super::right::Name;
use crate::domain::Role;

/// How a person stands to the thing she asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is hers: her case, her own team's record, her own session; or nobody's in particular.
    Own,
    /// It is a colleague's, in the team she belongs to.
    Team,
    /// It is somebody else's.
    Other,
}

impl Relation {
    /// All three, nearest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Team, Self::Other];
}

/// Whether `role` may use `right` on a thing she stands to in this `relation`.
pub fn permits(role: Role, right: Name, relation: Relation) -> bool {
    use Relation::{Other, Own, Team};
    use Role::{Administrator, Adviser, Approver, Auditor, Envoy, Statistician, TeamLead};

    match (right, role, relation) {
        (Name::SignIn | Name::SignOut, _, Own) => true,

        // Cases belong to those who work them; a team lead also opens and lists those of her team.
        (Name::Record | Name::Read | Name::Close | Name::List, Adviser | Envoy | TeamLead, Own) => true,
        (Name::Read | Name::List, TeamLead, Team) => true,

        // Statistics are made by people who can open no case; a release is seen by its maker and her approver.
        (Name::Freeze | Name::Release, Statistician, Own) => true,
        (Name::ReadRelease, Statistician | Approver, Own) => true,

        (Name::ManageStaff, Administrator, Own) => true,
        (Name::ReadAudit, Auditor, Own) => true,

        (_, _, Own | Team | Other) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_work_cases_reach_cases() {
        for role in Role::ALL {
            for right in [Name::Record, Name::Read, Name::Close, Name::List] {
                for relation in Relation::ALL {
                    let may = permits(role, right, relation);
                    assert!(!may || role.works_cases(), "{role:?} {right:?} {relation:?}");
                    assert!(!may || relation != Relation::Other, "{role:?} {right:?}");
                }
            }
        }
    }

    #[test]
    fn an_adviser_reaches_her_own_cases_only() {
        assert!(permits(Role::Adviser, Name::Read, Relation::Own));
        assert!(!permits(Role::Adviser, Name::Read, Relation::Team));
        assert!(permits(Role::TeamLead, Name::Read, Relation::Team));
        assert!(!permits(Role::TeamLead, Name::Close, Relation::Team));
    }
}
