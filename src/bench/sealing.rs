//! Sealing and opening one case's facts.

use super::ground::Ground;
use super::report::{Report, Unit};
use super::times::{self, timed};
use super::{Error, SEED};
use crate::domain::Facts;
use crate::keyring::{Keyring, NewSlot, Place, Purpose};

/// What it took a case, once a round.
#[derive(Default)]
pub(super) struct Times {
    keyring: Option<Keyring>,
    seal: times::Times,
    open: times::Times,
}

/// Cases a round: enough that the clock's own grain is lost in them.
const CASES: usize = 2_000;

impl Times {
    pub(super) fn round(&mut self, ground: &Ground, facts: &[Facts]) -> Result<(), Error> {
        let keyring = match self.keyring.take() {
            Some(keyring) => keyring,
            None => keyring_for(ground, facts)?,
        };
        let facts = &facts[..facts.len().min(CASES)];
        let count = u32::try_from(facts.len()).unwrap_or(u32::MAX).max(1);
        let (sealed, time) = timed(|| {
            let seal = |facts: &Facts| keyring.seal(&purpose(facts), &place(facts), facts);
            facts.iter().map(seal).collect::<Result<Vec<_>, _>>()
        });
        let sealed = sealed?;
        self.seal.note(time / count);
        let (opened, time) = timed(|| {
            let open = |(facts, sealed)| keyring.open::<Facts>(sealed, &place(facts));
            facts.iter().zip(&sealed).map(open).collect::<Result<Vec<_>, _>>()
        });
        opened?;
        self.open.note(time / count);
        self.keyring = Some(keyring);
        Ok(())
    }

    pub(super) fn tell(&self, report: &mut Report) {
        report.time("seal a case's facts", Unit::Nanoseconds, &self.seal);
        report.time("open a case's facts", Unit::Nanoseconds, &self.open);
    }
}

/// A keyring of its own, with the keys of every year.
fn keyring_for(ground: &Ground, facts: &[Facts]) -> Result<Keyring, Error> {
    let deployment = uuid::Uuid::from_u128(SEED.into());
    let now = ground.clock().now();
    let keyring = Keyring::create(&ground.path("keys-alone"), deployment, &[NewSlot::File], now)?;
    for facts in facts {
        keyring.ensure(&purpose(facts), now)?;
    }
    Ok(keyring)
}

fn purpose(facts: &Facts) -> Purpose {
    Purpose::Facts { year: facts.opened.year() }
}

fn place(facts: &Facts) -> Place {
    Place { table: "cases", row: facts.id.0, revision: 1 }
}
