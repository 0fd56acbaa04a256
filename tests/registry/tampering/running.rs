//! While the registry runs: found at the next reading.

use std::time::Duration;

use fortrolig::audit::Outcome;
use fortrolig::registry::Error;
use fortrolig::store::Tampering;
use uuid::Uuid;

use crate::folder::{Folder, closed, note, read, recorded, running};

use super::{is_broken, put, tampering, undo, uuid};

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
            let entry =
                registry.people().read_log().await.expect("the log opens").pop().expect("an entry").entry;
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
