//! Empty groups that may be counted as b all the same.
//!
//! Were only groups of 1 to k rounded, a b would tell of somebody; beside what was published before that can be enough
//! to know how many. SmallCountRounding of Statistics Norway has the same choice (`zeroCandidates`).

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit, Mac};
use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::Sha256;

use super::known::{Known, split};
use super::layout::Layout;
use crate::statistics::linked::Key;

/// So many times as many as are wanted are drawn before the search ends with what it has.
const TRIES: usize = 8;
/// One code in so many is drawn from all codes of its axis alike, so that no empty group is out of the question.
const ANY_CODE: u32 = 4;

/// As many groups that nobody is in as there are groups of few, drawn under the secret. Where zeros were published
/// nobody may be counted; everywhere else any group may be drawn, those oftener whose codes many groups have.
pub(super) fn drawn(layout: &Layout, known: &Known, k: u32, ties: &str) -> BTreeSet<Key> {
    let mut empty = BTreeSet::new();
    let wanted = layout.groups.iter().filter(|group| group.count <= k).count();
    let mut source = ChaCha12Rng::from_seed(seed(ties));
    // All groups are split by the same axes.
    let Some(split) = layout.groups.first().map(|group| split(&group.key)) else { return empty };
    let inner: Vec<Vec<u32>> = layout.axes.iter().map(|axis| axis.inner().collect()).collect();
    for _ in 0..wanted * TRIES {
        let mut key: Key = vec![0; layout.axes.len()].into();
        for &at in &split {
            key[at] = match source.next_u32() % ANY_CODE {
                0 => inner[at][place(&mut source, inner[at].len())],
                _ => layout.groups[place(&mut source, layout.groups.len())].key[at],
            };
        }
        let told = || known.with(&layout.axes, &key).iter().any(|&cell| known.cells[cell as usize].is_zero());
        if layout.place(&key).is_none() && !told() {
            empty.insert(key);
        }
        if empty.len() == wanted {
            break;
        }
    }
    empty
}

/// A place among so many. The places are as good as alike where they are far fewer than 2^64.
fn place(source: &mut ChaCha12Rng, of: usize) -> usize {
    (source.next_u64() % of as u64) as usize
}

fn seed(ties: &str) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(ties.as_bytes()).expect("any length of key will do");
    mac.update(b"empty groups");
    mac.finalize().into_bytes().into()
}
