// No act without its audit entry: a grant is one act and one entry, and is gone when it is spent.

use fortrolig::access::{Grant, Read};
use fortrolig::registry::Registry;

async fn read_twice(registry: &Registry, grant: Grant<Read>) {
    let _ = registry.read(grant).await;
    let _ = registry.read(grant).await;
}

fn main() {}
