use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::clock::TestClock;
use super::database::Database;

/// The real program, told where its registry lies: keys and anchor in a folder, and a database.
pub(crate) struct Program<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) database: &'a Database,
}

/// What a command said, and whether it was content.
pub(crate) struct Said {
    pub(crate) succeeded: bool,
    pub(crate) output: String,
    pub(crate) complaint: String,
}

impl Program<'_> {
    /// A command with the configuration of this registry, and nothing else of the tester's environment. It
    /// runs beside the project's own `Rocket.toml`, as in service.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fortrolig"));
        command
            .env_clear()
            .env("ROCKET_LOG_LEVEL", "off")
            .env("ROCKET_DATABASE", self.database.address(self.folder))
            .env("ROCKET_KEYS", self.keys())
            .env("ROCKET_ANCHOR", self.folder.join("anchor"))
            .env("ROCKET_STRONG_FACTORS", "any")
            // Stories ask faster than people; those about haste ask for the program's own rates.
            .env(
                "ROCKET_RATES",
                "{attempts=9999,attempts_of_all=9999,requests=9999,requests_per_second=9999}",
            )
            .env("ROCKET_TEST_CLOCK", TestClock::file(self.folder))
            .current_dir(env!("CARGO_MANIFEST_DIR"));
        command
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.join("keys")
    }

    /// Runs a command to its end.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Said {
        let output = self.command().args(arguments).output().expect("the program starts");
        Said {
            succeeded: output.status.success(),
            output: String::from_utf8(output.stdout).expect("it says words"),
            complaint: String::from_utf8(output.stderr).expect("it complains in words"),
        }
    }

    /// Runs a command that must succeed, and gives what it said.
    pub(crate) fn does<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let said = self.run(arguments);
        assert!(said.succeeded, "{}", said.complaint);
        said.output
    }
}
