//! Every invented case could have been recorded: its codes were in force, and the rules of a draft hold.

use super::*;
use crate::cli::invented::LAST_DAY;
use crate::domain::{CaseDraft, Code, Contact, Fault, List, Point, Progress, Role, Status};
use time::Date;

/// The registry of the nation and a small one, where shares round hardest.
fn registries() -> [Invented; 3] {
    [national(), registry(7, Scale::Cases(400)), registry(8, Scale::Cases(37))]
}

fn faults(case: &InventedCase) -> Vec<Fault> {
    let facts = &case.facts;
    let draft = CaseDraft {
        opened: facts.opened,
        main: facts.opening.main,
        additional: facts.opening.additional.clone(),
        person: facts.person,
        referral: facts.referral.clone(),
        controllers: facts.controllers.clone(),
        arenas: facts.arenas.clone(),
        violence: facts.violence.clone(),
        stay_reasons: facts.stay_reasons.clone(),
        risk: facts.opening.risk,
        duties: facts.duties,
        actions: facts.actions.clone(),
        known_to: facts.known_to.clone(),
        closing: facts.closing.map(|closing| (closing.on, closing.outcome)),
        note: None,
    };
    draft.faults(facts.service, LAST_DAY)
}

#[test]
fn every_case_passes_the_rules_of_a_draft() {
    for invented in registries() {
        for case in &invented.cases {
            assert_eq!(faults(case), []);
        }
    }
}

fn in_force<L: List>(code: Code<L>, service: Service, on: Date) {
    assert!(code.in_force(service, on).is_ok(), "{service:?} {on}: {} of {}", code.as_str(), L::NAME);
}

#[test]
fn every_other_code_is_in_force_too() {
    for invented in registries() {
        for InventedCase { facts, .. } in &invented.cases {
            let (service, opened) = (facts.service, facts.opened);
            facts.workplace.kind.into_iter().for_each(|kind| in_force(kind, service, opened));
            facts.workplace.county.into_iter().for_each(|county| in_force(county, service, opened));
            facts.workplace.mission.into_iter().for_each(|mission| in_force(mission, service, opened));
            for assessment in &facts.later {
                in_force(assessment.main, service, assessment.on);
                in_force(assessment.risk, service, assessment.on);
                assessment.additional.iter().for_each(|concern| in_force(*concern, service, assessment.on));
                assert!(!assessment.additional.contains(&assessment.main));
            }
            for action in &facts.actions {
                in_force(action.kind, service, action.month);
            }
        }
        for staff in &invented.staff {
            let team = invented.teams.iter().find(|team| Some(team.id) == staff.team);
            let Some(team) = team else { continue };
            staff.workplace.kind.into_iter().for_each(|kind| in_force(kind, team.service, LAST_DAY));
            staff.workplace.county.into_iter().for_each(|county| in_force(county, team.service, LAST_DAY));
        }
        for (_, contact) in &invented.contacts {
            match contact {
                Contact::Assignment(assignment) => {
                    in_force(assignment.form, assignment.service, assignment.on);
                    in_force(assignment.mode, assignment.service, assignment.on);
                    in_force(assignment.target, assignment.service, assignment.on);
                }
                Contact::Question(question) => in_force(question.gender, question.service, question.on),
            }
        }
    }
}

#[test]
fn facts_agree_with_one_another() {
    for invented in registries() {
        for InventedCase { facts, .. } in &invented.cases {
            let concerns = || std::iter::once(&facts.opening.main).chain(&facts.opening.additional);
            let violent = concerns().any(|concern| concern.as_str() == "TRV");
            let abroad = concerns().any(|concern| ["FUU", "GUU"].contains(&concern.as_str()));
            assert_eq!(!facts.violence.is_empty(), violent, "forms of violence with TRV");
            assert_eq!(!facts.stay_reasons.is_empty(), abroad, "reasons for a stay with FUU or GUU");
            assert!(!facts.opening.main.entry().unfinished, "no period is held up");
            let mutilation = facts.opening.main.group() == Some("kjonnslemlestelse");
            assert!(!mutilation || facts.person.gender.as_str() == "K");
            assert!(facts.opening.main.as_str() != "BEK" || is_under_18(facts), "a child's marriage");

            let end = facts.closing.map_or(LAST_DAY, |closing| closing.on);
            assert!(end <= LAST_DAY);
            assert!(facts.later.is_sorted_by_key(|assessment| assessment.on));
            assert!(
                facts.later.iter().all(|assessment| facts.opened < assessment.on && assessment.on <= end)
            );
            let closed_by_assessment = facts.later.last().is_some_and(|last| last.point == Point::Closing);
            let counted = facts.closing.is_none_or(|closing| !closing.outcome.entry().uncounted);
            assert_eq!(closed_by_assessment, facts.status() == Status::Closed && counted);
            for action in &facts.actions {
                assert_eq!(action.month.day(), 1);
                let planned = action.progress == Progress::Planned;
                assert_eq!(planned, action.month > end, "only plans lie ahead");
                assert!(!planned || facts.closing.is_none());
            }
        }
    }
}

#[test]
fn every_case_has_an_owner_of_its_team_and_service() {
    for invented in registries() {
        for InventedCase { facts, .. } in &invented.cases {
            let owner =
                invented.staff.iter().find(|staff| staff.id == facts.owner).expect("an owner is staff");
            let team = invented.teams.iter().find(|team| team.id == facts.team).expect("a team is kept");
            assert_eq!((owner.team, team.service), (Some(facts.team), facts.service));
            assert!(matches!(owner.role, Role::Adviser | Role::Envoy));
        }
        for staff in &invented.staff {
            assert_eq!(staff.team.is_some(), staff.role.works_cases(), "{}", staff.login);
            assert!(staff.name.starts_with("Demo "), "{} could be somebody", staff.name);
        }
        for role in Role::ALL {
            assert!(invented.staff.iter().any(|staff| staff.role == role), "{}", role.as_str());
        }
    }
}

#[test]
fn old_years_are_closed_and_the_last_is_half_open() {
    let invented = national();
    let open_per_mille = |year| {
        let cases: Vec<_> =
            Service::ALL.iter().flat_map(|service| counted(&invented, *service, year)).collect();
        1000 * cases.iter().filter(|facts| facts.status() == Status::Open).count() / cases.len()
    };
    assert!(open_per_mille(2021) < 20, "{}", open_per_mille(2021));
    assert!(open_per_mille(2023) < 60, "{}", open_per_mille(2023));
    assert!((450..550).contains(&open_per_mille(2025)), "{}", open_per_mille(2025));
}

#[test]
fn notes_say_they_are_invented_and_identify_nobody() {
    let (mut bokmaal, mut nynorsk) = (0, 0);
    for InventedCase { note, .. } in &national().cases {
        let Some(note) = note else { continue };
        let text = note.0.reveal();
        let said = match (text.strip_prefix("Oppdiktet: "), text.strip_prefix("Oppdikta: ")) {
            (Some(said), None) => {
                bokmaal += 1;
                said
            }
            (None, Some(said)) => {
                nynorsk += 1;
                said
            }
            _ => panic!("a note says first that it is invented"),
        };
        assert!(said.chars().all(|letter| letter.is_alphabetic() || " ,.".contains(letter)), "{said}");
        for sentence in said.split(". ") {
            let later_words = sentence.split(' ').skip(1);
            assert!(later_words.into_iter().all(|word| !word.starts_with(char::is_uppercase)), "{sentence}");
        }
    }
    assert!(bokmaal > 4000 && nynorsk > 2000, "both written standards: {bokmaal}, {nynorsk}");
}
