//! The commands.

mod audit;
mod demo;
mod doctor;
mod error;
mod init;
pub mod invented;
mod keys;
mod release;
mod serve;
mod slots;
mod staff;
mod terminal;
mod unlock;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::error::Error;
use crate::bench;
use crate::telemetry;

/// A confidential case registry: sealed at rest, counted safely.
#[derive(Parser)]
#[command(version, about, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make an invented registry of the nation's size and serve it on this machine
    Demo(demo::Options),
    /// Serve the registry of this folder's Rocket.toml
    Serve(serve::Options),
    /// Make the keys and the database of a new registry
    Init(slots::Slots),
    /// Make keyrings of the registry's keys
    #[command(subcommand)]
    Keys(keys::Command),
    /// Add and list teams
    #[command(subcommand)]
    Staff(staff::Command),
    /// Export and check the log
    #[command(subcommand)]
    Audit(audit::Command),
    /// Protect linked tables for publication, and attack published ones
    #[command(subcommand)]
    Release(release::Command),
    /// Say what is wrong with the configuration, the keys or the database
    Doctor(unlock::Options),
    /// Measure the hot paths against plaintext SQLite, as ratios of one run
    Bench(bench::Options),
}

/// Runs the command that the program was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start();
    match rocket::async_main(execute(cli.command)) {
        Ok(code) => code,
        Err(error) => {
            terminal::complain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Demo(options) => demo::run(options).await?,
        Command::Serve(options) => serve::run(&options).await?,
        Command::Init(options) => init::run(&options).await?,
        Command::Keys(command) => keys::run(command)?,
        Command::Staff(command) => staff::run(command).await?,
        Command::Audit(command) => return audit::run(command).await,
        Command::Release(command) => return release::run(command),
        Command::Doctor(options) => return doctor::run(&options).await,
        Command::Bench(options) => bench::run(options, terminal::say).await?,
    }
    Ok(ExitCode::SUCCESS)
}
