// No case without leave: a number opens nothing.

use fortrolig::domain::CaseNumber;
use fortrolig::registry::Registry;

async fn peek(registry: &Registry, number: CaseNumber) {
    let _ = registry.read(number).await;
}

fn main() {}
