use time::OffsetDateTime;
use uuid::Uuid;

use super::People;
use super::sweep::half;
use crate::access::{CodeTurn, Wait};
use crate::keyring::{Place, Purpose};
use crate::registry::Error;
use crate::registry::content::Tries;
use crate::store::StoreError;

/// The table of counts, which is part of what their seals are bound to.
pub(super) const TRIES: &str = "tries";

/// Under what wrong tries are counted.
#[derive(Clone, Copy)]
pub(super) enum Counted<'a> {
    /// A login, whether or not anybody has it, from a browser that nobody knows.
    Login(&'a str),
    /// A login from a browser that has signed in before: a stranger's tries do not shut it out.
    Device(&'a str, [u8; 16]),
    /// The one-time codes of somebody.
    Codes(Uuid),
}

/// What is counted.
#[derive(Clone, Copy)]
enum Kind {
    Passphrases,
    Codes,
}

impl Counted<'_> {
    fn kind(self) -> Kind {
        match self {
            Self::Login(_) | Self::Device(..) => Kind::Passphrases,
            Self::Codes(_) => Kind::Codes,
        }
    }
}

impl People {
    /// Counts a try as a wrong one before it is looked at, so that many at once are many; or says how long to wait.
    ///
    /// # Errors
    /// [`Error::Locked`] when it is not the time to try.
    pub(super) async fn count_try(&self, counted: Counted<'_>) -> Result<(), Error> {
        let now = self.clock.now();
        let kind = counted.kind();
        let wait = self
            .change(counted, move |tries| match next_turn(tries, now, kind) {
                Ok(next) => (next, None),
                Err(until) => (*tries, Some(until)),
            })
            .await?;
        wait.map_or(Ok(()), |until| Err(Error::Locked(until)))
    }

    /// Takes the last try back: it was right.
    pub(super) async fn forget_tries(&self, counted: Counted<'_>) -> Result<(), Error> {
        self.change(counted, |_| (Tries::none(), ())).await
    }

    async fn change<T: Send + 'static>(
        &self,
        counted: Counted<'_>,
        change: impl FnOnce(&Tries) -> (Tries, T) + Send + 'static,
    ) -> Result<T, Error> {
        let key = self.keyring.login_index(&match counted {
            Counted::Login(login) => format!("tries\0login\0{login}"),
            Counted::Device(login, device) => format!("tries\0device\0{}\0{login}", hex::encode(device)),
            Counted::Codes(user) => format!("tries\0codes\0{user}"),
        });
        let place = Place { table: TRIES, row: half(&key), revision: 0 };
        let keyring = self.keyring.clone();
        let changed = self.store.change_tries::<Tries, T, _>(key, move |kept| {
            // What does not open was planted: it counts for nothing.
            let tries =
                kept.and_then(|sealed| keyring.open(&sealed, &place).ok()).unwrap_or_else(Tries::none);
            let (next, found) = change(&tries);
            let sealed = keyring.seal(&Purpose::Identity, &place, &next).map_err(|_| StoreError::Unsealed)?;
            Ok((sealed, found))
        });
        Ok(changed.await?)
    }
}

/// What is counted when somebody tries now, or until when to wait (for ever when nothing is said).
fn next_turn(tries: &Tries, now: OffsetDateTime, kind: Kind) -> Result<Tries, Option<OffsetDateTime>> {
    match kind {
        Kind::Codes => match tries.codes.turn(now) {
            CodeTurn::Open => Ok(Tries { codes: tries.codes.after_failure(now), ..*tries }),
            CodeTurn::Wait(until) | CodeTurn::PassphraseAgain(until) => Err(Some(until)),
        },
        Kind::Passphrases => match tries.passphrases.wait() {
            Wait::Until(until) if now < until => Err(Some(until)),
            Wait::Until(_) => Ok(Tries { passphrases: tries.passphrases.after_failure(now), ..*tries }),
            Wait::Locked => Err(None),
        },
    }
}
