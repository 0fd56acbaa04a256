use askama::Template;
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::address;
use super::refusal::refused;
use crate::access::{Release, Target};
use crate::domain::Year;
use crate::locale::{date_short, parse_date};
use crate::registry::{AnnualDraft, Error as RegistryError, Registry, Unprepared};
use crate::web::error::Answer;
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;
use crate::web::proof::Proof;

pub(super) const ADDRESS: &str = "/annual/new";

/// How many of the years that are over can be chosen.
const YEARS: i32 = 5;
/// A note is a line or two for every reader, not a report.
const LONGEST_NOTE: usize = 500;

#[derive(Template)]
#[template(path = "annual/prepare.html")]
struct PreparePage<'a> {
    frame: Frame,
    problems: Problems,
    year: Choices,
    publish_on: TextField<'a>,
    note: TextField<'a>,
    proof: Option<Proof>,
    token: String,
}

impl<'a> PreparePage<'a> {
    async fn new(
        person: &SignedIn,
        registry: &Registry,
        form: &'a Posted,
        today: &'a str,
        problems: Problems,
    ) -> Answer<Self> {
        let words = person.words;
        let ask = |name, key: &str| Question::new(name, words.say(key)).with(&problems);
        let this_year = registry.clock().today().year();
        let years = (1..=YEARS).map(|back| (this_year - back).to_string());
        let years = years.map(|year| Choice::new(year.clone(), year)).collect();
        let day = if form.one("publish_on").is_empty() { today } else { form.one("publish_on") };
        let publish_on = ask("publish_on", "annuals-publish-on").hint(words.say("annuals-publish-on-hint"));
        let note = ask("note", "annuals-note").hint(words.say("annuals-note-hint"));
        Ok(Self {
            frame: person.frame("annuals-prepare", ADDRESS).failed_for(&problems),
            year: Choices::new(ask("year", "counts-year").required(), years).choosing(form.all("year")),
            publish_on: TextField::new(publish_on.required(), Entry::Date, day),
            note: TextField::new(note, Entry::Long, form.one("note")),
            proof: person.proof(&problems).await?,
            token: person.form_token(ADDRESS),
            problems,
        })
    }
}

/// Asks which year, and from which day everybody shall see it.
#[get("/annual/new", rank = 1)]
pub(in crate::web) async fn ask(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    registry.people().may::<Release>(&person.actor, Target::Registry).await?;
    let form = Posted::answering("", String::new());
    let today = date_short(person.words.language, registry.clock().today());
    Ok(Page::of(&PreparePage::new(&person, registry, &form, &today, Problems::default()).await?))
}

/// Makes the release and proposes to publish it, or says why not.
#[post("/annual/new", data = "<form>")]
pub(in crate::web) async fn prepare(
    mut person: SignedIn,
    form: Posted,
    cookies: &CookieJar<'_>,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    registry.people().may::<Release>(&person.actor, Target::Registry).await?;
    let words = person.words;
    let today = date_short(words.language, registry.clock().today());
    let mut problems = Problems::default();
    let year = form.one("year").parse().ok().and_then(Year::new);
    let year = year.filter(|year| year.number() < registry.clock().today().year());
    if year.is_none() {
        problems.add("year", words.say("annuals-year-missing"));
    }
    let publish_on = parse_date(form.one("publish_on"));
    if publish_on.is_none() {
        problems.add("publish_on", words.say("error-date-form"));
    }
    let note = form.one("note").trim().to_owned();
    if note.chars().count() > LONGEST_NOTE {
        let most = u64::try_from(LONGEST_NOTE).unwrap_or(u64::MAX);
        problems.add("note", words.say_n("annuals-note-long", most));
    }
    let (Some(year), Some(publish_on), true) = (year, publish_on, problems.is_empty()) else {
        return Ok(Err(Page::again(&PreparePage::new(&person, registry, &form, &today, problems).await?)));
    };
    if let Err(message) = person.prove(&form, cookies).await? {
        problems.add("code", message);
        return Ok(Err(Page::again(&PreparePage::new(&person, registry, &form, &today, problems).await?)));
    }
    match registry.prepare_annual(&person.actor, AnnualDraft { year, publish_on, note }).await {
        Ok(number) => return Ok(Ok(Redirect::to(address(number)))),
        Err(RegistryError::NotPrepared(Unprepared::NoteMissing)) => {
            problems.add("note", words.say("annuals-note-missing"));
        }
        Err(RegistryError::NotPrepared(Unprepared::TooEarly)) => {
            problems.add("publish_on", words.say("annuals-too-early"));
        }
        Err(RegistryError::NotPrepared(why)) => return Ok(Err(refused(&person, year, &why))),
        Err(other) => return Err(other.into()),
    }
    Ok(Err(Page::again(&PreparePage::new(&person, registry, &form, &today, problems).await?)))
}
