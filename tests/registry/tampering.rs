//! Somebody has the database in hand, or an old copy of it. Nothing of what he does is shown as content, and the
//! registry says what was done.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use fortrolig::access::{Passphrase, SessionToken};
use fortrolig::audit::Outcome;
use fortrolig::registry::{Culprit, Error, Finding, Registry, Site, Unlock};
use fortrolig::store::{StoreError, Tampering};
use uuid::Uuid;

use crate::folder::{Folder, PASSPHRASE, clock, closed, note, read, recorded, running, signed_in};

/// Parts of a sealed case: `FR1`, suite, schema, key, salt, commitment, ciphertext, tag.
const PARTS: [(&str, usize); 8] = [
    ("magic", 0),
    ("suite", 3),
    ("schema", 5),
    ("key", 9),
    ("salt", 20),
    ("commitment", 50),
    ("ciphertext", 74),
    ("ciphertext's middle", 150),
];

#[test]
fn an_altered_case_is_never_shown_and_the_log_tells() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "as it was written").await;
        let id = folder.asked_one("select lower(hex(id)) a from cases").await;
        let whole = folder.asked_one("select lower(hex(sealed)) a from cases").await;
        let last = whole.len() / 2 - 1;
        for (part, at) in PARTS.into_iter().chain([("tag", last)]) {
            let mut bytes = hex::decode(&whole).expect("digits");
            bytes[at] ^= 1;
            put(&folder, "cases", &id, &hex::encode(bytes)).await;
            let answer = read(&registry, &anna, number).await.err();
            assert!(is_broken(answer.as_ref(), "cases", &id), "{part}: {answer:?}");
            let entry = registry.read_log().await.expect("the log opens").pop().expect("an entry").entry;
            assert_eq!((entry.act.as_str(), entry.outcome), ("integrity", Outcome::Failed), "{part}");
            let told = entry.subject.id.unwrap_or_default();
            assert!(told.contains(&uuid(&id).to_string()), "{part}: {told}");
        }
        put(&folder, "cases", &id, &whole).await;
        assert_eq!(note(&registry, &anna, number).await, "as it was written");
    });
}

#[test]
fn an_altered_note_is_never_shown() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "as it was written").await;
        let id = folder.asked_one("select lower(hex(id)) a from notes").await;
        let whole = folder.asked_one("select lower(hex(sealed)) a from notes").await;
        let mut bytes = hex::decode(&whole).expect("digits");
        bytes[100] ^= 0x80;
        put(&folder, "notes", &id, &hex::encode(bytes)).await;
        let answer = read(&registry, &anna, number).await.err();
        assert!(is_broken(answer.as_ref(), "notes", &id), "{answer:?}");
        put(&folder, "notes", &id, &whole).await;
        assert_eq!(note(&registry, &anna, number).await, "as it was written");
    });
}

#[test]
fn a_case_in_another_cases_place_does_not_open() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let numbers = [recorded(&registry, &anna, "one").await, recorded(&registry, &anna, "two").await];
        let ids = folder.ids("cases").await;
        let (one, two) = (&ids[0], &ids[1]);
        folder.sql("create table kept as select * from cases").await;
        for (onto, from, columns) in [(0, 1, "sealed"), (0, 1, "revision, sealed"), (1, 0, "sealed")] {
            let (row, other) = (&ids[onto], &ids[from]);
            folder
                .sql(&format!(
                    "update cases set ({columns}) = (select {columns} from kept where id = x'{other}') \
                     where id = x'{row}'"
                ))
                .await;
            let answer = read(&registry, &anna, numbers[onto]).await.err();
            assert!(is_broken(answer.as_ref(), "cases", row), "{columns}: {answer:?}");
            undo(&folder).await;
        }
        // With an earlier revision it looks like an older copy of itself.
        folder
            .sql(&format!(
                "update cases set (revision, sealed) = (select revision, sealed from kept where id = x'{one}') \
                 where id = x'{two}'"
            ))
            .await;
        let answer = read(&registry, &anna, numbers[1]).await.err();
        assert_eq!(tampering(answer), Some(Tampering::RolledBack { table: "cases", id: uuid(two) }));
        undo(&folder).await;
        assert_eq!(note(&registry, &anna, numbers[0]).await, "one");
        assert_eq!(note(&registry, &anna, numbers[1]).await, "two");
    });
}

#[test]
fn an_older_revision_is_refused_at_the_next_reading() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "closed by now").await;
        closed(&registry, &anna, number).await;
        assert!(read(&registry, &anna, number).await.is_ok_and(|case| case.facts.closing.is_some()));
        let id = folder.asked_one("select lower(hex(id)) a from cases").await;
        folder
            .sql("update cases set (revision, sealed) = (select revision, sealed from case_revisions)")
            .await;
        let answer = read(&registry, &anna, number).await.err();
        assert_eq!(tampering(answer), Some(Tampering::RolledBack { table: "cases", id: uuid(&id) }));
    });
}

#[test]
fn a_row_that_is_gone_is_missed() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "soon gone").await;
        let id = folder.asked_one("select lower(hex(id)) a from cases").await;
        for table in ["notes", "cases"] {
            folder.sql(&format!("delete from {table}")).await;
            let answer = read(&registry, &anna, number).await.err();
            assert_eq!(tampering(answer), Some(Tampering::Removed { table, id: uuid(&id) }));
        }
    });
}

#[test]
fn a_planted_row_is_no_case_and_hinders_nobody() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "the real one").await;
        let planted = Uuid::new_v4();
        folder
            .sql(&format!("insert into cases select x'{}', revision, sealed from cases", planted.simple()))
            .await;
        let answer = read(&registry, &anna, fortrolig::domain::CaseId(planted).number()).await.err();
        assert!(matches!(answer, Some(Error::NotFound)), "{answer:?}");
        assert_eq!(note(&registry, &anna, number).await, "the real one");
        // Planted ahead of the log it is met at every commit. It does not open, and it hinders nobody.
        folder.sql(&format!("update cases set revision = 1000000 where id = x'{}'", planted.simple())).await;
        for _ in 0..2 {
            let reading = note(&registry, &anna, number);
            let told = tokio::time::timeout(Duration::from_secs(30), reading).await;
            assert_eq!(told.expect("nobody waits for ever"), "the real one");
        }
        let answer = read(&registry, &anna, fortrolig::domain::CaseId(planted).number()).await.err();
        assert!(matches!(answer, Some(Error::NotFound)), "{answer:?}");
    });
}

#[test]
fn after_a_restart_the_registry_refuses_and_names_the_rows() {
    let folder = Folder::with_registry();
    let (one, two, user) = running(async {
        let (registry, anna) = folder.at_work().await;
        let number = recorded(&registry, &anna, "one").await;
        recorded(&registry, &anna, "two").await;
        closed(&registry, &anna, number).await;
        let one = folder.asked_one("select lower(hex(id)) a from case_revisions").await;
        let two = folder.ids("cases").await.into_iter().find(|id| *id != one).expect("the other");
        (one, two, folder.ids("users").await.remove(0))
    });
    let saved = running(folder.saved());
    assert_eq!(running(culprits(&folder)), BTreeSet::new());

    let new = Uuid::new_v4();
    let broken = |table, id| Culprit::Broken(str::to_owned(table), uuid(id));
    let wrong = |table, id| Culprit::WrongRevision(str::to_owned(table), uuid(id));
    let missing = |table, id| Culprit::Missing(str::to_owned(table), uuid(id));
    let flipped = "substr(sealed, 1, 100) || x'00ff00ff' || substr(sealed, 105)";
    let changes = [
        (
            format!("update cases set sealed = cast({flipped} as blob) where id = x'{two}'"),
            vec![broken("cases", &two)],
        ),
        (
            format!("update notes set sealed = cast({flipped} as blob) where id = x'{two}'"),
            vec![broken("notes", &two)],
        ),
        (
            format!("update users set sealed = cast({flipped} as blob) where id = x'{user}'"),
            vec![broken("users", &user)],
        ),
        (
            format!("update case_revisions set sealed = cast({flipped} as blob)"),
            vec![broken("case_revisions", &one)],
        ),
        (
            format!("update cases set sealed = (select sealed from cases where id = x'{one}')"),
            vec![broken("cases", &two)],
        ),
        (
            "update cases set (revision, sealed) = (select revision, sealed from case_revisions r \
             where r.id = cases.id) where id in (select id from case_revisions)"
                .to_owned(),
            vec![wrong("cases", &one)],
        ),
        (format!("delete from cases where id = x'{two}'"), vec![missing("cases", &two)]),
        (format!("delete from notes where id = x'{one}'"), vec![missing("notes", &one)]),
        ("delete from case_revisions".to_owned(), vec![missing("case_revisions", &one)]),
        (
            format!(
                "insert into cases select x'{}', revision, sealed from cases where id = x'{one}'",
                new.simple()
            ),
            vec![Culprit::Planted("cases".to_owned(), new)],
        ),
        (
            format!("delete from cases where id = x'{two}'; delete from notes where id = x'{one}'"),
            vec![missing("cases", &two), missing("notes", &one)],
        ),
    ];
    for (change, expected) in changes {
        running(async {
            folder.restore(&saved).await;
            folder.sql(&change).await;
        });
        let opened = running(async { folder.open().await.err() });
        assert!(matches!(opened, Some(Error::Tampered(_))), "{change}: {opened:?}");
        assert_eq!(running(culprits(&folder)), BTreeSet::from_iter(expected), "{change}");
    }
    running(folder.restore(&saved));
    running(async { folder.open().await.map(drop).expect("as it was, it opens") });
}

#[test]
fn an_older_copy_of_the_whole_database_is_refused() {
    let folder = Folder::with_registry();
    let saved = running(folder.saved());
    running(async {
        let (registry, anna) = folder.at_work().await;
        recorded(&registry, &anna, "after the copy").await;
    });
    let newer = running(folder.saved());
    running(folder.restore(&saved));
    let opened = running(async { folder.open().await.err() });
    assert!(matches!(tampering(opened), Some(Tampering::OlderDatabase { .. })));
    running(folder.restore(&newer));
    running(async { folder.open().await.map(drop).expect("the newest opens") });
}

#[test]
fn another_history_of_the_same_length_is_refused() {
    let folder = Folder::with_registry();
    let before = running(folder.saved());
    let anchor = fs::read(folder.path("anchor")).expect("an anchor");
    let works = || {
        running(async {
            let (registry, anna) = folder.at_work().await;
            recorded(&registry, &anna, "one of two histories").await;
        });
        running(folder.saved())
    };
    let one = works();
    fs::write(folder.path("anchor"), anchor).expect("the anchor too");
    running(folder.restore(&before));
    works();
    running(folder.restore(&one));
    let opened = running(async { folder.open().await.err() });
    assert!(matches!(tampering(opened), Some(Tampering::OtherHistory(_))));
}

#[test]
fn what_is_done_to_the_log_is_named() {
    let folder = Folder::with_registry();
    running(async {
        let (registry, anna) = folder.at_work().await;
        recorded(&registry, &anna, "told of").await;
    });
    let saved = running(folder.saved());
    let anchor = fs::read(folder.path("anchor")).expect("an anchor");
    let last: u64 = running(folder.asked_one("select cast(max(number) as text) a from audit_entries"))
        .parse()
        .expect("a number");
    for (change, finding) in [
        ("delete from audit_entries where number = 3", Finding::Missing(3)),
        ("delete from audit_entries where number in (1, 2)", Finding::Missing(1)),
        ("update audit_entries set body = cast(body || x'00' as blob) where number = 2", Finding::Altered(2)),
        (
            "update audit_entries set body = (select body from audit_entries where number = 1) where number = 2",
            Finding::Altered(2),
        ),
        ("update audit_entries set number = 1000 where number = 3", Finding::Missing(3)),
        ("update audit_entries set chain = zeroblob(32) where number = 2", Finding::Altered(2)),
    ] {
        running(async {
            folder.restore(&saved).await;
            fs::write(folder.path("anchor"), &anchor).expect("the anchor");
            folder.sql(change).await;
        });
        assert_eq!(running(culprits(&folder)), BTreeSet::from([Culprit::Log(finding)]), "{change}");
        let export = running(async {
            let registry = folder.open().await.expect("the rows are as they were");
            registry.export_log().await.expect("an export")
        });
        assert_eq!(fortrolig::registry::verify(&export, |_, _| true).err(), Some(finding), "{change}");
    }
    running(async {
        folder.restore(&saved).await;
        fs::write(folder.path("anchor"), &anchor).expect("the anchor");
        folder.sql(&format!("delete from audit_entries where number = {last}")).await;
        assert_eq!(tampering(folder.open().await.err()), Some(Tampering::OtherHistory(last)));
    });
    running(folder.restore(&saved));
    assert_eq!(running(culprits(&folder)), BTreeSet::new());
}

#[test]
fn a_head_that_was_not_signed_is_refused() {
    let folder = Folder::with_registry();
    let saved = running(folder.saved());
    for change in [
        "update head set number = number + 1",
        "update head set marks = zeroblob(32)",
        "update head set chain = zeroblob(32)",
        "update head set keyring_sequence = 0",
        "update head set signature = zeroblob(64)",
    ] {
        running(async {
            folder.restore(&saved).await;
            folder.sql(change).await;
            assert_eq!(tampering(folder.open().await.err()), Some(Tampering::WrongSignature), "{change}");
        });
    }
    running(async {
        folder.restore(&saved).await;
        let (registry, anna) = folder.at_work().await;
        recorded(&registry, &anna, "before").await;
        folder.sql("update head set signature = zeroblob(64)").await;
        let grant = registry.permit_new_case(&anna).await;
        assert!(grant.is_ok(), "leave is given in memory");
        assert!(registry.teams().await.is_err(), "nothing is written under a head that was not signed");
    });
}

#[test]
fn an_older_keyring_is_refused() {
    let folder = Folder::with_registry();
    let keyring = folder.path("keys").join("fortrolig.keyring");
    let old = fs::read(&keyring).expect("a keyring");
    running(async {
        let (registry, anna) = folder.at_work().await;
        // The first case of a year has a key made for it.
        recorded(&registry, &anna, "under a new key").await;
    });
    let new = fs::read(&keyring).expect("a keyring");
    assert!(old != new);
    fs::write(&keyring, &old).expect("the old one is put back");
    running(async {
        let opened = tampering(folder.open().await.err());
        assert!(matches!(opened, Some(Tampering::OlderKeyring { .. })), "{opened:?}");
    });
    fs::write(&keyring, &new).expect("the new one is put back");
    running(async { folder.open().await.map(drop).expect("it opens") });
}

#[test]
fn keys_of_another_deployment_are_told_apart() {
    let (one, other) = (Folder::with_registry(), Folder::with_registry());
    let mixed = Site { keys: other.site().keys, ..one.site() };
    running(async {
        let opened = Registry::open(&mixed, Unlock::File, clock()).await.err();
        assert!(matches!(opened, Some(Error::Unavailable(StoreError::OtherDeployment { .. }))), "{opened:?}");
        folder_opens(&one).await;
        folder_opens(&other).await;
    });
}

#[test]
fn a_newer_schema_is_left_alone() {
    let folder = Folder::with_registry();
    running(async {
        folder.sql("insert into seaql_migrations (version, applied_at) values ('m0099_future', 0)").await;
        let opened = folder.open().await.err();
        assert!(
            matches!(&opened, Some(Error::Unavailable(StoreError::NewerSchema(step))) if step == "m0099_future"),
            "{opened:?}"
        );
        folder.sql("delete from seaql_migrations where version = 'm0099_future'").await;
        folder_opens(&folder).await;
    });
}

#[test]
fn nobody_signs_in_as_somebody_else_by_way_of_the_rows() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        let enter = async |login| registry.sign_in(login, Passphrase::typed(PASSPHRASE)).await.err();
        assert!(enter("anna").await.is_none() && enter("berit").await.is_none());
        let ids = folder.ids("users").await;
        let (one, two) = (&ids[0], &ids[1]);
        folder.sql("create table kept as select * from users").await;

        folder.sql(&format!("update users set sealed = (select sealed from kept where id = x'{one}')")).await;
        let answers = [enter("anna").await, enter("berit").await];
        let refused = answers.iter().filter(|answer| is_broken(answer.as_ref(), "users", two)).count();
        let entered = answers.iter().filter(|answer| answer.is_none()).count();
        assert_eq!((refused, entered), (1, 1), "{answers:?}");
        folder.sql("update users set sealed = (select sealed from kept where kept.id = users.id)").await;

        folder
            .sql(&format!(
                "update users set login_index = zeroblob(32) where id = x'{one}'; \
                 update users set login_index = (select login_index from kept where id = x'{one}') \
                 where id = x'{two}'; \
                 update users set login_index = (select login_index from kept where id = x'{two}') \
                 where id = x'{one}'"
            ))
            .await;
        for login in ["anna", "berit"] {
            let answer = enter(login).await;
            assert!(matches!(answer, Some(Error::WrongSignIn)), "{login}: {answer:?}");
        }
        folder.sql("update users set login_index = x'00' || substr(login_index, 2)").await;
        folder
            .sql("update users set login_index = (select login_index from kept where kept.id = users.id)")
            .await;
        assert!(enter("anna").await.is_none() && enter("berit").await.is_none());
    });
}

#[test]
fn no_session_comes_of_a_row() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        let mut tokens: Vec<SessionToken> = Vec::new();
        for login in ["anna", "berit"] {
            tokens.push(registry.sign_in(login, Passphrase::typed(PASSPHRASE)).await.expect("she signs in"));
        }
        let sessions = async || {
            let mut sessions = Vec::new();
            for token in &tokens {
                sessions
                    .push(registry.authenticate(token).await.expect("the store answers").map(|it| it.0.id()));
            }
            sessions
        };
        let before = sessions().await;
        assert!(before[0].is_some() && before[1].is_some() && before[0] != before[1]);
        folder.sql("create table kept as select * from sessions").await;
        let back = "update sessions set sealed = (select sealed from kept where kept.token_hash = sessions.token_hash)";

        // Each has the other's session.
        folder
            .sql(
                "update sessions set sealed = (select sealed from kept where kept.token_hash != sessions.token_hash)",
            )
            .await;
        assert_eq!(sessions().await, [None, None]);
        folder.sql(back).await;
        assert_eq!(sessions().await, before);

        // Every byte is bound: whoever wants it to last longer has to change one.
        let length: usize = folder
            .asked("select cast(length(sealed) as text) a from sessions")
            .await
            .remove(0)
            .parse()
            .expect("a number");
        for at in (1..=length).step_by(length / 7) {
            let bitten = format!(
                "update sessions set sealed = cast(substr(sealed, 1, {at} - 1) || x'5a' || substr(sealed, {at} + 1) as blob)"
            );
            folder.sql(&bitten).await;
            assert_eq!(sessions().await, [None, None], "byte {at}");
            folder.sql(back).await;
        }

        // A row under a hash that somebody chose has no token that leads to it.
        folder.sql("insert into sessions select randomblob(32), sealed from kept").await;
        let guessed = SessionToken::fresh().expect("randomness");
        assert!(registry.authenticate(&guessed).await.expect("the store answers").is_none());
        assert_eq!(sessions().await, before);
    });
}

async fn culprits(folder: &Folder) -> BTreeSet<Culprit> {
    Registry::culprits(&folder.site(), Unlock::File).await.expect("the database can be looked at")
}

async fn folder_opens(folder: &Folder) {
    let registry = folder.open().await.expect("it opens");
    signed_in(&registry, "anna").await;
}

async fn put(folder: &Folder, table: &str, id: &str, sealed: &str) {
    folder.sql(&format!("update {table} set sealed = x'{sealed}' where id = x'{id}'")).await;
}

/// Puts the cases back from the table `kept`.
async fn undo(folder: &Folder) {
    folder
        .sql("update cases set (revision, sealed) = (select revision, sealed from kept where kept.id = cases.id)")
        .await;
}

fn is_broken(error: Option<&Error>, table: &str, id: &str) -> bool {
    matches!(error, Some(Error::Tampered(Tampering::Broken { table: found, id: row }))
        if *found == table && *row == uuid(id))
}

fn tampering(error: Option<Error>) -> Option<Tampering> {
    match error {
        Some(Error::Tampered(tampering)) => Some(tampering),
        _ => None,
    }
}

fn uuid(hex: &str) -> Uuid {
    Uuid::parse_str(hex).expect("an id in digits")
}
