// Content is never stored in the clear: only the keyring seals.

use fortrolig::domain::Note;
use fortrolig::keyring::Sealed;

fn main() {
    let _ = Sealed::<Note>::from_bytes(b"in the clear".to_vec());
}
