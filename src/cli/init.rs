use std::path::Path;

use super::error::Error;
use super::terminal::say;
use super::unlock::{ask, site};
use crate::config::Config;
use crate::registry::{Cost, NewSlot, Registry};

/// How the keyring of the new registry shall be opened.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Open the keyring with a secret file beside it: for development, and for hosts with an encrypted disk
    #[arg(long)]
    file_slot: bool,
    /// Open the keyring with a passphrase, asked for now; may stand beside the file
    #[arg(long)]
    passphrase_slot: bool,
}

/// The fewest characters of a keyring's passphrase: whoever has the file can guess for ever.
const SHORTEST: usize = 24;

pub(super) async fn run(options: &Options) -> Result<(), Error> {
    let (config, _) = Config::read()?;
    let mut slots = Vec::new();
    if options.file_slot {
        slots.push(NewSlot::File);
    }
    if options.passphrase_slot {
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
    make_folder_of(&config.anchor)?;
    if let Some(file) = sqlite_file(&config.database) {
        make_folder_of(file)?;
    }
    Registry::found(&site(&config)?, &slots, &config.clock()).await?;
    say(&format!("Made a registry: keys in {}, database {}.", config.keys.display(), config.database));
    say("Copy the keyring to two safe places, and never where the database's backups go.");
    say("Next: fortrolig staff add-team, fortrolig staff add, fortrolig serve.");
    Ok(())
}

/// The file of a SQLite address.
fn sqlite_file(database: &str) -> Option<&Path> {
    let file = database.strip_prefix("sqlite://")?;
    Some(Path::new(file.split('?').next().unwrap_or(file)))
}

fn make_folder_of(file: &Path) -> Result<(), Error> {
    match file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(Error::file(folder)),
        None => Ok(()),
    }
}
