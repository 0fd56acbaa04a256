use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    IsolationLevel, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};
use uuid::Uuid;

use super::acting::{Acting, Done, Working};
use super::anchor::Anchor;
use super::error::{StoreError, Tampering};
use super::roster::Roster;
use super::writer::{Job, Work, Writer};
use super::{audit_log, head, migrations};
use crate::access::{Grant, Right};
use crate::audit::{Entry, Head, Scribe};

/// The sole holder of the connections.
pub struct Store {
    readers: DatabaseConnection,
    jobs: mpsc::Sender<Job>,
    newest: watch::Receiver<u64>,
    roster: Arc<Roster>,
    scribe: Arc<dyn Scribe>,
}

/// Readers at a time. They never wait for the writer, nor it for them.
const READERS: u32 = 4;
/// Acts that may wait for the writer before whoever comes next waits to be let in.
const QUEUE: usize = 1_024;

impl Store {
    /// Makes an empty registry of `deployment` in the database at `url`.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`] when there is one already.
    pub async fn create(url: &str, deployment: Uuid, scribe: &dyn Scribe) -> Result<(), StoreError> {
        let db = connect(url, 1).await?;
        migrations::run(&db).await?;
        if head::find(&db).await?.is_some() {
            return Err(StoreError::NotEmpty);
        }
        let first = Head::start(deployment, scribe.keyring_sequence());
        head::insert(&db, &first, scribe.sign(&first)).await?;
        db.close().await?;
        Ok(())
    }

    /// Opens the registry in the database at `url`, and its anchor file.
    ///
    /// # Errors
    /// [`StoreError::Empty`], [`StoreError::NewerSchema`], [`StoreError::OtherDeployment`]; and
    /// [`StoreError::Tampered`] when the database or the keyring is an older one put back.
    pub async fn open(
        url: &str,
        anchor: PathBuf,
        deployment: Uuid,
        scribe: Arc<dyn Scribe>,
    ) -> Result<Self, StoreError> {
        let db = connect(url, 1).await?;
        migrations::run(&db).await?;
        let (head, signature) = head::find(&db).await?.ok_or(StoreError::Empty)?;
        if head.deployment != deployment {
            return Err(StoreError::OtherDeployment { database: head.deployment, keyring: deployment });
        }
        if !scribe.signed(&head, &signature) {
            return Err(Tampering::WrongSignature.into());
        }
        if !scribe.keyring_follows(head.keyring_sequence) {
            let keyring = scribe.keyring_sequence();
            return Err(Tampering::OlderKeyring { keyring, database: head.keyring_sequence }.into());
        }
        let anchor = Anchor::at(anchor);
        if let Some((number, chain)) = anchor.read().map_err(StoreError::Anchor)? {
            match audit_log::chain_at(&db, number).await? {
                _ if head.number < number => {
                    return Err(Tampering::OlderDatabase { database: head.number, anchor: number }.into());
                }
                Some(kept) if kept == chain => {}
                _ => return Err(Tampering::OtherHistory(number).into()),
            }
        }
        let (newest, follow) = watch::channel(head.number);
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let roster = Arc::new(Roster::default());
        let writer = Writer { db, scribe: scribe.clone(), roster: roster.clone(), anchor, newest };
        tokio::spawn(writer.run(waiting));
        Ok(Self { readers: connect(url, READERS).await?, jobs, newest: follow, roster, scribe })
    }

    /// Spends a grant: does `work` in a transaction that also holds its audit entry, durably, or not at all.
    ///
    /// # Errors
    /// Whatever `work` gives, and [`StoreError::Database`] or [`StoreError::Closed`] when nothing was done.
    pub async fn acting<R, T, F>(&self, grant: Grant<R>, work: F) -> Result<Done<T>, StoreError>
    where
        R: Right,
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Acting<'a>) -> Working<'a, T> + Send + 'static,
    {
        self.act(Entry::done(&grant), work).await
    }

    /// Writes an entry that goes with no act on content: a refusal, a failure.
    ///
    /// # Errors
    /// [`StoreError::Database`] or [`StoreError::Closed`] when it was not written.
    pub async fn noting(&self, entry: Entry) -> Result<(), StoreError> {
        self.act(entry, |_| Box::pin(async { Ok(()) })).await?;
        Ok(())
    }

    /// An act of whoever sits at the program's terminal: it needs the keys instead of a grant.
    ///
    /// # Errors
    /// As [`acting`](Self::acting).
    pub async fn at_terminal<T, F>(&self, entry: Entry, work: F) -> Result<Done<T>, StoreError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Acting<'a>) -> Working<'a, T> + Send + 'static,
    {
        self.act(entry, work).await
    }

    async fn act<T, F>(&self, entry: Entry, work: F) -> Result<Done<T>, StoreError>
    where
        T: Send + 'static,
        F: for<'a> FnOnce(&'a Acting<'a>) -> Working<'a, T> + Send + 'static,
    {
        let slot = Arc::new(Mutex::new(None));
        let filled = slot.clone();
        let work = Work::Act(
            entry,
            Box::new(move |acting| {
                let work = work(acting);
                Box::pin(async move {
                    let value = work.await?;
                    *filled.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
                    Ok(())
                })
            }),
        );
        let revision = self.send(work).await?;
        let value = slot.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(StoreError::Closed)?;
        Ok(Done { value, revision })
    }

    pub(super) async fn plain_write<F>(&self, work: F) -> Result<(), StoreError>
    where
        F: for<'a> FnOnce(&'a DatabaseTransaction) -> Working<'a, ()> + Send + 'static,
    {
        self.send(Work::Plain(Box::new(work))).await?;
        Ok(())
    }

    async fn send(&self, work: Work) -> Result<u64, StoreError> {
        let (done, answer) = oneshot::channel();
        self.jobs.send(Job { work, done }).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    /// The newest revision this process has committed or seen; changes when there is more to follow.
    pub fn newest(&self) -> watch::Receiver<u64> {
        self.newest.clone()
    }

    /// A connection for what holds no content.
    pub(super) fn plain(&self) -> &DatabaseConnection {
        &self.readers
    }

    /// A reading transaction that sees one moment.
    pub(super) async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        // SQLite's transactions see one moment as they are, and know no other kind.
        Ok(match self.readers.get_database_backend() {
            DatabaseBackend::Sqlite => self.readers.begin().await?,
            _ => {
                let isolation = Some(IsolationLevel::RepeatableRead);
                self.readers.begin_with_config(isolation, Some(AccessMode::ReadOnly)).await?
            }
        })
    }

    pub(super) fn roster(&self) -> &Roster {
        &self.roster
    }

    pub(super) fn scribe(&self) -> &dyn Scribe {
        &*self.scribe
    }
}

async fn connect(url: &str, connections: u32) -> Result<DatabaseConnection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .connect_timeout(Duration::from_secs(5))
        .acquire_timeout(Duration::from_secs(5))
        // A server may have gone away since a connection was last used; a file has not.
        .test_before_acquire(!url.starts_with("sqlite:"))
        // Statements reach no log and no span, for what they carry is nobody's business.
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                .pragma("journal_mode", "wal")
                // An acknowledged act survives a power cut: with NORMAL the last commits may be lost.
                .pragma("synchronous", "full")
                .pragma("secure_delete", "on")
        });
    Ok(Database::connect(options).await?)
}
