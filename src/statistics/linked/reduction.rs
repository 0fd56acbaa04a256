//! The reduction: what was hidden on the way and is not needed in the end is shown again.

use super::detour::Detours;
use super::pattern::Search;

impl Search<'_> {
    /// Tries to show each hidden variable that is not sensitive, the dearest first. What cannot be shown now cannot
    /// be shown later either, when even less is hidden: once through is enough.
    pub(super) fn reduce(&mut self) {
        let mut order: Vec<u32> = (0..self.system.len() as u32).collect();
        order.retain(|&variable| self.may_show(variable));
        order.sort_by(|&one, &other| {
            self.price[other as usize].total_cmp(&self.price[one as usize]).then(one.cmp(&other))
        });
        for variable in order {
            self.try_to_show(variable);
        }
    }

    pub(super) fn may_show(&self, variable: u32) -> bool {
        self.hidden[variable as usize] && !self.forced[variable as usize]
    }

    /// Shows a variable if every requirement still has a world without it. A world in which it moves is dead the
    /// moment it is shown, whatever that world was good for.
    pub(super) fn try_to_show(&mut self, variable: u32) -> bool {
        let mark = self.mark();
        let dying = self.show(variable);
        let holds = self.mend(variable, &dying);
        if !holds {
            self.restore(mark);
        }
        holds
    }

    /// Finds a new world for each requirement that lost its last one, among what is hidden.
    fn mend(&mut self, shown: u32, dying: &[u32]) -> bool {
        let mut detours = Detours::default();
        for (world, (scenario, requirement)) in self.lost(shown, dying) {
            if self.is_met(scenario as usize, requirement as usize)
                || self.go_around(&mut detours, shown, world, (scenario, requirement))
            {
                continue;
            }
            match self.within_hidden(scenario as usize, requirement as usize) {
                Some(change) => self.add(change),
                None => {
                    self.culprits[shown as usize] = Some((scenario, requirement));
                    return false;
                }
            }
        }
        true
    }

    /// What dying worlds met. What failed the last time that the variable was shown is first: it mostly fails again.
    pub(super) fn lost(&self, shown: u32, dying: &[u32]) -> Vec<(u32, (u32, u32))> {
        let met = |&world: &u32| self.worlds[world as usize].meets.iter().map(move |&met| (world, met));
        let mut lost: Vec<(u32, (u32, u32))> = dying.iter().flat_map(met).collect();
        if let Some(at) = lost.iter().position(|&(_, lost)| self.culprits[shown as usize] == Some(lost)) {
            lost[..=at].rotate_right(1);
        }
        lost
    }
}
