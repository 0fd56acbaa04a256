use clap::Subcommand;

use super::error::Error;
use super::terminal::say;
use super::unlock;
use crate::config::Config;
use crate::domain::{Code, Language, List, Role, Service, TeamId, Workplace};
use crate::registry::NewStaff;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a team of a service
    AddTeam(AddTeam),
    /// List the teams with their ids
    Teams(unlock::Options),
    /// Add somebody, and print the passphrase that was invented for her
    Add(Add),
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

#[derive(clap::Args)]
pub(super) struct Add {
    /// What she signs in with
    #[arg(long)]
    login: String,
    /// What her colleagues call her
    #[arg(long)]
    name: String,
    /// adviser, envoy, team-lead, statistician, approver, administrator or auditor
    #[arg(long)]
    role: String,
    /// The team's id, for roles that work cases; `fortrolig staff teams` lists them
    #[arg(long)]
    team: Option<uuid::Uuid>,
    /// The kind of workplace: VGS, USK, VOS, UTS or DIR
    #[arg(long)]
    workplace: Option<String>,
    /// The county's two digits
    #[arg(long)]
    county: Option<String>,
    /// The mission: AMM, ANK, ISB or NBO
    #[arg(long)]
    mission: Option<String>,
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
        Command::Add(add) => {
            let new = add.new_staff()?;
            let login = new.login.clone();
            let registry = add.unlock.open(&config).await?;
            let passphrase = registry.people().add_staff(new).await?;
            say(&format!("Added {login}. Her passphrase, told this once: {}", passphrase.reveal()));
        }
    }
    Ok(())
}

impl Add {
    fn new_staff(&self) -> Result<NewStaff, Error> {
        let names: Vec<&str> = Role::ALL.into_iter().map(Role::as_str).collect();
        let role = Role::parse(&self.role).ok_or_else(|| {
            Error::Request(format!("there is no such role; it is one of {}", names.join(", ")))
        })?;
        if role.works_cases() != self.team.is_some() {
            let said = if role.works_cases() { "needs --team" } else { "takes no --team" };
            return Err(Error::Request(format!("the role {} {said}", role.as_str())));
        }
        let workplace = Workplace {
            kind: code(self.workplace.as_deref(), "workplace")?,
            county: code(self.county.as_deref(), "county")?,
            mission: code(self.mission.as_deref(), "mission")?,
        };
        let team = self.team.map(TeamId);
        Ok(NewStaff { login: self.login.clone(), name: self.name.clone(), role, team, workplace })
    }
}

fn code<L: List>(text: Option<&str>, what: &str) -> Result<Option<Code<L>>, Error> {
    let known = || {
        let codes = Code::<L>::all();
        codes
            .map(|code| format!("{} {}", code.as_str(), code.label(Language::En)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    text.map(Code::parse)
        .transpose()
        .map_err(|_| Error::Request(format!("there is no such {what}; it is one of {}", known())))
}
