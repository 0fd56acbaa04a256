//! The words of the field. Nothing here knows how it is stored, sealed, shown or counted.

mod action;
mod approval;
mod asked_table;
mod assessment;
mod case;
mod code;
mod contact;
mod draft;
mod emergency;
mod facts;
mod frozen;
mod language;
mod note;
mod period;
mod person;
mod staff;
mod table_question;

pub use action::{Action, Progress};
pub use approval::{Approval, ApprovalId, Decision, Proposal};
pub use asked_table::{AskedTable, Budget};
pub use assessment::{Assessment, Point};
pub use case::{CaseId, CaseNumber, Status};
pub use code::*;
pub use contact::{Assignment, Contact, ContactId, Question};
pub use draft::{CaseDraft, Fault, Field, Reason};
pub use emergency::{
    Emergency, EmergencyId, EmergencyReport, Justification, Remark, Review, Unfounded, Verdict,
};
pub use facts::{Closing, Duties, Facts, Referral};
pub use frozen::{CountedCase, FrozenYear};
pub use language::Language;
pub use note::Note;
pub use period::{Period, Year};
pub use person::Person;
pub use staff::{PersonId, Role, Staff, Standing, Team, TeamId, Term, UserId, Workplace};
pub use table_question::{Misasked, TableDimension, TableQuestion, TableUnit};
