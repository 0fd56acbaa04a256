//! Tables that statisticians ask for, of years whose annual release is published.

mod answer;
mod ask;
mod kept;

use crate::access::{Actor, ReadTables, Target};
use crate::domain::{AskedTable, Budget, Year};
use crate::registry::{Error, Registry};

/// What somebody may ask, and what she has asked.
pub struct TableDesk {
    /// The years that are published, the newest first.
    pub years: Vec<TableYear>,
    /// What she has asked before, the newest first.
    pub asked: Vec<AskedTable>,
    /// What is left of her new questions.
    pub budget: Budget,
}

/// A year that is published.
pub struct TableYear {
    /// Which.
    pub year: Year,
    /// The annual release that it was first published with.
    pub release: u32,
    /// Whether it answers.
    pub answers: Answers,
}

/// Whether a year answers questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Any table of the lattice.
    Approved,
    /// None, for this table stood in the way, or something else.
    Nothing(Option<String>),
}

impl Registry {
    /// What she may ask, and what she has asked.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever may ask nothing.
    pub async fn table_desk(&self, actor: &Actor) -> Result<TableDesk, Error> {
        let kept = self.kept_tables::<ReadTables>(actor, Target::Registry).await?;
        let years = kept.published.iter().rev().filter_map(kept::year).collect();
        let mut asked: Vec<AskedTable> =
            kept.asked.into_iter().filter(|asked| asked.by == actor.person()).collect();
        let budget = Budget::of(&asked, actor.person(), self.clock().now());
        asked.sort_by_key(|asked| (std::cmp::Reverse(asked.at), asked.question));
        Ok(TableDesk { years, asked, budget })
    }
}
