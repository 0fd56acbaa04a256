use rocket::figment::Figment;
use rocket::{Build, Rocket};

use super::error::Error;
use super::terminal::say;
use super::unlock::{self, site};
use crate::config::Config;
use crate::registry::{People, Registry};
use crate::web::{self, Doors, Hosts, Installation, Proxy, Rates};

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
    /// Serve people and roles only, with the people's keyring, which opens no case
    #[arg(long)]
    people: bool,
}

pub(super) async fn run(options: &Options) -> Result<(), Error> {
    let (config, figment) = Config::read()?;
    config.lets_everybody_in()?;
    let installation = Installation {
        demonstration: false,
        demonstrated_code: None,
        exit_to: config.exit_to.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        encrypted: config.encrypted,
        doors: doors(&config),
    };
    if options.people {
        let people = People::open(&site(&config)?, options.unlock.unlock(&config)?, config.clock()).await?;
        people.must_open_no_case()?;
        offer_beginning(&people, &config, &figment, options.begin_again).await?;
        return launched(web::site_of_people(people, figment, installation)).await;
    }
    let registry = options.unlock.open(&config).await?;
    offer_beginning(registry.people(), &config, &figment, options.begin_again).await?;
    launch(registry, figment, installation).await
}

/// Tells whoever sits at the terminal how a registry without an administrator and an auditor gets both, once.
async fn offer_beginning(
    people: &People,
    config: &Config,
    figment: &Figment,
    again: bool,
) -> Result<(), Error> {
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

/// The doors of the configuration: what it does not say stands as the program has it.
fn doors(config: &Config) -> Doors {
    let (said, usual) = (config.rates, Rates::default());
    let rates = Rates {
        attempts: said.attempts.unwrap_or(usual.attempts),
        attempt_seconds: said.attempt_seconds.unwrap_or(usual.attempt_seconds),
        attempts_of_all: said.attempts_of_all.unwrap_or(usual.attempts_of_all),
        requests: said.requests.unwrap_or(usual.requests),
        requests_per_second: said.requests_per_second.unwrap_or(usual.requests_per_second),
    };
    let proxy =
        config.proxy.as_ref().map(|proxy| Proxy { address: proxy.address, header: proxy.header.clone() });
    Doors { hosts: Hosts::new(config.hosts.iter().cloned()), proxy, rates }
}

/// Serves until it is told to stop; requests under way are answered first.
pub(super) async fn launch(
    registry: Registry,
    figment: Figment,
    installation: Installation,
) -> Result<(), Error> {
    launched(web::site(registry, figment, installation)).await
}

async fn launched(site: Rocket<Build>) -> Result<(), Error> {
    // Rocket's error prints itself when it is dropped unseen, with the address in use or the like.
    site.launch().await.map(drop).map_err(|error| Error::Server(error.to_string()))
}
