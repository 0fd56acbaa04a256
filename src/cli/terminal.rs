use std::error::Error;

/// Says a line to whoever sits at the terminal.
#[expect(clippy::print_stdout, reason = "the terminal belongs to the commands")]
pub(super) fn say(line: &str) {
    println!("{line}");
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
