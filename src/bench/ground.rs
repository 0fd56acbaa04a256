//! The ground: a registry of invented cases in a temporary folder, which is gone when the measuring is over.

use std::path::PathBuf;

use time::macros::datetime;
use uuid::Uuid;

use super::Error;
use crate::access::Actor;
use crate::cli::invented::InventedCase;
use crate::clock::Clock;
use crate::domain::{Staff, Team};
use crate::registry::{NewSlot, Passphrase, Registry, Site, Unlock};

/// Where everything that is measured lies.
pub(super) struct Ground {
    folder: PathBuf,
    site: Site,
    clock: Clock,
}

/// The adviser whose caseload is opened, and who records.
const ADVISER: &str = "radgiver01";
/// Everything here is invented, and so is her passphrase.
const PASSPHRASE: &str = "alt er oppdiktet her";

impl Ground {
    /// An empty folder under the system's temporary one.
    pub(super) fn clear() -> Result<Self, Error> {
        let folder = std::env::temp_dir().join(format!("fortrolig-bench-{}", Uuid::new_v4()));
        std::fs::create_dir(&folder).map_err(Error::file(&folder))?;
        let site = Site {
            database: format!("sqlite://{}?mode=rwc", folder.join("fortrolig.db").display()),
            keys: folder.join("keys"),
            anchor: folder.join("anchor"),
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
        registry.people().import_staff(staff, Passphrase::typed(PASSPHRASE), &[ADVISER]).await?;
        registry.import_cases(cases.into_iter().map(|case| (case.facts, case.note)).collect()).await?;
        Ok(())
    }

    pub(super) async fn open(&self) -> Result<Registry, Error> {
        Ok(Registry::open(&self.site, Unlock::File, self.clock.clone()).await?)
    }

    /// The adviser, signed in.
    pub(super) async fn adviser(&self, registry: &Registry) -> Result<Actor, Error> {
        let token = registry.people().sign_in(ADVISER, Passphrase::typed(PASSPHRASE)).await?;
        let (actor, _) =
            registry.people().authenticate(&token).await?.ok_or(Error::Lacking("its adviser"))?;
        Ok(actor)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(kind = %error.kind(), "the temporary folder could not be removed");
        }
    }
}
