//! [`System`]: the relations as the search for worlds sees them, cells that are one number made one variable.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::lattice::Lattice;

/// A change of the true table: variables and by how much, in order, none by 0. Added to the truth it is a world.
pub(super) type Change = Vec<(u32, i64)>;

/// Variables with their relations, each row summing to 0 over any change.
pub(super) struct System {
    /// The cells of each variable: more than one where a parent has a single child.
    pub(super) members: Vec<Vec<u32>>,
    /// The variable of each cell.
    pub(super) of_cell: Vec<u32>,
    /// The true count of each variable.
    pub(super) value: Vec<u32>,
    /// How many published cells each variable is.
    pub(super) weight: Vec<u32>,
    /// The relations: variables with their signs.
    pub(super) rows: Vec<Vec<(u32, i32)>>,
    /// The rows of each variable.
    pub(super) rows_of: Vec<Vec<(u32, i32)>>,
}

impl System {
    /// The system of a lattice. Cells with the same inner codes below them are one variable.
    pub(super) fn of(lattice: &Lattice) -> Self {
        let mut leader: Vec<u32> = (0..lattice.counts.len() as u32).collect();
        fn find(leader: &mut [u32], mut at: u32) -> u32 {
            while leader[at as usize] != at {
                leader[at as usize] = leader[leader[at as usize] as usize];
                at = leader[at as usize];
            }
            at
        }
        for relation in &lattice.relations {
            if let [child] = relation.children[..] {
                let (one, other) = (find(&mut leader, relation.parent), find(&mut leader, child));
                leader[one.max(other) as usize] = one.min(other);
            }
        }
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut of_cell = vec![0; leader.len()];
        for cell in 0..leader.len() as u32 {
            let first = find(&mut leader, cell);
            if first == cell {
                of_cell[cell as usize] = members.len() as u32;
                members.push(vec![cell]);
            } else {
                of_cell[cell as usize] = of_cell[first as usize];
                members[of_cell[first as usize] as usize].push(cell);
            }
        }
        let value = members.iter().map(|cells| lattice.counts[cells[0] as usize]).collect();
        let published = |cells: &Vec<u32>| cells.iter().filter(|&&cell| lattice.is_published(cell)).count();
        let weight = members.iter().map(|cells| published(cells) as u32).collect();
        let mut rows: BTreeSet<Vec<(u32, i32)>> = BTreeSet::new();
        for relation in &lattice.relations {
            let mut row: BTreeMap<u32, i32> = BTreeMap::new();
            *row.entry(of_cell[relation.parent as usize]).or_insert(0) += 1;
            for &child in &relation.children {
                *row.entry(of_cell[child as usize]).or_insert(0) -= 1;
            }
            row.retain(|_, sign| *sign != 0);
            if !row.is_empty() {
                rows.insert(row.into_iter().collect());
            }
        }
        let rows: Vec<_> = rows.into_iter().collect();
        let mut rows_of = vec![Vec::new(); members.len()];
        for (at, row) in rows.iter().enumerate() {
            for &(variable, sign) in row {
                rows_of[variable as usize].push((at as u32, sign));
            }
        }
        Self { members, of_cell, value, weight, rows, rows_of }
    }

    /// How many variables there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether a change keeps every sum and goes nowhere below `lower`, in whole numbers.
    pub(super) fn holds(&self, change: &Change, lower: &[i64]) -> bool {
        let mut sums: HashMap<u32, i64> = HashMap::new();
        for &(variable, by) in change {
            if by < lower[variable as usize] {
                return false;
            }
            for &(row, sign) in &self.rows_of[variable as usize] {
                *sums.entry(row).or_insert(0) += i64::from(sign) * by;
            }
        }
        sums.values().all(|&sum| sum == 0)
    }
}
