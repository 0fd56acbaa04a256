use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The database of one registry: a file in its folder, or one of its own on a PostgreSQL server.
pub(crate) enum Database {
    Sqlite,
    Postgres { server: String, name: String },
}

impl Database {
    /// An empty database, on the server named by `FORTROLIG_TEST_DATABASE` if there is one.
    pub(crate) fn new() -> Self {
        let Some(server) = std::env::var_os("FORTROLIG_TEST_DATABASE").filter(|server| !server.is_empty())
        else {
            return Self::Sqlite;
        };
        let server = server.into_string().expect("an address is text");
        let name = format!("fortrolig_{}", uuid::Uuid::new_v4().simple());
        let database = Self::Postgres { server, name };
        database.administer("create");
        database
    }

    /// Like [`new`](Self::new), filled from what [`dump`](Self::dump) gave.
    pub(crate) fn of(dump: &[u8]) -> Self {
        let database = Self::new();
        if let Self::Postgres { .. } = database {
            psql(&database.address(Path::new("")), dump);
        }
        database
    }

    pub(crate) fn address(&self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite://{}?mode=rwc", folder.join("fortrolig.db").display()),
            Self::Postgres { server, name } => format!("{server}{name}"),
        }
    }

    /// Everything in it as statements; nothing for SQLite, whose file lies in the folder.
    pub(crate) fn dump(&self) -> Vec<u8> {
        let Self::Postgres { .. } = self else { return Vec::new() };
        let address = self.address(Path::new(""));
        let dumped = Command::new("pg_dump").arg("--no-owner").arg(address).output().expect("pg_dump runs");
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        dumped.stdout
    }

    fn administer(&self, verb: &str) {
        if let Self::Postgres { server, name } = self {
            psql(&format!("{server}postgres"), format!("{verb} database {name};").as_bytes());
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.administer("drop");
    }
}

fn psql(address: &str, statements: &[u8]) {
    let mut psql = Command::new("psql")
        .args(["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null", address])
        .stdin(Stdio::piped())
        .spawn()
        .expect("psql runs");
    let mut input = psql.stdin.take().expect("it was piped");
    input.write_all(statements).expect("psql reads");
    drop(input);
    assert!(psql.wait().expect("psql ends").success(), "psql failed");
}
