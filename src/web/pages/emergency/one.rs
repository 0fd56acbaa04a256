use askama::Template;
use rocket::{State, get};

use super::super::moment::moment;
use super::list::{called, progress};
use super::review::ReviewForm;
use super::{address, parse};
use crate::domain::{EmergencyId, Review};
use crate::registry::Registry;
use crate::web::error::{Answer, Error};
use crate::web::form::Problems;
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

#[derive(Template)]
#[template(path = "emergency/emergency.html")]
pub(super) struct EmergencyPage<'a> {
    frame: Frame,
    problems: Problems,
    facts: Vec<(String, String)>,
    reason: String,
    remark: Option<String>,
    /// Where the case is read, for whoever still can.
    reading: Option<String>,
    review: Option<ReviewForm<'a>>,
}

/// What is told of an emergency.
#[get("/emergencies/<emergency>")]
pub(in crate::web) async fn show(
    emergency: &str,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Page> {
    let id = parse(emergency).ok_or(Error::NOT_FOUND)?;
    let form = Posted::answering("", String::new());
    Ok(Page::of(&page(&person, registry, id, &form, Problems::default()).await?))
}

/// What is told of an emergency, with the form of the review as it stands.
pub(super) async fn page<'a>(
    person: &SignedIn,
    registry: &Registry,
    id: EmergencyId,
    form: &'a Posted,
    problems: Problems,
) -> Answer<EmergencyPage<'a>> {
    let told = registry.find_emergency(&person.actor, id).await?;
    let (words, shown) = (person.words, told.shown);
    let address = address(id);
    let frame = person.frame("emergency-one", &address).marked().failed_for(&problems);
    let mut facts = vec![
        ("emergency-case", called(&words, &shown)),
        ("emergency-team", shown.team.clone()),
        ("emergency-owner", shown.owner.clone()),
        ("emergency-by", shown.by.clone()),
        ("emergency-at", moment(&words, shown.emergency.at)),
        ("emergency-category", shown.emergency.category.label(words.language).to_owned()),
        ("emergency-review", progress(&words, &shown)),
    ];
    if let (Some(reviewer), Review::Reviewed { at, .. }) = (&shown.reviewer, shown.emergency.review) {
        facts.push(("emergency-reviewer", reviewer.clone()));
        facts.push(("emergency-reviewed-at", moment(&words, at)));
    }
    Ok(EmergencyPage {
        frame,
        facts: facts.into_iter().map(|(key, value)| (words.say(key), value)).collect(),
        reason: told.reason.0.reveal().clone(),
        remark: told.remark.map(|remark| remark.0.reveal().clone()),
        reading: shown.readable.then(|| format!("{address}/case")),
        review: shown.reviewable.then(|| ReviewForm::new(person, &address, form, &problems)),
        problems,
    })
}
