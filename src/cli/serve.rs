use rocket::figment::Figment;

use super::error::Error;
use super::terminal::say;
use super::unlock;
use crate::config::Config;
use crate::registry::Registry;
use crate::web::{self, Installation};

/// How to serve.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Options {
    #[command(flatten)]
    unlock: unlock::Options,
    /// Offer a link that makes a new administrator and a new auditor, for a registry that has lost either; the log
    /// tells of it
    #[arg(long)]
    begin_again: bool,
}

pub(super) async fn run(options: &Options) -> Result<(), Error> {
    let (config, figment) = Config::read()?;
    config.lets_everybody_in()?;
    let registry = options.unlock.open(&config).await?;
    let installation = Installation {
        demonstration: false,
        demonstrated_code: None,
        exit_to: config.exit_to.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        encrypted: config.encrypted,
    };
    offer_beginning(&registry, &config, &figment, options.begin_again).await?;
    launch(registry, figment, installation).await
}

/// Tells whoever sits at the terminal how a registry without an administrator and an auditor gets both, once.
async fn offer_beginning(
    registry: &Registry,
    config: &Config,
    figment: &Figment,
    again: bool,
) -> Result<(), Error> {
    let people = registry.people();
    let link =
        if again { Some(people.offer_beginning_again().await?) } else { people.offer_beginning().await? };
    if let Some(link) = link {
        let origin = match &config.origin {
            Some(origin) => origin.trim_end_matches('/').to_owned(),
            None => here(figment),
        };
        say("To make the administrator and the auditor, open this address within the hour. It works once:");
        say(&format!("  {origin}/begin/{}", link.reveal()));
    }
    Ok(())
}

/// Where this server listens.
fn here(figment: &Figment) -> String {
    let rocket: rocket::Config = figment.extract().unwrap_or_default();
    let host = std::net::SocketAddr::new(rocket.address, rocket.port);
    format!("http://{host}")
}

/// Serves until it is told to stop; requests under way are answered first.
pub(super) async fn launch(
    registry: Registry,
    figment: Figment,
    installation: Installation,
) -> Result<(), Error> {
    // Rocket's error prints itself when it is dropped unseen, with the address in use or the like.
    let launched = web::site(registry, figment, installation).launch().await;
    launched.map(drop).map_err(|error| Error::Server(error.to_string()))
}
