use crate::domain::{Assessment, Code, Facts, List, Progress};
use crate::locale::{Words, date_short};
use crate::registry::Case;

/// What a case says of itself, for its owner as for somebody who reads it in an emergency.
pub(in crate::web::pages) struct CaseView<'a> {
    /// Each assessment: when, and its lines.
    pub(in crate::web::pages) assessments: Vec<(String, Vec<(String, String)>)>,
    /// What is known, line by line.
    pub(in crate::web::pages) facts: Vec<(String, String)>,
    /// The free text.
    pub(in crate::web::pages) note: Option<&'a str>,
}

impl<'a> CaseView<'a> {
    pub(in crate::web::pages) fn new(words: &Words, case: &'a Case) -> Self {
        let facts = &case.facts;
        Self {
            assessments: std::iter::once(&facts.opening)
                .chain(&facts.later)
                .map(|assessment| assessed(words, assessment))
                .collect(),
            facts: lines(words, facts),
            note: case.note.as_ref().map(|note| note.0.reveal().as_str()),
        }
    }
}

/// What is known of a case, line by line; what is not known has no line.
fn lines(words: &Words, facts: &Facts) -> Vec<(String, String)> {
    let language = words.language;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: String| {
        if !value.is_empty() {
            lines.push((words.say(key), value));
        }
    };
    line("cases-status", words.say(&format!("cases-status-{}", facts.status().as_str())));
    line("record-opened", date_short(language, facts.opened));
    if let Some(closing) = facts.closing {
        line("case-outcome", closing.outcome.label(language).to_owned());
    }
    line("record-gender", facts.person.gender.label(language).to_owned());
    line("record-age-band", facts.person.age_band.label(language).to_owned());
    line("record-country", facts.person.country.label(language).to_owned());
    line("record-location", facts.person.location.label(language).to_owned());
    line("record-referral-main", facts.referral.main.label(language).to_owned());
    line("record-referrals", labels(words, &facts.referral.others));
    line("record-controllers", labels(words, &facts.controllers));
    line("record-arenas", labels(words, &facts.arenas));
    line("record-violence", labels(words, &facts.violence));
    line("record-stay-reasons", labels(words, &facts.stay_reasons));
    for (progress, key) in [
        (Progress::Done, "record-actions-done"),
        (Progress::Planned, "record-actions-planned"),
        (Progress::Declined, "record-actions-declined"),
    ] {
        let of: Vec<_> = facts
            .actions
            .iter()
            .filter(|action| action.progress == progress)
            .map(|action| action.kind)
            .collect();
        line(key, labels(words, &of));
    }
    line("record-duty-report", facts.duties.report.label(language).to_owned());
    line("record-duty-avert", facts.duties.avert.label(language).to_owned());
    let services: Vec<&str> = facts.known_to.iter().map(|service| service.label(language)).collect();
    line("record-known-to", services.join(", "));
    let place = [
        facts.workplace.kind.map(|code| code.label(language)),
        facts.workplace.county.map(|code| code.label(language)),
        facts.workplace.mission.map(|code| code.label(language)),
    ];
    line("record-legend-place", place.into_iter().flatten().collect::<Vec<_>>().join(", "));
    lines
}

fn labels<L: List>(words: &Words, codes: &[Code<L>]) -> String {
    codes.iter().map(|code| code.label(words.language)).collect::<Vec<_>>().join(", ")
}

fn assessed(words: &Words, assessment: &Assessment) -> (String, Vec<(String, String)>) {
    let language = words.language;
    let heading = words.say(&format!("case-at-{}", assessment.point.as_str()));
    let mut lines = vec![
        (words.say("cases-concern"), assessment.main.label(language).to_owned()),
        (words.say("record-concerns"), labels(words, &assessment.additional)),
        (words.say("record-risk"), assessment.risk.label(language).to_owned()),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    (format!("{heading}, {}", date_short(language, assessment.on)), lines)
}
