//! From the categories of a code list to those of a published table.
//!
//! Two tables choose their categories by the counts, and so the choice itself tells something. The rule
//! that keeps it harmless: **either the categories depend on the counts, or the blanks do, never both.**
//! Were a country named because it has at least five and then hidden to cover a small rest, its name would
//! say *I am not the small one*, and the cover would be gone.
//!
//! # Gender
//!
//! `A` and `U` stand apart only where both reach the threshold, nothing else is small, and the total can be
//! split: a table in which nothing is hidden. Standing together tells at most that one of the two is under
//! the threshold, not which; each may be empty.
//!
//! # Country background
//!
//! Named are the five largest that reach the threshold; ties go to the first in code order. They stand in
//! code order, since an order by size would tell the size of a blank. The rest stands as one. Where the
//! rest comes to less than the threshold but is not empty, the smallest named country joins it; likewise
//! where the only named country has everybody. So no cell of this table is ever small and none is hidden.
//!
//! What the choice tells. With five names: no other country has more than the least of them. With fewer:
//! either no other country reaches the threshold, or one of them was taken in to cover a small rest. Both
//! say of a country that is not named only that it is *not large*. That it is not empty cannot be said as
//! long as the others can hold the whole rest without it, which [`group`] demands of the code list.
//! With no name the rest is the total, and that a single country has everybody is never told.

use super::dimension::Dimension;
use super::spec::{Grouping, Spec};
use super::table::{FrequencyTable, Raw};

/// The code list cannot be grouped so that it is safe: it is too short for its countries to hide among each
/// other, or one of them has the code of the rest.
pub(super) struct CannotBeGrouped;

/// The table with the categories in which it is published.
pub(super) fn group(
    table: FrequencyTable<Raw>,
    grouping: Grouping,
    spec: &Spec,
) -> Result<FrequencyTable<Raw>, CannotBeGrouped> {
    match grouping {
        Grouping::AsCoded => Ok(table),
        Grouping::Together { becomes: rest, .. } | Grouping::Largest { others: rest, .. }
            if table.dimension.position(rest).is_some() =>
        {
            Err(CannotBeGrouped)
        }
        Grouping::Together { pair, becomes } => Ok(together(table, pair, becomes, spec)),
        Grouping::Largest { named, others } => largest(table, named, others, spec),
    }
}

fn together(table: FrequencyTable<Raw>, pair: [&str; 2], becomes: &str, spec: &Spec) -> FrequencyTable<Raw> {
    let both: Vec<usize> = pair.iter().filter_map(|code| table.dimension.position(code)).collect();
    let nothing_small = table.counts().iter().all(|&count| count == 0 || count >= spec.threshold);
    let both_stand = both.iter().all(|&place| table.counts()[place] >= spec.threshold);
    if nothing_small && both_stand && table.total() >= spec.minimum_base() {
        return table;
    }
    let keep: Vec<usize> = (0..table.counts().len()).filter(|place| !both.contains(place)).collect();
    regroup(&table, &keep, becomes)
}

fn largest(
    table: FrequencyTable<Raw>,
    named: usize,
    others: &str,
    spec: &Spec,
) -> Result<FrequencyTable<Raw>, CannotBeGrouped> {
    let names = names(table.counts(), named, spec);
    let rest = rest(table.counts(), &names);
    // What a country without a name may have at most, by what the names tell. With every name in use a
    // country that ties with the least named one may be kept out by its code, so leave the tie aside.
    let most = match names.iter().map(|&place| table.counts()[place]).min() {
        Some(least) if names.len() == named => u64::from(least) - 1,
        _ => u64::from(spec.threshold) - 1,
    };
    let nameless = table.counts().len() - names.len();
    if rest > most * (nameless.saturating_sub(1) as u64) {
        return Err(CannotBeGrouped);
    }
    Ok(regroup(&table, &names, others))
}

/// The places of the categories to name, in code order.
fn names(counts: &[u32], named: usize, spec: &Spec) -> Vec<usize> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if total < u64::from(spec.minimum_base()) {
        return Vec::new();
    }
    let mut places: Vec<usize> = (0..counts.len()).filter(|&place| counts[place] >= spec.threshold).collect();
    // The sort is stable: ties stay in code order.
    places.sort_by_key(|&place| std::cmp::Reverse(counts[place]));
    places.truncate(named);
    let rest = rest(counts, &places);
    let small_rest = (1..u64::from(spec.threshold)).contains(&rest);
    if small_rest || (rest == 0 && places.len() == 1) {
        places.pop();
    }
    places.sort_unstable();
    places
}

fn rest(counts: &[u32], names: &[usize]) -> u64 {
    (0..counts.len()).filter(|place| !names.contains(place)).map(|place| u64::from(counts[place])).sum()
}

/// The categories at `keep` as they are, and all others as one, which stands last.
fn regroup(table: &FrequencyTable<Raw>, keep: &[usize], others: &str) -> FrequencyTable<Raw> {
    let codes = keep.iter().map(|&place| table.dimension.categories()[place].code()).chain([others]);
    let dimension = Dimension::new(table.dimension.name(), codes)
        .expect("the kept categories are different, and none has the code of the rest");
    let kept: Vec<u32> = keep.iter().map(|&place| table.counts()[place]).collect();
    let rest = table.total() - kept.iter().sum::<u32>();
    let counts = kept.into_iter().chain([rest]).collect();
    FrequencyTable { unit: table.unit, dimension, state: Raw { counts } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::dimension::Unit;
    use crate::statistics::spec::YEARLY;

    const GENDER: Grouping = Grouping::Together { pair: ["A", "U"], becomes: "A_or_U" };
    const COUNTRY: Grouping = Grouping::Largest { named: 5, others: "other" };

    #[track_caller]
    fn check(grouping: Grouping, counts: &[(&str, u32)], expected: &[(&str, u32)]) {
        let dimension = Dimension::new("d", counts.iter().map(|&(code, _)| code)).expect("different codes");
        let counts = counts.iter().map(|&(_, count)| count).collect();
        let table = FrequencyTable::tally(Unit::Cases, dimension, counts).expect("it fits");
        let grouped = group(table, grouping, &YEARLY).ok().expect("enough categories");
        let codes = grouped.dimension.categories().iter().map(|category| category.code());
        let seen: Vec<(&str, u32)> = codes.zip(grouped.counts().iter().copied()).collect();
        assert_eq!(seen, expected);
    }

    /// Twenty countries, `a` to `t`, these first.
    #[track_caller]
    fn check_countries(counts: &[u32], expected: &[(&str, u32)]) {
        const CODES: [&str; 20] = [
            "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s",
            "t",
        ];
        let all: Vec<(&str, u32)> = CODES
            .iter()
            .enumerate()
            .map(|(place, &code)| (code, counts.get(place).copied().unwrap_or(0)))
            .collect();
        check(COUNTRY, &all, expected);
    }

    #[test]
    fn other_and_unknown_part_only_where_nothing_is_hidden() {
        check(GENDER, &[("K", 9), ("M", 9), ("A", 5), ("U", 5)], &[("K", 9), ("M", 9), ("A", 5), ("U", 5)]);
        check(GENDER, &[("K", 9), ("M", 9), ("A", 4), ("U", 5)], &[("K", 9), ("M", 9), ("A_or_U", 9)]);
        check(GENDER, &[("K", 9), ("M", 2), ("A", 5), ("U", 5)], &[("K", 9), ("M", 2), ("A_or_U", 10)]);
        check(GENDER, &[("K", 0), ("M", 0), ("A", 6), ("U", 6)], &[("K", 0), ("M", 0), ("A_or_U", 12)]);
    }

    #[test]
    fn five_countries_are_named_in_code_order() {
        check_countries(
            &[7, 30, 9, 8, 6, 40],
            &[("a", 7), ("b", 30), ("c", 9), ("d", 8), ("f", 40), ("other", 6)],
        );
    }

    #[test]
    fn ties_go_to_the_first_in_code_order() {
        check_countries(
            &[8, 6, 8, 8, 6, 8, 6],
            &[("a", 8), ("b", 6), ("c", 8), ("d", 8), ("f", 8), ("other", 12)],
        );
    }

    #[test]
    fn a_small_rest_takes_in_the_smallest_named_country() {
        check_countries(&[20, 6, 9, 2], &[("a", 20), ("c", 9), ("other", 8)]);
        check_countries(&[20, 2], &[("other", 22)]);
    }

    #[test]
    fn one_country_with_everybody_is_not_named() {
        check_countries(&[20], &[("other", 20)]);
        check_countries(&[20, 9], &[("a", 20), ("b", 9), ("other", 0)]);
    }

    #[test]
    fn under_the_minimum_base_no_country_is_named() {
        check_countries(&[7, 7], &[("other", 14)]);
    }

    #[track_caller]
    fn refuses(grouping: Grouping, codes: [&str; 3], counts: [u32; 3]) {
        let dimension = Dimension::new("d", codes).expect("different codes");
        let table = FrequencyTable::tally(Unit::Cases, dimension, counts.to_vec()).expect("it fits");
        assert!(group(table, grouping, &YEARLY).is_err());
    }

    #[test]
    fn a_short_code_list_is_refused() {
        refuses(COUNTRY, ["AF", "IQ", "SO"], [20, 4, 4]);
    }

    #[test]
    fn the_code_of_the_rest_is_no_category() {
        refuses(COUNTRY, ["AF", "IQ", "other"], [20, 20, 0]);
        refuses(GENDER, ["A", "U", "A_or_U"], [2, 20, 0]);
    }
}
