//! Periods: how far each service's year has come, and what may be done with it next. No page here holds a
//! number that is not public.

mod refusal;

use askama::Template;
use rocket::response::Redirect;
use rocket::{State, get, post};

use self::refusal::{not_frozen, not_released};
use super::confirm;
use crate::access::{Freeze, Relation, Release, Target};
use crate::domain::{Period, PeriodStatus as StatusCode, Service, Year};
use crate::locale::Words;
use crate::registry::{PeriodStatus, Registry};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::page::{Frame, Page};
use crate::web::posted::Posted;

const PATH: &str = "/periods";

/// The first year that this registry is meant to hold; figures of years before it are printed ones.
const FIRST_YEAR: i32 = 2021;

#[derive(Template)]
#[template(path = "periods/periods.html")]
struct PeriodsPage {
    frame: Frame,
    may_act: bool,
    services: Vec<Years>,
}

/// One service's years.
struct Years {
    service: Service,
    caption: String,
    rows: Vec<Row>,
}

struct Row {
    called: String,
    year: i32,
    status: String,
    code: &'static str,
    step: Step,
}

/// What comes next for a year.
#[derive(Debug, PartialEq, Eq)]
enum Step {
    /// Nothing until it is over.
    Wait,
    /// It can be frozen: the form that does so.
    Freeze(Act),
    /// A release can be made: the form that does so.
    Release(Act),
    /// There is a release, with this number.
    Look(u32),
}

/// A form with nothing but a button.
#[derive(Debug, PartialEq, Eq)]
struct Act {
    address: String,
    token: String,
}

/// Every service's years, newest first.
#[get("/periods")]
pub(in crate::web) async fn list(person: SignedIn, registry: &State<Registry>) -> Answer<Page> {
    let statuses = registry.periods(&person.actor).await?;
    let words = person.words;
    let may_act = may(&person, registry);
    let this_year = registry.clock().today().year();
    let token = |address: &str| person.form_token(address);
    let services = Service::ALL.map(|service| {
        let label = service.label(words.language);
        let rows = years(service, this_year, &statuses).into_iter().map(|period| {
            let status = statuses.iter().find(|status| status.period == period);
            row(&words, period, status, this_year, &token)
        });
        Years { service, caption: words.say_of("period-caption", "service", label), rows: rows.collect() }
    });
    Ok(Page::of(&PeriodsPage {
        frame: person.frame("period-title", PATH),
        may_act,
        services: services.into(),
    }))
}

/// Freezes a year.
#[post("/periods/<service>/<year>/freezing", data = "<_form>")]
pub(in crate::web) async fn freeze(
    service: &str,
    year: &str,
    person: SignedIn,
    _form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let period = parse(service, year).ok_or(Error::NOT_FOUND)?;
    let grant = registry.people().permit_on::<Freeze>(&person.actor, Target::Period(period)).await?;
    match registry.freeze(grant).await {
        Ok(()) => Ok(Ok(Redirect::to(PATH))),
        Err(error) => Ok(Err(not_frozen(&person, period, error)?)),
    }
}

/// Makes the release of a frozen year.
#[post("/periods/<service>/<year>/release", data = "<_form>")]
pub(in crate::web) async fn release(
    service: &str,
    year: &str,
    person: SignedIn,
    _form: Posted,
    registry: &State<Registry>,
) -> Answer<Result<Redirect, Page>> {
    let period = parse(service, year).ok_or(Error::NOT_FOUND)?;
    if !person.is_fresh() && may(&person, registry) {
        return Ok(Ok(confirm::before(PATH)));
    }
    let grant = registry.people().permit_on::<Release>(&person.actor, Target::Period(period)).await?;
    match registry.release(grant).await {
        Ok(number) => Ok(Ok(Redirect::to(format!("/releases/{number}")))),
        Err(error) => Ok(Err(not_released(&person, error)?)),
    }
}

/// Whether she makes releases. Leave is only asked about here: the page offers what the policy would allow, and each
/// form asks again.
fn may(person: &SignedIn, registry: &Registry) -> bool {
    person.actor.grant::<Freeze>(Target::Registry, Relation::Own, registry.clock().now()).is_ok()
}

/// A period as addresses write it.
fn parse(service: &str, year: &str) -> Option<Period> {
    let number: i32 = year.parse().ok()?;
    let year = Year::new(number).filter(|_| number.to_string() == year)?;
    Some(Period { service: Service::parse(service)?, year })
}

fn address(period: Period, act: &str) -> String {
    format!("{PATH}/{}/{}/{act}", period.service.code(), period.year.number())
}

/// A period as one says it.
fn called(words: &Words, period: Period) -> String {
    format!("{} {}", period.service.label(words.language), period.year.number())
}

/// The years to show, newest first: this one, those before it, and any that is frozen.
fn years(service: Service, this_year: i32, statuses: &[PeriodStatus]) -> Vec<Period> {
    let shown = (FIRST_YEAR..=this_year).filter_map(Year::new);
    let frozen = statuses.iter().filter(|status| status.period.service == service);
    let mut years: Vec<Year> = shown.chain(frozen.map(|status| status.period.year)).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().rev().map(|year| Period { service, year }).collect()
}

fn row(
    words: &Words,
    period: Period,
    status: Option<&PeriodStatus>,
    this_year: i32,
    token: &dyn Fn(&str) -> String,
) -> Row {
    let act = |name| {
        let address = address(period, name);
        Act { token: token(&address), address }
    };
    let open = StatusCode::known("APN");
    let frozen = StatusCode::known("FRY");
    let said = |code: StatusCode| code.label(words.language).to_owned();
    let (status, code, step) = match status {
        None if period.year.number() >= this_year => (said(open), open, Step::Wait),
        None => (said(open), open, Step::Freeze(act("freezing"))),
        Some(PeriodStatus { release: None, .. }) => (said(frozen), frozen, Step::Release(act("release"))),
        // It is made, and neither approved nor published: for the code list the year is still frozen.
        Some(PeriodStatus { release: Some(number), .. }) => {
            (words.say("period-released"), frozen, Step::Look(*number))
        }
    };
    let (called, year) = (called(words, period), period.year.number());
    Row { called, year, status, code: code.as_str(), step }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    const NB: Words = Words { language: Language::Nb };

    fn period(year: i32) -> Period {
        Period { service: Service::Mr, year: Year::new(year).expect("a year of the registry") }
    }

    fn step(year: i32, status: Option<&PeriodStatus>) -> (String, &'static str, Step) {
        let row = row(&NB, period(year), status, 2026, &|address| format!("token of {address}"));
        (row.status, row.code, row.step)
    }

    #[test]
    fn a_year_is_frozen_when_it_is_over_and_then_released_once() {
        let act = |name: &str| {
            let address = format!("/periods/MR/2025/{name}");
            Act { token: format!("token of {address}"), address }
        };
        assert_eq!(step(2026, None), ("Åpen".to_owned(), "APN", Step::Wait));
        assert_eq!(step(2025, None), ("Åpen".to_owned(), "APN", Step::Freeze(act("freezing"))));
        let mut status = PeriodStatus { period: period(2025), frozen_at: 9, release: None };
        assert_eq!(step(2025, Some(&status)), ("Frosset".to_owned(), "FRY", Step::Release(act("release"))));
        status.release = Some(4);
        assert_eq!(step(2025, Some(&status)), ("Frosset, med publisering".to_owned(), "FRY", Step::Look(4)));
    }

    #[test]
    fn a_frozen_year_is_shown_however_old() {
        let status = PeriodStatus { period: period(2012), frozen_at: 1, release: None };
        let shown = |service| {
            let years = years(service, 2023, std::slice::from_ref(&status));
            years.iter().map(|period| period.year.number()).collect::<Vec<_>>()
        };
        assert_eq!(shown(Service::Mr), [2023, 2022, 2021, 2012]);
        assert_eq!(shown(Service::Kt), [2023, 2022, 2021]);
    }

    #[test]
    fn an_address_is_read_as_it_is_written() {
        assert_eq!(parse("MR", "2025"), Some(period(2025)));
        assert_eq!(address(period(2025), "release"), "/periods/MR/2025/release");
        for (service, year) in [("mr", "2025"), ("MR", "+2025"), ("MR", "1999"), ("MR", ""), ("XX", "2025")] {
            assert_eq!(parse(service, year), None, "{service} {year}");
        }
    }
}
