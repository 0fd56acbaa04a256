use askama::Template;
use rocket::{State, get};

use super::choices::offered;
use super::people::{Told, told};
use crate::domain::{Concern, ConcernList, Role, Status};
use crate::locale::{Words, date_short, parse_date};
use crate::registry::{Caseload, Direction, ListedCase, Query, Registry, Sort, SortKey};
use crate::web::error::{Answer, Error};
use crate::web::form::{Choice, Choices, Entry, Problems, Question, TextField};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::pager::Pager;

/// The filter as it stands in the address: codes and dates, never text about a case.
#[derive(Clone, Copy, Debug, Default, rocket::FromForm)]
pub(in crate::web) struct Filter<'r> {
    status: Option<&'r str>,
    concern: Option<&'r str>,
    from: Option<&'r str>,
    to: Option<&'r str>,
    sort: Option<&'r str>,
    page: Option<u32>,
}

#[derive(Template)]
#[template(path = "caseload.html")]
struct CaseloadPage<'a> {
    frame: Frame,
    problems: Problems,
    status: Choices,
    concern: Choices,
    from: TextField<'a>,
    to: TextField<'a>,
    sort: &'static str,
    may_record: bool,
    told: Vec<Told>,
    filtered: bool,
    pager: Pager,
    total: usize,
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// A column's head: what it says, where a click on it leads, and how the list goes by it now.
struct Column {
    label: String,
    address: Option<String>,
    sorted: Option<&'static str>,
}

struct Row {
    number: String,
    opened: String,
    closed: String,
    status: String,
    concern: &'static str,
    gender: &'static str,
    age: &'static str,
    risk: &'static str,
    owner: Option<String>,
}

/// A caseload: one's own cases, or the team's for its lead.
#[get("/cases?<filter..>")]
pub(in crate::web) async fn list(
    person: SignedIn,
    registry: &State<Registry>,
    filter: Filter<'_>,
) -> Answer<Page> {
    let words = person.words;
    let mut problems = Problems::default();
    let query = query(&words, &filter, &mut problems);
    let Caseload { listing, owners } = registry.list(&person.actor, &query).await?;
    let lead = person.actor.role() == Role::TeamLead;
    let service = person.actor.service().ok_or(Error::NOT_FOUND)?;
    let title = if lead { "cases-team-title" } else { "cases-title" };
    let today = registry.clock().today();

    let ask = |name, key: &str| Question::new(name, words.say(key)).with(&problems);
    let status = [Status::Open, Status::Closed]
        .map(|status| Choice::new(status.as_str(), words.say(&format!("cases-status-{}", status.as_str()))));
    let concerns = offered::<ConcernList>(&words, service, today);
    let filtered = filter.query(query.sort);
    let total = u64::try_from(listing.total).unwrap_or(u64::MAX);
    let page = CaseloadPage {
        frame: person.frame(title, &filter.address(query.sort)).marked(),
        pager: Pager::new(listing.page.into(), query.page_size.into(), total, filtered),
        status: Choices::new(ask("status", "cases-status"), status.to_vec())
            .choosing(filter.status)
            .or_else("cases-filter-any"),
        concern: Choices::new(ask("concern", "cases-concern"), concerns)
            .choosing(filter.concern)
            .or_else("cases-filter-any"),
        from: TextField::new(ask("from", "cases-from"), Entry::Date, filter.from.unwrap_or_default()),
        to: TextField::new(ask("to", "cases-to"), Entry::Date, filter.to.unwrap_or_default()),
        sort: query.sort.as_str(),
        may_record: person.actor.grant_new_case(registry.clock().now()).is_ok(),
        told: if lead { told(&person).await? } else { Vec::new() },
        filtered: filter.is_set(),
        total: listing.total,
        columns: columns(&words, &filter, query.sort, lead.then_some("cases-owner")),
        rows: listing.rows.iter().map(|case| row(&words, case, owners.get(&case.owner))).collect(),
        problems,
    };
    Ok(if page.problems.is_empty() { Page::of(&page) } else { Page::again(&page) })
}

/// What the address asks for. An unknown code or a wrong date is said and filters nothing.
fn query(words: &Words, filter: &Filter<'_>, problems: &mut Problems) -> Query {
    let mut unknown = |field: &'static str, label: &str| {
        let label = words.say(label);
        problems.add(field, words.say_of("error-unknown-choice", "field", &label));
    };
    let mut query = Query { page: filter.page.unwrap_or(1).max(1), ..Query::default() };
    if let Some(status) = filled(filter.status) {
        query.status = Status::parse(status);
        if query.status.is_none() {
            unknown("status", "cases-status");
        }
    }
    if let Some(concern) = filled(filter.concern) {
        query.concern = Concern::parse(concern).ok();
        if query.concern.is_none() {
            unknown("concern", "cases-concern");
        }
    }
    query.sort = filled(filter.sort).and_then(Sort::parse).unwrap_or_default();
    let mut date = |field: &'static str, text| {
        let text = filled(text)?;
        let date = parse_date(text);
        if date.is_none() {
            problems.add(field, words.say("error-date-form"));
        }
        date
    };
    query.opened_from = date("from", filter.from);
    query.opened_to = date("to", filter.to);
    if let (Some(from), Some(to)) = (query.opened_from, query.opened_to)
        && from > to
    {
        problems.add("from", words.say("error-date-order"));
    }
    query
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

impl Filter<'_> {
    fn is_set(&self) -> bool {
        [self.status, self.concern, self.from, self.to].into_iter().any(|part| filled(part).is_some())
    }

    /// The address of this list in another order.
    fn address(&self, sort: Sort) -> String {
        let query = self.query(sort);
        if query.is_empty() { "/cases".to_owned() } else { format!("/cases?{query}") }
    }

    fn query(&self, sort: Sort) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, part) in
            [("status", self.status), ("concern", self.concern), ("from", self.from), ("to", self.to)]
        {
            if let Some(part) = filled(part) {
                query.append_pair(name, part);
            }
        }
        if sort != Sort::default() {
            query.append_pair("sort", sort.as_str());
        }
        query.finish()
    }
}

fn columns(words: &Words, filter: &Filter<'_>, sort: Sort, owner: Option<&str>) -> Vec<Column> {
    let column = |key: &str, by: Option<SortKey>| {
        let sorted = by.filter(|by| *by == sort.key).map(|_| match sort.direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        });
        let address = by.map(|key| {
            let turned = sort.key == key && sort.direction == Direction::Descending;
            let direction = if turned { Direction::Ascending } else { Direction::Descending };
            filter.address(Sort { key, direction })
        });
        Column { label: words.say(key), address, sorted }
    };
    let mut columns = vec![
        column("cases-number", Some(SortKey::Number)),
        column("cases-opened", Some(SortKey::Opened)),
        column("cases-status", None),
        column("cases-closed", Some(SortKey::Closed)),
        column("cases-concern", Some(SortKey::Concern)),
        column("record-gender", None),
        column("record-age-band", None),
        column("cases-risk", Some(SortKey::Risk)),
    ];
    columns.extend(owner.map(|label| column(label, None)));
    columns
}

fn row(words: &Words, case: &ListedCase, owner: Option<&String>) -> Row {
    let language = words.language;
    Row {
        number: case.number.to_string(),
        opened: date_short(language, case.opened),
        closed: case.closed.map(|closed| date_short(language, closed)).unwrap_or_default(),
        status: words.say(&format!("cases-status-{}", case.status().as_str())),
        concern: case.main.label(language),
        gender: case.gender.label(language),
        age: case.age_band.label(language),
        risk: case.risk.label(language),
        owner: owner.cloned(),
    }
}
