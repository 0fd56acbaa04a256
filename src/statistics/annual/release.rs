//! [`AnnualRelease`]: a release as it is kept, with what those who approve it need beside its face.

use serde::{Deserialize, Serialize};

use super::base::{KeptBase, TableBase};
use super::face::{AnnualFace, Stored};
use crate::statistics::attack::{Found, Policy, Report};

/// An annual release, numbered and never changed. Without `Debug`: the secret that ties are broken by is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct AnnualRelease {
    face: AnnualFace,
    report: AttackReport,
    base: Option<TableBase>,
    ties: String,
    signature: Vec<u8>,
    public_key: [u8; 32],
}

/// What the attack on a release found out, in numbers of cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttackReport {
    /// Published cells.
    pub cells: usize,
    /// Hidden ones.
    pub hidden: usize,
    /// The least that readers know a blank to be.
    pub least: u32,
    /// Cells whose very count was found out.
    pub exact: usize,
    /// Cells found out to be small.
    pub small: usize,
    /// Cells found out to be at most the largest small count.
    pub at_most: usize,
    /// Cells that the attack did not get to the end of.
    pub not_reached: usize,
}

/// The bytes are not those of a kept annual release.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableAnnual {
    /// Not the JSON of one.
    #[error("the stored annual release is not readable")]
    Form(#[from] serde_json::Error),
    /// Readable, but no release ever looks like this.
    #[error("the stored annual release was not made by disclosure control")]
    Content,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    face: Stored,
    report: AttackReport,
    /// Releases that were kept before there were bases have none.
    #[serde(default)]
    base: Option<KeptBase>,
    ties: String,
    signature: Vec<u8>,
    public_key: [u8; 32],
}

impl AnnualRelease {
    pub(super) fn new(face: AnnualFace, report: AttackReport, ties: String) -> Self {
        Self { face, report, base: None, ties, signature: Vec::new(), public_key: [0; 32] }
    }

    /// The same, with what tables that are asked for are counted from.
    pub(super) fn with_base(self, base: TableBase) -> Self {
        Self { base: Some(base), ..self }
    }

    /// The same, signed: an Ed25519 signature over the bytes of the face, and the key that it fits.
    pub fn signed(self, signature: [u8; 64], public_key: [u8; 32]) -> Self {
        Self { signature: signature.to_vec(), public_key, ..self }
    }

    /// What every reader may see once it is published.
    pub fn face(&self) -> &AnnualFace {
        &self.face
    }

    /// What the attack found out.
    pub fn report(&self) -> &AttackReport {
        &self.report
    }

    /// What tables of the year that are asked for are counted from: made beside the first release of the year, and
    /// kept by its corrections as it is.
    pub fn base(&self) -> Option<&TableBase> {
        self.base.as_ref()
    }

    /// The secret that ties were broken by.
    pub fn ties(&self) -> &str {
        &self.ties
    }

    /// The signature over the bytes of the face.
    pub fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// The public half of the key that signed it.
    pub fn public_key(&self) -> &[u8; 32] {
        &self.public_key
    }

    /// The bytes for the store.
    pub fn to_stored(&self) -> Vec<u8> {
        let Self { face, report, base, ties, signature, public_key } = self.clone();
        let base = base.as_ref().map(TableBase::kept);
        let kept = Kept { face: face.0, report, base, ties, signature, public_key };
        serde_json::to_vec(&kept).expect("strings and numbers can always be written")
    }

    /// Reads back what [`to_stored`](Self::to_stored) wrote. What no release shows is refused: it is a guard against
    /// a damaged row, not a proof.
    pub(crate) fn from_stored(bytes: &[u8]) -> Result<Self, UnreadableAnnual> {
        let Kept { face, report, base, ties, signature, public_key } = serde_json::from_slice(bytes)?;
        if !face.is_plausible() {
            return Err(UnreadableAnnual::Content);
        }
        let base = base.map(KeptBase::read).transpose().map_err(|_| UnreadableAnnual::Content)?;
        Ok(Self { face: AnnualFace(face), report, base, ties, signature, public_key })
    }
}

impl AttackReport {
    pub(super) fn of(report: &Report, policy: Policy) -> Self {
        Self {
            cells: report.cells,
            hidden: report.hidden,
            least: policy.least,
            exact: report.number(Found::Exact),
            small: report.number(Found::Small),
            at_most: report.number(Found::AtMostK),
            not_reached: report.not_reached,
        }
    }

    /// The same with what was found out of additional concerns, for all that is published of both.
    pub(super) fn and(mut self, more: &Report, policy: Policy, face: &AnnualFace) -> Self {
        let more = Self::of(more, policy);
        (self.cells, self.hidden) = (face.cells().count(), face.hidden());
        self.least = self.least.min(more.least);
        self.exact += more.exact;
        self.small += more.small;
        self.at_most += more.at_most;
        self.not_reached += more.not_reached;
        self
    }
}
