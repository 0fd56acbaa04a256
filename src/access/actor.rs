use time::OffsetDateTime;

use super::grant::{Denied, Grant, Obstacle, Target};
use super::policy::{self, Relation};
use super::right::{Proof, Record, Right};
use super::scope::Scope;
use super::session::Session;
use crate::domain::{PersonId, Role, Service, Staff, Team, TeamId, UserId, Workplace};

/// A person signed in, as her row stood when the request came in. The only maker of grants and scopes.
#[derive(Clone, Debug)]
pub struct Actor {
    staff: Staff,
    team: Option<Team>,
    session: Session,
}

impl Actor {
    /// The person of this row, with her team where she has one, in this session.
    pub(crate) fn new(staff: Staff, team: Option<Team>, session: Session) -> Self {
        Self { staff, team, session }
    }

    /// Who.
    pub fn id(&self) -> UserId {
        self.staff.id
    }

    /// Which person, whatever other accounts she has.
    pub fn person(&self) -> PersonId {
        self.staff.person
    }

    /// The session she came by.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What her colleagues call her.
    pub fn name(&self) -> &str {
        &self.staff.name
    }

    /// In which role.
    pub fn role(&self) -> Role {
        self.staff.role
    }

    /// Her team, where she works cases.
    pub fn team(&self) -> Option<&Team> {
        self.team.as_ref()
    }

    /// The service she works for.
    pub fn service(&self) -> Option<Service> {
        self.team.as_ref().map(|team| team.service)
    }

    /// Where she works.
    pub fn workplace(&self) -> Workplace {
        self.staff.workplace
    }

    /// Leave to use `R` on `target`, which she stands to in this `relation`; or the refusal, for the log.
    ///
    /// # Errors
    /// [`Denied`] when the policy does not say yes, or the right asks for a fresher proof of who she is.
    pub fn grant<R: Right>(
        &self,
        target: Target,
        relation: Relation,
        at: OffsetDateTime,
    ) -> Result<Grant<R>, Denied> {
        if !policy::permits(self.role(), R::NAME, relation) {
            return Err(self.denied::<R>(target, at, Obstacle::Policy));
        }
        if R::NAME.proof() == Proof::Fresh && !self.session.is_fresh(at) {
            return Err(self.denied::<R>(target, at, Obstacle::Proof));
        }
        Ok(Grant::new(self.id(), self.role(), at, target))
    }

    /// The refusal of `R` on `target`, for the log.
    pub fn denied<R: Right>(&self, target: Target, at: OffsetDateTime, obstacle: Obstacle) -> Denied {
        Denied { actor: self.id(), role: self.role(), at, right: R::NAME, target, obstacle }
    }

    /// Leave to record a new case in her own team. The Fagteam works with services and has no cases.
    ///
    /// # Errors
    /// [`Denied`] when the policy does not say yes, or she has no team that works cases.
    pub fn grant_new_case(&self, at: OffsetDateTime) -> Result<Grant<Record>, Denied> {
        match &self.team {
            Some(Team { id, service: service @ (Service::Mr | Service::Su | Service::Kt), .. }) => {
                let target = Target::NewCase { service: *service, team: *id, workplace: self.workplace() };
                self.grant(target, Relation::Own, at)
            }
            _ => Err(self.denied::<Record>(Target::NoCase, at, Obstacle::Policy)),
        }
    }

    /// How she stands to a case of this owner, in this team.
    pub fn relation(&self, owner: UserId, team: TeamId) -> Relation {
        if owner == self.id() {
            Relation::Own
        } else if self.staff.team == Some(team) {
            Relation::Team
        } else {
            Relation::Other
        }
    }

    /// How she stands to somebody's account.
    pub fn relation_to(&self, other: &Staff) -> Relation {
        if other.id == self.id() {
            Relation::Own
        } else if other.team.is_some() && other.team == self.staff.team {
            Relation::Team
        } else {
            Relation::Other
        }
    }

    /// The cases her lists may show: a team lead's whole team, anybody else's own.
    pub fn scope(&self) -> Scope {
        match (self.role(), self.staff.team) {
            (Role::TeamLead, Some(team)) => Scope::team(team),
            _ => Scope::owner(self.id()),
        }
    }
}
