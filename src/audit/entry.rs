use time::OffsetDateTime;
use uuid::Uuid;

use crate::access::{Denied, Grant, Right, Target};
use crate::domain::{Role, UserId};

/// Who did what, to what, when, and what came of it. It has no room for content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When, to the second.
    pub at: OffsetDateTime,
    /// Who; nobody where a program acted, or somebody unknown.
    pub actor: Option<UserId>,
    /// In which role.
    pub role: Option<Role>,
    /// The right's name, or what the program did.
    pub act: String,
    /// What came of it.
    pub outcome: Outcome,
    /// To what.
    pub subject: Subject,
    /// The rows this act wrote.
    pub rows: Vec<Row>,
}

/// What came of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was refused by the policy.
    Denied,
    /// It was tried and did not hold: a wrong passphrase, a broken seal.
    Failed,
}

impl Outcome {
    /// The stable name, in sealed entries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Denied => "denied",
            Self::Failed => "failed",
        }
    }

    /// The outcome with this name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Done, Self::Denied, Self::Failed].into_iter().find(|outcome| outcome.as_str() == name)
    }
}

/// What an act was about: a kind of thing and, where it has one, its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// `case`, `cases`, `period`, `release`, `annual`, `table`, `year`, `user`, `approval`, `emergency`, `registry`.
    pub kind: String,
    /// Its id, in the form it has inside the program: never a name, never a code of a case.
    pub id: Option<String>,
}

/// A row that an act wrote. Its revision is the number of the entry that tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The table.
    pub table: String,
    /// The row.
    pub id: Uuid,
}

impl Subject {
    /// A kind of thing that has no id of its own.
    pub fn kind(kind: &str) -> Self {
        Self { kind: kind.to_owned(), id: None }
    }

    fn with(kind: &str, id: impl ToString) -> Self {
        Self { kind: kind.to_owned(), id: Some(id.to_string()) }
    }
}

impl From<Target> for Subject {
    fn from(target: Target) -> Self {
        match target {
            Target::Case { id, .. } => Self::with("case", id.0),
            Target::NoCase | Target::NewCase { .. } => Self::kind("case"),
            Target::Cases(scope) => match scope.owner_only() {
                Some(_) => Self::with("cases", "own"),
                None => Self::with("cases", "team"),
            },
            Target::Period(period) => {
                Self::with("period", format!("{}/{}", period.service.code(), period.year.number()))
            }
            Target::Release(number) => Self::with("release", number),
            Target::Annual(number) => Self::with("annual", number),
            Target::Table(question) => Self::with("table", question),
            Target::Year(year) => Self::with("year", year.number()),
            Target::User(user) => Self::with("user", user.0),
            Target::Approval(approval) => Self::with("approval", approval.0),
            Target::Emergency(emergency) => Self::with("emergency", emergency.0),
            Target::Registry => Self::kind("registry"),
        }
    }
}

impl Entry {
    /// The entry of an act that a grant gave leave to.
    pub fn done<R: Right>(grant: &Grant<R>) -> Self {
        Self {
            at: grant.at(),
            actor: Some(grant.actor()),
            role: Some(grant.role()),
            act: grant.right().as_str().to_owned(),
            outcome: Outcome::Done,
            subject: grant.target().into(),
            rows: Vec::new(),
        }
    }

    /// The entry of a refusal.
    pub fn denied(denied: &Denied) -> Self {
        Self {
            at: denied.at,
            actor: Some(denied.actor),
            role: Some(denied.role),
            act: denied.right.as_str().to_owned(),
            outcome: Outcome::Denied,
            subject: denied.target.into(),
            rows: Vec::new(),
        }
    }

    /// The entry of something that was tried and did not hold, by somebody known or not.
    pub fn failed(at: OffsetDateTime, act: &str, actor: Option<UserId>, subject: Subject) -> Self {
        Self {
            at,
            actor,
            role: None,
            act: act.to_owned(),
            outcome: Outcome::Failed,
            subject,
            rows: Vec::new(),
        }
    }

    /// The entry of something the program itself did, at the word of whoever sits at its terminal.
    pub fn program(at: OffsetDateTime, act: &str) -> Self {
        Self {
            at,
            actor: None,
            role: None,
            act: act.to_owned(),
            outcome: Outcome::Done,
            subject: Subject::kind("registry"),
            rows: Vec::new(),
        }
    }
}
