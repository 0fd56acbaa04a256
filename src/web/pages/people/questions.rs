use time::{Date, Duration};
use uuid::Uuid;

use crate::domain::{
    Code, CountyList, List, MissionList, Role, Service, Staff, Team, TeamId, Workplace, WorkplaceTypeList,
};
use crate::locale::{Words, date_short, parse_date, sort_key};
use crate::registry::Admission;
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::posted::Posted;

use super::said::{role, team_line};

/// The questions about a role, as every form that proposes one asks them.
pub(super) struct RoleQuestions<'a> {
    pub(super) role: Choices,
    pub(super) team: Choices,
    pub(super) kind: Choices,
    pub(super) county: Choices,
    pub(super) mission: Choices,
    pub(super) until: TextField<'a>,
}

impl<'a> RoleQuestions<'a> {
    /// The questions, with the answers given so far.
    pub(super) fn new(
        words: &Words,
        form: &'a Posted,
        teams: &[Team],
        today: Date,
        problems: &Problems,
    ) -> Self {
        let ask = |name, key: &str| Question::new(name, words.say(key)).with(problems);
        let optional = |name, key, choices| {
            Choices::new(ask(name, key).optional(), choices).choosing(form.all(name)).or_else("people-none")
        };
        let roles = Role::ALL
            .map(|known| Choice::new(known.as_str(), role(words, known)).described(about(words, known)));
        let latest = date_short(words.language, latest(today));
        Self {
            role: Choices::new(
                ask("role", "people-role").required().hint(words.say("people-role-hint")),
                roles.into(),
            )
            .choosing(form.all("role")),
            team: Choices::new(
                ask("team", "people-team").hint(words.say("people-team-hint")),
                team_choices(words, teams),
            )
            .choosing(form.all("team"))
            .or_else("people-no-team"),
            kind: optional("kind", "people-workplace", everywhere::<WorkplaceTypeList>(words, today)),
            county: optional("county", "people-county", everywhere::<CountyList>(words, today)),
            mission: optional("mission", "people-mission", everywhere::<MissionList>(words, today)),
            until: TextField::new(
                ask("until", "people-until").required().hint(words.say_of(
                    "people-until-hint",
                    "date",
                    &latest,
                )),
                Entry::Date,
                form.one("until"),
            ),
        }
    }
}

/// The answers of a form nobody has sent: the role as it is.
pub(super) fn answered(form: Posted, staff: &Staff, until: Date) -> Posted {
    let Workplace { kind, county, mission } = staff.workplace;
    form.and("role", staff.role.as_str().to_owned())
        .and("team", staff.team.map(|TeamId(id)| id.to_string()).unwrap_or_default())
        .and("kind", kind.map(Code::as_str).unwrap_or_default().to_owned())
        .and("county", county.map(Code::as_str).unwrap_or_default().to_owned())
        .and("mission", mission.map(Code::as_str).unwrap_or_default().to_owned())
        .and("until", written(until))
}

/// The role that the answers make, or, field by field, why they make none.
pub(super) fn admission(words: &Words, form: &Posted, problems: &mut Problems) -> Option<Admission> {
    let role = Role::parse(form.one("role"));
    if role.is_none() {
        problems.add("role", words.say("people-role-missing"));
    }
    let team = match form.one("team") {
        "" => Some(None),
        id => Uuid::try_parse(id).ok().map(|id| Some(TeamId(id))),
    };
    if team.is_none() {
        problems.add("team", words.say("people-team-unfit"));
    }
    let kind = code(words, form, "kind", "people-workplace", problems);
    let county = code(words, form, "county", "people-county", problems);
    let mission = code(words, form, "mission", "people-mission", problems);
    let typed = form.one("until");
    let until = parse_date(typed);
    if until.is_none() {
        let missing = typed.trim().is_empty();
        problems.add("until", words.say(if missing { "people-until-missing" } else { "error-date-form" }));
    }
    let workplace = Workplace { kind: kind?, county: county?, mission: mission? };
    Some(Admission { role: role?, team: team?, workplace, until: until? })
}

/// The last day that a role may be given for.
pub(super) fn latest(today: Date) -> Date {
    today + Duration::days(Staff::LONGEST_ROLE)
}

/// A date in a form that [`parse_date`] reads in every language.
pub(super) fn written(date: Date) -> String {
    date_short(crate::domain::Language::Nb, date)
}

/// The teams as choices, by name.
pub(super) fn team_choices(words: &Words, teams: &[Team]) -> Vec<Choice> {
    let choice = |team: &Team| Choice::new(team.id.0.to_string(), team_line(words, Some(team)));
    let mut choices: Vec<Choice> = teams.iter().map(choice).collect();
    choices.sort_by_cached_key(|choice| sort_key(&choice.label));
    choices
}

/// What somebody in a role may do, in a sentence.
fn about(words: &Words, role: Role) -> String {
    words.say(match role {
        Role::Adviser => "people-about-adviser",
        Role::Envoy => "people-about-envoy",
        Role::TeamLead => "people-about-team-lead",
        Role::Statistician => "people-about-statistician",
        Role::Approver => "people-about-approver",
        Role::Administrator => "people-about-administrator",
        Role::Auditor => "people-about-auditor",
    })
}

/// The codes that any service may use today, each once, in the order of their list.
fn everywhere<L: List>(words: &Words, today: Date) -> Vec<Choice> {
    Code::<L>::all()
        .filter(|code| Service::ALL.into_iter().any(|service| code.in_force(service, today).is_ok()))
        .map(|code| Choice::new(code.as_str(), code.label(words.language)))
        .collect()
}

/// A code that may be left out.
fn code<L: List>(
    words: &Words,
    form: &Posted,
    field: &'static str,
    label: &str,
    problems: &mut Problems,
) -> Option<Option<Code<L>>> {
    let text = form.one(field);
    if text.is_empty() {
        return Some(None);
    }
    let code = Code::parse(text).ok();
    if code.is_none() {
        problems.add(field, words.say_of("error-unknown-choice", "field", &words.say(label)));
    }
    code.map(Some)
}
