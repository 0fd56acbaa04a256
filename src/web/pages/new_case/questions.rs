use time::Date;

use crate::domain::{
    ActionKindList, AgeBandList, ArenaList, CaseOutcomeList, ConcernList, ControllerRelationList,
    DutyAssessmentList, GenderList, Language, Note, PersonLocationList, RiskLevelList, Service,
    StayReasonList, ViolenceFormList,
};
use crate::locale::{Value, Words, date_short};
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::pages::choices::{countries, offered, sources};
use crate::web::pages::problems::Asked;
use crate::web::posted::Posted;

/// Every question, in the order of the page.
pub(super) const ASKED: &[Asked] = &[
    required("opened", "record-opened", "record-opened-missing"),
    required("main_concern", "record-main-concern", "record-main-concern-missing"),
    required("gender", "record-gender", "record-gender-missing"),
    required("age_band", "record-age-band", "record-age-band-missing"),
    required("country", "record-country", "record-country-missing"),
    required("location", "record-location", "record-location-missing"),
    required("referral", "record-referral-main", "record-referral-main-missing"),
    required("risk", "record-risk", "record-risk-missing"),
    required("duty_report", "record-duty-report", "record-duty-report-missing"),
    required("duty_avert", "record-duty-avert", "record-duty-avert-missing"),
    optional("additional_concerns", "record-concerns"),
    optional("violence", "record-violence"),
    optional("stay_reasons", "record-stay-reasons"),
    optional("other_referrals", "record-referrals"),
    optional("controllers", "record-controllers"),
    optional("arenas", "record-arenas"),
    optional("actions", "record-actions-done"),
    optional("actions_planned", "record-actions-planned"),
    optional("known_to", "record-known-to"),
    optional("note", "record-note"),
    Asked { name: "closed", label: "case-close-date", missing: Some("case-close-date-missing") },
    Asked { name: "outcome", label: "case-outcome", missing: Some("case-outcome-missing") },
];

const fn required(name: &'static str, label: &'static str, missing: &'static str) -> Asked {
    Asked { name, label, missing: Some(missing) }
}

const fn optional(name: &'static str, label: &'static str) -> Asked {
    Asked { name, label, missing: None }
}

/// The questions as the page shows them, with the answers given so far.
pub(super) struct Questions<'a> {
    pub(super) opened: TextField<'a>,
    pub(super) main_concern: Choices,
    pub(super) gender: Choices,
    pub(super) age_band: Choices,
    pub(super) country: Choices,
    pub(super) location: Choices,
    pub(super) referral: Choices,
    pub(super) risk: Choices,
    pub(super) duty_report: Choices,
    pub(super) duty_avert: Choices,
    pub(super) additional_concerns: Choices,
    pub(super) violence: Choices,
    pub(super) stay_reasons: Choices,
    pub(super) other_referrals: Choices,
    pub(super) controllers: Choices,
    pub(super) arenas: Choices,
    pub(super) actions: Choices,
    pub(super) actions_planned: Choices,
    pub(super) known_to: Choices,
    pub(super) note: TextField<'a>,
    pub(super) closed: TextField<'a>,
    pub(super) outcome: Choices,
}

impl<'a> Questions<'a> {
    pub(super) fn new(
        words: &Words,
        form: &'a Posted,
        service: Service,
        today: Date,
        problems: &Problems,
    ) -> Self {
        let words = *words;
        let ask = |name: &'static str, hint: Option<String>| {
            let asked = ASKED.iter().find(|asked| asked.name == name);
            let label = asked.map(|asked| words.say(asked.label)).unwrap_or_default();
            let mut question = Question::new(name, label).with(problems);
            if let Some(hint) = hint {
                question = question.hint(hint);
            }
            question
        };
        let hint = |key: &str| Some(words.say(key));
        let main = |name, about: Option<String>, choices: Vec<Choice>| {
            Choices::new(ask(name, about).required(), choices).choosing(form.all(name))
        };
        let extra = |name, about: Option<String>, choices: Vec<Choice>| {
            Choices::new(ask(name, about).optional(), choices).choosing(form.all(name))
        };
        let (s, d) = (service, today);
        // A concern that may only stand beside another is not offered as the main one.
        let mut concerns = offered::<ConcernList>(&words, s, d);
        let additional = plain(concerns.clone());
        concerns.retain(|concern| {
            crate::domain::Concern::parse(&concern.code).is_ok_and(|code| !code.entry().additional_only)
        });
        let services = Service::ALL
            .into_iter()
            .filter(|other| *other != service)
            .map(|other| Choice::new(other.code(), other.label(words.language)))
            .collect();
        let most = Value::Count(u64::try_from(Note::LONGEST).unwrap_or(u64::MAX));
        let note_hint = words.say_with("record-note-hint", &[("n", most)]);
        Self {
            opened: TextField::new(
                ask("opened", hint("record-opened-hint")).required(),
                Entry::Date,
                form.one("opened"),
            ),
            main_concern: main("main_concern", hint("record-main-concern-hint"), concerns),
            gender: main("gender", None, offered::<GenderList>(&words, s, d)),
            age_band: main("age_band", hint("record-age-band-hint"), offered::<AgeBandList>(&words, s, d)),
            country: main("country", hint("record-country-hint"), countries(&words, s, d)),
            location: main("location", None, offered::<PersonLocationList>(&words, s, d)),
            referral: main("referral", None, sources(&words, s, d)),
            risk: main("risk", hint("record-risk-hint"), offered::<RiskLevelList>(&words, s, d)),
            duty_report: main("duty_report", hint("record-duty-report-hint"), duties(&words, s, d)),
            duty_avert: main("duty_avert", hint("record-duty-avert-hint"), duties(&words, s, d)),
            additional_concerns: extra("additional_concerns", hint("record-concerns-hint"), additional),
            violence: extra(
                "violence",
                hint("record-violence-hint"),
                offered::<ViolenceFormList>(&words, s, d),
            ),
            stay_reasons: extra(
                "stay_reasons",
                hint("record-stay-reasons-hint"),
                offered::<StayReasonList>(&words, s, d),
            ),
            other_referrals: extra("other_referrals", None, sources(&words, s, d)),
            controllers: extra(
                "controllers",
                hint("record-controllers-hint"),
                offered::<ControllerRelationList>(&words, s, d),
            ),
            arenas: extra("arenas", hint("record-arenas-hint"), offered::<ArenaList>(&words, s, d)),
            actions: extra("actions", None, offered::<ActionKindList>(&words, s, d)),
            actions_planned: extra("actions_planned", None, offered::<ActionKindList>(&words, s, d)),
            known_to: extra("known_to", hint("record-known-to-hint"), services),
            note: TextField::new(ask("note", Some(note_hint)).optional(), Entry::Long, form.one("note")),
            closed: TextField::new(ask("closed", None).optional(), Entry::Date, form.one("closed")),
            outcome: extra("outcome", None, offered::<CaseOutcomeList>(&words, s, d)),
        }
    }

    /// Whether anything beyond the first page of questions was answered, or must be put right: then it is shown.
    pub(super) fn more_is_open(&self) -> bool {
        let choices = [
            &self.additional_concerns,
            &self.violence,
            &self.stay_reasons,
            &self.other_referrals,
            &self.controllers,
            &self.arenas,
            &self.actions,
            &self.actions_planned,
            &self.known_to,
            &self.outcome,
        ];
        choices
            .iter()
            .any(|asked| asked.question.error.is_some() || asked.choices.iter().any(|choice| choice.chosen))
            || [&self.closed, &self.note]
                .iter()
                .any(|asked| asked.question.error.is_some() || !asked.value.is_empty())
    }
}

/// A date as a form shows it, in a form that [`parse_date`](crate::locale::parse_date) reads in every language.
pub(super) fn written(_: &Words, date: Date) -> String {
    date_short(Language::Nb, date)
}

fn duties(words: &Words, service: Service, on: Date) -> Vec<Choice> {
    offered::<DutyAssessmentList>(words, service, on)
}

/// Without explanations, where they have been read once already.
fn plain(mut choices: Vec<Choice>) -> Vec<Choice> {
    for choice in &mut choices {
        choice.description = None;
    }
    choices
}
