// Counting never sees a note: a sealed note has no place among the cases.

use fortrolig::domain::Note;
use fortrolig::keyring::Sealed;
use fortrolig::store::{Acting, Cases};
use uuid::Uuid;

async fn keep(acting: &Acting<'_>, id: Uuid, note: &Sealed<Note>) {
    let _ = acting.insert::<Cases>(id, note).await;
}

fn main() {}
