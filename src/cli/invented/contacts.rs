//! Contacts that are no cases: assignments, and questions answered on ung.no.

use time::{Date, Duration};

use crate::domain::{
    ActivityForm, ActivityMode, ActivityTarget, Assignment, Contact, ContactId, Gender, Question, Service,
};

use super::course::last_day;
use super::draw::{Draw, Table};
use super::figures::{FT_ASSIGNMENTS, QUESTIONS, SU_ASSIGNMENTS};
use super::roster::Roster;

const FORMS: &Table = &[("FOR", 380), ("MOT", 270), ("SEM", 180), ("DIA", 170)];
const MODES: &Table = &[("FYS", 580), ("DIG", 420)];
const SU_TARGETS: &Table = &[("UTS", 330), ("ATJ", 470), ("ORG", 140), ("SKU", 60)];
const FT_TARGETS: &Table =
    &[("SKU", 260), ("VOP", 240), ("FLY", 230), ("ATJ", 140), ("BHG", 90), ("ORG", 40)];

/// All contacts, by day.
pub(super) fn contacts(seed: u64, roster: &Roster) -> Vec<(ContactId, Contact)> {
    let mut draw = Draw::new(seed, 1);
    let mut contacts = Vec::new();
    let assignments = [(Service::Su, 2025, SU_ASSIGNMENTS, SU_TARGETS)]
        .into_iter()
        .chain(FT_ASSIGNMENTS.map(|(year, count)| (Service::Ft, year, count, FT_TARGETS)));
    for (service, year, count, targets) in assignments {
        for _ in 0..count {
            let team = draw.any(&roster.teams_of(service));
            let on = day(&mut draw, year);
            let counted = draw.happens(800).then(|| draw.between(6, 40) + draw.between(0, 60));
            let assignment = Assignment {
                service,
                team,
                on,
                target: ActivityTarget::known(draw.one(targets)),
                form: ActivityForm::known(draw.one(FORMS)),
                mode: ActivityMode::known(draw.one(MODES)),
                participants: counted,
            };
            contacts.push((ContactId(draw.id()), Contact::Assignment(assignment)));
        }
    }
    for (gender, count) in QUESTIONS {
        for _ in 0..count {
            let team = draw.any(&roster.teams_of(Service::Mr));
            let on = day(&mut draw, 2025);
            let question = Question { service: Service::Mr, team, on, gender: Gender::known(gender) };
            contacts.push((ContactId(draw.id()), Contact::Question(question)));
        }
    }
    contacts.sort_by_key(|(id, contact)| (contact.on(), id.0));
    contacts
}

fn day(draw: &mut Draw, year: i32) -> Date {
    last_day(year) - Duration::days(i64::from(draw.below(365)))
}
