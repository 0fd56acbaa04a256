//! [`Search`]: what is hidden, and for each thing that must stay possible a world in which it is so.

use super::balance::{Balance, Bound, NEVER, Terms};
use super::integer::whole;
use super::scenario::{Requirement, Scenario};
use super::system::{Change, System};

/// A world that some readers cannot exclude, as its difference from the truth.
pub(super) struct World {
    pub(super) change: Change,
    /// What it meets: of which scenario, which requirement.
    pub(super) meets: Vec<(u32, u32)>,
    pub(super) alive: bool,
}

/// The state of the search. Hidden variables may move in worlds, and none else may.
pub(super) struct Search<'a> {
    pub(super) system: &'a System,
    pub(super) scenarios: &'a [Scenario],
    pub(super) hidden: Vec<bool>,
    /// What is hidden whatever it costs: what is sensitive, and what is never published.
    pub(super) forced: &'a [bool],
    /// What it costs to hide a variable; [`NEVER`] where it must be shown.
    pub(super) price: &'a [f64],
    pub(super) worlds: Vec<World>,
    /// Of each scenario, of each requirement: the worlds that meet it, dead ones among them.
    pub(super) met_by: Vec<Vec<Vec<u32>>>,
    /// The worlds in which a variable moves, dead ones among them.
    pub(super) moved_by: Vec<Vec<u32>>,
    /// Of each scenario and variable: its requirements.
    requirements_of: Vec<Vec<Vec<u32>>>,
    pub(super) balance: Balance<'a>,
    /// What was done, so that it can be undone.
    log: Vec<Event>,
    /// Of each scenario: what moving a variable costs, as the program sees it.
    pub(super) cost: Vec<Vec<f64>>,
    /// The same where nothing more may be hidden: nothing for what is hidden, so that the way back is found at once.
    pub(super) within: Vec<Vec<f64>>,
    /// What is hidden and need not be, in price.
    hidden_price: f64,
    /// For each variable: the requirement that kept it from being shown the last time.
    pub(super) culprits: Vec<Option<(u32, u32)>>,
    /// A number between 0 and 1 for each variable, by which ties are broken.
    pub(super) tie: &'a [f64],
}

enum Event {
    Hidden(u32),
    Shown(u32),
    Died(u32),
    Born,
}

/// A requirement that nothing meets, whatever is hidden.
#[derive(Debug)]
pub(super) struct Unmet {
    pub(super) scenario: usize,
    pub(super) requirement: usize,
}

/// What moving a hidden variable costs: next to nothing, so that worlds stay small.
pub(super) const HIDDEN_COST: f64 = 1e-3;
/// Times the costs of what moved already are made cheaper the more it moved, so that less moves.
const REWEIGHTED: usize = 2;

impl<'a> Search<'a> {
    pub(super) fn new(
        system: &'a System,
        scenarios: &'a [Scenario],
        forced: &'a [bool],
        price: &'a [f64],
        tie: &'a [f64],
    ) -> Self {
        let mut search = Self {
            system,
            scenarios,
            hidden: forced.to_vec(),
            forced,
            price,
            worlds: Vec::new(),
            met_by: scenarios.iter().map(|scenario| vec![Vec::new(); scenario.requirements.len()]).collect(),
            moved_by: vec![Vec::new(); system.len()],
            requirements_of: Vec::new(),
            balance: Balance::new(system),
            log: Vec::new(),
            cost: vec![vec![NEVER; system.len()]; scenarios.len()],
            within: vec![vec![NEVER; system.len()]; scenarios.len()],
            hidden_price: 0.0,
            culprits: vec![None; system.len()],
            tie,
        };
        for scenario in scenarios {
            let mut of = vec![Vec::new(); system.len()];
            for (at, requirement) in scenario.requirements.iter().enumerate() {
                of[requirement.variable as usize].push(at as u32);
            }
            search.requirements_of.push(of);
        }
        for variable in 0..system.len() as u32 {
            search.reprice(variable);
        }
        search
    }

    /// Sets what moving a variable costs in a search that may hide more.
    pub(super) fn reprice(&mut self, variable: u32) {
        let at = variable as usize;
        for (number, scenario) in self.scenarios.iter().enumerate() {
            let (cost, within) = if scenario.known[at] {
                (NEVER, NEVER)
            } else if self.hidden[at] {
                let cost = HIDDEN_COST * (1.0 + self.tie[at]);
                (cost, 0.0)
            } else {
                (self.price[at] * (1.0 + 0.02 * self.tie[at]), NEVER)
            };
            self.cost[number][at] = cost;
            self.within[number][at] = within;
        }
    }

    pub(super) fn hide(&mut self, variable: u32) {
        self.set_hidden(variable, true);
        self.log.push(Event::Hidden(variable));
    }

    /// Shows a variable and gives the worlds that die of it: all in which it moves, whatever they were good for.
    pub(super) fn show(&mut self, variable: u32) -> Vec<u32> {
        self.set_hidden(variable, false);
        self.log.push(Event::Shown(variable));
        let mut dying = self.moved_by[variable as usize].clone();
        dying.retain(|&world| self.worlds[world as usize].alive);
        for &world in &dying {
            self.worlds[world as usize].alive = false;
            self.log.push(Event::Died(world));
        }
        dying
    }

    /// A point to come back to.
    pub(super) fn mark(&self) -> usize {
        self.log.len()
    }

    /// Undoes all since the mark.
    pub(super) fn restore(&mut self, mark: usize) {
        while self.log.len() > mark {
            match self.log.pop() {
                Some(Event::Hidden(variable)) => {
                    self.set_hidden(variable, false);
                }
                Some(Event::Shown(variable)) => {
                    self.set_hidden(variable, true);
                }
                Some(Event::Died(world)) => self.worlds[world as usize].alive = true,
                Some(Event::Born) => self.forget_last(),
                None => {}
            }
        }
    }

    fn forget_last(&mut self) {
        if let Some(world) = self.worlds.pop() {
            for &(scenario, requirement) in &world.meets {
                self.met_by[scenario as usize][requirement as usize].pop();
            }
            for (variable, _) in &world.change {
                self.moved_by[*variable as usize].pop();
            }
        }
    }

    /// What was hidden since the mark.
    pub(super) fn hidden_since(&self, mark: usize) -> Vec<u32> {
        let hidden = |event: &Event| match event {
            Event::Hidden(variable) => Some(*variable),
            _ => None,
        };
        self.log[mark..].iter().filter_map(hidden).collect()
    }

    /// What moved in worlds that died since the mark.
    pub(super) fn moved_since(&self, mark: usize) -> Vec<u32> {
        let died = |event: &Event| match event {
            Event::Died(world) => Some(*world),
            _ => None,
        };
        let died = self.log[mark..].iter().filter_map(died);
        died.flat_map(|world| self.worlds[world as usize].change.iter().map(|&(variable, _)| variable))
            .collect()
    }

    /// How much was looked at so far.
    pub(super) fn work(&self) -> u64 {
        self.balance.work()
    }

    pub(super) fn is_met(&self, scenario: usize, requirement: usize) -> bool {
        self.met_by[scenario][requirement].iter().any(|&world| self.worlds[world as usize].alive)
    }

    /// Hides what is needed for every requirement, one after the other: the one that needs the largest move first.
    pub(super) fn grow(&mut self) -> Result<(), Unmet> {
        let mut order: Vec<(usize, usize)> = Vec::new();
        for (at, scenario) in self.scenarios.iter().enumerate() {
            order.extend((0..scenario.requirements.len()).map(|requirement| (at, requirement)));
        }
        order.sort_by_key(|&(scenario, requirement)| {
            let Requirement { variable, by } = self.scenarios[scenario].requirements[requirement];
            (std::cmp::Reverse(by.abs()), variable, scenario)
        });
        for (scenario, requirement) in order {
            self.meet(scenario, requirement)?;
        }
        Ok(())
    }

    /// Sees to it that a requirement is met, hiding as little more as it can.
    pub(super) fn meet(&mut self, scenario: usize, requirement: usize) -> Result<(), Unmet> {
        self.meet_for(scenario, requirement, f64::INFINITY)
    }

    /// The same, if little more than `most` has to be hidden for it.
    pub(super) fn meet_for(&mut self, scenario: usize, requirement: usize, most: f64) -> Result<(), Unmet> {
        if self.is_met(scenario, requirement) {
            return Ok(());
        }
        // What needs nothing more hidden is found, or found not to be there, far sooner.
        let change = self.within_hidden(scenario, requirement);
        let change = change.or_else(|| self.cheapest(scenario, self.bound(scenario, requirement), most));
        let Some(change) = change else {
            return Err(Unmet { scenario, requirement });
        };
        self.hide_all(&change);
        self.add(change);
        Ok(())
    }

    /// Hides all that a change moves.
    pub(super) fn hide_all(&mut self, change: &Change) {
        for &(variable, _) in change {
            if !self.hidden[variable as usize] {
                self.hide(variable);
            }
        }
    }

    /// The change that moves a variable so far and hides the least.
    pub(super) fn least_hiding(&mut self, scenario: usize, variable: u32, by: i64) -> Option<Change> {
        self.cheapest(scenario, bound(variable, by), f64::INFINITY)
    }

    /// A change that meets the requirement and hides little more: cheapest of a few rounds.
    fn cheapest(&mut self, scenario: usize, bound: Bound, most: f64) -> Option<Change> {
        let bounds = [bound];
        // What moves by less than the wish moves cheaper, but not often by much.
        let limit = most * bounds[0].least.abs();
        let mut best: Option<(f64, Change)> = None;
        let mut cheaper: Vec<u32> = Vec::new();
        for round in 0..=REWEIGHTED {
            let terms = Terms { lower: &self.scenarios[scenario].lower, cost: &self.cost[scenario] };
            let found = whole(&mut self.balance, &bounds, terms, limit);
            let Some(change) = found else { break };
            let price = self.added(&change);
            if best.as_ref().is_none_or(|(least, _)| price < *least) {
                best = Some((price, change.clone()));
            }
            if price == 0.0 || round == REWEIGHTED || most < f64::INFINITY {
                break;
            }
            for &variable in &cheaper {
                self.reprice(variable);
            }
            cheaper.clear();
            for &(variable, by) in &change {
                if !self.hidden[variable as usize] {
                    self.cost[scenario][variable as usize] *= 0.2 / (by.unsigned_abs() as f64 + 0.2);
                    cheaper.push(variable);
                }
            }
        }
        for &variable in &cheaper {
            self.reprice(variable);
        }
        best.map(|(_, change)| change)
    }

    /// What a change would hide that is not hidden.
    fn added(&self, change: &Change) -> f64 {
        let new = change.iter().filter(|(variable, _)| !self.hidden[*variable as usize]);
        new.map(|(variable, _)| self.price[*variable as usize]).sum()
    }

    fn bound(&self, scenario: usize, requirement: usize) -> Bound {
        let Requirement { variable, by } = self.scenarios[scenario].requirements[requirement];
        bound(variable, by)
    }

    /// A world that meets the requirement and moves nothing but what is hidden, if there is one.
    pub(super) fn within_hidden(&mut self, scenario: usize, requirement: usize) -> Option<Change> {
        let Requirement { variable, by } = self.scenarios[scenario].requirements[requirement];
        self.among_hidden(scenario, variable, by)
    }

    /// A change that moves a variable so far and moves nothing but what is hidden, if there is one.
    pub(super) fn among_hidden(&mut self, scenario: usize, variable: u32, by: i64) -> Option<Change> {
        let terms = Terms { lower: &self.scenarios[scenario].lower, cost: &self.within[scenario] };
        whole(&mut self.balance, &[bound(variable, by)], terms, f64::INFINITY)
    }

    /// Keeps a world, and the opposite one where that is of use as well.
    pub(super) fn add(&mut self, change: Change) {
        let opposite: Change = change.iter().map(|&(variable, by)| (variable, -by)).collect();
        let meets = self.met_by_change(&change);
        self.keep(change, meets);
        let meets = self.met_by_change(&opposite);
        if meets.iter().any(|&(scenario, requirement)| !self.is_met(scenario as usize, requirement as usize))
        {
            self.keep(opposite, meets);
        }
    }

    /// Whether a change is a world for the reader whom the requirement is about, and meets it.
    pub(super) fn meets(&self, change: &Change, (scenario, requirement): (u32, u32)) -> bool {
        let scenario = &self.scenarios[scenario as usize];
        let requirement = scenario.requirements[requirement as usize];
        let moved = change.binary_search_by_key(&requirement.variable, |&(variable, _)| variable);
        moved.is_ok_and(|at| requirement.met_by(change[at].1)) && scenario.allows(change)
    }

    /// What a change meets, of every reader who cannot exclude it.
    fn met_by_change(&self, change: &Change) -> Vec<(u32, u32)> {
        let mut meets = Vec::new();
        for (number, scenario) in self.scenarios.iter().enumerate() {
            if !scenario.allows(change) {
                continue;
            }
            for &(variable, by) in change {
                let requirements = &self.requirements_of[number][variable as usize];
                let met = |&&at: &&u32| scenario.requirements[at as usize].met_by(by);
                meets.extend(requirements.iter().filter(met).map(|&at| (number as u32, at)));
            }
        }
        meets
    }

    fn keep(&mut self, change: Change, meets: Vec<(u32, u32)>) {
        let world = self.worlds.len() as u32;
        for &(scenario, requirement) in &meets {
            self.met_by[scenario as usize][requirement as usize].push(world);
        }
        for &(variable, _) in &change {
            self.moved_by[variable as usize].push(world);
        }
        self.worlds.push(World { change, meets, alive: true });
        self.log.push(Event::Born);
    }

    /// What is hidden now, in price.
    pub(super) fn total(&self) -> f64 {
        self.hidden_price
    }

    fn set_hidden(&mut self, variable: u32, hidden: bool) {
        let at = variable as usize;
        self.hidden[at] = hidden;
        if !self.forced[at] {
            self.hidden_price += if hidden { self.price[at] } else { -self.price[at] };
        }
        self.reprice(variable);
    }
}

fn bound(variable: u32, by: i64) -> Bound {
    Bound { variable, least: by as f64, most: by as f64 }
}
