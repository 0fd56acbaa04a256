use std::process::ExitCode;

use super::error::Error;
use super::terminal::{complain, say};
use super::unlock::{self, site};
use crate::config::{Config, StrongFactors};
use crate::registry::Registry;

/// Tries everything that `serve` needs, in its order, and stops where `serve` would.
pub(super) async fn run(options: &unlock::Options) -> Result<ExitCode, Error> {
    match examine(options).await {
        Ok(()) => {
            say("Nothing is wrong.");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            complain(&error);
            Ok(ExitCode::FAILURE)
        }
    }
}

async fn examine(options: &unlock::Options) -> Result<(), Error> {
    let (config, _) = Config::read()?;
    say(&format!("configuration: read (database {}, keys {})", config.database, config.keys.display()));
    config.lets_everybody_in()?;
    match config.strong_factors {
        StrongFactors::Passkeys => say("second factors: strong roles need two passkeys"),
        StrongFactors::Any => {
            say("second factors: strong roles may come in by one-time codes alone; better not")
        }
    }
    let culprits = Registry::culprits(&site(&config)?, options.unlock(&config)?).await?;
    say("keys: the keyring opens, its permissions are tight, it belongs to this database");
    say("database: reachable, its schema is known, its head is signed, it is not older than its anchor");
    if !culprits.is_empty() {
        for culprit in &culprits {
            say(&format!("  {culprit}"));
        }
        return Err(Error::Request(format!("{} rows are not what the log tells of", culprits.len())));
    }
    say("log: unbroken, and every row is the one it tells of");
    let registry = Registry::open(&site(&config)?, options.unlock(&config)?, config.clock()).await?;
    let teams = registry.people().teams().await?.len();
    say(&format!("index: every case opens; {teams} teams"));
    Ok(())
}
