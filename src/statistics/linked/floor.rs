//! What a reader knows every count to be at least, from what was published before and from her own cases.

use super::lattice::Lattice;

/// For each cell the least that a reader knows it to be: what earlier tables and her own cases say of it, and of what
/// it is the sum of. `own` are her own cases by cell, `knows` the cells whose counts she has. Never more than the truth.
pub(super) fn floors(lattice: &Lattice, own: &[u32], knows: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut least = vec![0; lattice.counts.len()];
    for cell in 0..lattice.keyed() {
        let before = lattice.before[cell].map_or(0, |before| before.least);
        least[cell] = if knows(cell) { lattice.counts[cell] } else { before.max(own[cell]) };
    }
    // Each round carries what is known one sum further up.
    loop {
        let mut risen = false;
        for relation in &lattice.relations {
            let sum: u32 = relation.children.iter().map(|&child| least[child as usize]).sum();
            let parent = &mut least[relation.parent as usize];
            risen |= sum > *parent;
            *parent = sum.max(*parent);
        }
        if !risen {
            return least;
        }
    }
}
