//! [`prepare`]: from the cases of the frozen years to what may leave, attacked before it does.

use std::collections::BTreeMap;

use time::Date;

use super::base::TableBase;
use super::cases::AnnualCases;
use super::concerns::{Additional, Taken};
use super::earlier::{Earlier, may_follow};
use super::face::{AnnualFace, Stored};
use super::programme::{cell, programme, single};
use super::release::{AnnualRelease, AttackReport};
use crate::statistics::Release;
use crate::statistics::attack::attack;
use crate::statistics::linked::{self, Ledger, LinkedRelease, Microdata, NotReleasable, TOTAL};

/// What a release is made of.
pub struct Preparation<'a> {
    /// The cases.
    pub cases: AnnualCases,
    /// Its number among the annual releases.
    pub number: u32,
    /// The year.
    pub year: u16,
    /// From which day it may be seen.
    pub publish_on: Date,
    /// What is said of it.
    pub note: String,
    /// Each service with the revision its year was frozen at.
    pub frozen: Vec<(String, u64)>,
    /// The version of the code lists.
    pub code_lists: String,
    /// The services' yearly releases.
    pub beside: &'a [Release],
    /// The release of the same year that it corrects.
    pub corrects: Option<Corrected<'a>>,
    /// The secret that ties are broken by: the same for all versions of a year, so that what is hidden moves little.
    pub ties: String,
}

/// What a correction follows.
pub struct Corrected<'a> {
    /// The release.
    pub release: &'a AnnualRelease,
    /// The cases it was made of.
    pub cases: AnnualCases,
}

/// Why nothing was made. It names tables and rules, never a number, and no cell.
#[derive(Debug, thiserror::Error)]
pub enum NotPrepared {
    /// The tables cannot be protected.
    #[error(transparent)]
    NotReleasable(#[from] NotReleasable),
    /// The cases do not fit the programme.
    #[error("the cases do not fit the programme's dimensions")]
    Misfit,
    /// The attacker has found something out.
    #[error("what was made did not stand up to the attack")]
    Attacked,
    /// A correction that cannot leave yet: it changes nothing that is shown, or so little that the change would tell.
    #[error("the correction must wait")]
    Waits,
}

/// Protects the tables together with all that was published of the year before, attacks them, and makes a release of
/// them if nothing was found out. The same preparation gives the same bytes.
///
/// # Errors
/// [`NotPrepared`].
pub fn prepare(preparation: Preparation<'_>) -> Result<AnnualRelease, NotPrepared> {
    let earlier = Earlier::of_yearly(preparation.beside, &preparation.cases);
    match &preparation.corrects {
        None => first(preparation, earlier),
        Some(before) => {
            let earlier = earlier.and_annual(before.release.face());
            // Whatever is in its way, it waits: a reason that said more would tell of what has changed.
            correction(&preparation, before, &earlier).map_err(|_| NotPrepared::Waits)
        }
    }
}

fn first(preparation: Preparation<'_>, earlier: Earlier) -> Result<AnnualRelease, NotPrepared> {
    let data = preparation.cases.microdata().map_err(|_| NotPrepared::Misfit)?;
    let (linked, report) = protected(&preparation, &data, &earlier, &earlier.ledger())?;
    let mut additional = Additional::protect(&preparation.cases, &preparation.ties);
    for concern in without_room(&linked, &additional, &preparation.cases) {
        additional.leave_out(&concern);
    }
    let face = AnnualFace(face(&preparation, &linked).with_additional(&additional));
    let attacked = additional.report.iter();
    let report = attacked.fold(report, |report, (more, policy)| report.and(more, *policy, &face));
    // Whoever asks for tables has the release as well, and all that was shown before.
    let mut published = earlier.and_annual(&face).ledger();
    additional.bound(&preparation.cases, &mut published);
    let base = TableBase::make(&data, &published, &preparation.ties);
    Ok(AnnualRelease::new(face, report, preparation.ties).with_base(base))
}

/// The cases have changed since. Every blank stays a blank, which takes nothing from the proof: whatever agrees with
/// more than is shown agrees with what is shown. Whoever has the version before may find out of a cell that
/// was shown there that it has not changed, or by how much; so the tables are protected from a reader who knows the
/// counts of all those cells as they are now, hidden or not.
///
/// Additional concerns stay as they were first counted.
fn correction(
    preparation: &Preparation<'_>,
    before: &Corrected<'_>,
    earlier: &Earlier,
) -> Result<AnnualRelease, NotPrepared> {
    let additional = Additional::shown(before.release.face());
    let data = preparation.cases.microdata().map_err(|_| NotPrepared::Misfit)?;
    let carried = earlier.carried(&preparation.cases);
    let (linked, report) = protected(preparation, &data, earlier, &carried.ledger())?;
    let mut face = face(preparation, &linked);
    // What readers know already might be shown to them again, however small it has become.
    if !face.is_plausible() || !may_follow(earlier, &mut face, &before.cases, &preparation.cases) {
        return Err(NotPrepared::Waits);
    }
    if !without_room(&linked, &additional, &preparation.cases).is_empty() {
        return Err(NotPrepared::Waits);
    }
    Ok(AnnualRelease::new(AnnualFace(face.with_additional(&additional)), report, preparation.ties.clone()))
}

/// The additional concerns of which more is shown than there is room for in some world of the proof.
fn without_room(linked: &LinkedRelease, additional: &Additional, cases: &AnnualCases) -> Vec<String> {
    let has_room = |taken: &Taken<'_>| {
        let service = ("service", taken.service);
        let cells = [&[service][..], &[service, ("main_concern", taken.concern)]];
        let cells = cells.map(|split| cell(&single(), split));
        linked.in_every_world(&cells, |counts| counts[1] + i64::from(taken.count) <= counts[0])
    };
    let without = additional.taken(cases).filter(|taken| !has_room(taken));
    without.map(|taken| taken.concern.to_owned()).collect()
}

/// The tables, protected beside what readers know, and the attack of one who has all of it. What was hidden `earlier`
/// stays so.
fn protected(
    preparation: &Preparation<'_>,
    data: &Microdata,
    earlier: &Earlier,
    known: &Ledger,
) -> Result<(LinkedRelease, AttackReport), NotPrepared> {
    let mut programme = programme(&preparation.ties);
    programme.show = impossible(&preparation.cases, earlier);
    let linked = linked::protect(data, &programme, known)?;
    let policy = linked.policy();
    let report = attack(&linked.grid(), policy);
    if report.is_clean() {
        Ok((linked, AttackReport::of(&report, policy)))
    } else {
        Err(NotPrepared::Attacked)
    }
}

fn face(preparation: &Preparation<'_>, linked: &LinkedRelease) -> Stored {
    let cells = linked.rows().map(|(codes, count)| {
        let codes: Vec<String> = codes.into_iter().map(str::to_owned).collect();
        (codes, count, false)
    });
    let corrects = preparation.corrects.as_ref().map(|before| before.release.face());
    Stored {
        number: preparation.number,
        year: preparation.year,
        version: corrects.map_or(1, |face| face.version() + 1),
        supersedes: corrects.map(AnnualFace::number),
        publish_on: preparation.publish_on,
        note: preparation.note.clone(),
        frozen: preparation.frozen.clone(),
        beside: preparation.beside.iter().map(|release| release.provenance().number).collect(),
        code_lists: preparation.code_lists.clone(),
        dimensions: single().into_iter().map(str::to_owned).collect(),
        cells: cells.collect(),
        ..Stored::blank()
    }
}

/// The cells that no case could be in are shown: a reader knows that they are zero, and so they are no cover. One that
/// was hidden before stays so.
fn impossible(cases: &AnnualCases, earlier: &Earlier) -> Vec<BTreeMap<String, String>> {
    let mut shown = Vec::new();
    for pair in cases.impossible() {
        let whole = cell(&single(), pair);
        let mut cells = vec![whole.clone()];
        if pair.iter().any(|(name, _)| *name == "main_concern") {
            for (at, name) in single().into_iter().enumerate() {
                let split = if ["gender", "age_group"].contains(&name) { cases.codes(name) } else { &[] };
                for code in split {
                    let mut cell = whole.clone();
                    cell[at] = (*code).to_owned();
                    cells.push(cell);
                }
            }
        }
        let free = |cell: &Vec<String>| earlier.cells.get(cell) != Some(&None);
        shown.extend(cells.iter().filter(|cell| free(cell)).map(|cell| named(cell)));
    }
    shown
}

/// A cell as the programme names it.
fn named(codes: &[String]) -> BTreeMap<String, String> {
    let split = single().into_iter().zip(codes).filter(|(_, code)| *code != TOTAL);
    split.map(|(name, code)| (name.to_owned(), code.clone())).collect()
}
