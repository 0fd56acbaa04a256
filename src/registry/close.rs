use time::Date;

use super::people::broken;
use super::read::unchanged;
use super::{Error, Registry};
use crate::access::{Close, Grant, Target};
use crate::clock::norwegian_time;
use crate::domain::{CaseOutcome, CaseOutcomeList, Closing, Fault, Field, List, Reason};
use crate::keyring::{Place, Purpose};
use crate::store::{Cases, Document, StoreError};

/// How a case ends.
#[derive(Clone, Copy)]
pub struct Ending {
    /// The day.
    pub on: Date,
    /// How it stood.
    pub outcome: CaseOutcome,
}

/// What stood in the way of closing, found out inside the act.
enum Obstacle {
    Closed,
    Faults(Vec<Fault>),
}

impl Registry {
    /// Closes a case: its next revision is kept, and what it was before stays beside it.
    ///
    /// # Errors
    /// [`Error::AlreadyDone`] for a closed case; [`Error::Faults`] for a day before the opening, in the future,
    /// or an outcome not in force; [`Error::Stale`] when the case changed after leave was given.
    pub async fn close(&self, grant: Grant<Close>, ending: Ending) -> Result<(), Error> {
        let Target::Case { id, revision } = grant.target() else { return Err(Error::NotFound) };
        let today = norwegian_time(grant.at()).date();
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let row = unchanged(acting, &keyring, id, revision).await?;
                    let place = Place { table: Cases::TABLE, row: id.0, revision: row.revision };
                    let mut facts = keyring.open(&row.sealed, &place).map_err(|_| broken::<Cases>(&row))?;
                    if facts.closing.is_some() {
                        return Ok(Err(Obstacle::Closed));
                    }
                    let faults = faults(&ending, facts.opened, facts.service, today);
                    if !faults.is_empty() {
                        return Ok(Err(Obstacle::Faults(faults)));
                    }
                    facts.closing = Some(Closing { on: ending.on, outcome: ending.outcome });
                    let place = Place { revision: acting.revision(), ..place };
                    let purpose = Purpose::Facts { year: facts.opened.year() };
                    let sealed = keyring.seal(&purpose, &place, &facts).map_err(|_| StoreError::Unsealed)?;
                    acting.revise_case(&row, &sealed).await?;
                    Ok(Ok(()))
                })
            })
            .await;
        let done = self.people.noting_tampering(acted).await?;
        self.reached(done.revision).await?;
        done.value.map_err(|obstacle| match obstacle {
            Obstacle::Closed => Error::AlreadyDone,
            Obstacle::Faults(faults) => Error::Faults(faults),
        })
    }
}

fn faults(ending: &Ending, opened: Date, service: crate::domain::Service, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut add = |field, reason| faults.push(Fault { field: Field(field), reason });
    if ending.on > today {
        add("closed", Reason::Future);
    }
    if ending.on < opened {
        add("closed", Reason::ClosedBeforeOpened);
    }
    if ending.outcome.in_force(service, ending.on).is_err() {
        add("outcome", Reason::NotInForce { list: CaseOutcomeList::NAME, code: ending.outcome.as_str() });
    }
    faults
}
