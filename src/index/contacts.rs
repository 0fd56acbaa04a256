use std::collections::HashMap;

use super::histogram::Histogram;
use crate::domain::{
    ActivityForm, ActivityFormList, Contact, ContactId, Gender, GenderList, Period, Service,
};

/// The contacts that are no cases. They are only counted, so that the counts are kept and each contact's part
/// in them.
#[derive(Default)]
pub(super) struct Contacts {
    parts: HashMap<ContactId, Part>,
    years: HashMap<(Service, i32), ContactYear>,
}

/// The contacts of a service's year.
#[derive(Clone, Default)]
pub(super) struct ContactYear {
    pub(super) assignments: Histogram<ActivityFormList>,
    pub(super) questions: Histogram<GenderList>,
}

struct Part {
    year: (Service, i32),
    kind: Kind,
}

enum Kind {
    Assignment(ActivityForm),
    Question(Gender),
}

impl Contacts {
    pub(super) fn apply(&mut self, id: ContactId, contact: &Contact) {
        let kind = match contact {
            Contact::Assignment(assignment) => Kind::Assignment(assignment.form),
            Contact::Question(question) => Kind::Question(question.gender),
        };
        let year = (contact.service(), contact.on().year());
        let counts = self.years.entry(year).or_default();
        match kind {
            Kind::Assignment(form) => counts.assignments.add(form),
            Kind::Question(gender) => counts.questions.add(gender),
        }
        if let Some(before) = self.parts.insert(id, Part { year, kind }) {
            let counts = self.years.entry(before.year).or_default();
            match before.kind {
                Kind::Assignment(form) => counts.assignments.subtract(form),
                Kind::Question(gender) => counts.questions.subtract(gender),
            }
        }
    }

    pub(super) fn year(&self, period: Period) -> ContactYear {
        self.years.get(&(period.service, period.year.number())).cloned().unwrap_or_default()
    }
}
