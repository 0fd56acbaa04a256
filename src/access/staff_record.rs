use super::passphrase::PassphraseHash;
use crate::domain::Staff;

/// A member of staff as she is kept: who she is and what she may do, together with what she signs in with.
///
/// One sealed whole, so that nobody with the database in hand can give himself a role, or put the hash of his
/// own passphrase into somebody else's row.
#[derive(Clone)]
pub struct StaffRecord {
    /// Who she is and what she may do.
    pub staff: Staff,
    /// What she signs in with; nothing for somebody who does not sign in (yet).
    pub passphrase: Option<PassphraseHash>,
}
