use std::path::PathBuf;

use clap::Subcommand;

use super::error::Error;
use super::slots::Slots;
use super::terminal::say;
use super::unlock;
use crate::config::Config;
use crate::registry::Registry;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Make a keyring that knows people and opens no case, for `serve --people`
    People(People),
}

#[derive(clap::Args)]
pub(super) struct People {
    /// The new keyring's folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    slots: Slots,
    #[command(flatten)]
    unlock: unlock::Options,
}

pub(super) fn run(command: Command) -> Result<(), Error> {
    let Command::People(People { out, slots, unlock }) = command;
    let (config, _) = Config::read()?;
    let (unlock, slots) = (unlock.unlock(&config)?, slots.asked()?);
    Registry::make_people_keyring(&config.keys, unlock, &out, &slots, &config.clock())?;
    say(&format!("Made a keyring that opens no case, in {}.", out.display()));
    say("Give it to the user of the system that runs `fortrolig serve --people`, and to nobody else.");
    Ok(())
}
