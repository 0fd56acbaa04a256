//! After a restart: the registry refuses, and the rows are named.

use std::collections::BTreeSet;
use std::fs;

use fortrolig::registry::{Culprit, Error, Finding, Registry, Site, Unlock};
use fortrolig::store::{StoreError, Tampering};
use uuid::Uuid;

use crate::folder::{Folder, clock, closed, draft, recorded, running};

use super::{culprits, folder_opens, tampering, uuid};

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
            registry.people().export_log().await.expect("an export")
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
        let grant = grant.expect("leave is given in memory");
        let refused = registry.record(grant, draft("after")).await.is_err();
        assert!(refused, "nothing is written under a head that was not signed");
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
