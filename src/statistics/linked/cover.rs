//! Hidden zeros: where they are cover, some must be hidden, or a blank is as good as known to be at least 1.

use super::pattern::Search;

/// Of so many blanks one is a zero. Each of them costs a figure, and what is proved needs only that a blank may be
/// zero; that some are, here and there, is so that nobody thinks it never happens.
const ONE_ZERO_OF: usize = 50;
/// And at least so many are.
const FEWEST_ZEROS: usize = 3;

impl Search<'_> {
    /// Sees to it that no hidden zero is known to be small, and hides more of them, chosen by key, until enough of
    /// the blanks are zeros. Hiding more never takes a world away. Where `dearly`, one is hidden whatever else has to be
    /// hidden for it.
    pub(super) fn cover_zeros(&mut self, k: i64, dearly: bool) {
        let zero = |search: &Self, at: u32| {
            let at = at as usize;
            search.system.value[at] == 0 && search.system.weight[at] > 0 && !search.scenarios[0].known[at]
        };
        let all: Vec<u32> = (0..self.system.len() as u32).filter(|&at| zero(self, at)).collect();
        for &variable in all.iter().filter(|&&at| self.hidden[at as usize]).collect::<Vec<_>>() {
            // Where nothing can be done, the zero is known to be small, which says nothing of anybody.
            for reader in self.strangers_to(variable) {
                if let Some(change) = self.least_hiding(reader, variable, k + 1) {
                    self.hide_all(&change);
                }
            }
        }
        let weight = |search: &Self, of: &dyn Fn(u32) -> bool| -> usize {
            let hidden = (0..search.system.len() as u32).filter(|&at| search.hidden[at as usize] && of(at));
            hidden.map(|at| search.system.weight[at as usize] as usize).sum()
        };
        let wanted = weight(self, &|_| true).div_ceil(ONE_ZERO_OF).max(FEWEST_ZEROS);
        let mut zeros = weight(self, &|at| zero(self, at));
        let mut free: Vec<u32> = all;
        free.retain(|&at| !self.hidden[at as usize] && self.price[at as usize].is_finite());
        free.sort_by(|&one, &other| self.tie[one as usize].total_cmp(&self.tie[other as usize]));
        for variable in free {
            if zeros >= wanted {
                break;
            }
            let mark = self.mark();
            self.hide(variable);
            let readers = self.strangers_to(variable);
            let whatever_it_takes = dearly && zeros == 0;
            if readers.into_iter().all(|reader| self.hides_well(reader, variable, k + 1, whatever_it_takes)) {
                zeros += self.system.weight[variable as usize] as usize;
            } else {
                self.restore(mark);
            }
        }
    }

    /// Whether a hidden zero can be as large as this for a reader, if need be by hiding more.
    fn hides_well(&mut self, reader: usize, zero: u32, by: i64, whatever_it_takes: bool) -> bool {
        if self.among_hidden(reader, zero, by).is_some() {
            return true;
        }
        let more = if whatever_it_takes { self.least_hiding(reader, zero, by) } else { None };
        more.map(|change| self.hide_all(&change)).is_some()
    }

    /// The readers who do not know the cell themselves.
    fn strangers_to(&self, variable: u32) -> Vec<usize> {
        (0..self.scenarios.len()).filter(|&reader| !self.scenarios[reader].known[variable as usize]).collect()
    }
}
