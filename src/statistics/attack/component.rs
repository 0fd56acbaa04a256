//! What hangs together: hidden counts, by the sums between them.

use std::collections::BTreeMap;

use super::bounds::Range;
use super::grid::Grid;

/// Open cells that hang together, and the sums between them.
pub(super) struct Component {
    pub(super) cells: Vec<u32>,
    pub(super) sums: Vec<usize>,
}

/// The cells whose counts are not known yet, by what hangs together.
pub(super) fn components(grid: &Grid, ranges: &[Range]) -> Vec<Component> {
    let open = |cell: u32| ranges[cell as usize].least < ranges[cell as usize].most;
    let mut sums_of: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, sum) in grid.sums.iter().enumerate() {
        for &cell in sum.children.iter().chain([&sum.parent]).filter(|&&cell| open(cell)) {
            sums_of.entry(cell).or_default().push(at);
        }
    }
    let mut seen = vec![false; ranges.len()];
    let mut seen_sums = vec![false; grid.sums.len()];
    let mut components = Vec::new();
    for &start in sums_of.keys() {
        if std::mem::replace(&mut seen[start as usize], true) {
            continue;
        }
        let mut component = Component { cells: Vec::new(), sums: Vec::new() };
        let mut next = vec![start];
        while let Some(cell) = next.pop() {
            component.cells.push(cell);
            for &at in &sums_of[&cell] {
                if std::mem::replace(&mut seen_sums[at], true) {
                    continue;
                }
                component.sums.push(at);
                let sum = &grid.sums[at];
                for &other in sum.children.iter().chain([&sum.parent]).filter(|&&cell| open(cell)) {
                    if !std::mem::replace(&mut seen[other as usize], true) {
                        next.push(other);
                    }
                }
            }
        }
        component.cells.sort_unstable();
        component.sums.sort_unstable();
        components.push(component);
    }
    components
}
