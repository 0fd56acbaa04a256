use time::Date;

use crate::confidential::Confidential;
use crate::domain::{
    Action, ActionKind, CaseDraft, Code, Duties, Fault, Field, List, Note, Person, Progress, Reason,
    Referral, Service,
};
use crate::locale::parse_date;
use crate::web::posted::Posted;

/// The draft that the answers make; or, field by field, why they make none. What was typed stays behind.
pub(super) fn draft(form: &Posted, today: Date) -> Result<CaseDraft, Vec<Fault>> {
    let mut read = Reader { form, faults: Vec::new() };
    let opened = read.date("opened");
    let main = read.code("main_concern");
    let additional = read.codes("additional_concerns");
    let person = read.person();
    let referral = read.code("referral");
    let others = read.codes("other_referrals");
    let risk = read.code("risk");
    let (report, avert) = (read.code("duty_report"), read.code("duty_avert"));
    let done: Vec<ActionKind> = read.codes("actions");
    let planned: Vec<ActionKind> = read.codes("actions_planned");
    let known_to = read.services("known_to");
    let closing = read.closing();
    let (controllers, arenas) = (read.codes("controllers"), read.codes("arenas"));
    let (violence, stay_reasons) = (read.codes("violence"), read.codes("stay_reasons"));
    let (Some(opened), Some(main), Some(person), Some(referral), Some(risk), Some(report), Some(avert)) =
        (opened, main, person, referral, risk, report, avert)
    else {
        return Err(read.faults);
    };
    if !read.faults.is_empty() {
        return Err(read.faults);
    }
    let action = |progress, month: Date| {
        move |kind| Action { kind, progress, month: month.replace_day(1).unwrap_or(month) }
    };
    let actions = done.into_iter().map(action(Progress::Done, opened.min(today)));
    let actions = actions.chain(planned.into_iter().map(action(Progress::Planned, today))).collect();
    Ok(CaseDraft {
        opened,
        main,
        additional,
        person,
        referral: Referral { main: referral, others },
        controllers,
        arenas,
        violence,
        stay_reasons,
        risk,
        duties: Duties { report, avert },
        actions,
        known_to,
        closing,
        note: note(form),
    })
}

fn note(form: &Posted) -> Option<Note> {
    let text = form.one("note").trim();
    // Browsers send line breaks as two characters; they are counted and kept as one.
    (!text.is_empty()).then(|| Note(Confidential::new(text.replace("\r\n", "\n"))))
}

struct Reader<'a> {
    form: &'a Posted,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn fault(&mut self, field: &'static str, reason: Reason) {
        self.faults.push(Fault { field: Field(field), reason });
    }

    fn date(&mut self, field: &'static str) -> Option<Date> {
        let text = self.form.one(field);
        let date = parse_date(text);
        if date.is_none() {
            self.fault(field, if text.trim().is_empty() { Reason::Missing } else { Reason::NotADate });
        }
        date
    }

    fn code<L: List>(&mut self, field: &'static str) -> Option<Code<L>> {
        let text = self.form.one(field);
        let code = Code::parse(text).ok();
        if code.is_none() {
            self.fault(field, if text.is_empty() { Reason::Missing } else { Reason::Unknown });
        }
        code
    }

    fn codes<L: List>(&mut self, field: &'static str) -> Vec<Code<L>> {
        let mut codes = Vec::new();
        for text in self.form.all(field) {
            match Code::parse(text) {
                Ok(code) if codes.contains(&code) => {}
                Ok(code) => codes.push(code),
                Err(_) => {
                    self.fault(field, Reason::Unknown);
                    break;
                }
            }
        }
        codes
    }

    fn person(&mut self) -> Option<Person> {
        let (gender, age_band) = (self.code("gender"), self.code("age_band"));
        let (country, location) = (self.code("country"), self.code("location"));
        Some(Person { gender: gender?, age_band: age_band?, country: country?, location: location? })
    }

    fn services(&mut self, field: &'static str) -> Vec<Service> {
        let services: Option<Vec<Service>> = self.form.all(field).map(Service::parse).collect();
        if services.is_none() {
            self.fault(field, Reason::Unknown);
        }
        services.unwrap_or_default()
    }

    /// The end, when the case is over already: the day and the outcome, or neither.
    fn closing<L: List>(&mut self) -> Option<(Date, Code<L>)> {
        let given = ["closed", "outcome"].map(|field| !self.form.one(field).trim().is_empty());
        if given == [false, false] {
            return None;
        }
        let (closed, outcome) = (self.date("closed"), self.code("outcome"));
        Some((closed?, outcome?))
    }
}
