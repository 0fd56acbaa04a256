//! One invented case, from its outline.

use crate::domain::{
    AgeBand, Arena, Assessment, CaseId, Closing, Code, Concern, ConcernList, ControllerRelation, Country,
    Duties, DutyAssessment, Facts, Gender, List, Person, PersonLocation, Point, Referral, ReferralSource,
    RiskLevel, Service, StayReason, ViolenceForm,
};

use super::draw::Draw;
use super::outline::Outline;
use super::roster::CaseWorker;
use super::shares::shares;
use super::{InventedCase, STAY_ABROAD, course, likely, words};

/// The case of `outline`, given to one of `workers`.
pub(super) fn case(
    draw: &mut Draw,
    workers: &[&CaseWorker],
    outline: Outline,
    closing: Option<Closing>,
) -> InventedCase {
    let owner = owner(draw, workers, &outline);
    let service = owner.service;
    let additional = additional(draw, service, &outline);
    let mistaken = closing.is_some_and(|closing| closing.outcome.entry().uncounted);

    let concerns = || std::iter::once(outline.concern).chain(additional.iter().copied());
    let abroad = concerns().any(|concern| STAY_ABROAD.contains(&concern));
    let violent = concerns().any(|concern| concern == "TRV");
    let risk = draw.one(likely::risk(outline.concern));
    let opening = Assessment {
        point: Point::Opening,
        on: outline.opened,
        main: Concern::known(outline.concern),
        additional: codes(&additional),
        risk: RiskLevel::known(risk),
    };
    let (reasons, forms) = (draw.between(1, 2), draw.between(1, 3));
    let stay_reasons = if abroad { draw.several(reasons, likely::STAY_REASONS, |_| 1) } else { Vec::new() };
    let violence = if violent { draw.several(forms, likely::VIOLENCE, |_| 1) } else { Vec::new() };
    let persons = draw.between(1, 3).min(draw.between(1, 3));
    let controllers = draw.several(persons, likely::controllers(outline.concern), |_| 1);
    let places = draw.between(1, 2);
    let arenas = draw.several(places, likely::ARENAS, |arena| match arena {
        "UTL" if outline.location == "UT" => 20,
        "UTL" if !abroad => 0,
        _ => 1,
    });
    let (later, actions) = if mistaken {
        (Vec::new(), Vec::new())
    } else {
        let later = course::later(draw, service, &opening, closing);
        (later, course::actions(draw, service, &outline, closing))
    };
    let others = other_sources(draw, service, &outline);
    let known_to = known_to(draw, service, |code| {
        outline.source == code
            || others.contains(&code)
            || actions.iter().any(|action| action.kind.as_str() == code)
    });
    let duties = duties(draw, &outline, risk, closing);
    let note = words::note(draw, &outline);
    let facts = Facts {
        id: CaseId(draw.id()),
        lists: ConcernList::list().version.clone(),
        service,
        team: owner.team,
        owner: owner.id,
        workplace: owner.workplace_in(outline.opened.year()),
        opened: outline.opened,
        closing,
        person: Person {
            gender: Gender::known(outline.gender),
            age_band: AgeBand::known(outline.age_band),
            country: Country::known(outline.country),
            location: PersonLocation::known(outline.location),
        },
        opening,
        later,
        referral: Referral { main: ReferralSource::known(outline.source), others: codes(&others) },
        controllers: controllers.into_iter().map(ControllerRelation::known).collect(),
        arenas: arenas.into_iter().map(Arena::known).collect(),
        violence: violence.into_iter().map(ViolenceForm::known).collect(),
        stay_reasons: stay_reasons.into_iter().map(StayReason::known).collect(),
        actions,
        duties,
        known_to,
    };
    InventedCase { facts, note }
}

fn codes<L: List>(codes: &[&'static str]) -> Vec<Code<L>> {
    codes.iter().map(|code| Code::known(code)).collect()
}

/// Whose case: by caseload, and by whom one meets at such a workplace.
fn owner<'a>(draw: &mut Draw, workers: &[&'a CaseWorker], outline: &Outline) -> &'a CaseWorker {
    let mission = likely::mission(outline.country);
    let place = draw.place(workers.iter().map(|worker| {
        let there = worker.workplace.mission.map(|mission| mission.as_str());
        let kind = worker.workplace.kind.map_or("", |kind| kind.as_str());
        let fit = match (kind, outline.age_band) {
            ("UTS", _) => u32::from(mission.is_none() || mission == there),
            ("USK", "A00" | "A13") => 20,
            ("USK", "A18" | "A21" | "A25" | "O18") | ("VOS", "A00" | "A13") => 0,
            ("VGS", "A16" | "A18" | "U18") => 10,
            ("VGS", "A13" | "A21") => 3,
            ("VOS", "A25") => 24,
            ("VOS", "A21" | "O18") => 12,
            ("VOS", "A18") => 5,
            _ => 1,
        };
        worker.weight * fit
    }));
    workers[place.expect("every service with cases has someone to take them, in each year")]
}

/// Concerns beside the main one: none for every third case, one for most, two for the rest.
fn additional(draw: &mut Draw, service: Service, outline: &Outline) -> Vec<&'static str> {
    let count = draw.any(&[0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    draw.several(count, likely::additional(service), |concern| {
        let repeated = concern == outline.concern;
        let feared = matches!((outline.concern, concern), ("GUU", "FUU") | ("GTE" | "MTE", "FTE"));
        let unlikely = concern == "FKL" && outline.gender != "K"
            || concern == "BEK" && !outline.is_under_18()
            || concern == "GUU" && outline.location == "NO";
        let in_force = Concern::known(concern).in_force(service, outline.opened).is_ok();
        u32::from(!repeated && !feared && !unlikely && in_force)
    })
}

fn other_sources(draw: &mut Draw, service: Service, outline: &Outline) -> Vec<&'static str> {
    let count = draw.any(&[0, 0, 0, 0, 0, 1, 1, 2]);
    draw.several(count, shares(service).sources, |source| {
        u32::from(
            source != outline.source && source != "UOP" && (source != "BHG" || outline.age_band == "A00"),
        )
    })
}

/// The services that sent the case or were drawn into it know it; now and then another does.
fn known_to(draw: &mut Draw, service: Service, involves: impl Fn(&str) -> bool) -> Vec<Service> {
    [(Service::Mr, ["TMR", ""]), (Service::Su, ["TSU", "SUM"]), (Service::Kt, ["TKT", "KTM"])]
        .into_iter()
        .filter(|(other, signs)| {
            let by_chance = draw.happens(30);
            *other != service && (by_chance || signs.iter().any(|sign| involves(sign)))
        })
        .map(|(other, _)| other)
        .collect()
}

/// The two duties; when a case is closed, both have been assessed.
fn duties(draw: &mut Draw, outline: &Outline, risk: &str, closing: Option<Closing>) -> Duties {
    let serious = matches!(risk, "H" | "A");
    let report = if serious && outline.is_under_18() { likely::REPORT_SERIOUS } else { likely::REPORT };
    let avert = if serious { likely::AVERT_SERIOUS } else { likely::AVERT };
    let mut assess = |table| match draw.one(table) {
        "IVU" if closing.is_some() => DutyAssessment::known("IKU"),
        assessed => DutyAssessment::known(assessed),
    };
    Duties { report: assess(report), avert: assess(avert) }
}
