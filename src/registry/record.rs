use uuid::Uuid;

use super::{Error, Registry};
use crate::access::{Grant, Record, Target};
use crate::clock::norwegian_time;
use crate::domain::{
    Assessment, CaseDraft, CaseId, CaseNumber, Closing, ConcernList, Facts, List, Note, Point,
};
use crate::keyring::{Keyring, Place, Purpose};
use crate::store::{Acting, Cases, Document, Notes, StoreError};

impl Registry {
    /// Records a new case, sealed, with its note; gives its number once the commit is durable.
    ///
    /// # Errors
    /// [`Error::Faults`] when the draft breaks a rule; nothing is stored then.
    pub async fn record(&self, grant: Grant<Record>, draft: CaseDraft) -> Result<CaseNumber, Error> {
        let Target::NewCase { service, team, workplace } = grant.target() else {
            return Err(Error::NotFound);
        };
        let faults = draft.faults(service, norwegian_time(grant.at()).date());
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
        let number = facts.id.number();
        for purpose in purposes(&facts, note.as_ref()) {
            self.people.keyring.ensure(&purpose, grant.at())?;
        }
        let keyring = self.people.keyring.clone();
        let done = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move { keep(acting, &keyring, &facts, note.as_ref()).await })
            })
            .await?;
        self.reached(done.revision).await?;
        Ok(number)
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

/// The keys that a case and its note are sealed under: the facts of a year, and the notes of a team and year, so
/// that each can be destroyed alone at the end of its time.
pub(super) fn purposes(facts: &Facts, note: Option<&Note>) -> impl Iterator<Item = Purpose> {
    let year = facts.opened.year();
    let team = facts.team.0;
    std::iter::once(Purpose::Facts { year }).chain(note.map(|_| Purpose::Note { team, year }))
}

/// Seals a new case and its note to their places, and keeps them under this act.
pub(super) async fn keep(
    acting: &Acting<'_>,
    keyring: &Keyring,
    facts: &Facts,
    note: Option<&Note>,
) -> Result<(), StoreError> {
    let (id, year) = (facts.id.0, facts.opened.year());
    let place = Place { table: Cases::TABLE, row: id, revision: acting.revision() };
    let sealed = keyring.seal(&Purpose::Facts { year }, &place, facts).map_err(|_| StoreError::Unsealed)?;
    acting.insert::<Cases>(id, &sealed).await?;
    if let Some(note) = note {
        let place = Place { table: Notes::TABLE, ..place };
        let purpose = Purpose::Note { team: facts.team.0, year };
        let sealed = keyring.seal(&purpose, &place, note).map_err(|_| StoreError::Unsealed)?;
        acting.insert::<Notes>(id, &sealed).await?;
    }
    Ok(())
}
