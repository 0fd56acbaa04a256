//! What the hot paths cost.

/// What to measure.
#[derive(clap::Args, Debug)]
pub struct Options {}

/// The measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {}

/// Measures.
///
/// # Errors
/// Never.
pub async fn run(_: Options, say: fn(&str)) -> Result<(), Error> {
    say("");
    Ok(())
}
