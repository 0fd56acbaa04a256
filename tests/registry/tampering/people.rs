//! Staff and sessions: nobody becomes somebody else by way of the rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use fortrolig::access::{Passphrase, SessionToken};
use fortrolig::registry::{Error, Visit};
use tokio::task::JoinSet;

use crate::folder::{Folder, PASSPHRASE, entered, running};

use super::is_broken;

#[test]
fn nobody_signs_in_as_somebody_else_by_way_of_the_rows() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        let people = registry.people();
        let enter = async |login| {
            registry.clock().advance(30);
            people.sign_in(login, Passphrase::typed(PASSPHRASE), None).await.err()
        };
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
fn nobody_brings_her_own_credentials_to_somebody_elses_account() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        let people = registry.people();
        let enter = async |login| {
            registry.clock().advance(60);
            people.sign_in(login, Passphrase::typed(PASSPHRASE), None).await.err()
        };
        assert!(enter("anna").await.is_none() && enter("berit").await.is_none());
        let ids = folder.ids("credentials").await;
        let (one, two) = (&ids[0], &ids[1]);
        folder.sql("create table kept as select * from credentials").await;
        let back = "update credentials set (revision, sealed) = \
                    (select revision, sealed from kept where kept.id = credentials.id)";

        // What one comes in with, under the other's id: passphrase, telephone, keys and all.
        for whose in [format!("id = x'{one}'"), format!("id = x'{two}'")] {
            folder
                .sql(&format!(
                    "update credentials set sealed = (select sealed from kept where not {whose}) where {whose}"
                ))
                .await;
            let answers = [enter("anna").await, enter("berit").await];
            let row = if whose.contains(one.as_str()) { one } else { two };
            let refused = answers.iter().filter(|answer| is_broken(answer.as_ref(), "credentials", row));
            assert_eq!(refused.count(), 1, "{answers:?}");
            assert_eq!(answers.iter().filter(|answer| answer.is_none()).count(), 1, "{answers:?}");
            folder.sql(back).await;
        }

        // What she came in with before: a code that was used is used, a session that ended has ended.
        entered(&registry, "anna").await;
        entered(&registry, "berit").await;
        folder.sql(back).await;
        for login in ["anna", "berit"] {
            let answer = enter(login).await;
            assert!(matches!(answer, Some(Error::Tampered(_))), "{login}: {answer:?}");
        }
    });
}

#[test]
fn no_session_comes_of_a_row() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        let mut tokens: Vec<SessionToken> = Vec::new();
        for login in ["anna", "berit"] {
            tokens.push(entered(&registry, login).await);
        }
        let sessions = async || {
            let mut sessions = Vec::new();
            for token in &tokens {
                let visit = registry.people().authenticate(token).await.expect("the store answers");
                sessions.push(match visit {
                    Some(Visit::In(actor)) => Some(actor.id()),
                    _ => None,
                });
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
        assert!(registry.people().authenticate(&guessed).await.expect("the store answers").is_none());
        assert_eq!(sessions().await, before);
    });
}

/// A row that changes while it is read is no older row put back: nobody may be told so, and the log still less.
#[test]
fn what_changes_while_it_is_read_is_not_taken_for_tampering() {
    let folder = Folder::with_registry();
    running(async {
        let registry = Arc::new(folder.open().await.expect("it opens"));
        let token = Arc::new(entered(&registry, "anna").await);
        let Some(Visit::In(leaving)) = registry.people().authenticate(&token).await.expect("it answers")
        else {
            panic!("she is in")
        };
        registry.clock().advance(60);
        let token = Arc::new(entered(&registry, "anna").await);
        let done = Arc::new(AtomicBool::new(false));
        let mut readers = JoinSet::new();
        for _ in 0..4 {
            let (registry, token, done) = (registry.clone(), token.clone(), done.clone());
            readers.spawn(async move {
                while !done.load(Ordering::Relaxed) {
                    let visit = registry.people().authenticate(&token).await;
                    assert!(matches!(visit, Ok(Some(Visit::In(_)))), "{visit:?}");
                }
            });
        }
        // Leaving writes her credentials anew each time, also when she has left.
        let other = SessionToken::fresh().expect("randomness");
        for _ in 0..300 {
            registry.people().sign_out(&leaving, &other).await.expect("she leaves");
        }
        done.store(true, Ordering::Relaxed);
        while let Some(reader) = readers.join_next().await {
            reader.expect("it read what was written");
        }
    });
}
