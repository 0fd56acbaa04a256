//! The outline of each case: the few facts whose counts are fixed, drawn so that the counts come out.

use time::{Date, Month, Weekday};

use crate::domain::{
    AgeBandList, Code, ConcernList, CountryList, GenderList, List, PersonLocationList, ReferralSourceList,
    Service,
};

use super::draw::{Draw, Table};
use super::figures::YearFigures;
use super::quota::{Pool, apportion};
use super::shares::shares;

/// What a case is about, who it concerns, who brought it, when.
pub(super) struct Outline {
    pub(super) concern: &'static str,
    pub(super) gender: &'static str,
    pub(super) location: &'static str,
    pub(super) age_band: &'static str,
    pub(super) country: &'static str,
    pub(super) source: &'static str,
    pub(super) opened: Date,
}

impl Outline {
    /// Whether the person is known to be under 18.
    pub(super) fn is_under_18(&self) -> bool {
        under_18(self.age_band)
    }
}

fn under_18(age_band: &str) -> bool {
    matches!(age_band, "A00" | "A13" | "A16" | "U18")
}

/// `count` outlines in the proportions of `figures`; exactly its counts when `count` is its total.
///
/// The rarest concerns draw first, while the pools still hold what fits them.
pub(super) fn outlines(draw: &mut Draw, figures: &YearFigures, count: u32) -> Vec<Outline> {
    let shares = shares(figures.service);
    let concerns = pool::<ConcernList>(figures, figures.concerns, shares.concerns, count);
    let mut genders = pool::<GenderList>(figures, figures.genders, shares.genders, count);
    let mut locations = pool::<PersonLocationList>(figures, figures.locations, shares.locations, count);
    let mut sources = pool::<ReferralSourceList>(figures, figures.sources, shares.sources, count);
    let mut countries = pool::<CountryList>(figures, &[], shares.countries, count);
    let (mut ages_abroad, mut ages_elsewhere) = ages(figures, &locations, count);
    let days = days(draw, figures, count);

    let mut outlines = Vec::with_capacity(days.len());
    for (concern, opened) in rarest_first(draw, &concerns).into_iter().zip(days) {
        let gender = genders.take(draw, |gender| gender_fits(gender, concern));
        let location = locations.take(draw, |location| location_fits(location, concern));
        let ages = if location == "UT" { &mut ages_abroad } else { &mut ages_elsewhere };
        let age = ages.take(draw, |age| age_fits(age, concern));
        let age_band = match age {
            "U18" if concern == "BEK" => draw.any(&["A13", "A16"]),
            "U18" => draw.one(shares.under_18),
            "O18" => draw.one(shares.over_18),
            unknown => unknown,
        };
        let source = sources.take(draw, |source| source_fits(source, location, age_band));
        let country = countries.take(draw, |_| 1);
        outlines.push(Outline { concern, gender, location, age_band, country, source, opened });
    }
    outlines
}

fn pool<L: List>(figures: &YearFigures, exact: &Table, shares: &Table, count: u32) -> Pool {
    let in_force: Vec<_> = shares
        .iter()
        .copied()
        .filter(|(code, _)| Code::<L>::known(code).in_force(figures.service, new_year(figures.year)).is_ok())
        .collect();
    Pool::new(exact, &in_force, figures.total).scaled(count)
}

/// Ages for the cases abroad and for the others. Together they are the year's ages; apart they give the
/// published count of those abroad and under 18, or else the same share abroad as elsewhere.
fn ages(figures: &YearFigures, locations: &Pool, count: u32) -> (Pool, Pool) {
    let all = pool::<AgeBandList>(figures, figures.ages, shares(figures.service).ages, count);
    let (under, over, unknown) = (all.left("U18"), all.left("O18"), all.left("AUK"));
    let abroad = locations.left("UT");
    let wanted = match figures.abroad_under_18 {
        Some(published) => apportion(&[published, figures.total - published], count)[0],
        None => apportion(&[under, count - under], abroad)[0],
    };
    let under_abroad = wanted.max((under + abroad).saturating_sub(count)).min(under).min(abroad);
    let over_abroad = over.min(abroad - under_abroad);
    let unknown_abroad = abroad - under_abroad - over_abroad;
    (
        Pool::of(&[("U18", under_abroad), ("O18", over_abroad), ("AUK", unknown_abroad)]),
        Pool::of(&[
            ("U18", under - under_abroad),
            ("O18", over - over_abroad),
            ("AUK", unknown - unknown_abroad),
        ]),
    )
}

fn rarest_first(draw: &mut Draw, concerns: &Pool) -> Vec<&'static str> {
    const RARE: [&str; 5] = ["FKL", "GKL", "BEK", "GUU", "FUU"];
    let mut all: Vec<&'static str> = Vec::new();
    for concern in RARE {
        let known = concerns.counts().iter().filter(|(code, _)| *code == concern);
        all.extend(known.flat_map(|&(code, count)| (0..count).map(move |_| code)));
    }
    let rare = all.len();
    let others = concerns.counts().iter().filter(|(code, _)| !RARE.contains(code));
    all.extend(others.flat_map(|&(code, count)| (0..count).map(move |_| code)));
    draw.shuffle(&mut all[rare..]);
    all
}

fn gender_fits(gender: &str, concern: &str) -> u32 {
    match (concern, gender) {
        ("FKL" | "GKL", "K") => 1,
        ("FKL" | "GKL", _) => 0,
        ("FTE" | "GTE" | "MTE" | "BEK", "K") => 3,
        ("FUU" | "GUU", "M") => 3,
        _ => 2,
    }
}

fn location_fits(location: &str, concern: &str) -> u32 {
    match (concern, location) {
        ("GUU", "UT") => 200,
        ("GUU", "RT") => 60,
        ("GUU", _) => 1,
        (_, "NO") => 20,
        ("FUU", _) => 1,
        _ => 4,
    }
}

fn age_fits(age: &str, concern: &str) -> u32 {
    match (concern, age) {
        ("BEK", "U18") => 1,
        ("BEK", _) => 0,
        ("FKL", "U18") | ("GTE" | "MTE", "O18") => 6,
        _ => 2,
    }
}

fn source_fits(source: &str, location: &str, age_band: &str) -> u32 {
    match source {
        "UTS" | "UDE" | "TSU" => match location {
            "UT" | "RT" => 12,
            _ => 1,
        },
        "BHG" if age_band != "A00" => 0,
        "BVT" | "BVV" | "HEL" if under_18(age_band) => 8,
        "NAV" | "VOP" | "KRS" | "FVK" if under_18(age_band) => 1,
        "SEL" if age_band == "A00" => 1,
        _ => 4,
    }
}

/// The days of first contact, in random order. More come in the school terms than in the holidays.
fn days(draw: &mut Draw, figures: &YearFigures, count: u32) -> Vec<Date> {
    let shares = shares(figures.service);
    let first_half = figures
        .first_half
        .unwrap_or_else(|| apportion(&[shares.first_half, 1000 - shares.first_half], figures.total)[0]);
    let halves = apportion(&[first_half, figures.total - first_half], count);
    let mut months = apportion(&shares.months[..6], halves[0]);
    months.extend(apportion(&shares.months[6..], halves[1]));
    let mut days = Vec::with_capacity(count as usize);
    for (month, count) in (1..=12).zip(months) {
        days.extend((0..count).map(|_| day(draw, figures.service, figures.year, month)));
    }
    draw.shuffle(&mut days);
    days
}

/// A day of the month: the services in Norway keep office hours, the envoys' telephone does not.
fn day(draw: &mut Draw, service: Service, year: i32, month: u8) -> Date {
    let month = Month::try_from(month).unwrap_or(Month::January);
    loop {
        let day = draw.between(1, u32::from(month.length(year)));
        let Ok(date) = Date::from_calendar_date(year, month, u8::try_from(day).unwrap_or(1)) else {
            continue;
        };
        if service == Service::Su || is_workday(date) {
            return date;
        }
    }
}

fn is_workday(date: Date) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let holiday = matches!((u8::from(date.month()), date.day()), (1, 1) | (5, 1 | 17) | (12, 24..=26 | 31));
    !weekend && !holiday
}

fn new_year(year: i32) -> Date {
    Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MIN)
}
