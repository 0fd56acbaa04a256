use super::relation;
use crate::access::{Actor, Obstacle, ReadInEmergency, Target};
use crate::domain::{Emergency, EmergencyId};
use crate::registry::read::Case;
use crate::registry::{Error, Registry};
use crate::store::{Cases, Notes, StoreError};

/// A case, opened for one reader in an emergency.
pub struct OpenedInEmergency {
    /// The emergency.
    pub emergency: Emergency,
    /// The case, as it stands now.
    pub case: Case,
}

impl Registry {
    /// The case that an emergency opened, for the account that opened it and as long as it lasts. Each reading is
    /// an entry.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else, and from the sixty-first minute on; [`Error::Tampered`].
    pub async fn read_in_emergency(
        &self,
        actor: &Actor,
        id: EmergencyId,
    ) -> Result<OpenedInEmergency, Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let found = self.index().find_emergency(id);
        let target = Target::Emergency(id);
        let granted = match &found {
            Some(emergency) if emergency.by == actor.id() && emergency.lasts(at) => {
                actor.grant::<ReadInEmergency>(target, relation(actor, emergency), at)
            }
            _ => Err(actor.denied::<ReadInEmergency>(target, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        let emergency = found.ok_or(Error::NotFound)?;
        let case = emergency.case.0;
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let row = acting.find::<Cases>(case).await?.ok_or(StoreError::Stale)?;
                    Ok((row, acting.find::<Notes>(case).await?))
                })
            })
            .await;
        let (row, note) = self.people.noting_tampering(acted).await?.value;
        Ok(OpenedInEmergency { emergency, case: self.opened(row, note).await? })
    }
}
