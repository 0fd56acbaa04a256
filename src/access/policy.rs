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
        // Everybody's own way in and out.
        (
            Name::SignIn
            | Name::Recover
            | Name::SignOut
            | Name::Activate
            | Name::Enrol
            | Name::ManageSessions
            | Name::ManageFactors,
            _,
            Own,
        ) => true,

        // Cases belong to those who work them; a team lead also opens and lists those of her team.
        (Name::Record | Name::Read | Name::Close | Name::List, Adviser | Envoy | TeamLead, Own) => true,
        (Name::Read | Name::List, TeamLead, Team) => true,
        (Name::HandOver, TeamLead, Own | Team) => true,

        // In an emergency whoever works cases may open one that she could not; those it concerns see that she did,
        // and somebody else says afterwards whether it was right.
        (Name::OpenEmergency, Adviser | Envoy, Team | Other) => true,
        (Name::OpenEmergency, TeamLead, Other) => true,
        (Name::ReadInEmergency, Adviser | Envoy | TeamLead, Own) => true,
        (Name::SeeEmergency, Adviser | Envoy | TeamLead, Own) => true,
        (Name::SeeEmergency | Name::ReviewEmergency, TeamLead, Team) => true,
        (Name::SeeEmergency | Name::ReviewEmergency, Auditor, Other) => true,

        // Statistics are made by people who can open no case; a release is seen by its maker and her approver.
        (Name::Freeze | Name::Release, Statistician, Own) => true,
        (Name::ReadRelease, Statistician | Approver, Own) => true,
        (Name::AskTable | Name::ReadTables, Statistician, Own) => true,
        (Name::ApproveRelease, Approver, Own) => true,
        // What is published is for everybody here.
        (Name::ReadPublished, _, Own) => true,

        // Administrators propose people and never decide; a team's lead decides for her team, and the auditor
        // where there is no lead to decide.
        (Name::ReadStaff, Administrator | Auditor, Own | Other) => true,
        (Name::ReadStaff, TeamLead, Own | Team) => true,
        (Name::ProposeStaff, Administrator, Own | Other) => true,
        (Name::ApproveStaff | Name::Refuse, TeamLead, Team) => true,
        (Name::ApproveStaff | Name::Refuse, Auditor, Own) => true,
        (Name::Refuse, Approver, Own) => true,
        (Name::SeeApprovals, Administrator | Statistician | Approver | TeamLead | Auditor, Own) => true,
        (Name::Withdraw, Administrator | Statistician, Own) => true,
        // Taking access away needs no second person: it can wait for nobody.
        (Name::CloseAccount | Name::EndSessions, Administrator, Other) => true,
        (Name::CloseAccount | Name::EndSessions, TeamLead, Team) => true,

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
            for right in [Name::Record, Name::Read, Name::Close, Name::List, Name::HandOver] {
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

    #[test]
    fn nobody_both_proposes_people_and_agrees_to_it() {
        for role in Role::ALL {
            let may = |right| Relation::ALL.into_iter().any(|relation| permits(role, right, relation));
            assert!(!(may(Name::ProposeStaff) && may(Name::ApproveStaff)), "{role:?}");
            assert!(!(may(Name::Release) && may(Name::ApproveRelease)), "{role:?}");
        }
    }

    #[test]
    fn who_manages_people_reaches_no_case_in_any_way() {
        for right in [Name::Read, Name::OpenEmergency, Name::ReadInEmergency, Name::List, Name::ReadRelease] {
            for relation in Relation::ALL {
                assert!(!permits(Role::Administrator, right, relation), "{right:?} {relation:?}");
            }
        }
    }
}
