use super::{kept, opened, relation, sealed};
use crate::access::{Actor, Obstacle, ReviewEmergency, Target};
use crate::audit::{Entry, Subject};
use crate::domain::{EmergencyId, EmergencyReport, Remark, Review, Verdict};
use crate::registry::{Error, Inadmissible, Registry};
use crate::store::StoreError;

impl Registry {
    /// Says whether it was right to open the case. Whoever opened it says nothing here, by whichever account.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Inadmissible`] for the person who opened the case; [`Error::AlreadyDone`] when
    /// somebody has reviewed it.
    pub async fn review_emergency(
        &self,
        actor: &Actor,
        id: EmergencyId,
        verdict: Verdict,
        remark: Option<Remark>,
    ) -> Result<(), Error> {
        self.caught_up().await?;
        let at = self.people.clock.now();
        let found = self.index().find_emergency(id);
        let target = Target::Emergency(id);
        if found.is_some_and(|emergency| emergency.person == actor.person()) {
            let subject = Subject { kind: "emergency".to_owned(), id: Some(id.0.to_string()) };
            let act = <ReviewEmergency as crate::access::Right>::NAME.as_str();
            self.people.store.noting(Entry::failed(at, act, Some(actor.id()), subject)).await?;
            return Err(Error::Inadmissible(Inadmissible::SamePerson));
        }
        let granted = match &found {
            Some(emergency) => actor.grant::<ReviewEmergency>(target, relation(actor, emergency), at),
            None => Err(actor.denied::<ReviewEmergency>(target, at, Obstacle::Policy)),
        };
        let grant = self.people.or_note(granted).await?;
        let emergency = found.ok_or(Error::NotFound)?;
        if !emergency.waits() {
            return Err(Error::AlreadyDone);
        }
        let by = actor.id();
        let keyring = self.people.keyring.clone();
        let acted = self
            .people
            .store
            .acting(grant, move |acting| {
                Box::pin(async move {
                    let row = kept(acting, id.0).await?;
                    let EmergencyReport { mut emergency, reason, .. } = opened(&keyring, &row)?;
                    // The first verdict stands.
                    if !emergency.waits() {
                        return Err(StoreError::Stale);
                    }
                    emergency.review = Review::Reviewed { by, at, verdict };
                    let report = EmergencyReport { emergency, reason, remark };
                    acting.replace(&row, &sealed(&keyring, acting.revision(), &report)?).await
                })
            })
            .await;
        let done = self.people.noting_tampering(acted).await?;
        self.reached(done.revision).await
    }
}
