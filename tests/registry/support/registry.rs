use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use fortrolig::registry::Site;

use super::database::Database;
use super::folder::{Contents, Folder};
use super::log::LogLine;
use super::program::{Program, Said};
use super::server::Server;
use super::staff::{MEMBERS, TEAMS};

/// A registry of a story's own, with its people in it and no cases.
pub(crate) struct TestRegistry {
    // Dropped before the folder: PostgreSQL's database does not lie there.
    database: Database,
    folder: Folder,
    passphrases: &'static BTreeMap<&'static str, String>,
}

/// The registry that every story's own is a copy of. Passphrases are slow to hash on purpose: once is enough.
struct Template {
    contents: Contents,
    dump: Vec<u8>,
    passphrases: BTreeMap<&'static str, String>,
}

impl TestRegistry {
    pub(crate) fn new() -> Self {
        static TEMPLATE: OnceLock<Template> = OnceLock::new();
        let template = TEMPLATE.get_or_init(Template::prepare);
        Self {
            database: Database::of(&template.dump),
            folder: Folder::of(&template.contents),
            passphrases: &template.passphrases,
        }
    }

    /// Starts the server.
    pub(crate) fn serve(&self) -> Server<'_> {
        Server::start(self)
    }

    pub(crate) fn program(&self) -> Program<'_> {
        Program { folder: self.folder.path(), database: &self.database }
    }

    /// Where it lies, for whoever opens it through the library.
    pub(crate) fn site(&self) -> Site {
        let program = self.program();
        Site {
            database: self.database.address(program.folder),
            keys: program.keys(),
            anchor: program.folder.join("anchor"),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn passphrase(&self, login: &str) -> &'static str {
        self.passphrases.get(login).expect("somebody of the staff")
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
        let mut teams = BTreeMap::new();
        for (service, name) in TEAMS {
            let id = program.does(&["staff", "add-team", "--service", service, "--name", name]);
            teams.insert(name, id.trim().to_owned());
        }
        let mut passphrases = BTreeMap::new();
        for member in MEMBERS {
            let mut arguments =
                vec!["staff", "add", "--login", member.login, "--name", member.name, "--role", member.role];
            if let Some(team) = member.team {
                arguments.extend(["--team", &teams[team]]);
            }
            arguments.extend(member.place);
            let said = program.does(&arguments);
            let (_, passphrase) = said.trim_end().split_once("once: ").expect("the passphrase is told");
            passphrases.insert(member.login, passphrase.to_owned());
        }
        Self { contents: folder.contents(), dump: database.dump(), passphrases }
    }
}
