use std::collections::BTreeSet;

use super::record::{keep, purposes};
use super::{Error, Registry};
use crate::audit::Entry;
use crate::domain::{Contact, ContactId, Facts, Note};
use crate::keyring::{Place, Purpose};
use crate::store::{Contacts, Document, StoreError};

/// Rows an act: one entry for many rows, and still a transaction that others need not wait long for.
const ROWS: usize = 500;

impl Registry {
    /// Takes in cases that were recorded elsewhere, or invented; for whoever sits at the terminal.
    ///
    /// # Errors
    /// [`Error::Unavailable`]; what was taken in until then stays.
    pub async fn import_cases(&self, cases: Vec<(Facts, Option<Note>)>) -> Result<(), Error> {
        let needed: BTreeSet<Purpose> =
            cases.iter().flat_map(|(facts, note)| purposes(facts, note.as_ref())).collect();
        self.ensure(needed)?;
        for batch in batches(cases) {
            let keyring = self.people.keyring.clone();
            let entry = Entry::program(self.people.clock.now(), "import-cases");
            self.people
                .store
                .at_terminal(entry, move |acting| {
                    Box::pin(async move {
                        for (facts, note) in &batch {
                            keep(acting, &keyring, facts, note.as_ref()).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
        }
        self.caught_up().await
    }

    /// Takes in contacts that are no cases; for whoever sits at the terminal.
    ///
    /// # Errors
    /// [`Error::Unavailable`]; what was taken in until then stays.
    pub async fn import_contacts(&self, contacts: Vec<(ContactId, Contact)>) -> Result<(), Error> {
        self.ensure(contacts.iter().map(|(_, contact)| purpose(contact)).collect())?;
        for batch in batches(contacts) {
            let keyring = self.people.keyring.clone();
            let entry = Entry::program(self.people.clock.now(), "import-contacts");
            self.people
                .store
                .at_terminal(entry, move |acting| {
                    Box::pin(async move {
                        for (id, contact) in &batch {
                            let place =
                                Place { table: Contacts::TABLE, row: id.0, revision: acting.revision() };
                            let sealed = keyring
                                .seal(&purpose(contact), &place, contact)
                                .map_err(|_| StoreError::Unsealed)?;
                            acting.insert::<Contacts>(id.0, &sealed).await?;
                        }
                        Ok(())
                    })
                })
                .await?;
        }
        self.caught_up().await
    }

    fn ensure(&self, purposes: BTreeSet<Purpose>) -> Result<(), Error> {
        let now = self.people.clock.now();
        Ok(purposes.iter().try_for_each(|purpose| self.people.keyring.ensure(purpose, now))?)
    }
}

fn purpose(contact: &Contact) -> Purpose {
    Purpose::Contacts { year: contact.on().year() }
}

fn batches<T>(all: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut all = all.into_iter();
    std::iter::from_fn(move || {
        let batch: Vec<T> = all.by_ref().take(ROWS).collect();
        (!batch.is_empty()).then_some(batch)
    })
}
