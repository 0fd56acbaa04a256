use super::{Answers, TableYear};
use crate::access::{Actor, Right, Target};
use crate::domain::{Approval, AskedTable, TableQuestion, Year};
use crate::registry::annual::AnnualProgress;
use crate::registry::error::Unanswered;
use crate::registry::{Error, Registry};
use crate::statistics::adhoc::{Source, is_approved};
use crate::statistics::annual::{AnnualRelease, TableBase};
use crate::statistics::rounding::RoundedBase;
use crate::store::{AnnualReleases, Approvals, AskedTables};

/// What answers are made of.
pub(super) struct Kept {
    /// The first release of each year that everybody sees, by year.
    pub(super) published: Vec<AnnualRelease>,
    /// All that was ever asked.
    pub(super) asked: Vec<AskedTable>,
}

impl Registry {
    /// Reads what answers are made of, in one act.
    pub(super) async fn kept_tables<R: Right>(&self, actor: &Actor, target: Target) -> Result<Kept, Error> {
        let grant = self.people.permit_on::<R>(actor, target).await?;
        let acted = self.people.store.acting(grant, |acting| {
            Box::pin(async move {
                let releases = acting.all::<AnnualReleases>().await?;
                Ok((releases, acting.all::<Approvals>().await?, acting.all::<AskedTables>().await?))
            })
        });
        let (releases, approved, asked) = self.people.noting_tampering(acted.await).await?.value;
        let approvals: Vec<Approval> = self.people.open_rows(&approved).await?;
        let now = self.clock().now();
        let mut published: Vec<AnnualRelease> = self.people.open_rows(&releases).await?;
        // A correction shows the year anew, and its tables are counted from the same base.
        published.retain(|release| {
            release.face().supersedes().is_none()
                && AnnualProgress::of(release.face(), &approvals, now) == AnnualProgress::Published
        });
        published.sort_by_key(|release| release.face().year());
        Ok(Kept { published, asked: self.people.open_rows(&asked).await? })
    }
}

impl Kept {
    /// The bases of a question's years, in their order.
    ///
    /// # Errors
    /// [`Unanswered`] when it is not approved, or one of its years has no base.
    pub(super) fn bases(&self, question: TableQuestion) -> Result<Vec<(Source, &RoundedBase)>, Unanswered> {
        let dimensions: Vec<_> = question.dimensions().collect();
        if !is_approved(&dimensions) {
            return Err(Unanswered::NotApproved);
        }
        // A base knows the tables that were approved when it was made.
        let names: Vec<&str> = dimensions.iter().map(|dimension| dimension.name()).collect();
        let base =
            |year| self.base(year).filter(|(_, base)| base.has(&names)).ok_or(Unanswered::NoBase(year));
        question.years().map(base).collect()
    }

    fn base(&self, year: Year) -> Option<(Source, &RoundedBase)> {
        let of = |release: &&AnnualRelease| i32::from(release.face().year()) == year.number();
        let release = self.published.iter().find(of)?;
        let TableBase::Rounded { lattice, base } = release.base()? else { return None };
        let face = release.face();
        let source = Source {
            year: face.year(),
            release: face.number(),
            frozen: face.frozen().to_vec(),
            code_lists: face.code_lists().to_owned(),
            code_version: face.code_version().to_owned(),
            lattice: lattice.clone(),
            least: base.k() + 1,
        };
        Some((source, base))
    }
}

/// What a published year offers.
pub(super) fn year(release: &AnnualRelease) -> Option<TableYear> {
    let answers = match release.base() {
        Some(TableBase::Rounded { .. }) => Answers::Approved,
        Some(TableBase::InTheWay(table)) => Answers::Nothing(table.clone()),
        None => Answers::Nothing(None),
    };
    let year = Year::new(release.face().year().into())?;
    Some(TableYear { year, release: release.face().number(), answers })
}
