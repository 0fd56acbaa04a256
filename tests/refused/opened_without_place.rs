// What was moved does not open: nothing opens without the place it belongs to.

use fortrolig::domain::Note;
use fortrolig::keyring::{Keyring, Sealed};

fn open(keyring: &Keyring, sealed: &Sealed<Note>) {
    let _ = keyring.open(sealed);
}

fn main() {}
