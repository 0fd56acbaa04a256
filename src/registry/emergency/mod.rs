//! Emergencies: a case that is not hers, opened once by its exact number, read for an hour, seen by those it
//! concerns, and judged by somebody else.

mod list;
mod open;
mod read;
mod review;
mod rules;

pub use list::{ShownEmergency, ToldEmergency};
pub use read::OpenedInEmergency;
pub use rules::Limit;

use uuid::Uuid;

use crate::access::{Actor, Relation};
use crate::clock::norwegian_time;
use crate::domain::{Emergency, EmergencyReport, TeamId};
use crate::keyring::{Keyring, Place, Purpose, Sealed};
use crate::store::{Acting, Document, Emergencies, StoreError, StoredRow, Tampering};

use super::people::broken;

/// How somebody stands to an emergency: it is her own when she opened the case, or when the case was hers.
fn relation(actor: &Actor, emergency: &Emergency) -> Relation {
    if emergency.by == actor.id() || emergency.person == actor.person() {
        Relation::Own
    } else {
        actor.relation(emergency.owner, emergency.team)
    }
}

/// The key that what is told of an emergency is sealed under: that of the free text of the case's team in that year.
/// The case itself goes no later, so that its page can tell of the emergency for as long as there is a page.
fn purpose(emergency: &Emergency) -> Purpose {
    let TeamId(team) = emergency.team;
    Purpose::Note { team, year: norwegian_time(emergency.at).year() }
}

fn sealed(
    keyring: &Keyring,
    revision: u64,
    report: &EmergencyReport,
) -> Result<Sealed<EmergencyReport>, StoreError> {
    let place = Place { table: Emergencies::TABLE, row: report.emergency.id.0, revision };
    keyring.seal(&purpose(&report.emergency), &place, report).map_err(|_| StoreError::Unsealed)
}

fn opened(keyring: &Keyring, row: &StoredRow<Emergencies>) -> Result<EmergencyReport, Tampering> {
    let place = Place { table: Emergencies::TABLE, row: row.id, revision: row.revision };
    keyring.open(&row.sealed, &place).map_err(|_| broken::<Emergencies>(row))
}

/// The row of an emergency that the index knows.
async fn kept(acting: &Acting<'_>, id: Uuid) -> Result<StoredRow<Emergencies>, StoreError> {
    acting.find::<Emergencies>(id).await?.ok_or(StoreError::Stale)
}
