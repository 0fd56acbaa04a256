use std::path::PathBuf;

use zeroize::Zeroizing;

use super::error::Error;
use crate::access::StrongFactors;
use crate::confidential::Confidential;
use crate::config::{self, Config};
use crate::registry::{FactorRules, Registry, Site, Unlock};

/// How the keyring is opened.
#[derive(clap::Args)]
pub(super) struct Options {
    /// A file with the keyring's passphrase, for a start without a person; otherwise it is asked for
    #[arg(long, value_name = "FILE", env = "FORTROLIG_PASSPHRASE_FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Options {
    /// The way in: the file slot where there is one, else a passphrase.
    pub(super) fn unlock(&self, config: &Config) -> Result<Unlock, Error> {
        if let Some(path) = &self.passphrase_file {
            let text = Zeroizing::new(std::fs::read_to_string(path).map_err(Error::file(path))?);
            return Ok(Unlock::Passphrase(Confidential::new(text.trim_end_matches(['\r', '\n']).to_owned())));
        }
        if config.keys.join("root.key").exists() {
            return Ok(Unlock::File);
        }
        Ok(Unlock::Passphrase(ask("Passphrase of the keyring: ")?))
    }

    /// Opens the registry of the configuration.
    pub(super) async fn open(&self, config: &Config) -> Result<Registry, Error> {
        Ok(Registry::open(&site(config)?, self.unlock(config)?, config.clock()).await?)
    }
}

/// Where the registry of the configuration lies.
pub(super) fn site(config: &Config) -> Result<Site, Error> {
    Ok(Site {
        database: config.database.clone(),
        keys: config.keys.clone(),
        anchor: config.anchor.clone(),
        factors: FactorRules {
            relying_party: config.origin.as_deref().map(domain_and_origin).transpose()?,
            strong: match config.strong_factors {
                config::StrongFactors::Passkeys => StrongFactors::Passkeys,
                config::StrongFactors::Any => StrongFactors::Any,
            },
        },
    })
}

/// The host of an origin, which is the domain of its passkeys, with the origin.
fn domain_and_origin(origin: &str) -> Result<(String, String), Error> {
    let uri = rocket::http::uri::Absolute::parse(origin).ok();
    let host = uri.as_ref().and_then(|uri| uri.authority()).map(|authority| authority.host().to_owned());
    match host {
        Some(host) => Ok((host, origin.to_owned())),
        None => Err(Error::Request(format!("`origin` is no address of a site: {origin}"))),
    }
}

/// Asks for a passphrase without showing it.
pub(super) fn ask(prompt: &str) -> Result<Confidential<String>, Error> {
    rpassword::prompt_password(prompt).map(Confidential::new).map_err(Error::file("the terminal"))
}
