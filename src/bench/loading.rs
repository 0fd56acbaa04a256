//! Opening the registry: every row is read, held against the signed sum, opened and put into the index.

use super::Error;
use super::ground::Ground;
use super::report::{Report, Unit};
use super::times::{self, timed_until};
use crate::registry::Registry;

/// What it took, once a round.
#[derive(Default)]
pub(super) struct Times(times::Times);

impl Times {
    pub(super) async fn round(&mut self, ground: &Ground) -> Result<Registry, Error> {
        let (registry, time) = timed_until(ground.open()).await;
        self.0.note(time);
        registry
    }

    pub(super) fn tell(&self, cases: u32, report: &mut Report) {
        report.time("open the registry, all cases into the index", Unit::Milliseconds, &self.0);
        report.part("  of it, a case", Unit::Nanoseconds, &self.0, cases);
    }
}
