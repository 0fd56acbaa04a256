//! What the hot paths cost: measured side by side, in one run, on invented cases.
//!
//! Like `cli` it stands on the eighth floor and may import everything below it; of `cli` it takes the invented
//! registry.
//!
//! Wall time is the machine's: what is said of speed here is said as a ratio of two candidates that took turns
//! in the same run. The contest is over counting the one-way tables of a service's year, which the index does
//! from memory and the [peer](crate::store) by `group by` over plaintext; no time counts before every cell of
//! both is equal. `docs/performance.md` says what is measured, and how.

mod caseload;
mod counting;
mod error;
mod ground;
mod loading;
mod plain;
mod recording;
mod report;
mod sealing;
#[cfg(test)]
mod tests;
mod times;

use std::path::PathBuf;

pub use error::Error;
use ground::Ground;
use report::Report;

use crate::cli::invented::{self, Invented, Scale};

/// What to measure.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// How many cases to invent and measure with
    #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    cases: u32,
    /// How many times everything is measured
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    rounds: u32,
    /// Write the figures to this file, too
    #[arg(long)]
    json: Option<PathBuf>,
}

/// What everything here is invented from.
const SEED: u64 = 2025;

/// Measures, and says the figures.
///
/// # Errors
/// [`Error::Differ`] when the candidates count differently, and no time means anything; else what the registry,
/// the database or the file system said.
pub async fn run(options: Options, say: fn(&str)) -> Result<(), Error> {
    let Options { cases, rounds, json } = options;
    let ground = Ground::clear()?;
    tracing::info!(cases, "inventing");
    let Invented { teams, staff, cases: invented, .. } = invented::registry(SEED, Scale::Cases(cases));
    let facts: Vec<_> = invented.iter().map(|case| case.facts.clone()).collect();
    tracing::info!("sealing and storing");
    ground.found(teams, staff, invented).await?;
    tracing::info!("filling the plaintext peers");
    let mut contest = counting::Contest::prepare(&ground, &facts).await?;

    let mut sealing = sealing::Times::default();
    let mut loading = loading::Times::default();
    let mut caseload = caseload::Times::default();
    for round in 1..=rounds {
        tracing::info!(round, rounds, "sealing, loading, listing, counting");
        sealing.round(&ground, &facts)?;
        let registry = loading.round(&ground).await?;
        caseload.round(&ground, &registry, contest.index()).await?;
        drop(registry);
        contest.round().await?;
    }
    let mut recording = recording::Times::prepare(&ground, rounds).await?;
    for round in 1..=rounds {
        tracing::info!(round, rounds, "recording");
        recording.round().await?;
    }

    let mut report = Report::new(cases, rounds);
    sealing.tell(&mut report);
    recording.tell(&mut report);
    caseload.tell(&mut report);
    loading.tell(cases, &mut report);
    contest.tell(&mut report);
    report.say(say);
    match json {
        Some(file) => report.write(&file),
        None => Ok(()),
    }
}
