use clap::Subcommand;

use super::error::Error;
use super::terminal::say;
use super::unlock;
use crate::config::Config;
use crate::domain::{Service, TeamId};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a team of a service
    AddTeam(AddTeam),
    /// List the teams with their ids
    Teams(unlock::Options),
}

#[derive(clap::Args)]
pub(super) struct AddTeam {
    /// MR, SU, KT or FT
    #[arg(long)]
    service: String,
    /// What its people call it
    #[arg(long)]
    name: String,
    #[command(flatten)]
    unlock: unlock::Options,
}

pub(super) async fn run(command: Command) -> Result<(), Error> {
    let (config, _) = Config::read()?;
    match command {
        Command::AddTeam(team) => {
            let service = Service::parse(&team.service).ok_or_else(|| {
                Error::Request("there is no such service; it is MR, SU, KT or FT".to_owned())
            })?;
            let registry = team.unlock.open(&config).await?;
            let TeamId(id) = registry.people().add_team(service, team.name).await?;
            say(&id.to_string());
        }
        Command::Teams(unlock) => {
            for team in unlock.open(&config).await?.people().teams().await? {
                say(&format!("{}  {}  {}", team.id.0, team.service.code(), team.name));
            }
        }
    }
    Ok(())
}
