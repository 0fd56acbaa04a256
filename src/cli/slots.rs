use super::error::Error;
use super::unlock::ask;
use crate::registry::{Cost, NewSlot};

/// How a new keyring shall be opened.
#[derive(clap::Args)]
pub(super) struct Slots {
    /// Open the keyring with a secret file beside it: for development, and for hosts with an encrypted disk
    #[arg(long)]
    file_slot: bool,
    /// Open the keyring with a passphrase, asked for now; may stand beside the file
    #[arg(long)]
    passphrase_slot: bool,
}

/// The fewest characters of a keyring's passphrase: whoever has the file can guess for ever.
const SHORTEST: usize = 24;

impl Slots {
    /// The slots, once what they need has been asked for.
    pub(super) fn asked(&self) -> Result<Vec<NewSlot>, Error> {
        let mut slots = Vec::new();
        if self.file_slot {
            slots.push(NewSlot::File);
        }
        if self.passphrase_slot {
            let (one, other) = (ask("New passphrase of the keyring: ")?, ask("Once more: ")?);
            if one.reveal() != other.reveal() {
                return Err(Error::Request("the two passphrases differ".to_owned()));
            }
            if one.reveal().chars().count() < SHORTEST {
                return Err(Error::Request(format!(
                    "the keyring's passphrase needs at least {SHORTEST} characters"
                )));
            }
            slots.push(NewSlot::Passphrase(one, Cost::recommended()));
        }
        if slots.is_empty() {
            return Err(Error::Request(
                "say how the keyring shall be opened: --passphrase-slot, --file-slot or both".to_owned(),
            ));
        }
        Ok(slots)
    }
}
