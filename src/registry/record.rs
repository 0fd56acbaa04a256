use uuid::Uuid;

use super::{Error, Registry};
use crate::access::{Grant, Record, Target};
use crate::domain::{
    Assessment, CaseDraft, CaseId, CaseNumber, Closing, ConcernList, Facts, List, Note, Point, TeamId,
};
use crate::keyring::{Place, Purpose};
use crate::store::{Cases, Document, Notes, StoreError};

impl Registry {
    /// Records a new case, sealed, with its note; gives its number once the commit is durable.
    ///
    /// # Errors
    /// [`Error::Faults`] when the draft breaks a rule; nothing is stored then.
    pub async fn record(&self, grant: Grant<Record>, draft: CaseDraft) -> Result<CaseNumber, Error> {
        let Target::NewCase { service, team, workplace } = grant.target() else {
            return Err(Error::NotFound);
        };
        let faults = draft.faults(service, grant.at().date());
        if !faults.is_empty() {
            return Err(Error::Faults(faults));
        }
        let id = self.unused_id();
        let opening = Assessment {
            point: Point::Opening,
            on: draft.opened,
            main: draft.main,
            additional: draft.additional,
            risk: draft.risk,
        };
        let facts = Facts {
            id,
            lists: ConcernList::list().version.clone(),
            service,
            team,
            owner: grant.actor(),
            workplace,
            opened: draft.opened,
            closing: draft.closing.map(|(on, outcome)| Closing { on, outcome }),
            person: draft.person,
            opening,
            later: Vec::new(),
            referral: draft.referral,
            controllers: draft.controllers,
            arenas: draft.arenas,
            violence: draft.violence,
            stay_reasons: draft.stay_reasons,
            actions: draft.actions,
            duties: draft.duties,
            known_to: draft.known_to,
        };
        self.keep_new(grant, facts, draft.note).await
    }

    async fn keep_new(
        &self,
        grant: Grant<Record>,
        facts: Facts,
        note: Option<Note>,
    ) -> Result<CaseNumber, Error> {
        let id = facts.id;
        let year = facts.opened.year();
        self.keyring.ensure(&Purpose::Facts { year }, grant.at())?;
        if note.is_some() {
            self.keyring.ensure(&note_purpose(facts.team, year), grant.at())?;
        }
        let keyring = self.keyring.clone();
        let done = self
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let place = Place { table: Cases::TABLE, row: id.0, revision: acting.revision() };
                    let sealed = keyring
                        .seal(&Purpose::Facts { year }, &place, &facts)
                        .map_err(|_| StoreError::Unsealed)?;
                    acting.insert::<Cases>(id.0, &sealed).await?;
                    if let Some(note) = note {
                        let place = Place { table: Notes::TABLE, ..place };
                        let sealed = keyring
                            .seal(&note_purpose(facts.team, year), &place, &note)
                            .map_err(|_| StoreError::Unsealed)?;
                        acting.insert::<Notes>(id.0, &sealed).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        self.reached(done.revision).await?;
        Ok(id.number())
    }

    /// A random id whose number no other case has. With 50 bits a second try is all but never needed.
    fn unused_id(&self) -> CaseId {
        loop {
            let id = CaseId(Uuid::new_v4());
            if self.index().find(id.number()).is_none() {
                return id;
            }
        }
    }
}

fn note_purpose(team: TeamId, year: i32) -> Purpose {
    Purpose::Note { team: team.0, year }
}
