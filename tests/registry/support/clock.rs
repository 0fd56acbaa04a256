use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use fortrolig::clock::Clock;
use time::OffsetDateTime;

use super::staff::secret;

/// The clock of a story's registry: the system's, moved on by what stands in a file.
pub(crate) struct TestClock {
    file: PathBuf,
    clock: Clock,
    /// When somebody's newest code was made: a code opens once.
    used: Mutex<BTreeMap<String, i64>>,
}

/// How long a one-time code holds, in seconds.
const STEP: i64 = 30;

impl TestClock {
    pub(super) fn of(folder: &Path) -> Self {
        let file = Self::file(folder);
        Self { clock: Clock::ahead_by(&file), file, used: Mutex::default() }
    }

    pub(super) fn file(folder: &Path) -> PathBuf {
        folder.join("clock")
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// The clock itself, for whoever opens the registry through the library.
    pub(crate) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// Lets so many seconds pass.
    pub(crate) fn advance(&self, seconds: i64) {
        let ahead: i64 = fs::read_to_string(&self.file).ok().and_then(|text| text.parse().ok()).unwrap_or(0);
        // Renamed into place, so that the server never reads half of it.
        let new = self.file.with_extension("new");
        fs::write(&new, (ahead + seconds).to_string()).expect("the clock's file");
        fs::rename(new, &self.file).expect("the clock's file");
    }

    /// What somebody's telephone shows: the code of now, or of the moment at which there is another one.
    pub(crate) fn code(&self, login: &str) -> String {
        let mut used = self.used.lock().expect("nobody panicked with it");
        let step = |at: OffsetDateTime| at.unix_timestamp() / STEP;
        if let Some(last) = used.get(login)
            && step(self.now()) <= *last
        {
            self.advance((last + 1 - step(self.now())) * STEP);
        }
        let now = self.now();
        used.insert(login.to_owned(), step(now));
        secret().code_at(now)
    }
}
