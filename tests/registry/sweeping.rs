//! What lapses by itself does not pile up.

use std::time::Duration;

use fortrolig::access::Passphrase;
use fortrolig::clock::Clock;
use fortrolig::registry::{Registry, Unlock};

use crate::folder::{Folder, PASSPHRASE, clock, entered, running};

async fn rows(folder: &Folder) -> [String; 2] {
    let count =
        async |table| folder.asked_one(&format!("select cast(count(*) as text) a from {table}")).await;
    [count("sessions").await, count("tries").await]
}

/// The registry opened so many hours later, once it has swept.
async fn swept_after(folder: &Folder, hours: i64, expected: [&str; 2]) {
    let later: Clock = clock();
    later.advance(hours * 60 * 60);
    let _registry = Registry::open(&folder.site(), Unlock::File, later).await.expect("it opens");
    for _ in 0..500 {
        if rows(folder).await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(rows(folder).await, expected, "after {hours} hours");
}

#[test]
fn ended_sessions_and_forgotten_counts_are_swept_up() {
    let folder = Folder::with_registry();
    running(async {
        let registry = folder.open().await.expect("it opens");
        entered(&registry, "anna").await;
        for login in ["finnes.ikke", "berit"] {
            let wrong = registry.people().sign_in(login, Passphrase::typed("feil"), None).await;
            assert!(wrong.is_err());
        }
        let right = registry.people().sign_in("anna", Passphrase::typed(PASSPHRASE), None).await;
        assert!(right.is_ok());
    });
    running(async {
        // Anna's session, one that owes a factor; her passphrases, her codes, and two who guessed.
        assert_eq!(rows(&folder).await, ["2", "4"]);
        swept_after(&folder, 0, ["2", "2"]).await;
        swept_after(&folder, 7, ["2", "2"]).await;
        swept_after(&folder, 9, ["0", "2"]).await;
        swept_after(&folder, 25, ["0", "0"]).await;
    });
}
