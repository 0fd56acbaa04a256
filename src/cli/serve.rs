use rocket::figment::Figment;

use super::error::Error;
use super::unlock;
use crate::config::Config;
use crate::registry::Registry;
use crate::web::{self, Installation};

pub(super) async fn run(options: &unlock::Options) -> Result<(), Error> {
    let (config, figment) = Config::read()?;
    config.lets_everybody_in()?;
    let registry = options.open(&config).await?;
    let installation = Installation {
        demonstration: false,
        demonstrated_code: None,
        exit_to: config.exit_to.clone(),
        accessibility_statement: config.accessibility_statement.clone(),
        encrypted: config.encrypted,
    };
    launch(registry, figment, installation).await
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
