use time::OffsetDateTime;

use super::emergency::Limit;
use crate::access::Unfit;
use crate::domain::{Fault, Service, Year};
use crate::keyring::KeyringError;
use crate::statistics::NotReleasable;
use crate::statistics::annual::NotPrepared;
use crate::store::{StoreError, Tampering};

/// Why the registry did not do as asked, by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or none that she may see: the two look alike.
    #[error("not found")]
    NotFound,
    /// The login or the passphrase is wrong; which of them is not told.
    #[error("wrong login or passphrase")]
    WrongSignIn,
    /// She must show a second factor again before this.
    #[error("a second factor must be shown again")]
    StepUp,
    /// Too many wrong tries; the next one counts from then on, or after a reset when nothing is said.
    #[error("too many wrong tries")]
    Locked(Option<OffsetDateTime>),
    /// The code or the key is not right, or was used before.
    #[error("wrong or used second factor")]
    WrongFactor,
    /// The origin that was configured cannot be one for passkeys.
    #[error("the configured origin cannot be used for passkeys: it must be https, or localhost")]
    NoPasskeys,
    /// What is left would not be enough second factors for the role.
    #[error("the second factors would not be enough for the role")]
    FactorsTooFew,
    /// The passphrase is right, but the account is closed or the role has run out.
    #[error("the account is closed, or its role has run out")]
    Ended,
    /// This passphrase may not be chosen.
    #[error(transparent)]
    UnfitPassphrase(Unfit),
    /// No case may be opened in an emergency at this moment.
    #[error("no case may be opened in an emergency now")]
    Limited(Limit),
    /// She has opened more cases than work asks for, and can go on in a while.
    #[error("too many cases were opened")]
    TooManyOpened,
    /// It would break a rule of who may be what.
    #[error(transparent)]
    Inadmissible(Inadmissible),
    /// Correct these fields and send again.
    #[error("{} fields need correcting", .0.len())]
    Faults(Vec<Fault>),
    /// Somebody else changed it meanwhile: look at it again.
    #[error("it has changed meanwhile")]
    Stale,
    /// It has been done already: the year is frozen, the case is closed, the login is taken.
    #[error("it has been done already")]
    AlreadyDone,
    /// What is kept is not what was written. It is not shown, and the log tells of it.
    #[error(transparent)]
    Tampered(Tampering),
    /// No protected release can be made of these figures.
    #[error(transparent)]
    NotReleasable(#[from] NotReleasable),
    /// No annual release can be made now.
    #[error(transparent)]
    NotPrepared(#[from] Unprepared),
    /// The table that was asked for is not given.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// Too many are signing in at this moment.
    #[error("too many sign-ins at once; try again in a moment")]
    Busy,
    /// Try again later.
    #[error("the registry cannot do it now")]
    Unavailable(#[source] StoreError),
    /// The keyring could not be used.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
}

/// Why somebody cannot be what was proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Inadmissible {
    /// The login is missing, too long, or has blanks or signs in it that cannot be seen.
    #[error("the login is missing, too long, or cannot be read")]
    Login,
    /// The login is taken.
    #[error("the login is taken")]
    LoginTaken,
    /// Another account of the same person has a role that excludes this one.
    #[error("another account of this person has a role that excludes this one")]
    Separation,
    /// The role needs a team of its service, or may have none.
    #[error("the role and the team do not go together")]
    Team,
    /// The last day is past, or further off than a role may be given for.
    #[error("the role's last day is out of range")]
    Until,
    /// The name is missing, too long, or has signs in it that cannot be seen.
    #[error("the name is missing, too long, or cannot be read")]
    Name,
    /// Another team is called so.
    #[error("another team is called so")]
    TeamTaken,
    /// It is what she is already.
    #[error("nothing would change")]
    Unchanged,
    /// She proposed it, it is about her, or she is the same person as who did.
    #[error("it takes another person")]
    SamePerson,
}

/// Why there is no annual release.
#[derive(Debug, thiserror::Error)]
pub enum Unprepared {
    /// The year of this service is not frozen.
    #[error("the year is not frozen for every service")]
    IncompleteFreeze(Service),
    /// An annual release of the year waits to be decided.
    #[error("an annual release of the year waits to be decided")]
    Waiting,
    /// There is an annual release of the year, or one waits: the services' own releases come before it.
    #[error("there is an annual release of the year")]
    AnnualFirst,
    /// A correction says what it corrects.
    #[error("a correction takes a note")]
    NoteMissing,
    /// It would be published before today, or before the release that it corrects.
    #[error("the day of publication is too early")]
    TooEarly,
    /// Disclosure control does not make it.
    #[error(transparent)]
    Statistics(#[from] NotPrepared),
}

/// Why a table that was asked for is not given. None of it depends on what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// It is not among the approved tables.
    #[error("the table is not among the approved ones")]
    NotApproved,
    /// The year is not published, or has nothing that tables could be counted from.
    #[error("there are no tables to be asked for of this year")]
    NoBase(Year),
    /// She has asked as many new questions as one may; one more comes free then.
    #[error("the budget of new questions is spent")]
    Spent(OffsetDateTime),
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale => Self::Stale,
            StoreError::Tampered(tampering) => Self::Tampered(tampering),
            other => Self::Unavailable(other),
        }
    }
}
