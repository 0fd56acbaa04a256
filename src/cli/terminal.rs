use std::error::Error;
use std::io::{self, Write};

/// Says a line to whoever sits at the terminal. What was asked for is done though nobody listens any more.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Says what went wrong, with its causes.
#[expect(clippy::print_stderr, reason = "the terminal belongs to the commands")]
pub(super) fn complain(error: &dyn Error) {
    eprintln!("fortrolig: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  because: {error}");
        cause = error.source();
    }
}
