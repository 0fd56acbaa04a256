//! Who reads, and what each reader knows of every cell before anything is published.

use super::lattice::Lattice;
use super::microdata::Microdata;
use super::programme::{Programme, Zeros};
use crate::statistics::attack::Reader;

/// The readers of a release: the outsider first, then a publisher for each code of the dimension whose codes know their
/// own cases (rule R5). What each knows is by cell with a key; the least is never more than the truth, but for a zero
/// where every zero is shown.
pub(super) fn readers(lattice: &Lattice, data: &Microdata, programme: &Programme) -> Vec<Reader> {
    let was_shown: Vec<bool> = (0..lattice.keyed()).map(|cell| lattice.was_shown(cell)).collect();
    let reader = |own: Vec<u32>, known: Vec<bool>| {
        let mut least = floors(lattice, &own, &known);
        if programme.zeros == Zeros::Shown {
            let published = (0..).zip(&mut least).filter(|(cell, _)| lattice.is_published(*cell));
            published.for_each(|(_, least)| *least = 1.max(*least));
        }
        Reader { own, known, least }
    };
    let mut readers = vec![reader(vec![0; lattice.keyed()], was_shown.clone())];
    let along = programme.insiders.as_ref().and_then(|name| lattice.along(name));
    for (along, code) in
        along.into_iter().flat_map(|along| lattice.axes[along].inner().map(move |code| (along, code)))
    {
        let hers = lattice.keys.iter().map(|key| key[along] == code);
        let known = was_shown.iter().zip(hers).map(|(shown, hers)| *shown || hers).collect();
        readers.push(reader(lattice.counts_of(data, along, code), known));
    }
    readers
}

/// What a reader knows every cell to be at least: what earlier tables and her own cases say of it, and of what it is
/// the sum of.
fn floors(lattice: &Lattice, own: &[u32], known: &[bool]) -> Vec<u32> {
    let mut least = vec![0; lattice.counts.len()];
    for cell in 0..lattice.keyed() {
        let before = lattice.before[cell].map_or(0, |before| before.least);
        least[cell] = if known[cell] { lattice.counts[cell] } else { before.max(own[cell]) };
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
            least.truncate(lattice.keyed());
            return least;
        }
    }
}
