//! [`AnnualFace`]: what every reader of an annual release may see. Its bytes are signed.

use serde::{Deserialize, Serialize};
use time::Date;

use super::concerns::Additional;
use super::programme::ADDITIONAL_CONCERN;
use crate::statistics::interchange::written;
use crate::statistics::linked::TOTAL;
use crate::statistics::{REVISED, SUPPRESSED};

/// What the bytes begin with: they are nothing else that was ever signed.
const KIND: &str = "fortrolig/annual-release/1";

/// The public face: the tables, and what they were made of. [`prepare`](super::prepare()) alone makes one; it has no
/// public `Deserialize`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnualFace(pub(super) Stored);

/// A published cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnualCell {
    /// Its code along each dimension; [`TOTAL`] where it is not split.
    pub codes: Vec<String>,
    /// Its count; nothing where that is confidential.
    pub count: Option<u32>,
    /// Whether a correction has changed it.
    pub revised: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stored {
    pub(super) kind: String,
    pub(super) number: u32,
    pub(super) year: u16,
    pub(super) version: u32,
    pub(super) supersedes: Option<u32>,
    pub(super) publish_on: Date,
    pub(super) note: String,
    pub(super) frozen: Vec<(String, u64)>,
    pub(super) beside: Vec<u32>,
    pub(super) code_lists: String,
    pub(super) programme: String,
    pub(super) k: u32,
    pub(super) code_version: String,
    pub(super) dimensions: Vec<String>,
    pub(super) cells: Vec<(Vec<String>, Option<u32>, bool)>,
}

impl Stored {
    /// A face without cells yet.
    pub(super) fn blank() -> Self {
        Self {
            kind: KIND.to_owned(),
            number: 0,
            year: 0,
            version: 0,
            supersedes: None,
            publish_on: Date::MIN,
            note: String::new(),
            frozen: Vec::new(),
            beside: Vec::new(),
            code_lists: String::new(),
            programme: super::programme::ANNUAL_VERSION.to_owned(),
            k: super::programme::K,
            code_version: env!("CARGO_PKG_VERSION").to_owned(),
            dimensions: Vec::new(),
            cells: Vec::new(),
        }
    }

    /// The same with the additional concerns, along a dimension of their own.
    pub(super) fn with_additional(mut self, additional: &Additional) -> Self {
        self.dimensions.push(ADDITIONAL_CONCERN.to_owned());
        self.cells.iter_mut().for_each(|(codes, ..)| codes.push(TOTAL.to_owned()));
        let published = additional.published(&self.dimensions);
        self.cells.extend(published.into_iter().map(|(codes, count)| (codes, count, false)));
        self
    }

    /// Whether a release could look like this: no small count is in it.
    pub(super) fn is_plausible(&self) -> bool {
        let small = |count: u32| (1..=self.k).contains(&count);
        let right = |(codes, count, _): &(Vec<String>, Option<u32>, bool)| {
            codes.len() == self.dimensions.len() && !count.is_some_and(small)
        };
        self.kind == KIND && self.k > 0 && self.cells.iter().all(right)
    }
}

impl AnnualFace {
    /// The bytes that are signed and can be fetched. The same release gives the same bytes.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&self.0).expect("strings and numbers can always be written")
    }

    /// Its number among the annual releases.
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// The year it counts.
    pub fn year(&self) -> u16 {
        self.0.year
    }

    /// 1 for a year's first release, one more for each correction.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// The number of the release that it corrects.
    pub fn supersedes(&self) -> Option<u32> {
        self.0.supersedes
    }

    /// The day from which everybody may see it, once it was agreed to.
    pub fn publish_on(&self) -> Date {
        self.0.publish_on
    }

    /// What is said of it, or of why it was corrected.
    pub fn note(&self) -> &str {
        &self.0.note
    }

    /// Each service with the revision its year was frozen at.
    pub fn frozen(&self) -> &[(String, u64)] {
        &self.0.frozen
    }

    /// The numbers of the services' yearly releases that it is protected together with.
    pub fn beside(&self) -> &[u32] {
        &self.0.beside
    }

    /// The version of the code lists.
    pub fn code_lists(&self) -> &str {
        &self.0.code_lists
    }

    /// The version of the programme.
    pub fn programme(&self) -> &str {
        &self.0.programme
    }

    /// Whether it was made under the programme that this program has, so that it can be computed again.
    pub fn is_of_this_programme(&self) -> bool {
        self.0.programme == super::programme::ANNUAL_VERSION
    }

    /// Counts from 1 to this are hidden.
    pub fn k(&self) -> u32 {
        self.0.k
    }

    /// The version of the program that made it.
    pub fn code_version(&self) -> &str {
        &self.0.code_version
    }

    /// The dimensions, in the order of every cell's codes.
    pub fn dimensions(&self) -> &[String] {
        &self.0.dimensions
    }

    /// Every published cell.
    pub fn cells(&self) -> impl Iterator<Item = AnnualCell> {
        self.0.cells.iter().map(|(codes, count, revised)| AnnualCell {
            codes: codes.clone(),
            count: *count,
            revised: *revised,
        })
    }

    /// How many cells are not shown.
    pub fn hidden(&self) -> usize {
        self.0.cells.iter().filter(|(_, count, _)| count.is_none()).count()
    }

    /// The release as a file: a column for each dimension, then `value`, empty where hidden, then its sign.
    pub fn to_csv(&self) -> String {
        let head = self.0.dimensions.iter().cloned().chain(["value", "sign"].map(str::to_owned));
        let rows = self.cells().map(|cell| {
            let value = cell.count.map(|count| count.to_string()).unwrap_or_default();
            let sign = cell.sign().to_owned();
            cell.codes.into_iter().chain([value, sign]).collect::<Vec<String>>()
        });
        written(std::iter::once(head.collect()).chain(rows))
    }
}

impl AnnualCell {
    /// The sign it bears: confidential, revised, or none.
    pub fn sign(&self) -> &'static str {
        match (self.count, self.revised) {
            (None, _) => SUPPRESSED,
            (Some(_), true) => REVISED,
            (Some(_), false) => "",
        }
    }

    /// Whether it is a cell of the table with these dimensions among `all`: not split by any other.
    pub fn is_of(&self, table: &[&str], all: &[String]) -> bool {
        let split = all.iter().zip(&self.codes).filter(|(_, code)| *code != TOTAL);
        split.into_iter().all(|(name, _)| table.contains(&name.as_str()))
    }
}
