use askama::Template;
use rocket::http::Status;
use rocket::response::Redirect;
use rocket::{State, get, post};

use super::super::moment::moment;
use super::list::{approved, budget};
use super::{address, unit};
use crate::domain::{Misasked, TableDimension, TableQuestion, TableUnit, Year};
use crate::locale::Words;
use crate::registry::{Answers, Error as RegistryError, Registry, TableDesk, Unanswered};
use crate::statistics::Labels;
use crate::web::error::Answer;
use crate::web::form::{Choice, Choices, Problems, Question};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pages::figures::FigureLabels;
use crate::web::posted::Posted;

pub(super) const ADDRESS: &str = "/tables/new";

/// The fields that name what a table is split by.
const SPLIT: [&str; 3] = ["first", "second", "third"];

#[derive(Template)]
#[template(path = "tables/ask.html")]
struct AskPage {
    frame: Frame,
    problems: Problems,
    /// That she has asked as much as one may, and until when.
    spent: Option<String>,
    budget: Vec<String>,
    unit: Choices,
    first: Choices,
    second: Choices,
    third: Choices,
    years: Choices,
    approved: Vec<String>,
    token: String,
}

impl AskPage {
    fn new(person: &SignedIn, desk: &TableDesk, form: &Posted, problems: Problems) -> Self {
        let words = person.words;
        let labels = FigureLabels::printed(words);
        let ask = |name, key: &str| Question::new(name, words.say(key)).with(&problems);
        let split = |name, key: &str| {
            let choice = |of: TableDimension| Choice::new(of.name(), labels.dimension(of.name()));
            let question = ask(name, key);
            let first = name == SPLIT[0];
            let question = if first { question.required() } else { question.optional() };
            let choices = Choices::new(question, TableDimension::ALL.map(choice).into());
            let choices = choices.choosing(form.all(name));
            if first { choices } else { choices.or_else("tables-no-more") }
        };
        let counted = |of: TableUnit| {
            Choice::new(of.name(), labels.unit(unit(of))).described(words.say("explain-cases"))
        };
        let answering = desk.years.iter().filter(|of| of.answers == Answers::Approved);
        let years = answering.map(|of| of.year.number().to_string());
        let years = years.map(|year| Choice::new(year.clone(), year)).collect();
        Self {
            frame: person.frame("tables-ask", ADDRESS).failed_for(&problems),
            spent: None,
            budget: budget(&words, desk),
            unit: Choices::new(ask("unit", "explain-unit").required(), TableUnit::ALL.map(counted).into())
                .choosing(form.all("unit")),
            first: split("first", "tables-first"),
            second: split("second", "tables-second"),
            third: split("third", "tables-third"),
            years: Choices::new(ask("years", "tables-which-years").required(), years)
                .choosing(form.all("years")),
            approved: approved(&words),
            token: person.form_token(ADDRESS),
            problems,
        }
    }
}

/// Asks what she wants to know.
#[get("/tables/new", rank = 1)]
pub(in crate::web) async fn form(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let desk = registry.table_desk(&person.actor).await?;
    let form = Posted::answering("unit", TableUnit::Cases.name().to_owned());
    Ok(Page::of(&AskPage::new(&person, &desk, &form, Problems::default())))
}

/// Leads to the table, or says why there is none.
#[post("/tables/new", data = "<form>")]
pub(in crate::web) async fn ask(
    person: SignedIn,
    form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let words = person.words;
    let mut problems = Problems::default();
    let mut spent = None;
    if let Some(question) = asked(&words, &form, &mut problems) {
        match registry.ask_table(&person.actor, question).await {
            Ok(()) => return Ok(Ok(Redirect::to(address(question)))),
            Err(RegistryError::Unanswered(Unanswered::NotApproved)) => {
                problems.add("first", words.say("tables-not-approved"));
            }
            Err(RegistryError::Unanswered(Unanswered::NoBase(year))) => {
                problems.add("years", words.say_of("tables-no-base", "year", &year.number().to_string()));
            }
            Err(RegistryError::Unanswered(Unanswered::Spent(next))) => {
                spent = Some(words.say_of("tables-spent", "at", &moment(&words, next)));
            }
            Err(other) => return Err(other.into()),
        }
    }
    // What she chose stays as it was.
    let desk = registry.table_desk(&person.actor).await?;
    let page = AskPage { spent, ..AskPage::new(&person, &desk, &form, problems) };
    Ok(Err(if page.spent.is_some() {
        Page::with(Status::TooManyRequests, &page)
    } else {
        Page::again(&page)
    }))
}

/// The question that was put together, or what is wrong with it.
fn asked(words: &Words, form: &Posted, problems: &mut Problems) -> Option<TableQuestion> {
    let unit = TableUnit::parse(form.one("unit"));
    if unit.is_none() {
        problems.add("unit", words.say("tables-no-unit"));
    }
    let mut dimensions = Vec::new();
    for name in SPLIT {
        for chosen in form.all(name) {
            match TableDimension::parse(chosen) {
                Some(dimension) => dimensions.push(dimension),
                None => problems.add(name, words.say("tables-unknown")),
            }
        }
    }
    let years = form.all("years").map(|year| year.parse().ok().and_then(Year::new));
    let Some(years) = years.collect::<Option<Vec<Year>>>() else {
        problems.add("years", words.say("tables-unknown"));
        return None;
    };
    if dimensions.is_empty() && problems.of(SPLIT[0]).is_none() {
        problems.add("first", words.say("tables-no-dimension"));
    }
    if years.is_empty() {
        problems.add("years", words.say("tables-no-years"));
    }
    let unit = unit.filter(|_| problems.is_empty())?;
    let most = |most: usize| u64::try_from(most).unwrap_or(u64::MAX);
    match TableQuestion::new(unit, &dimensions, &years) {
        Ok(question) => return Some(question),
        Err(Misasked::NoDimension) => problems.add("first", words.say("tables-no-dimension")),
        Err(Misasked::Twice) => problems.add(twice(&dimensions), words.say("tables-twice")),
        Err(Misasked::TooMany) => {
            let most = most(TableQuestion::MOST_DIMENSIONS);
            problems.add("first", words.say_n("tables-too-many", most));
        }
        Err(Misasked::NoYear) => problems.add("years", words.say("tables-no-years")),
        Err(Misasked::TooManyYears) => {
            problems.add("years", words.say_n("tables-too-many-years", most(TableQuestion::MOST_YEARS)));
        }
    }
    None
}

/// The field that names a dimension again.
fn twice(dimensions: &[TableDimension]) -> &'static str {
    let again = (0..dimensions.len()).find(|at| dimensions[..*at].contains(&dimensions[*at]));
    again.and_then(|at| SPLIT.get(at)).copied().unwrap_or(SPLIT[0])
}
