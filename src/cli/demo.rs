use std::path::{Path, PathBuf};

use rocket::figment::Figment;

use super::error::Error;
use super::invented::coming_in::{self, PASSPHRASE};
use super::invented::{self, Invented, Scale};
use super::serve::launch;
use super::terminal::say;
use crate::access::StrongFactors;
use crate::clock::Clock;
use crate::domain::{Period, Service, Year};
use crate::registry::{AnnualDraft, FactorRules, NewSlot, People, Registry, Site, Unlock};
use crate::web::{Doors, Installation, Rates};

/// What to invent, and where.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Keep the invented registry in this folder, and serve it again next time; otherwise it is a new
    /// temporary one
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The number that everything is invented from: the same number gives the same registry
    #[arg(long, default_value_t = 2025)]
    seed: u64,
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8000, env = "ROCKET_PORT")]
    port: u16,
    /// Answer however often it is asked, so that attack tools try what they are for and not the brakes
    #[arg(long)]
    unbraked: bool,
}

pub(super) async fn run(options: Options) -> Result<(), Error> {
    let temporary = options.folder.is_none();
    let folder = options
        .folder
        .unwrap_or_else(|| std::env::temp_dir().join(format!("fortrolig-demo-{}", uuid::Uuid::new_v4())));
    let served = serve(&folder, options.seed, options.port, options.unbraked).await;
    if temporary && folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Error::file(&folder))?;
    }
    served
}

async fn serve(folder: &Path, seed: u64, port: u16, unbraked: bool) -> Result<(), Error> {
    let site = site(folder, port)?;
    let clock = Clock::system();
    let registry = if site.keys.join("root.key").exists() {
        Registry::open(&site, Unlock::File, clock).await?
    } else {
        Registry::found(&site, &[NewSlot::File], &clock).await?;
        let registry = Registry::open(&site, Unlock::File, clock).await?;
        fill(&registry, invented::registry(seed, Scale::National)).await?;
        registry
    };
    say("");
    say("Everything here is invented. Sign in with one of these:");
    for (login, what) in SIGN_INS {
        say(&format!("  {login:<18} {what}"));
    }
    say(&format!("The passphrase of each is: {PASSPHRASE}"));
    say("The next page tells the one-time code, as no page but a demonstration's would.");
    say("");
    say(&format!("Serving on http://localhost:{port} from {} (stop with Ctrl-C)", folder.display()));
    let installation = Installation {
        demonstration: true,
        demonstrated_code: Some(|now| coming_in::secret().code_at(now)),
        doors: Doors { rates: if unbraked { UNBRAKED } else { Rates::default() }, ..Doors::default() },
        ..Installation::default()
    };
    launch(registry, figment(port), installation).await
}

/// Faster than any tool asks.
const UNBRAKED: Rates = Rates {
    attempts: 1_000_000,
    attempt_seconds: 1,
    attempts_of_all: 1_000_000,
    requests: 1_000_000,
    requests_per_second: 1_000_000,
};

/// One person of each role, as the invented registry has them.
const SIGN_INS: [(&str, &str); 10] = [
    ("radgiver01", "adviser at a school"),
    ("radgiver02", "her colleague in the same team"),
    ("kompetanse01", "adviser in the Kompetanseteam"),
    ("utsending.amman", "special envoy in Amman"),
    ("leder.oslo", "team lead of radgiver01"),
    ("leder.kt", "team lead of the Kompetanseteam"),
    ("statistiker1", "statistician"),
    ("godkjenner", "approver"),
    ("administrator", "administrator"),
    ("revisor", "auditor"),
];

fn site(folder: &Path, port: u16) -> Result<Site, Error> {
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    Ok(Site {
        database: format!("sqlite://{}?mode=rwc", folder.join("fortrolig.db").display()),
        keys: folder.join("keys"),
        anchor: folder.join("anchor"),
        factors: FactorRules {
            relying_party: Some(("localhost".to_owned(), format!("http://localhost:{port}"))),
            strong: StrongFactors::Any,
        },
    })
}

/// A server for this machine alone, whatever else is configured.
fn figment(port: u16) -> Figment {
    Figment::from(rocket::Config::release_default())
        .merge(("address", "127.0.0.1"))
        .merge(("port", port))
        .merge(("log_level", "off"))
        .merge(("ident", false))
        .merge(("ip_header", false))
        .merge(("cli_colors", false))
        .merge((
            "limits",
            rocket::data::Limits::default().limit("form", rocket::data::ByteUnit::Kibibyte(256)),
        ))
}

/// Puts the invented registry into a new one, and freezes and releases the years before the last, as the
/// statistician would.
async fn fill(registry: &Registry, invented: Invented) -> Result<(), Error> {
    let cases = invented.cases.len();
    say(&format!("Inventing {cases} cases ..."));
    registry.people().keep_teams(invented.teams).await?;
    let logins = SIGN_INS.map(|(login, _)| login);
    let members = coming_in::members(invented.staff, &logins, registry.clock().today())?;
    registry.people().import_staff(members).await?;
    registry.import_cases(invented.cases.into_iter().map(|case| (case.facts, case.note)).collect()).await?;
    registry.import_contacts(invented.contacts).await?;
    // The code of now, each time: what lies between can take longer than a code lasts.
    let now = || registry.clock().now();
    let statistician = coming_in::sign_in(registry.people(), "statistiker1", now()).await?;
    for year in (2021..invented::LAST_DAY.year()).filter_map(Year::new) {
        for service in [Service::Mr, Service::Su, Service::Kt] {
            let period = Period { service, year };
            registry.freeze(registry.permit_period(&statistician, period).await?).await?;
            registry.release(registry.permit_period(&statistician, period).await?).await?;
        }
    }
    // The services' own releases come first; the last of the years has all services together besides.
    if let Some(year) = Year::new(invented::LAST_DAY.year() - 1) {
        let publish_on = registry.clock().today();
        let draft = AnnualDraft { year, publish_on, note: String::new() };
        registry.prepare_annual(&statistician, draft).await?;
    }
    publish(registry.people(), now()).await
}

/// Agrees to every release that waits, as the approver would.
async fn publish(people: &People, now: time::OffsetDateTime) -> Result<(), Error> {
    let approver = coming_in::sign_in(people, "godkjenner", now).await?;
    for waiting in people.approvals(&approver).await? {
        people.approve(&approver, waiting.approval.id, waiting.digest).await?;
    }
    Ok(())
}
