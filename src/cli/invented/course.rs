//! The course of a case: what was found at follow-ups, what was done, how it ended.

use time::{Date, Duration, Month};

use crate::domain::{
    Action, ActionKind, Assessment, CaseOutcome, Closing, Concern, Point, Progress, RiskLevel, Service,
};

use super::draw::Draw;
use super::likely;
use super::outline::Outline;
use super::{LAST_DAY, STAY_ABROAD};

/// The end of a case, if it has come: nearly always for old years, for about half of the cases of 2025.
pub(super) fn closing(draw: &mut Draw, service: Service, outline: &Outline) -> Option<Closing> {
    let ends = match outline.opened.year() {
        ..=2021 => 996,
        2022 => 985,
        2023 => 965,
        2024 => 900,
        _ => 880,
    };
    let days = match service {
        Service::Mr => draw.between(14, 110) + draw.between(0, 150),
        Service::Su => draw.between(20, 120) + draw.between(0, 180),
        Service::Kt | Service::Ft => draw.between(3, 80) + draw.between(0, 180),
    };
    let on = outline.opened + Duration::days(i64::from(days));
    let outcome = draw.several(1, likely::OUTCOMES, |outcome| match outcome {
        "HJM" => u32::from(outline.concern == "GUU" || outline.location == "UT"),
        "SLU" => u32::from(service == Service::Mr),
        _ => 1,
    });
    let ended = draw.happens(ends) && on <= LAST_DAY;
    let outcome = outcome.first().map(|code| CaseOutcome::known(code))?;
    ended.then_some(Closing { on, outcome })
}

/// The end of a case that should not have been registered: found out within days.
pub(super) fn mistake(draw: &mut Draw, outline: &Outline) -> Closing {
    let on = outline.opened + Duration::days(i64::from(draw.between(0, 9)));
    Closing { on: on.min(LAST_DAY), outcome: CaseOutcome::known("FEI") }
}

/// Assessments after opening, oldest first; the last of a closed case stands on the day of closing.
pub(super) fn later(
    draw: &mut Draw,
    service: Service,
    opening: &Assessment,
    closing: Option<Closing>,
) -> Vec<Assessment> {
    let mut later: Vec<Assessment> = Vec::new();
    let end = closing.map_or(LAST_DAY, |closing| closing.on);
    let mut on = opening.on;
    for _ in 0..4 {
        on += Duration::days(i64::from(draw.between(25, 110)));
        if on >= end || draw.happens(250) {
            break;
        }
        let next = reassess(draw, service, later.last().unwrap_or(opening), Point::FollowUp, on);
        later.push(next);
    }
    if let Some(closing) = closing {
        let last = reassess(draw, service, later.last().unwrap_or(opening), Point::Closing, closing.on);
        later.push(last);
    }
    later
}

fn reassess(draw: &mut Draw, service: Service, before: &Assessment, point: Point, on: Date) -> Assessment {
    // What was feared may come true; what was control may prove to be violence. Seldom.
    let worse = match before.main.as_str() {
        "FUU" if draw.happens(40) => Some("GUU"),
        "FTE" if draw.happens(20) => Some(if service == Service::Kt { "MTE" } else { "GTE" }),
        "NSK" if draw.happens(30) => Some("TRV"),
        _ => None,
    };
    let main = worse.map_or(before.main, Concern::known);
    let additional = before.additional.iter().copied().filter(|concern| *concern != main).collect();
    let risk = match (before.risk.as_str(), worse) {
        (_, Some(_)) => "H",
        ("A", None) => draw.any(&["A", "H", "H", "M"]),
        ("H", None) => draw.any(&["H", "M", "M", "L"]),
        ("M", None) => draw.any(&["M", "M", "L", "H"]),
        ("I", None) => draw.any(&["I", "L", "M"]),
        (_, None) => draw.any(&["L", "L", "L", "M"]),
    };
    Assessment { point, on, main, additional, risk: RiskLevel::known(risk) }
}

/// What was done, oldest first. Months lie between opening and end; only what an open case plans lies after.
pub(super) fn actions(
    draw: &mut Draw,
    service: Service,
    outline: &Outline,
    closing: Option<Closing>,
) -> Vec<Action> {
    let abroad = STAY_ABROAD.contains(&outline.concern) || outline.location == "UT";
    let count = draw.between(1, 5).min(draw.between(1, 5));
    let kinds = draw.several(count, likely::actions(service), |kind| match kind {
        "BEK" | "ANO" => u32::from(outline.is_under_18()),
        "BOT" => u32::from(!outline.is_under_18()),
        "PAS" | "HJR" | "REF" | "SUM" => u32::from(abroad),
        _ => 1,
    });
    let end = closing.map_or(LAST_DAY, |closing| closing.on);
    let span = u32::try_from((end - outline.opened).whole_days()).unwrap_or_default();
    let mut actions: Vec<Action> = kinds
        .into_iter()
        .map(|kind| {
            let progress = match closing {
                _ if draw.happens(60) => Progress::Declined,
                None if draw.happens(220) => Progress::Planned,
                _ => Progress::Done,
            };
            let day = match progress {
                Progress::Planned => LAST_DAY + Duration::days(i64::from(draw.between(1, 90))),
                // Most is done soon after first contact.
                _ => {
                    let days = draw.between(0, span).min(draw.between(0, 120));
                    outline.opened + Duration::days(i64::from(days))
                }
            };
            Action { kind: ActionKind::known(kind), progress, month: first_of_month(day) }
        })
        .collect();
    actions.sort_by_key(|action| (action.month, action.kind));
    actions
}

fn first_of_month(day: Date) -> Date {
    Date::from_calendar_date(day.year(), day.month(), 1).unwrap_or(day)
}

/// The last day of a year.
pub(super) const fn last_day(year: i32) -> Date {
    match Date::from_calendar_date(year, Month::December, 31) {
        Ok(day) => day,
        Err(_) => panic!("31 December exists in every year of the registry"),
    }
}
