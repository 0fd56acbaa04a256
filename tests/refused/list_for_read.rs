// No case without leave: leave to list is no leave to read.

use fortrolig::access::{Grant, List};
use fortrolig::registry::Registry;

async fn read(registry: &Registry, grant: Grant<List>) {
    let _ = registry.read(grant).await;
}

fn main() {}
