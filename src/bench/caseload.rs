//! Opening a caseload: one adviser's cases, the first page of 25.

use super::Error;
use super::ground::Ground;
use super::report::{Report, Unit};
use super::times::{self, timed, timed_until};
use crate::index::{Index, Query};
use crate::registry::Registry;

/// What a look took.
#[derive(Default)]
pub(super) struct Times {
    whole: times::Times,
    index: times::Times,
}

/// Looks a round.
const LOOKS: u32 = 50;

impl Times {
    pub(super) async fn round(
        &mut self,
        ground: &Ground,
        registry: &Registry,
        index: &Index,
    ) -> Result<(), Error> {
        let adviser = ground.adviser(registry).await?;
        let query = Query::default();
        for _ in 0..LOOKS {
            let (listing, time) = timed_until(registry.list(&adviser, &query)).await;
            if listing?.listing.rows.is_empty() {
                return Err(Error::Lacking("cases of its adviser"));
            }
            self.whole.note(time);
            self.index.note(timed(|| index.list(adviser.scope(), &query)).1);
        }
        Ok(())
    }

    pub(super) fn tell(&self, report: &mut Report) {
        report.time("open a caseload, its entry in the log durable", Unit::Microseconds, &self.whole);
        report.time("  of it, in the index", Unit::Microseconds, &self.index);
    }
}
