use time::Date;

use super::ActionKind;

/// How far an action has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Agreed, not done yet.
    Planned,
    /// Done.
    Done,
    /// Offered, not wanted.
    Declined,
}

impl Progress {
    /// All three, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Done, Self::Planned, Self::Declined];

    /// The stable name, in stored facts and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::Declined => "declined",
        }
    }

    /// The progress with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|progress| progress.as_str() == name)
    }
}

/// What was done, or was to be done, in a case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// Which action.
    pub kind: ActionKind,
    /// How far it has come.
    pub progress: Progress,
    /// The month, as its first day: a day would say more than anybody needs.
    pub month: Date,
}
