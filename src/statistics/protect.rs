//! [`protect()`]: runs the steps of the method. The only maker of a [`Release`].

use super::certificate::{self, Context};
use super::dimension::{Dimension, Unit};
use super::grouping::group;
use super::primary::primary;
use super::release::{Provenance, Release};
use super::secondary::{Pattern, secondary};
use super::spec::{Spec, TableSpec};
use super::table::{Cell, FrequencyTable, Protected, Raw};

/// A release was not made. It names the table and the rule, never a number.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{unit} by {dimension} cannot be released: {rule}")]
pub struct NotReleasable {
    /// What the table counts.
    pub unit: Unit,
    /// The table's dimension.
    pub dimension: String,
    /// The rule that stopped it.
    pub rule: Rule,
}

/// Why a release was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The programme has no such table for this service.
    #[error("the programme has no such table for this service")]
    NotInTheProgramme,
    /// The programme has this table, and it was not counted.
    #[error("the table is missing")]
    Missing,
    /// The table was counted twice.
    #[error("the table stands twice")]
    Twice,
    /// The programme fixes other categories.
    #[error("the programme fixes other categories")]
    OtherCategories,
    /// The tables of one unit come to different totals.
    #[error("its sum is not the total of its unit")]
    TotalsDiffer,
    /// The code list is so short that a category without a name can be worked out, or has the code of the
    /// rest among its own.
    #[error("its code list cannot be grouped safely")]
    CannotBeGrouped,
    /// A witness is missing or wrong: an error of the program, and a reason to show nothing.
    #[error("its certificate does not hold")]
    NotProven,
}

/// Protects the tables of a service's year together.
///
/// `tables` are those of [`Spec::tables_of`] the service, each once, in any order. The same tables give the
/// same release.
pub fn protect(
    spec: &Spec,
    provenance: Provenance,
    mut tables: Vec<FrequencyTable<Raw>>,
) -> Result<Release, NotReleasable> {
    let mut programme = Vec::new();
    for entry in spec.tables_of(&provenance.service) {
        let found = tables
            .iter()
            .position(|table| is_of(table, entry))
            .ok_or_else(|| refusal(entry.unit, entry.dimension, Rule::Missing))?;
        programme.push((entry, tables.swap_remove(found)));
    }
    if let Some(left) = tables.first() {
        let known = programme.iter().any(|(entry, _)| is_of(left, entry));
        let rule = if known { Rule::Twice } else { Rule::NotInTheProgramme };
        return Err(refusal(left.unit, left.dimension.name(), rule));
    }
    for (entry, table) in &programme {
        let refused = |rule| Err(refusal(entry.unit, entry.dimension, rule));
        if entry.categories.is_some_and(|fixed| !has_categories(&table.dimension, fixed)) {
            return refused(Rule::OtherCategories);
        }
        // The first table of each unit is its total.
        let total =
            programme.iter().find(|(first, _)| first.unit == entry.unit).map(|(_, first)| first.total());
        if total != Some(table.total()) {
            return refused(Rule::TotalsDiffer);
        }
    }
    let protected: Result<Vec<_>, _> =
        programme.into_iter().map(|(entry, table)| protect_table(table, entry, spec)).collect();
    Ok(Release::new(provenance, spec, protected?))
}

/// Hides what one table must not show, and proves it.
pub(super) fn protect_table(
    table: FrequencyTable<Raw>,
    entry: &TableSpec,
    spec: &Spec,
) -> Result<FrequencyTable<Protected>, NotReleasable> {
    let refused = |rule| refusal(entry.unit, entry.dimension, rule);
    let table = group(table, entry.grouping, spec).map_err(|_| refused(Rule::CannotBeGrouped))?;
    let context = Context { subject: entry.subject, spec };
    let pattern = secondary(table.counts(), &primary(table.counts(), entry.subject, spec));
    let face = face(&table, &pattern);
    let worlds = certificate::witnesses(table.counts(), &pattern, context);
    certificate::check(table.counts(), &face, &worlds, context).map_err(|_| refused(Rule::NotProven))?;
    Ok(FrequencyTable { unit: table.unit, dimension: table.dimension, state: face })
}

/// What a reader sees of the table under this pattern.
fn face(table: &FrequencyTable<Raw>, pattern: &Pattern) -> Protected {
    let total = Cell::Count(table.total());
    let none = || vec![Cell::Suppressed; table.counts().len()];
    match pattern {
        Pattern::Silent => Protected { total: Cell::Suppressed, cells: none() },
        Pattern::Whole => Protected { total, cells: none() },
        Pattern::Blanks(hidden) => {
            let cell = |(&count, &hidden)| if hidden { Cell::Suppressed } else { Cell::Count(count) };
            Protected { total, cells: table.counts().iter().zip(hidden).map(cell).collect() }
        }
    }
}

fn is_of(table: &FrequencyTable<Raw>, entry: &TableSpec) -> bool {
    table.unit == entry.unit && table.dimension.name() == entry.dimension
}

fn has_categories(dimension: &Dimension, fixed: &[&str]) -> bool {
    dimension.categories().iter().map(|category| category.code()).eq(fixed.iter().copied())
}

fn refusal(unit: Unit, dimension: &str, rule: Rule) -> NotReleasable {
    NotReleasable { unit, dimension: dimension.to_owned(), rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::sample;
    use crate::statistics::spec::YEARLY;

    #[track_caller]
    fn refuses(tables: Vec<FrequencyTable<Raw>>, dimension: &str, rule: Rule) {
        let refused = protect(&YEARLY, sample::provenance("FT"), tables).expect_err("not releasable");
        assert_eq!(refused, refusal(Unit::Assignments, dimension, rule));
    }

    fn form(counts: &[u32]) -> FrequencyTable<Raw> {
        sample::table(Unit::Assignments, "assignment_form", &["FOR", "MOT", "SEM", "DIA", "KUR"], counts)
    }

    fn total(count: u32) -> FrequencyTable<Raw> {
        sample::table(Unit::Assignments, "total", &["all"], &[count])
    }

    #[test]
    fn the_tables_are_those_of_the_programme() {
        refuses(vec![total(28)], "assignment_form", Rule::Missing);
        refuses(vec![total(28), form(&[9, 9, 10, 0, 0]), total(28)], "total", Rule::Twice);
        let gender = sample::table(Unit::Assignments, "gender", &["K"], &[28]);
        refuses(vec![total(28), form(&[9, 9, 10, 0, 0]), gender], "gender", Rule::NotInTheProgramme);
        let total = sample::table(Unit::Assignments, "total", &["every"], &[28]);
        refuses(vec![total, form(&[9, 9, 10, 0, 0])], "total", Rule::OtherCategories);
    }

    #[test]
    fn tables_of_one_unit_have_one_total() {
        refuses(vec![total(28), form(&[9, 9, 9, 0, 0])], "assignment_form", Rule::TotalsDiffer);
    }

    #[test]
    fn a_refusal_tells_no_number() {
        let refused = protect(&YEARLY, sample::provenance("FT"), vec![total(28), form(&[9, 9, 9, 0, 0])])
            .expect_err("the totals differ");
        assert!(!format!("{refused} {refused:?}").contains(|letter: char| letter.is_ascii_digit()));
    }

    /// The diversity advisers' year 2017: of 239 cases 4 were completed forced marriages; the other figures
    /// are the printed percentages, counted back.
    #[test]
    fn a_small_concern_is_hidden_with_another_beside_it() {
        let protected = |spec: &Spec| {
            let concern = sample::table(
                Unit::Cases,
                "main_concern",
                &["TRV", "FTE", "GTE", "EKK", "ANN"],
                &[74, 24, 4, 105, 32],
            );
            let entry =
                spec.tables_of("MR").find(|entry| entry.dimension == "main_concern").expect("it is there");
            protect_table(concern, entry, spec).expect("releasable")
        };
        let at_five = protected(&YEARLY);
        assert_eq!(at_five.total(), Cell::Count(239));
        assert_eq!(at_five.cell("GTE"), Some(Cell::Suppressed));
        assert!(at_five.cells().filter(|&(_, cell)| cell == Cell::Suppressed).count() >= 2);
        let at_three = protected(&Spec { threshold: 3, ..YEARLY });
        assert_eq!(at_three.cell("GTE"), Some(Cell::Count(4)));
    }

    #[test]
    fn a_small_year_shows_its_total_and_a_tiny_one_nothing() {
        let cells = |count, counts: &[u32]| {
            let release = protect(&YEARLY, sample::provenance("FT"), vec![form(counts), total(count)])
                .expect("releasable");
            release.tables().iter().map(|table| (table.total(), table.cell("FOR"))).collect::<Vec<_>>()
        };
        assert_eq!(
            cells(14, &[7, 7, 0, 0, 0]),
            [(Cell::Count(14), None), (Cell::Count(14), Some(Cell::Suppressed))]
        );
        assert_eq!(
            cells(0, &[0, 0, 0, 0, 0]),
            [(Cell::Suppressed, None), (Cell::Suppressed, Some(Cell::Suppressed))]
        );
    }
}
