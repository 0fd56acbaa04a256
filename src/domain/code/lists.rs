//! The lists there are, and the type of a code of each.

use std::sync::LazyLock;

use super::{Code, CodeList, List};

macro_rules! code_lists {
    ($($marker:ident = $name:literal;)+) => {
        $(
            #[doc = concat!("The list `", $name, "`; only a name for types, there is no value of it.")]
            #[derive(Clone, Copy)]
            pub enum $marker {}

            impl List for $marker {
                const NAME: &'static str = $name;

                fn list() -> &'static CodeList {
                    static LIST: LazyLock<CodeList> = LazyLock::new(|| {
                        CodeList::read(include_str!(concat!("../../codelists/", $name, ".toml")))
                            .expect(concat!("the embedded list ", $name, " is read by the tests"))
                    });
                    &LIST
                }
            }
        )+

        /// Every code list.
        pub fn lists() -> impl Iterator<Item = &'static CodeList> {
            [$($marker::list as fn() -> &'static CodeList),+].into_iter().map(|list| list())
        }
    };
}

code_lists! {
    ServiceList = "service";
    ContactTypeList = "contact_type";
    ConcernList = "concern";
    GenderList = "gender";
    AgeBandList = "age_band";
    ReferralSourceList = "referral_source";
    PersonLocationList = "person_location";
    CountryList = "country_background";
    CountyList = "county";
    WorkplaceTypeList = "workplace_type";
    MissionList = "mission";
    ActionKindList = "action";
    DutyAssessmentList = "duty_assessment";
    ControllerRelationList = "controller_relation";
    ArenaList = "arena";
    StayReasonList = "stay_reason";
    ViolenceFormList = "violence_form";
    RiskLevelList = "risk_level";
    CaseOutcomeList = "case_outcome";
    ActivityTargetList = "activity_target";
    ActivityFormList = "activity_form";
    ActivityModeList = "activity_mode";
    EmergencyCategoryList = "emergency_category";
    PeriodStatusList = "period_status";
    CellSymbolList = "cell_symbol";
}

/// Whether a contact is a case, an enquiry or an assignment.
pub type ContactType = Code<ContactTypeList>;
/// What a case is about.
pub type Concern = Code<ConcernList>;
/// The person's gender.
pub type Gender = Code<GenderList>;
/// The person's age when contact was made, in bands.
pub type AgeBand = Code<AgeBandList>;
/// Who made contact.
pub type ReferralSource = Code<ReferralSourceList>;
/// Where the person was when contact was made.
pub type PersonLocation = Code<PersonLocationList>;
/// The country background that was stated.
pub type Country = Code<CountryList>;
/// A county, by its two digits.
pub type County = Code<CountyList>;
/// The type of workplace an adviser has.
pub type WorkplaceType = Code<WorkplaceTypeList>;
/// The foreign service mission an envoy works at.
pub type Mission = Code<MissionList>;
/// What kind of action (tiltak) was done, planned or declined.
pub type ActionKind = Code<ActionKindList>;
/// How a duty to report or to avert was assessed.
pub type DutyAssessment = Code<DutyAssessmentList>;
/// Who exercises the control, by relation to the person.
pub type ControllerRelation = Code<ControllerRelationList>;
/// Where the control is felt.
pub type Arena = Code<ArenaList>;
/// What lies behind an involuntary stay abroad.
pub type StayReason = Code<StayReasonList>;
/// A form of violence.
pub type ViolenceForm = Code<ViolenceFormList>;
/// How great the danger of serious harm is judged to be.
pub type RiskLevel = Code<RiskLevelList>;
/// How matters stood when the case was closed.
pub type CaseOutcome = Code<CaseOutcomeList>;
/// Whom an assignment was for.
pub type ActivityTarget = Code<ActivityTargetList>;
/// The form an assignment had.
pub type ActivityForm = Code<ActivityFormList>;
/// Whether an assignment was digital or in person.
pub type ActivityMode = Code<ActivityModeList>;
/// Why somebody opened a case that is not hers.
pub type EmergencyCategory = Code<EmergencyCategoryList>;
/// How far a period has come.
pub type PeriodStatus = Code<PeriodStatusList>;
/// What a cell bears instead of, or beside, a number.
pub type CellSymbol = Code<CellSymbolList>;
