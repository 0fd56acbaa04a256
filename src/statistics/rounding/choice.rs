//! [`Choice`]: which groups move, and which of them are counted as more than they are.

use super::layout::Layout;

/// The rounded count of each group. Without `Debug`: most are the true ones.
pub(super) struct Choice<'a> {
    layout: &'a Layout,
    base: i64,
    /// Of each group: whether it is counted as a multiple of b.
    pub(super) moved: Vec<bool>,
    /// Of each group its count.
    pub(super) rounded: Vec<u32>,
    /// Of each group the multiple of b that is not above it.
    below: Vec<i64>,
    /// Of each cell its count.
    value: Vec<i64>,
    /// Of each cell what it costs to count one group in it as b more.
    dearer: Vec<i64>,
    /// How many cells may still be looked at.
    allowance: u64,
}

/// What a small cell costs: more than any deviation saves.
const SMALL: i64 = 1 << 40;
/// So many times the choice is begun anew.
const STARTS: usize = 6;
/// How many cells are looked at before the search ends with what it has. No clock decides.
const ALLOWANCE: u64 = 150_000_000;

impl<'a> Choice<'a> {
    /// Moves the groups that must move, and as many more as are in small cells then; and looks for those that are best
    /// counted as b. Of several starts it takes the one with the smallest largest error, and of those the nearest.
    pub(super) fn make(layout: &'a Layout, k: u32, must: &[bool]) -> Self {
        let first = Self::started(layout, k, must, 0);
        (1..STARTS)
            .map(|start| Self::started(layout, k, must, start))
            .fold(first, |best, other| if other.errors() < best.errors() { other } else { best })
    }

    /// The same from one of the starts: the groups come in the same order, but another one first.
    fn started(layout: &'a Layout, k: u32, must: &[bool], start: usize) -> Self {
        let value = layout.truth.iter().map(|&count| i64::from(count)).collect();
        let mut choice = Self {
            layout,
            base: i64::from(k) + 1,
            moved: vec![false; must.len()],
            rounded: layout.groups.iter().map(|group| group.count).collect(),
            below: layout.groups.iter().map(|group| i64::from(group.count - group.count % (k + 1))).collect(),
            value,
            dearer: vec![0; layout.cells.len()],
            allowance: ALLOWANCE / STARTS as u64,
        };
        (0..layout.cells.len()).for_each(|cell| choice.weigh(cell));
        let must = (0..must.len()).filter(|&group| must[group]).collect();
        let mut moving: Vec<usize> = must;
        loop {
            moving.extend(choice.in_small_cells());
            if moving.is_empty() {
                return choice;
            }
            let first = moving.len() * start / STARTS;
            moving.rotate_left(first);
            choice.move_groups(&moving);
            choice.exchange();
            moving.clear();
        }
    }

    /// The largest error of a cell, and all errors together.
    fn errors(&self) -> (i64, i64) {
        let errors = (0..self.value.len()).map(|cell| self.error(cell, self.value[cell]));
        errors.fold((0, 0), |(most, all), error| (most.max(error), all + error))
    }

    /// The groups in small cells that have not moved.
    fn in_small_cells(&self) -> Vec<usize> {
        let small = (0..self.value.len()).filter(|&cell| self.is_small(self.value[cell]));
        let groups = small.flat_map(|cell| &self.layout.groups_of[cell]).map(|&group| group as usize);
        let mut groups: Vec<usize> = groups.filter(|&group| !self.moved[group]).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    fn is_small(&self, value: i64) -> bool {
        (1..self.base).contains(&value)
    }

    /// Counts each of these as the multiple of b below or above it, whichever is nearer to the truth of those that came
    /// before.
    fn move_groups(&mut self, groups: &[usize]) {
        for &group in groups {
            if std::mem::replace(&mut self.moved[group], true) {
                continue;
            }
            if !self.can_go_up(group) {
                continue;
            }
            let (count, below) = (i64::from(self.layout.groups[group].count), self.below[group]);
            let cost = |by: i64| {
                let cells = &self.layout.groups[group].cells;
                cells
                    .iter()
                    .map(|&cell| self.cost(cell as usize, self.value[cell as usize] + by))
                    .sum::<i64>()
            };
            let above = below + self.base;
            let to = if cost(above - count) < cost(below - count) { above } else { below };
            self.set(group, to);
        }
    }

    /// Takes b from each group that has it more than it is and gives it to the one, or to none, that is best, until that
    /// changes nothing.
    fn exchange(&mut self) {
        let goes = |&group: &usize| self.moved[group] && self.can_go_up(group);
        let groups: Vec<usize> = (0..self.moved.len()).filter(goes).collect();
        loop {
            let mut changed = false;
            for &group in &groups {
                let had = self.is_up(group);
                let cells = self.layout.groups[group].cells.len() as u64;
                if self.allowance < cells * groups.len() as u64 {
                    return;
                }
                if !had {
                    self.allowance -= cells;
                    if self.gain(group) < 0 {
                        self.set(group, self.below[group] + self.base);
                        changed = true;
                    }
                    continue;
                }
                self.allowance -= cells * groups.len() as u64;
                self.set(group, self.below[group]);
                let own = self.gain(group);
                let (mut best, mut least) = if own < 0 { (Some(group), own) } else { (None, 0) };
                for &other in groups.iter().filter(|&&other| !self.is_up(other)) {
                    let cost = self.gain(other);
                    if cost < least {
                        (best, least) = (Some(other), cost);
                    }
                }
                if let Some(best) = best {
                    self.set(best, self.below[best] + self.base);
                }
                changed |= best != Some(group);
            }
            if !changed {
                return;
            }
        }
    }

    /// What it costs to count a group as b more that is counted as less than it is.
    fn gain(&self, group: usize) -> i64 {
        self.layout.groups[group].cells.iter().map(|&cell| self.dearer[cell as usize]).sum()
    }

    fn is_up(&self, group: usize) -> bool {
        i64::from(self.rounded[group]) > self.below[group]
    }

    /// Whether it can be counted as the multiple above it: one that is a multiple itself stays, but for nobody.
    fn can_go_up(&self, group: usize) -> bool {
        self.below[group] == 0 || i64::from(self.layout.groups[group].count) > self.below[group]
    }

    fn set(&mut self, group: usize, to: i64) {
        let by = to - i64::from(std::mem::replace(&mut self.rounded[group], to as u32));
        for &cell in &self.layout.groups[group].cells {
            self.value[cell as usize] += by;
            self.weigh(cell as usize);
        }
    }

    fn weigh(&mut self, cell: usize) {
        let value = self.value[cell];
        self.dearer[cell] = self.cost(cell, value + self.base) - self.cost(cell, value);
    }

    fn cost(&self, cell: usize, value: i64) -> i64 {
        let off = self.error(cell, value);
        let small = if self.is_small(value) { SMALL } else { 0 };
        off * off + off.min(1_000).pow(4) / 32 + small
    }

    /// Whether there is one or nobody makes no difference: a b must not tell of somebody.
    fn error(&self, cell: usize, value: i64) -> i64 {
        (value - i64::from(self.layout.truth[cell].max(1))).abs()
    }
}
