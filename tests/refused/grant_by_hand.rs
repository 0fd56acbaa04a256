// No case without leave: leave is given by the policy, and nobody gives it to himself.

use fortrolig::access::{Grant, Read};

fn main() {
    let _ = Grant::<Read>::new;
}
