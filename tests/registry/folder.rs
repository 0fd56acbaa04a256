//! A registry in a temporary folder, and the hands of somebody who has the database.

use std::fs::{self, DirBuilder};
use std::future::Future;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::time::Duration;

use fortrolig::access::{
    Actor, Close, Credentials, Passphrase, Read, SessionToken, StrongFactors, Totp, TotpSecret,
};
use fortrolig::clock::Clock;
use fortrolig::confidential::Confidential;
use fortrolig::domain::{
    CaseDraft, CaseNumber, Code, Duties, List, Note, Person, PersonId, Referral, Role, Service, Staff,
    Standing, Team, TeamId, UserId, Workplace,
};
use fortrolig::registry::{
    Case, Ending, Error, FactorRules, Member, NewSlot, Registry, Shown, Site, Unlock, Visit,
};
use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

/// What everybody here signs in with.
pub(crate) const PASSPHRASE: &str = "alt er oppdiktet her";
/// When everything here happens.
const NOW: OffsetDateTime = datetime!(2026-03-02 09:00 UTC);

/// A folder that is gone when the test is.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("fortrolig-refused-{}", Uuid::new_v4()));
        DirBuilder::new().mode(0o700).create(&path).expect("a temporary folder");
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn site(&self) -> Site {
        Site {
            database: format!("sqlite://{}?mode=rwc", self.path("fortrolig.db").display()),
            keys: self.path("keys"),
            anchor: self.path("anchor"),
            factors: FactorRules { relying_party: None, strong: StrongFactors::Any },
        }
    }

    /// A new registry with one team, Anna and Berit; nobody works with it afterwards.
    pub(crate) fn with_registry() -> Self {
        let folder = Self::new();
        running(async {
            Registry::found(&folder.site(), &[NewSlot::File], &clock()).await.expect("a new registry");
            let registry = folder.open().await.expect("it opens");
            let team = TeamId(Uuid::new_v4());
            let teams = vec![Team { id: team, service: Service::Mr, name: "Rogaland".to_owned() }];
            registry.people().keep_teams(teams).await.expect("a team");
            let hash = Passphrase::typed(PASSPHRASE).hash().expect("it is hashed");
            let members = ["anna", "berit"].map(|name| Member {
                staff: adviser(name, team),
                credentials: Credentials {
                    passphrase: Some(hash.clone()),
                    totp: Some(Totp { secret: secret(), last_step: None }),
                    ..Credentials::default()
                },
            });
            registry.people().import_staff(members.into()).await.expect("two people");
        });
        folder
    }

    pub(crate) async fn open(&self) -> Result<Registry, Error> {
        Registry::open(&self.site(), Unlock::File, clock()).await
    }

    /// The registry at work, and Anna, signed in.
    pub(crate) async fn at_work(&self) -> (Registry, Actor) {
        let registry = self.open().await.expect("it opens");
        let anna = signed_in(&registry, "anna").await;
        (registry, anna)
    }

    /// Changes the database behind the program's back.
    pub(crate) async fn sql(&self, text: &str) {
        let db = self.connect().await;
        db.execute_unprepared(text).await.expect("SQL that the database takes");
        db.close().await.expect("it closes");
    }

    /// The texts in the column `a` of what is asked for.
    pub(crate) async fn asked(&self, text: &str) -> Vec<String> {
        let db = self.connect().await;
        let statement = Statement::from_string(DatabaseBackend::Sqlite, text.to_owned());
        let rows = db.query_all_raw(statement).await.expect("SQL that the database takes");
        let texts = rows.iter().map(|row| row.try_get("", "a").expect("a text named a")).collect();
        db.close().await.expect("it closes");
        texts
    }

    pub(crate) async fn asked_one(&self, text: &str) -> String {
        let mut texts = self.asked(text).await;
        assert_eq!(texts.len(), 1, "{text}");
        texts.remove(0)
    }

    /// The ids of a table's rows in the order of their revisions, as hexadecimal digits.
    pub(crate) async fn ids(&self, table: &str) -> Vec<String> {
        self.asked(&format!("select lower(hex(id)) a from {table} order by revision, id")).await
    }

    async fn connect(&self) -> DatabaseConnection {
        let address = format!("sqlite://{}?mode=rw", self.path("fortrolig.db").display());
        Database::connect(address).await.expect("the database file")
    }

    /// The database file, once nobody has it open any more.
    pub(crate) async fn saved(&self) -> Vec<u8> {
        self.sql("pragma wal_checkpoint(truncate)").await;
        self.let_go().await;
        fs::read(self.path("fortrolig.db")).expect("the database file")
    }

    /// Puts a copy of the database file back.
    pub(crate) async fn restore(&self, saved: &[u8]) {
        self.let_go().await;
        fs::write(self.path("fortrolig.db"), saved).expect("the database file");
    }

    /// The last to close the database takes its log away. Two that close at once may each take the other for the
    /// last one; whoever comes after them then is.
    async fn let_go(&self) {
        for turn in 0..1_000 {
            if !self.path("fortrolig.db-wal").exists() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
            if turn % 100 == 99 {
                self.sql("pragma wal_checkpoint(truncate)").await;
            }
        }
        panic!("somebody still has the database open");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left in the folder of temporary files is for the system to clear.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Does `work`, and stops everything that it started.
pub(crate) fn running<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

pub(crate) fn clock() -> Clock {
    Clock::fixed(NOW)
}

pub(crate) async fn signed_in(registry: &Registry, login: &str) -> Actor {
    let token = entered(registry, login).await;
    let visit = registry.people().authenticate(&token).await.expect("the store answers");
    let Some(Visit::In(actor)) = visit else { panic!("she is in") };
    *actor
}

/// The token of a session that somebody has begun with a passphrase and a code.
pub(crate) async fn entered(registry: &Registry, login: &str) -> SessionToken {
    let people = registry.people();
    // The code of the moment before was used.
    registry.clock().advance(30);
    let token = people.sign_in(login, Passphrase::typed(PASSPHRASE), None).await.expect("her passphrase");
    let code = secret().code_at(registry.clock().now());
    people.prove(&token, Shown::Code(&code)).await.expect("her code").token
}

fn secret() -> TotpSecret {
    TotpSecret::from_bytes(*b"alt er oppdiktet her")
}

fn adviser(name: &str, team: TeamId) -> Staff {
    let id = Uuid::new_v4();
    Staff {
        id: UserId(id),
        person: PersonId(id),
        login: name.to_owned(),
        name: name.to_owned(),
        role: Role::Adviser,
        team: Some(team),
        workplace: Workplace::default(),
        until: NOW.date() + time::Duration::days(300),
        standing: Standing::Active,
    }
}

pub(crate) async fn recorded(registry: &Registry, actor: &Actor, note: &str) -> CaseNumber {
    let grant = registry.permit_new_case(actor).await.expect("leave to record");
    registry.record(grant, draft(note)).await.expect("it is recorded")
}

pub(crate) async fn read(registry: &Registry, actor: &Actor, number: CaseNumber) -> Result<Case, Error> {
    let grant = registry.permit::<Read>(actor, number).await?;
    registry.read(grant).await
}

/// What is in the note of a case that can be read.
pub(crate) async fn note(registry: &Registry, actor: &Actor, number: CaseNumber) -> String {
    let case = read(registry, actor, number).await.expect("it is as it was written");
    case.note.expect("it has a note").0.reveal().clone()
}

pub(crate) async fn closed(registry: &Registry, actor: &Actor, number: CaseNumber) {
    let grant = registry.permit::<Close>(actor, number).await.expect("leave to close");
    let ending = Ending { on: NOW.date(), outcome: first() };
    registry.close(grant, ending).await.expect("it is closed");
}

/// A case with this note.
pub(crate) fn draft(note: &str) -> CaseDraft {
    CaseDraft {
        opened: NOW.date(),
        main: first(),
        additional: Vec::new(),
        person: Person { gender: first(), age_band: first(), country: first(), location: first() },
        referral: Referral { main: Code::known("SEL"), others: Vec::new() },
        controllers: Vec::new(),
        arenas: Vec::new(),
        violence: Vec::new(),
        stay_reasons: Vec::new(),
        risk: first(),
        duties: Duties { report: first(), avert: first() },
        actions: Vec::new(),
        known_to: Vec::new(),
        closing: None,
        note: Some(Note(Confidential::new(note.to_owned()))),
    }
}

fn first<L: List>() -> Code<L> {
    Code::offered(Service::Mr, NOW.date()).next().expect("a code in force")
}
