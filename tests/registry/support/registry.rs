use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fortrolig::access::StrongFactors;
use fortrolig::registry::{FactorRules, People, Site, Unlock};

use super::clock::TestClock;
use super::database::Database;
use super::folder::{Contents, Folder};
use super::log::LogLine;
use super::program::{Program, Said};
use super::server::Server;
use super::staff;

/// A registry of a story's own, with its people in it and no cases.
pub(crate) struct TestRegistry {
    // Dropped before the folder: PostgreSQL's database does not lie there.
    database: Database,
    folder: Folder,
    pub(crate) clock: TestClock,
}

/// The registry that every story's own is a copy of. Passphrases are slow to hash on purpose: once is enough.
struct Template {
    contents: Contents,
    dump: Vec<u8>,
}

impl TestRegistry {
    pub(crate) fn new() -> Self {
        static TEMPLATE: OnceLock<Template> = OnceLock::new();
        let template = TEMPLATE.get_or_init(Template::prepare);
        let folder = Folder::of(&template.contents);
        let clock = TestClock::of(folder.path());
        Self { database: Database::of(&template.dump), folder, clock }
    }

    /// A registry as `fortrolig init` leaves it: with nobody in it.
    pub(crate) fn empty() -> Self {
        let folder = Folder::new();
        let clock = TestClock::of(folder.path());
        let registry = Self { database: Database::new(), folder, clock };
        registry.program().does(&["init", "--file-slot"]);
        registry
    }

    /// Starts the server.
    pub(crate) fn serve(&self) -> Server<'_> {
        Server::start(self, &["serve"], &[])
    }

    /// Starts the server with settings of its own, named as the environment names them.
    pub(crate) fn serve_with(&self, settings: &[(&str, &str)]) -> Server<'_> {
        Server::start(self, &["serve"], settings)
    }

    /// Makes a keyring that opens no case, and starts a server of people with it; it has an anchor of its own.
    pub(crate) fn serve_people(&self) -> Server<'_> {
        let (keys, anchor) = (self.people_keys(), self.folder().join("anchor-of-people"));
        if !keys.exists() {
            self.program().does(&["keys", "people", "--file-slot", "--out", &keys.display().to_string()]);
        }
        let (keys, anchor) = (keys.display().to_string(), anchor.display().to_string());
        let settings = [("ROCKET_KEYS", keys.as_str()), ("ROCKET_ANCHOR", anchor.as_str())];
        Server::start(self, &["serve", "--people"], &settings)
    }

    /// Where the keyring of people lies.
    pub(crate) fn people_keys(&self) -> PathBuf {
        self.folder().join("keys-of-people")
    }

    pub(crate) fn program(&self) -> Program<'_> {
        Program { folder: self.folder.path(), database: &self.database }
    }

    /// Where it lies, for whoever opens it through the library.
    pub(crate) fn site(&self) -> Site {
        site(&self.program())
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Said {
        self.program().run(arguments)
    }

    /// The whole log, as `fortrolig audit show` prints it.
    pub(crate) fn log(&self) -> Vec<LogLine> {
        self.program().does(&["audit", "show"]).lines().map(LogLine::parse).collect()
    }

    /// Whether `fortrolig audit verify` finds nothing wrong.
    pub(crate) fn holds(&self) -> bool {
        self.run(&["audit", "verify"]).succeeded
    }

    /// Everything that is kept: the files of the folder, and the database where that is elsewhere.
    pub(crate) fn kept(&self) -> Vec<(String, Vec<u8>)> {
        let contents = self.folder.contents();
        let files = contents.files().map(|(path, bytes)| (path.display().to_string(), bytes.to_owned()));
        files.chain([("pg_dump".to_owned(), self.database.dump())]).collect()
    }
}

impl Template {
    fn prepare() -> Self {
        let (folder, database) = (Folder::new(), Database::new());
        let program = Program { folder: folder.path(), database: &database };
        program.does(&["init", "--file-slot"]);
        let opened = async || {
            let clock = TestClock::of(folder.path()).clock();
            let people = People::open(&site(&program), Unlock::File, clock).await.expect("it opens");
            let teams = staff::teams();
            let members = staff::members(&teams);
            people.keep_teams(teams).await.expect("teams");
            people.import_staff(members).await.expect("people");
        };
        rocket::async_main(opened());
        Self { contents: folder.contents(), dump: database.dump() }
    }
}

/// Where a program's registry lies, for whoever opens it through the library.
fn site(program: &Program<'_>) -> Site {
    Site {
        database: program.database.address(program.folder),
        keys: program.keys(),
        anchor: program.folder.join("anchor"),
        factors: FactorRules { relying_party: None, strong: StrongFactors::Any },
    }
}
