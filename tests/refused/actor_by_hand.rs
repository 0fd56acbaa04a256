// No case without leave: who acts is who signed in, and nobody makes herself somebody else.

use fortrolig::access::Actor;

fn main() {
    let _ = Actor::new;
}
