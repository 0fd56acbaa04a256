use time::Date;

use super::{
    Action, Arena, CaseOutcome, CodeError, Concern, ControllerRelation, Duties, Note, Person, Referral,
    RiskLevel, Service, StayReason, ViolenceForm,
};

/// A new case as its adviser gives it: what she chose and wrote, before it has an id, an owner or a place.
pub struct CaseDraft {
    /// The day of first contact.
    pub opened: Date,
    /// What the case is mainly about.
    pub main: Concern,
    /// What else it is about.
    pub additional: Vec<Concern>,
    /// The person concerned.
    pub person: Person,
    /// Who made contact.
    pub referral: Referral,
    /// Who exercises the control.
    pub controllers: Vec<ControllerRelation>,
    /// Where it is exercised.
    pub arenas: Vec<Arena>,
    /// Forms of violence.
    pub violence: Vec<ViolenceForm>,
    /// Why the person is, or may be, kept abroad.
    pub stay_reasons: Vec<StayReason>,
    /// How great the danger is judged to be.
    pub risk: RiskLevel,
    /// The duties to report and to avert.
    pub duties: Duties,
    /// What was done.
    pub actions: Vec<Action>,
    /// Other services that know of the matter.
    pub known_to: Vec<Service>,
    /// The end, when the case is already over.
    pub closing: Option<(Date, CaseOutcome)>,
    /// The free text.
    pub note: Option<Note>,
}

/// A field of a draft, by the name it has in forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(pub &'static str);

/// What is wrong with a draft: the field, and the reason. The value never comes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub field: Field,
    /// Why.
    pub reason: Reason,
}

/// Why a field is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing was given, and something must be.
    Missing,
    /// What was given stands in no list.
    Unknown,
    /// The code is real, but not in force for this service on that day.
    NotInForce(&'static str),
    /// What was given is no date.
    NotADate,
    /// The day has not come yet.
    Future,
    /// The day lies before the registry's first year.
    TooEarly,
    /// The case would close before it opened.
    ClosedBeforeOpened,
    /// The main concern stands among the additional ones too.
    MainRepeated,
    /// The code may only stand beside a main concern.
    OnlyAdditional(&'static str),
    /// A reason for a stay abroad, without a concern of a stay abroad.
    StayReasonWithoutStay,
    /// The main source stands among the others too.
    SourceRepeated,
    /// The service itself, among the other services.
    OwnService,
    /// Longer than may be, in characters.
    TooLong(usize),
}

/// The concerns of a stay abroad, feared or real: reasons for a stay belong to these alone.
pub(crate) const STAY_ABROAD: [&str; 2] = ["FUU", "GUU"];

impl CaseDraft {
    /// Everything that is wrong with this draft for `service` on `today`; nothing is wrong when it is empty.
    pub fn faults(&self, service: Service, today: Date) -> Vec<Fault> {
        let mut faults = Faults(Vec::new());
        if self.opened > today {
            faults.add("opened", Reason::Future);
        }
        if self.opened.year() < super::Year::FIRST.number() {
            faults.add("opened", Reason::TooEarly);
        }
        self.check_codes(service, &mut faults);
        self.check_combinations(service, &mut faults);
        if let Some((closed, _)) = self.closing {
            if closed > today {
                faults.add("closed", Reason::Future);
            }
            if closed < self.opened {
                faults.add("closed", Reason::ClosedBeforeOpened);
            }
        }
        if let Some(note) = &self.note
            && note.0.reveal().chars().count() > Note::LONGEST
        {
            faults.add("note", Reason::TooLong(Note::LONGEST));
        }
        faults.0
    }

    fn check_codes(&self, service: Service, faults: &mut Faults) {
        let on = self.opened;
        faults.code("main_concern", self.main.in_force(service, on).err());
        for concern in &self.additional {
            faults.code("additional_concerns", concern.in_force(service, on).err());
        }
        faults.code("gender", self.person.gender.in_force(service, on).err());
        faults.code("age_band", self.person.age_band.in_force(service, on).err());
        faults.code("country", self.person.country.in_force(service, on).err());
        faults.code("location", self.person.location.in_force(service, on).err());
        faults.code("referral", self.referral.main.in_force(service, on).err());
        for source in &self.referral.others {
            faults.code("other_referrals", source.in_force(service, on).err());
        }
        for controller in &self.controllers {
            faults.code("controllers", controller.in_force(service, on).err());
        }
        for arena in &self.arenas {
            faults.code("arenas", arena.in_force(service, on).err());
        }
        for form in &self.violence {
            faults.code("violence", form.in_force(service, on).err());
        }
        for reason in &self.stay_reasons {
            faults.code("stay_reasons", reason.in_force(service, on).err());
        }
        faults.code("risk", self.risk.in_force(service, on).err());
        faults.code("duty_report", self.duties.report.in_force(service, on).err());
        faults.code("duty_avert", self.duties.avert.in_force(service, on).err());
        for action in &self.actions {
            faults.code("actions", action.kind.in_force(service, on).err());
        }
        if let Some((closed, outcome)) = self.closing {
            faults.code("outcome", outcome.in_force(service, closed).err());
        }
    }

    fn check_combinations(&self, service: Service, faults: &mut Faults) {
        if self.main.entry().additional_only {
            faults.add("main_concern", Reason::OnlyAdditional(self.main.as_str()));
        }
        if self.additional.contains(&self.main) {
            faults.add("additional_concerns", Reason::MainRepeated);
        }
        if self.referral.others.contains(&self.referral.main) {
            faults.add("other_referrals", Reason::SourceRepeated);
        }
        let abroad = std::iter::once(&self.main)
            .chain(&self.additional)
            .any(|concern| STAY_ABROAD.contains(&concern.as_str()));
        if !self.stay_reasons.is_empty() && !abroad {
            faults.add("stay_reasons", Reason::StayReasonWithoutStay);
        }
        if self.known_to.contains(&service) {
            faults.add("known_to", Reason::OwnService);
        }
    }
}

struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, field: &'static str, reason: Reason) {
        let fault = Fault { field: Field(field), reason };
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }

    fn code(&mut self, field: &'static str, error: Option<CodeError>) {
        match error {
            None => {}
            Some(CodeError::NotInForce { code, .. }) => self.add(field, Reason::NotInForce(code)),
            Some(CodeError::Unknown { .. }) => self.add(field, Reason::Unknown),
        }
    }
}
