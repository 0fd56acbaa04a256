use std::collections::HashMap;

use time::Date;

use super::People;
use crate::access::{Actor, Name, Relation, policy};
use crate::domain::{Approval, PersonId, Proposal, Role, Staff, Team, TeamId, UserId};
use crate::registry::Error;

/// People and teams, as they are while a proposal is judged: who decides it, and whom it involves.
pub(super) struct Directory {
    staff: HashMap<UserId, Staff>,
    teams: Vec<Team>,
    today: Date,
}

/// Who decides a proposal.
enum Responsible {
    Lead(TeamId),
    Auditor,
    Approver,
}

impl People {
    pub(super) async fn directory(&self) -> Result<Directory, Error> {
        let staff = self.all_staff().await?.into_iter().map(|staff| (staff.id, staff)).collect();
        Ok(Directory { staff, teams: self.teams().await?, today: self.clock.today() })
    }
}

impl Directory {
    /// The account with this id.
    pub(super) fn account(&self, user: UserId) -> Option<&Staff> {
        self.staff.get(&user)
    }

    /// What somebody is called.
    pub(super) fn name(&self, user: UserId) -> Option<String> {
        self.account(user).map(|staff| staff.name.clone())
    }

    /// The team with this id.
    pub(super) fn team(&self, team: Option<TeamId>) -> Option<Team> {
        self.teams.iter().find(|known| Some(known.id) == team).cloned()
    }

    /// The team a proposal is about.
    pub(super) fn team_of(&self, proposal: &Proposal) -> Option<Team> {
        match proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => self.team(staff.team),
            Proposal::Reset(user) => self.team(self.account(*user).and_then(|staff| staff.team)),
            Proposal::Found(team) => Some(team.clone()),
            Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => None,
        }
    }

    /// Other accounts of the person that a proposal concerns, by name.
    pub(super) fn others(&self, proposal: &Proposal) -> Vec<Staff> {
        let Some(person) = self.concerned(proposal) else { return Vec::new() };
        let other = |staff: &&Staff| staff.person == person && Some(staff.id) != proposal.concerns();
        let mut others: Vec<Staff> = self.staff.values().filter(other).cloned().collect();
        others.sort_by(|one, other| (&one.name, &one.login).cmp(&(&other.name, &other.login)));
        others
    }

    /// How somebody stands to a proposal: whether it is hers to decide.
    pub(super) fn relation(&self, actor: &Actor, approval: &Approval) -> Relation {
        let own = |held| if held { Relation::Own } else { Relation::Other };
        match self.responsible(approval) {
            Responsible::Lead(team) if actor.team().map(|own| own.id) == Some(team) => Relation::Team,
            Responsible::Lead(_) => Relation::Other,
            Responsible::Auditor => own(actor.role() == Role::Auditor),
            Responsible::Approver => own(actor.role() == Role::Approver),
        }
    }

    /// Whether somebody decides proposals like this one, were she not involved herself.
    pub(super) fn decides(&self, actor: &Actor, approval: &Approval) -> bool {
        policy::permits(actor.role(), deciding(&approval.proposal), self.relation(actor, approval))
    }

    /// Whether this person proposed it or is whom it concerns, by whichever account.
    pub(super) fn involves(&self, approval: &Approval, person: PersonId) -> bool {
        let proposer = self.account(approval.by).map(|staff| staff.person);
        self.concerned(&approval.proposal) == Some(person) || proposer == Some(person)
    }

    /// Whether its proposer could propose it today. What somebody proposed before her account was closed, or her
    /// role taken from her, is void: perhaps it was not she who did.
    pub(super) fn upholds(&self, approval: &Approval) -> bool {
        self.account(approval.by).is_some_and(|proposer| {
            proposer.is_in_force(self.today)
                && policy::permits(proposer.role, proposing(&approval.proposal), Relation::Own)
        })
    }

    /// Who decides: the lead of the team it is about; the auditor where there is no team, or no lead but whoever
    /// proposed it or is concerned; the approver for releases.
    fn responsible(&self, approval: &Approval) -> Responsible {
        if approval.proposal.publishes() {
            return Responsible::Approver;
        }
        let leads = |team: &Team| {
            self.staff.values().any(|staff| {
                staff.role == Role::TeamLead
                    && staff.team == Some(team.id)
                    && staff.is_in_force(self.today)
                    && !self.involves(approval, staff.person)
            })
        };
        match self.team_of(&approval.proposal) {
            Some(team) if leads(&team) => Responsible::Lead(team.id),
            Some(_) | None => Responsible::Auditor,
        }
    }

    fn concerned(&self, proposal: &Proposal) -> Option<PersonId> {
        match proposal {
            Proposal::Join(staff) | Proposal::Change(staff) => Some(staff.person),
            Proposal::Reset(user) => self.account(*user).map(|staff| staff.person),
            Proposal::Found(_) | Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => None,
        }
    }
}

/// The right that agreeing to a proposal takes.
pub(super) fn deciding(proposal: &Proposal) -> Name {
    match proposal {
        Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => Name::ApproveRelease,
        Proposal::Join(_) | Proposal::Change(_) | Proposal::Reset(_) | Proposal::Found(_) => {
            Name::ApproveStaff
        }
    }
}

/// The right that making it takes.
fn proposing(proposal: &Proposal) -> Name {
    match proposal {
        Proposal::Publish { .. } | Proposal::PublishAnnual { .. } => Name::Release,
        Proposal::Join(_) | Proposal::Change(_) | Proposal::Reset(_) | Proposal::Found(_) => {
            Name::ProposeStaff
        }
    }
}
