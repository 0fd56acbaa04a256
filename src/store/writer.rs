use std::sync::Arc;

use sea_orm::{
    DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot, watch};

use super::acting::{Acting, Working, Written};
use super::anchor::Anchor;
use super::error::{StoreError, Tampering};
use super::roster::Roster;
use super::{audit_log, head};
use crate::audit::{Entry, Head, Link, Scribe};

/// Something to be written, and who waits for it.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) done: oneshot::Sender<Answer>,
}

/// An act with its entry, or a write that holds no content and is no act.
pub(super) enum Work {
    Act(Entry, Box<ActWork>),
    Plain(Box<PlainWork>),
}

type ActWork = dyn for<'a> FnOnce(&'a Acting<'a>) -> Working<'a, ()> + Send;
type PlainWork = dyn for<'a> FnOnce(&'a DatabaseTransaction) -> Working<'a, ()> + Send;

/// The revision that a write has, or why it was not done.
pub(super) type Answer = Result<u64, StoreError>;

/// At most this many acts share a durable commit.
const BATCH: usize = 64;

/// The one writer of this process.
///
/// A pool of writers on SQLite waits for locks; one writer that commits whatever has come in meanwhile under one
/// durable commit is several times faster, and keeps the order of revisions plain.
pub(super) struct Writer {
    pub(super) db: DatabaseConnection,
    pub(super) scribe: Arc<dyn Scribe>,
    pub(super) roster: Arc<Roster>,
    pub(super) anchor: Anchor,
    pub(super) newest: watch::Sender<u64>,
}

impl Writer {
    /// Works until nobody can send any more.
    pub(super) async fn run(self, mut jobs: mpsc::Receiver<Job>) {
        let mut batch = Vec::with_capacity(BATCH);
        while jobs.recv_many(&mut batch, BATCH).await > 0 {
            self.commit(std::mem::take(&mut batch)).await;
        }
        // The last commit is durable already; closing lets SQLite fold its log away.
        let _ = self.db.close().await;
    }

    /// Does a batch in one transaction, and answers everybody in it. An act that fails leaves no trace and does
    /// not disturb the others.
    async fn commit(&self, batch: Vec<Job>) {
        let (works, waiting): (Vec<Work>, Vec<oneshot::Sender<Answer>>) =
            batch.into_iter().map(|job| (job.work, job.done)).unzip();
        match self.write(works).await {
            Ok(Committed { head, written, answers }) => {
                for (table, id, revision) in written.iter().flat_map(|written| &written.rows) {
                    self.roster.note(table, [(*id, *revision)]);
                }
                // The commit is durable whatever becomes of its copy; a stale copy is only a weaker guard.
                if let Err(error) = self.anchor.write(&head) {
                    tracing::error!(kind = %error.kind(), "the anchor could not be written");
                }
                for (done, answer) in waiting.into_iter().zip(answers) {
                    // Whoever has gone away meanwhile needs no answer.
                    let _ = done.send(answer);
                }
                self.newest.send_replace(head.number);
            }
            Err(error) => {
                tracing::error!(kind = %error, "a commit failed");
                for done in waiting {
                    let _ = done.send(Err(StoreError::Closed));
                }
            }
        }
    }

    async fn write(&self, works: Vec<Work>) -> Result<Committed, StoreError> {
        // Immediate: a transaction that reads first and writes later may find itself locked out for good.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let tx = self.db.begin_with_options(options).await?;
        let mut head = head::locked(&tx, &*self.scribe).await?;
        let newest = *self.newest.borrow();
        if head.number < newest {
            return Err(Tampering::OlderDatabase { database: head.number, anchor: newest }.into());
        }
        let mut all = Vec::new();
        let mut answers = Vec::with_capacity(works.len());
        for work in works {
            let savepoint = tx.begin().await?;
            match self.one(&savepoint, &head, work).await {
                Ok(done) => {
                    savepoint.commit().await?;
                    if let Some((link, written)) = done {
                        head.number = link.number;
                        head.chain = link.chain;
                        written.apply(&mut head.marks);
                        all.push(written);
                    }
                    answers.push(Ok(head.number));
                }
                Err(error) => {
                    savepoint.rollback().await?;
                    answers.push(Err(error));
                }
            }
        }
        head.keyring_sequence = self.scribe.keyring_sequence().max(head.keyring_sequence);
        head::update(&tx, &head, self.scribe.sign(&head)).await?;
        tx.commit().await?;
        Ok(Committed { head, written: all, answers })
    }

    async fn one(
        &self,
        savepoint: &DatabaseTransaction,
        head: &Head,
        work: Work,
    ) -> Result<Option<(Link, Written)>, StoreError> {
        match work {
            Work::Plain(work) => {
                work(savepoint).await?;
                Ok(None)
            }
            Work::Act(mut entry, work) => {
                let number = head.number + 1;
                let acting = Acting::new(savepoint, number, &*self.scribe, &self.roster);
                work(&acting).await?;
                let written = acting.written();
                entry.rows = written.entry_rows();
                let link = Link::new(head.chain, number, self.scribe.seal(&entry, number)?);
                audit_log::append(savepoint, &link).await?;
                Ok(Some((link, written)))
            }
        }
    }
}

/// A batch that was committed.
struct Committed {
    head: Head,
    written: Vec<Written>,
    answers: Vec<Answer>,
}
