use std::cmp::Reverse;
use std::collections::HashMap;

use time::Date;

use super::rules::{due, is_overdue};
use super::{kept, relation};
use crate::access::{Actor, Name, Obstacle, Relation, SeeEmergency, Target, policy};
use crate::domain::{CaseNumber, Emergency, EmergencyId, Justification, Remark, Review, Role, UserId};
use crate::registry::{Error, Registry};

/// An emergency, as it is shown to somebody it concerns. There is nothing of the case in it.
pub struct ShownEmergency {
    /// The emergency.
    pub emergency: Emergency,
    /// What the case is called; nothing for the auditor, who can open no case.
    pub number: Option<CaseNumber>,
    /// What stands for the case instead: the same for the same case, and it leads nowhere.
    pub reference: String,
    /// What whoever opened the case is called.
    pub by: String,
    /// What whoever worked it is called.
    pub owner: String,
    /// The team that it belonged to.
    pub team: String,
    /// What the reviewer is called, once there is one.
    pub reviewer: Option<String>,
    /// The last day for the review.
    pub due: Date,
    /// Whether that day is past, and nobody has reviewed it.
    pub overdue: bool,
    /// Whether whoever looks may review it.
    pub reviewable: bool,
    /// Whether whoever looks opened it, and can still read the case.
    pub readable: bool,
}

/// An emergency with what was typed about it.
pub struct ToldEmergency {
    /// The emergency.
    pub shown: ShownEmergency,
    /// Why the case was opened.
    pub reason: Justification,
    /// What the reviewer wrote.
    pub remark: Option<Remark>,
}

impl Registry {
    /// How many emergencies concern her that somebody else opened and nobody has reviewed: those that she has to
    /// know of. It is asked for every page and tells nothing of a case, so that it is no entry.
    pub fn waiting_emergencies(&self, actor: &Actor) -> usize {
        let concerns = |emergency: &&Emergency| {
            emergency.waits() && emergency.person != actor.person() && sees(actor, emergency)
        };
        self.index().emergencies().filter(concerns).count()
    }

    /// The emergencies that concern her, newest first: those she opened, those in her cases, in her team's, and
    /// for the auditor all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever none can concern.
    pub async fn emergencies(&self, actor: &Actor) -> Result<Vec<ShownEmergency>, Error> {
        self.caught_up().await?;
        // Whoever works no case stands to all of them as to somebody else's.
        let relation = if actor.role() == Role::Auditor { Relation::Other } else { Relation::Own };
        let at = self.people.clock.now();
        let granted = actor.grant::<SeeEmergency>(Target::Registry, relation, at);
        let grant = self.people.or_note(granted).await?;
        self.people.store.acting(grant, |_| Box::pin(async { Ok(()) })).await?;
        let mut found: Vec<Emergency> =
            self.index().emergencies().filter(|emergency| sees(actor, emergency)).copied().collect();
        found.sort_by_key(|emergency| Reverse((emergency.at, emergency.id)));
        let names = self.emergency_names(&found).await?;
        let teams = self.people.teams().await?;
        let team = |emergency: &Emergency| {
            let team = teams.iter().find(|team| team.id == emergency.team);
            team.map(|team| team.name.clone()).unwrap_or_default()
        };
        Ok(found
            .into_iter()
            .map(|emergency| self.shown_emergency(actor, emergency, &names, team(&emergency)))
            .collect())
    }

    /// One of them, with what was typed about it.
    ///
    /// # Errors
    /// [`Error::NotFound`] for one that is not there, or does not concern her; [`Error::Tampered`].
    pub async fn find_emergency(&self, actor: &Actor, id: EmergencyId) -> Result<ToldEmergency, Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let found = self.index().find_emergency(id);
        let target = Target::Emergency(id);
        let granted = match &found {
            Some(emergency) => actor.grant::<SeeEmergency>(target, relation(actor, emergency), at),
            None => Err(actor.denied::<SeeEmergency>(target, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        let acted = self.people.store.acting(grant, move |acting| Box::pin(kept(acting, id.0))).await;
        let row = self.people.noting_tampering(acted).await?.value;
        let report = self.people.open_row(&row).await?;
        let names = self.emergency_names(&[report.emergency]).await?;
        let teams = self.people.teams().await?;
        let team = teams.into_iter().find(|team| team.id == report.emergency.team);
        let team = team.map(|team| team.name).unwrap_or_default();
        Ok(ToldEmergency {
            shown: self.shown_emergency(actor, report.emergency, &names, team),
            reason: report.reason,
            remark: report.remark,
        })
    }

    fn shown_emergency(
        &self,
        actor: &Actor,
        emergency: Emergency,
        names: &HashMap<UserId, String>,
        team: String,
    ) -> ShownEmergency {
        let now = self.people.clock.now();
        let name = |user: UserId| names.get(&user).cloned().unwrap_or_default();
        let may_review = policy::permits(actor.role(), Name::ReviewEmergency, relation(actor, &emergency));
        let reference = self.people.keyring.pseudonym("case", &emergency.case.0.to_string()).simple();
        ShownEmergency {
            number: actor.role().works_cases().then(|| emergency.case.number()),
            reference: reference.to_string()[..8].to_uppercase(),
            by: name(emergency.by),
            owner: name(emergency.owner),
            team,
            reviewer: match emergency.review {
                Review::Waiting => None,
                Review::Reviewed { by, .. } => Some(name(by)),
            },
            due: due(&emergency),
            overdue: is_overdue(&emergency, now),
            reviewable: may_review && emergency.waits() && emergency.person != actor.person(),
            readable: emergency.by == actor.id() && emergency.lasts(now),
            emergency,
        }
    }

    /// What the people of these emergencies are called.
    pub(in crate::registry) async fn emergency_names(
        &self,
        emergencies: &[Emergency],
    ) -> Result<HashMap<UserId, String>, Error> {
        let mut users = Vec::new();
        for emergency in emergencies {
            users.extend([emergency.by, emergency.owner]);
            if let Review::Reviewed { by, .. } = emergency.review {
                users.push(by);
            }
        }
        self.people.names_of(users).await
    }
}

fn sees(actor: &Actor, emergency: &Emergency) -> bool {
    policy::permits(actor.role(), Name::SeeEmergency, relation(actor, emergency))
}
