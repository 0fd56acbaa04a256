//! Corrections in which some counts have grown and others shrunk.

use std::collections::HashMap;

use super::face::Stored;
use super::programme::K;
use crate::statistics::attack::{Grid, Hierarchies, Policy, attack};
use crate::statistics::linked::TOTAL;

/// The dimension along which the two versions and what lies between them stand.
const VERSION: &str = "version";
const BEFORE: &str = "before";
const AFTER: &str = "after";
const KEPT: &str = "kept";
const ADDED: &str = "added";
const REMOVED: &str = "removed";

/// The change of a count that both versions show.
pub(super) fn change(before: Option<u32>, now: Option<u32>) -> Option<i64> {
    Some(i64::from(now?) - i64::from(before?))
}

/// What the changes of the shown parts leave of each sum for the hidden ones: whoever has both versions knows by how
/// much those have changed together.
pub(super) fn remainders(face: &Stored, before: &[Option<u32>]) -> Vec<i64> {
    let changes: HashMap<&[String], Option<i64>> = face
        .cells
        .iter()
        .zip(before)
        .map(|((codes, now, _), before)| (codes.as_slice(), change(*before, *now)))
        .collect();
    let mut sums: HashMap<(usize, Vec<String>), (i64, bool)> = HashMap::new();
    for (codes, by) in &changes {
        for along in (0..codes.len()).filter(|along| codes[*along] != TOTAL) {
            let mut sum = codes.to_vec();
            TOTAL.clone_into(&mut sum[along]);
            let (shown, hidden) = sums.entry((along, sum)).or_default();
            *shown += by.unwrap_or_default();
            *hidden |= by.is_none();
        }
    }
    let open = sums.into_iter().filter(|(_, (_, hidden))| *hidden);
    open.filter_map(|((_, sum), (shown, _))| Some(changes.get(sum.as_slice()).copied()?? - shown)).collect()
}

/// Whether nobody who has both versions finds out that few cases came to a cell or left it.
///
/// What was there before is what was kept and what was removed; what is there now, what was kept and what was added.
/// None of the three is known, all are sums as the counts are, and none is negative: these systems hang together, and
/// are attacked as one.
pub(super) fn withstands_the_attack(face: &Stored, before: &[Option<u32>]) -> bool {
    let mut dimensions = face.dimensions.clone();
    dimensions.push(VERSION.to_owned());
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for ((codes, now, _), before) in face.cells.iter().zip(before) {
        for (version, count) in
            [(BEFORE, *before), (AFTER, *now), (KEPT, None), (ADDED, None), (REMOVED, None)]
        {
            rows.push([codes.as_slice(), &[version.to_owned()]].concat());
            values.push(count);
        }
    }
    let part = |whole: &str, parts: [&str; 2]| (whole.to_owned(), parts.map(str::to_owned).into());
    let versions = vec![part(BEFORE, [KEPT, REMOVED]), part(AFTER, [KEPT, ADDED])];
    let grid = Grid::new(&dimensions, rows, values, &Hierarchies::from([(VERSION.to_owned(), versions)]));
    attack(&grid, Policy { k: K, least: 0, zeros_are_sensitive: false }).is_clean()
}
