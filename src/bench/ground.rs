//! The ground: a registry of invented cases in a temporary folder, which is gone when the measuring is over.

use std::path::PathBuf;

use time::macros::datetime;
use uuid::Uuid;

use super::Error;
use crate::access::{Actor, StrongFactors};
use crate::cli::invented::{InventedCase, coming_in};
use crate::clock::Clock;
use crate::domain::{Staff, Team};
use crate::registry::{FactorRules, NewSlot, Registry, Site, Unlock};

/// Where everything that is measured lies.
pub(super) struct Ground {
    folder: PathBuf,
    site: Site,
    clock: Clock,
}

/// The adviser whose caseload is opened, and who records.
const ADVISER: &str = "radgiver01";

impl Ground {
    /// An empty folder under the system's temporary one.
    pub(super) fn clear() -> Result<Self, Error> {
        let folder = std::env::temp_dir().join(format!("fortrolig-bench-{}", Uuid::new_v4()));
        std::fs::create_dir(&folder).map_err(Error::file(&folder))?;
        let site = Site {
            database: format!("sqlite://{}?mode=rwc", folder.join("fortrolig.db").display()),
            keys: folder.join("keys"),
            anchor: folder.join("anchor"),
            factors: FactorRules { strong: StrongFactors::Any, ..FactorRules::default() },
        };
        // The day after the last one on which anything happens in the invented registry.
        let clock = Clock::fixed(datetime!(2026-01-01 12:00 UTC));
        Ok(Self { folder, site, clock })
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// A file or folder on the ground.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Makes the registry and puts in what was invented.
    pub(super) async fn found(
        &self,
        teams: Vec<Team>,
        staff: Vec<Staff>,
        cases: Vec<InventedCase>,
    ) -> Result<(), Error> {
        Registry::found(&self.site, &[NewSlot::File], &self.clock).await?;
        let registry = self.open().await?;
        registry.people().keep_teams(teams).await?;
        let members = coming_in::members(staff, &[ADVISER], self.clock.today())?;
        registry.people().import_staff(members).await?;
        registry.import_cases(cases.into_iter().map(|case| (case.facts, case.note)).collect()).await?;
        Ok(())
    }

    pub(super) async fn open(&self) -> Result<Registry, Error> {
        Ok(Registry::open(&self.site, Unlock::File, self.clock.clone()).await?)
    }

    /// The adviser, signed in.
    pub(super) async fn adviser(&self, registry: &Registry) -> Result<Actor, Error> {
        Ok(coming_in::sign_in(registry.people(), ADVISER, self.clock.now()).await?)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(kind = %error.kind(), "the temporary folder could not be removed");
        }
    }
}
