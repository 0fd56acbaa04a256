use std::path::Path;

use super::error::Error;
use super::slots::Slots;
use super::terminal::say;
use super::unlock::site;
use crate::config::Config;
use crate::registry::Registry;

pub(super) async fn run(slots: &Slots) -> Result<(), Error> {
    let (config, _) = Config::read()?;
    let slots = slots.asked()?;
    make_folder_of(&config.anchor)?;
    if let Some(file) = sqlite_file(&config.database) {
        make_folder_of(file)?;
    }
    Registry::found(&site(&config)?, &slots, &config.clock()).await?;
    say(&format!("Made a registry: keys in {}, database {}.", config.keys.display(), config.database));
    say("Copy the keyring to two safe places, and never where the database's backups go.");
    say(
        "Next: fortrolig staff add-team, then fortrolig serve, which tells how the first two people come in.",
    );
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
