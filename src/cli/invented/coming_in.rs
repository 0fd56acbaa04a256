//! How invented people come in: all with one passphrase and one secret for codes, which everybody may know.

use time::{Date, Duration, OffsetDateTime};

use crate::access::{Actor, Credentials, Passphrase, Totp, TotpSecret};
use crate::domain::Staff;
use crate::registry::{Error, Member, People, Shown, Visit};

/// The passphrase of everybody who is invented.
pub const PASSPHRASE: &str = "alt er oppdiktet her";

/// The secret for codes of everybody who is invented.
pub fn secret() -> TotpSecret {
    TotpSecret::from_bytes(*b"alt er oppdiktet her")
}

/// These people, with roles for another year from `today`. Those with these logins can come in.
///
/// # Errors
/// [`Error::Busy`] when the passphrase could not be hashed.
pub fn members(staff: Vec<Staff>, logins: &[&str], today: Date) -> Result<Vec<Member>, Error> {
    let hash = Passphrase::typed(PASSPHRASE).hash().map_err(|_| Error::Busy)?;
    let until = today + Duration::days(Staff::LONGEST_ROLE);
    let member = |staff: Staff| {
        let mut credentials = Credentials::default();
        if logins.contains(&staff.login.as_str()) {
            credentials.passphrase = Some(hash.clone());
            credentials.totp = Some(Totp { secret: secret(), last_step: None });
        }
        Member { staff: Staff { until, ..staff }, credentials }
    };
    Ok(staff.into_iter().map(member).collect())
}

/// Somebody invented, signed in as she would be: by passphrase and code.
///
/// # Errors
/// As for signing in.
pub async fn sign_in(people: &People, login: &str, now: OffsetDateTime) -> Result<Actor, Error> {
    let token = people.sign_in(login, Passphrase::typed(PASSPHRASE), None).await?;
    let proven = people.prove(&token, Shown::Code(&secret().code_at(now))).await?;
    match people.authenticate(&proven.token).await? {
        Some(Visit::In(actor)) => Ok(*actor),
        _ => Err(Error::NotFound),
    }
}
