//! Fortrolig: a confidential case registry. Everything is in the library; this hands over to its commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    fortrolig::cli::run()
}
