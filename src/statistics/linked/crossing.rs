//! What lies behind tables that do not hang together like a tree.
//!
//! Tables whose dimensions form an acyclic hypergraph glue: whole-number tables that agree where they overlap are the
//! margins of whole records (Vorob'ev 1962; Beeri, Fagin, Maier and Yannakakis 1983), so that a world of the tables is
//! a world of people. All pairs of three dimensions do not: there are tables that agree pairwise, and no records have
//! them as margins, and a reader may exclude them. For such a programme the crossings that would make it a tree are
//! laid out as well, as cells that nobody sees, and every world has to fill them.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;

/// The codes that a table has along each axis; `Total` alone where it is not split.
pub(super) type Codes = Vec<BTreeSet<u32>>;

/// How many cells the crossing of these codes has.
pub(super) fn size(codes: &Codes) -> usize {
    codes.iter().map(BTreeSet::len).fold(1, usize::saturating_mul)
}

/// The crossings to lay out behind these tables; none where they glue as they are.
///
/// # Errors
/// The place of the table without which the crossings would be smallest, when they have more cells than `most`.
pub(super) fn behind(tables: &[Codes], axes: &[Axis], most: usize) -> Result<Vec<Codes>, usize> {
    let crossings = crossings(tables, axes);
    let cells = |crossings: &[Codes]| crossings.iter().map(size).fold(0, usize::saturating_add);
    if cells(&crossings) <= most {
        return Ok(crossings);
    }
    let without = |&dropped: &usize| {
        let kept: Vec<Codes> = tables
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != dropped)
            .map(|(_, codes)| codes.clone())
            .collect();
        cells(&self::crossings(&kept, axes))
    };
    Err((0..tables.len()).min_by_key(without).unwrap_or_default())
}

fn crossings(tables: &[Codes], axes: &[Axis]) -> Vec<Codes> {
    let levels: Vec<Levels> = axes
        .iter()
        .enumerate()
        .map(|(along, axis)| Levels::of(axis, tables.iter().map(|codes| &codes[along])))
        .collect();
    let edges = (0..tables.len()).map(|table| edge(table, &levels)).collect();
    if is_acyclic(edges) && !levels.iter().any(|levels| levels.are_apart) {
        return Vec::new();
    }
    let split = |codes: &Codes| (0..axes.len()).filter(|&along| codes[along].len() > 1).collect();
    let crossing = |clique: BTreeSet<usize>| {
        let codes = |along: usize| {
            let mut codes = BTreeSet::from([0]);
            if clique.contains(&along) {
                codes.extend(tables.iter().flat_map(|table| &table[along]));
                if levels[along].are_apart {
                    codes.extend(0..axes[along].codes().len() as u32);
                }
            }
            codes
        };
        (0..axes.len()).map(codes).collect()
    };
    cliques(tables.iter().map(split).collect(), axes.len()).into_iter().map(crossing).collect()
}

/// The ways in which tables split one axis.
struct Levels {
    /// Each as the part that every inner code is in.
    ways: Vec<Vec<usize>>,
    /// Of each table: its way.
    of_table: Vec<usize>,
    /// Whether two ways cross each other, and no table splits by both.
    are_apart: bool,
}

impl Levels {
    fn of<'a>(axis: &Axis, tables: impl Iterator<Item = &'a BTreeSet<u32>>) -> Self {
        let inner: Vec<u32> = axis.inner().collect();
        let (mut ways, mut of_table): (Vec<Vec<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
        for codes in tables {
            let way = parts(codes, axis, &inner);
            of_table.push(ways.iter().position(|other| *other == way).unwrap_or(ways.len()));
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        let mut levels = Self { ways, of_table, are_apart: false };
        let all = levels.ways.len();
        let joined = |one, other| (0..all).any(|by| levels.tells(by, one) && levels.tells(by, other));
        levels.are_apart = (0..all).any(|one| (0..one).any(|other| !joined(one, other)));
        levels
    }

    /// Whether one way tells the other: each part of it lies in one part of the other.
    fn tells(&self, fine: usize, coarse: usize) -> bool {
        let mut told = BTreeMap::new();
        let pairs = self.ways[fine].iter().zip(&self.ways[coarse]);
        pairs.into_iter().all(|(fine, coarse)| told.entry(fine).or_insert(coarse) == &coarse)
    }

    fn splits_nothing(&self, way: usize) -> bool {
        self.ways[way].iter().all(|part| *part == self.ways[way][0])
    }
}

/// For each inner code the part that it is in: those that are under the same of these codes are in one.
fn parts(codes: &BTreeSet<u32>, axis: &Axis, inner: &[u32]) -> Vec<usize> {
    let mut known: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    let part = |&code: &u32| {
        let under: Vec<u32> = axis.above(code).iter().copied().filter(|at| codes.contains(at)).collect();
        let next = known.len();
        *known.entry(under).or_insert(next)
    };
    inner.iter().map(part).collect()
}

/// A table as an edge between ways of splitting: along each axis its own and those that its own tells.
fn edge(table: usize, levels: &[Levels]) -> BTreeSet<(usize, usize)> {
    let mut edge = BTreeSet::new();
    for (along, levels) in levels.iter().enumerate() {
        let own = levels.of_table[table];
        let told =
            (0..levels.ways.len()).filter(|&way| levels.tells(own, way) && !levels.splits_nothing(way));
        edge.extend(told.map(|way| (along, way)));
    }
    edge
}

/// Graham's reduction: what is in one edge only falls away, and so do edges within others. A tree leaves nothing.
fn is_acyclic<V: Ord + Copy>(mut edges: Vec<BTreeSet<V>>) -> bool {
    loop {
        let before: usize = edges.iter().map(|edge| edge.len() + 1).sum();
        let mut times: BTreeMap<V, usize> = BTreeMap::new();
        for &vertex in edges.iter().flatten() {
            *times.entry(vertex).or_default() += 1;
        }
        for edge in &mut edges {
            edge.retain(|vertex| times[vertex] > 1);
        }
        let mut kept: Vec<BTreeSet<V>> = Vec::new();
        for edge in edges {
            if !kept.iter().any(|other| edge.is_subset(other)) {
                kept.retain(|other| !other.is_subset(&edge));
                kept.push(edge);
            }
        }
        edges = kept;
        if edges.iter().map(|edge| edge.len() + 1).sum::<usize>() == before {
            return edges.iter().all(BTreeSet::is_empty);
        }
    }
}

/// The greatest cliques of a triangulation of the graph whose edges these sets are; the vertex that needs the fewest
/// new edges goes first.
fn cliques(sets: Vec<BTreeSet<usize>>, vertices: usize) -> Vec<BTreeSet<usize>> {
    let mut beside = vec![BTreeSet::new(); vertices];
    for set in &sets {
        for &vertex in set {
            beside[vertex].extend(set.iter().copied().filter(|&other| other != vertex));
        }
    }
    let mut left: BTreeSet<usize> = sets.into_iter().flatten().collect();
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    while let Some(next) = left.iter().copied().min_by_key(|&vertex| missing(&beside, vertex)) {
        left.remove(&next);
        let around = std::mem::take(&mut beside[next]);
        for &vertex in &around {
            beside[vertex].remove(&next);
            beside[vertex].extend(around.iter().copied().filter(|&other| other != vertex));
        }
        let mut clique = around;
        clique.insert(next);
        if !found.iter().any(|other| clique.is_subset(other)) {
            found.push(clique);
        }
    }
    found
}

/// How many edges are missing among the neighbours of a vertex.
fn missing(beside: &[BTreeSet<usize>], vertex: usize) -> usize {
    let around = &beside[vertex];
    around
        .iter()
        .map(|&one| around.range(one + 1..).filter(|other| !beside[one].contains(other)).count())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(codes: &[&[&str]]) -> Vec<Axis> {
        let axis = |codes: &&[&str]| Axis::flat("axis", codes.iter().map(|&code| code.to_owned()));
        codes.iter().map(axis).collect::<Result<_, _>>().expect("well formed")
    }

    /// Tables that split these axes by all their codes.
    fn tables(split: &[&[usize]], axes: &[Axis]) -> Vec<Codes> {
        let codes = |along: usize, split: &[usize]| match split.contains(&along) {
            true => (0..axes[along].codes().len() as u32).collect(),
            false => BTreeSet::from([0]),
        };
        split.iter().map(|split| (0..axes.len()).map(|along| codes(along, split)).collect()).collect()
    }

    #[test]
    fn a_tree_of_tables_has_nothing_behind_it() {
        let axes = axes(&[&["a", "b"], &["c", "d"], &["e", "f"], &["g", "h"]]);
        for split in [&[&[0, 1][..], &[1, 2], &[1, 3]][..], &[&[0, 1, 2], &[1, 2, 3], &[0]], &[&[0], &[1]]] {
            assert_eq!(behind(&tables(split, &axes), &axes, 100), Ok(Vec::new()));
        }
    }

    #[test]
    fn all_pairs_of_three_have_their_crossing_behind_them() {
        let axes = axes(&[&["a", "b"], &["c", "d"], &["e", "f", "g"]]);
        let found = behind(&tables(&[&[0, 1], &[1, 2], &[0, 2]], &axes), &axes, 100).expect("small enough");
        assert_eq!(found.iter().map(size).collect::<Vec<_>>(), [3 * 3 * 4]);
    }

    #[test]
    fn a_ring_of_four_is_cut_in_two() {
        let axes = axes(&[&["a", "b"], &["c", "d"], &["e", "f"], &["g", "h"]]);
        let found = behind(&tables(&[&[0, 1], &[1, 2], &[2, 3], &[3, 0]], &axes), &axes, 100);
        assert_eq!(found.expect("small enough").iter().map(size).collect::<Vec<_>>(), [27, 27]);
    }

    #[test]
    fn what_is_too_large_names_the_table_to_leave_out() {
        let axes = axes(&[&["a", "b"], &["c", "d"], &["e", "f", "g"], &["h", "i"]]);
        let split: &[&[usize]] = &[&[2, 3], &[0, 1], &[1, 2], &[0, 2]];
        assert!(behind(&tables(split, &axes), &axes, 35).is_err_and(|dear| dear > 0));
    }

    #[test]
    fn two_groupings_that_no_table_joins_lie_apart() {
        let grouping = |parent: &str, children: &[&str]| {
            (parent.to_owned(), children.iter().map(|&child| child.to_owned()).collect::<Vec<_>>())
        };
        let region = Axis::new(
            "region",
            &[
                grouping("Total", &["north", "south"]),
                grouping("north", &["a", "b"]),
                grouping("south", &["c", "d"]),
                grouping("Total", &["town", "land"]),
                grouping("town", &["a", "c"]),
                grouping("land", &["b", "d"]),
            ],
        )
        .expect("well formed");
        let place = |code: &str| region.place(code).expect("it is there");
        let one = BTreeSet::from([0, place("north"), place("south")]);
        let other = BTreeSet::from([0, place("town"), place("land")]);
        let every = (0..region.codes().len() as u32).collect();
        let found = behind(&[vec![one.clone()], vec![other.clone()]], std::slice::from_ref(&region), 100);
        assert_eq!(found.expect("small enough").iter().map(size).collect::<Vec<_>>(), [9]);
        let joined = behind(&[vec![one], vec![other], vec![every]], &[region], 100);
        assert_eq!(joined, Ok(Vec::new()));
    }
}
