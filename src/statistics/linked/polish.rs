//! The polish: what the reduction leaves is the least of its kind, not the least of all. One after the other each
//! hidden variable is shown all the same, what lost its world gets another by hiding something else, and what that
//! makes needless is shown. Where less is hidden afterwards it stays so; else everything is put back.
//!
//! It stops after a number of looks at the program's entries, never after a time: the same input gives the same
//! pattern on every machine.

use super::balance::NEVER;
use super::detour::Detours;
use super::pattern::Search;

/// The most variables that one attempt tries to show.
const MOST_TRIED: usize = 60;
/// So many times what is shown may cost what is hidden instead, before anything falls away: more after each turn in
/// a row that came to nothing.
const DEARER: [f64; 5] = [1.5, 2.0, 3.0, 2.0, 4.0];

impl Search<'_> {
    /// Polishes for as much work as this, in a keyed order.
    pub(super) fn polish(&mut self, work: u64) {
        let end = self.work() + work;
        let mut turn = 0_u64;
        let mut fruitless = 0;
        while let Some(&dearer) = DEARER.get(fruitless) {
            let mut order: Vec<u32> = (0..self.system.len() as u32).filter(|&at| self.may_show(at)).collect();
            order.sort_by(|&one, &other| self.turn(one, turn).total_cmp(&self.turn(other, turn)));
            let before = self.total();
            for variable in order {
                if self.work() > end {
                    return;
                }
                if self.may_show(variable) {
                    self.attempt(variable, dearer);
                }
            }
            fruitless = if self.total() < before { 0 } else { fruitless + 1 };
            turn += 1;
        }
    }

    /// Where a variable stands in the order of a turn.
    fn turn(&self, variable: u32, turn: u64) -> f64 {
        let spread = (turn as f64).mul_add(0.618_033_988_749_894_9, self.tie[variable as usize] * 7919.0);
        let spread = spread * (1.0 + 0.37 * turn as f64);
        spread - spread.floor()
    }

    fn attempt(&mut self, variable: u32, dearer: f64) {
        let at = variable as usize;
        let before = self.total();
        let mark = self.mark();
        let budget = dearer * self.price[at];
        let dying = self.show(variable);
        self.ban(variable);
        let mut met = true;
        let mut detours = Detours::default();
        for (world, (scenario, requirement)) in self.lost(variable, &dying) {
            if self.is_met(scenario as usize, requirement as usize)
                || self.go_around(&mut detours, variable, world, (scenario, requirement))
            {
                continue;
            }
            if self.meet_for(scenario as usize, requirement as usize, budget).is_err()
                || self.total() > before + budget
            {
                self.culprits[at] = Some((scenario, requirement));
                met = false;
                break;
            }
        }
        // What is hidden instead is dear: only if something else falls away can it be worth it.
        if met {
            let tried = self.around(mark);
            for other in tried {
                if other != variable && self.may_show(other) {
                    self.try_to_show(other);
                }
            }
        }
        if !met || self.total() > before + 1e-9 {
            self.restore(mark);
        }
        self.reprice(at as u32);
    }

    /// Forbids to hide a variable until it is priced anew.
    fn ban(&mut self, variable: u32) {
        for cost in &mut self.cost {
            cost[variable as usize] = NEVER;
        }
    }

    /// The hidden variables that what was hidden since `mark` may have made needless, the dearest first.
    fn around(&self, mark: usize) -> Vec<u32> {
        let new = self.hidden_since(mark);
        let mut near: Vec<u32> = Vec::new();
        for &variable in &new {
            near.push(variable);
            for &(row, _) in &self.system.rows_of[variable as usize] {
                near.extend(self.system.rows[row as usize].iter().map(|&(other, _)| other));
            }
        }
        near.extend(self.moved_since(mark));
        near.sort_unstable();
        near.dedup();
        near.retain(|&other| self.may_show(other));
        near.sort_by(|&one, &other| {
            self.price[other as usize].total_cmp(&self.price[one as usize]).then(one.cmp(&other))
        });
        near.truncate(MOST_TRIED);
        near
    }
}
