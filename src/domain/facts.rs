use time::Date;

use super::{
    Action, Arena, Assessment, CaseId, CaseOutcome, ControllerRelation, DutyAssessment, Person,
    ReferralSource, Service, Status, StayReason, TeamId, UserId, ViolenceForm, Workplace,
};

/// The coded part of a case: all that is ever listed or counted. No free text, no name, no birth date.
///
/// It has neither `Debug` nor `Serialize`: a case is content, and content reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// Which case.
    pub id: CaseId,
    /// The version of the code lists it was written with.
    pub lists: String,
    /// The service it belongs to.
    pub service: Service,
    /// The team it belongs to.
    pub team: TeamId,
    /// Who works it.
    pub owner: UserId,
    /// Where she worked when it was recorded.
    pub workplace: Workplace,
    /// The day of first contact.
    pub opened: Date,
    /// How it ended, once it has.
    pub closing: Option<Closing>,
    /// The person concerned.
    pub person: Person,
    /// Concern and risk at opening: what the official series counts.
    pub opening: Assessment,
    /// Concern and risk at follow-ups and at closing, oldest first.
    pub later: Vec<Assessment>,
    /// Who brought the case, and who else did.
    pub referral: Referral,
    /// Who exercises the control.
    pub controllers: Vec<ControllerRelation>,
    /// Where the control is exercised.
    pub arenas: Vec<Arena>,
    /// Forms of violence.
    pub violence: Vec<ViolenceForm>,
    /// Why the person is, or may be, kept abroad.
    pub stay_reasons: Vec<StayReason>,
    /// What was done.
    pub actions: Vec<Action>,
    /// Whether the duties to report and to avert were assessed.
    pub duties: Duties,
    /// Other services that know of the same matter, so that the nation can be counted without counting twice.
    pub known_to: Vec<Service>,
}

/// Who made contact: one main source, others beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct Referral {
    /// The source that is counted.
    pub main: ReferralSource,
    /// Others who made contact about the same matter.
    pub others: Vec<ReferralSource>,
}

/// The two duties that the law lays on whoever learns of a case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Duties {
    /// To report to child welfare (barnevernsloven § 13-2).
    pub report: DutyAssessment,
    /// To avert a serious crime (straffeloven § 196).
    pub avert: DutyAssessment,
}

/// The end of a case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// The day.
    pub on: Date,
    /// How it stood.
    pub outcome: CaseOutcome,
}

impl Facts {
    /// The newest assessment: what the case is about now.
    pub fn current(&self) -> &Assessment {
        self.later.last().unwrap_or(&self.opening)
    }

    /// Whether the case is being worked.
    pub fn status(&self) -> Status {
        if self.closing.is_some() { Status::Closed } else { Status::Open }
    }
}
