use uuid::Uuid;

use crate::access::{Actor, AskTable, ReadTables, Right, Target};
use crate::audit::{Entry, Subject};
use crate::domain::{AskedTable, Budget, PersonId, TableQuestion};
use crate::keyring::{Keyring, Place, Purpose};
use crate::registry::error::Unanswered;
use crate::registry::people::open_in;
use crate::registry::{Error, Registry};
use crate::store::{AskedTables, Document, StoreError};

impl Registry {
    /// Asks for a table. What she has asked before costs nothing; a new question is kept, and taken from her budget.
    ///
    /// # Errors
    /// [`Error::Unanswered`] when it is not approved, a year of it has no base, or her budget is spent;
    /// [`Error::NotFound`] for whoever may not ask.
    pub async fn ask_table(&self, actor: &Actor, question: TableQuestion) -> Result<(), Error> {
        let target = Target::Table(question);
        let kept = self.kept_tables::<ReadTables>(actor, target).await?;
        kept.bases(question)?;
        let person = actor.person();
        if kept.asked.iter().any(|asked| asked.by == person && asked.question == question) {
            return Ok(());
        }
        let grant = self.people.permit_on::<AskTable>(actor, target).await?;
        let at = grant.at();
        if let Budget { left: 0, next: Some(next) } = Budget::of(&kept.asked, person, at) {
            drop(grant);
            return Err(self.spent(actor, Unanswered::Spent(next)).await?);
        }
        let (id, keyring) = (asked_id(&self.people.keyring, person, question), self.people.keyring.clone());
        let acted = self.people.store.acting(grant, move |acting| {
            Box::pin(async move {
                // Two forms sent at once must not both be the last.
                let mut known = Vec::new();
                for row in acting.all::<AskedTables>().await? {
                    known.push(open_in(&keyring, &row)?);
                }
                if Budget::of(&known, person, at).left == 0 || acting.find::<AskedTables>(id).await?.is_some()
                {
                    return Err(StoreError::Stale);
                }
                let place = Place { table: AskedTables::TABLE, row: id, revision: acting.revision() };
                let asked = AskedTable { question, by: person, at };
                let sealed =
                    keyring.seal(&Purpose::Period, &place, &asked).map_err(|_| StoreError::Unsealed)?;
                acting.insert::<AskedTables>(id, &sealed).await
            })
        });
        self.people.noting_tampering(acted.await).await?;
        Ok(())
    }

    /// Writes down that she was stopped.
    async fn spent(&self, actor: &Actor, why: Unanswered) -> Result<Error, Error> {
        let act = <AskTable as Right>::NAME.as_str();
        let entry = Entry::failed(self.clock().now(), act, Some(actor.id()), Subject::kind("table"));
        self.people.store.noting(entry).await?;
        Ok(Error::Unanswered(why))
    }
}

/// Where a person's question is kept: once, and so that it tells a holder of the database neither.
fn asked_id(keyring: &Keyring, person: PersonId, question: TableQuestion) -> Uuid {
    keyring.pseudonym("asked-table", &format!("{}/{question}", person.0))
}
