//! Who you are, and what you may do.
//!
//! An [`Actor`] is a person signed in. She asks for a [`Grant`] of one [`Right`] on one thing; the policy
//! says yes or no, and whatever touches a case asks for the grant. Lists take a [`Scope`].

mod actor;
mod device;
mod grant;
mod guessable;
mod passphrase;
pub mod policy;
mod recovery;
mod right;
mod scope;
mod session;
mod soft_lock;
mod staff_record;
mod totp;

pub use actor::Actor;
pub use device::Device;
pub use grant::{Denied, Grant, Target};
pub use passphrase::{Passphrase, PassphraseHash, Unfit};
pub use policy::Relation;
pub use recovery::RecoveryCode;
pub use right::{
    Close, Freeze, List, ManageStaff, Name, Read, ReadAudit, ReadRelease, Record, Release, Right, SignIn,
    SignOut,
};
pub use scope::Scope;
pub use session::{Session, SessionToken, SessionTokenHash};
pub use soft_lock::{CodeBrake, CodeTurn, Failures, Wait};
pub use staff_record::StaffRecord;
pub use totp::{CodeRefused, TotpSecret};
