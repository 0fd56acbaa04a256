// Content is never stored in the clear: plaintext has no way into a row.

use fortrolig::domain::Facts;
use fortrolig::store::{Acting, Cases};
use uuid::Uuid;

async fn keep(acting: &Acting<'_>, id: Uuid, facts: &Facts) {
    let _ = acting.insert::<Cases>(id, facts).await;
}

fn main() {}
