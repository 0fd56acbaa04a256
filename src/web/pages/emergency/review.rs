use rocket::response::Redirect;
use rocket::{State, post};

use super::list::said;
use super::one::page;
use super::{address, parse};
use crate::domain::{Remark, Verdict};
use crate::registry::{Error as RegistryError, Registry};
use crate::web::error::{Answer, Error};
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::Page;
use crate::web::posted::Posted;

/// The form in which somebody else says whether it was right.
pub(super) struct ReviewForm<'a> {
    pub(super) address: String,
    pub(super) token: String,
    pub(super) verdict: Choices,
    pub(super) remark: TextField<'a>,
}

impl<'a> ReviewForm<'a> {
    pub(super) fn new(person: &SignedIn, emergency: &str, form: &'a Posted, problems: &Problems) -> Self {
        let words = person.words;
        let address = format!("{emergency}/review");
        let verdicts = Verdict::ALL.map(|verdict| Choice::new(verdict.as_str(), words.say(said(verdict))));
        let verdict = Question::new("verdict", words.say("emergency-verdict")).required().with(problems);
        let remark = Question::new("remark", words.say("emergency-remark")).optional().with(problems);
        Self {
            token: person.form_token(&address),
            address,
            verdict: Choices::new(verdict, verdicts.into()).choosing(form.all("verdict")),
            remark: TextField::new(remark, Entry::Long, form.one("remark")),
        }
    }
}

/// Says whether it was right to open the case.
#[post("/emergencies/<emergency>/review", data = "<form>")]
pub(in crate::web) async fn review(
    emergency: &str,
    person: SignedIn,
    form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let id = parse(emergency).ok_or(Error::NOT_FOUND)?;
    let words = person.words;
    let mut problems = Problems::default();
    let verdict = Verdict::parse(form.one("verdict"));
    if verdict.is_none() {
        problems.add("verdict", words.say("emergency-verdict-missing"));
    }
    let remark = Remark::parse(form.one("remark"));
    if remark.is_err() {
        let most = u64::try_from(Remark::LONGEST).unwrap_or(u64::MAX);
        problems.add("remark", words.say_n("emergency-reason-long", most));
    }
    if let (Some(verdict), Ok(remark)) = (verdict, remark) {
        match registry.review_emergency(&person.actor, id, verdict, remark).await {
            Ok(()) => return Ok(Ok(Redirect::to(address(id)))),
            Err(RegistryError::Inadmissible(_)) => {
                problems.add("verdict", words.say("emergency-review-own"));
            }
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Err(Page::again(&page(&person, registry, id, &form, problems).await?)))
}
