//! Who you are, and what you may do.
//!
//! An [`Actor`] is a person signed in. She asks for a [`Grant`] of one [`Right`] on one thing; the policy
//! says yes or no, and whatever touches a case asks for the grant. Lists take a [`Scope`].

mod actor;
mod credentials;
mod device;
mod grant;

mod passkey;

mod guessable;

mod passphrase;
pub mod policy;
mod recovery;
mod right;
mod scope;
mod session;
mod soft_lock;
mod totp;

pub use actor::Actor;
pub use credentials::{Activation, Credentials, LiveSession, StrongFactors, Totp};
pub use device::Device;
pub use grant::{Denied, Grant, Obstacle, Target};
pub use passkey::{Authentication, Passkey, PasskeyFault, Registration, RelyingParty};
pub use passphrase::{Passphrase, PassphraseHash, Unfit};
pub use policy::Relation;
pub use recovery::RecoveryCode;
pub use right::{
    Activate, ApproveRelease, ApproveStaff, AskTable, Close, CloseAccount, EndSessions, Enrol, Freeze,
    HandOver, List, ManageFactors, ManageSessions, Name, OpenEmergency, Proof, ProposeStaff, Read, ReadAudit,
    ReadInEmergency, ReadPublished, ReadRelease, ReadStaff, ReadTables, Record, Recover, Refuse, Release,
    ReviewEmergency, Right, SeeApprovals, SeeEmergency, SignIn, SignOut, Withdraw,
};
pub use scope::Scope;
pub use session::{Session, SessionId, SessionToken, SessionTokenHash, Stage};
pub use soft_lock::{CodeBrake, CodeTurn, Failures, Wait};
pub use totp::{CodeRefused, TotpSecret};
