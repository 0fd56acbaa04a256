// No lists beyond leave: a scope comes from the person signed in, and nobody widens it.

use fortrolig::access::Scope;

fn main() {
    let _ = Scope::team;
}
