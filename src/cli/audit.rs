use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::error::Error;
use super::terminal::say;
use super::unlock::{self, site};
use crate::config::Config;
use crate::registry::{Export, LogEntry, Registry, verify, verify_checkpoint};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Check an export with the public key alone; without a file, the database of this folder with its keys
    Verify(Verify),
    /// Write the whole log to a file: sealed, chained, signed
    Export(ExportTo),
    /// Print the log, opened, oldest first
    Show(unlock::Options),
}

#[derive(clap::Args)]
pub(super) struct Verify {
    /// The export to check
    file: Option<PathBuf>,
    /// The file with the public key, `checkpoint.pub` of the keyring's folder
    #[arg(long, value_name = "FILE", requires = "file")]
    key: Option<PathBuf>,
    #[command(flatten)]
    unlock: unlock::Options,
}

#[derive(clap::Args)]
pub(super) struct ExportTo {
    /// Where to write it
    file: PathBuf,
    #[command(flatten)]
    unlock: unlock::Options,
}

pub(super) async fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Verify(Verify { file: Some(file), key, .. }) => verify_file(&file, key.as_ref()),
        Command::Verify(Verify { unlock, .. }) => verify_database(&unlock).await,
        Command::Export(ExportTo { file, unlock }) => {
            let (config, _) = Config::read()?;
            let export = unlock.open(&config).await?.people().export_log().await?;
            std::fs::write(&file, export.to_text()).map_err(Error::file(&file))?;
            say(&format!("Wrote {} entries to {}.", export.links.len(), file.display()));
            Ok(ExitCode::SUCCESS)
        }
        Command::Show(unlock) => {
            let (config, _) = Config::read()?;
            for entry in unlock.open(&config).await?.people().read_log().await? {
                say(&line(&entry));
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn verify_file(file: &PathBuf, key: Option<&PathBuf>) -> Result<ExitCode, Error> {
    let missing = || Error::Request("name the public key: --key checkpoint.pub".to_owned());
    let path = key.ok_or_else(missing)?;
    let text = std::fs::read_to_string(path).map_err(Error::file(path))?;
    let mut key = [0; 32];
    hex::decode_to_slice(text.trim(), &mut key)
        .map_err(|_| Error::Request(format!("{} holds no public key", path.display())))?;
    let text = std::fs::read_to_string(file).map_err(Error::file(file))?;
    let export = Export::parse(&text).map_err(Error::Log)?;
    let entries = verify(&export, |message, signature| {
        signature.try_into().is_ok_and(|signature| verify_checkpoint(&key, message, signature))
    })
    .map_err(Error::Log)?;
    say(&format!("The log holds: {entries} entries, unbroken, signed by this key."));
    Ok(ExitCode::SUCCESS)
}

async fn verify_database(unlock: &unlock::Options) -> Result<ExitCode, Error> {
    let (config, _) = Config::read()?;
    let culprits = Registry::culprits(&site(&config)?, unlock.unlock(&config)?).await?;
    if culprits.is_empty() {
        say("The log holds, and every row is the one it tells of.");
        return Ok(ExitCode::SUCCESS);
    }
    for culprit in &culprits {
        say(&culprit.to_string());
    }
    Ok(ExitCode::FAILURE)
}

fn line(LogEntry { number, entry }: &LogEntry) -> String {
    let who = entry.actor.map_or("-".to_owned(), |actor| actor.0.to_string());
    let role = entry.role.map_or("-", |role| role.as_str());
    let id = entry.subject.id.as_deref().unwrap_or("-");
    let (act, outcome, kind) = (&entry.act, entry.outcome.as_str(), &entry.subject.kind);
    format!("{number}\t{}\t{who}\t{role}\t{act}\t{outcome}\t{kind}\t{id}", entry.at)
}
