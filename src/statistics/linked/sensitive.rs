//! What must not be found out, and by whom: the rules, as requirements on worlds.

use super::lattice::{Key, Lattice, MisshapenTables};
use super::programme::{Programme, Zeros};
use super::scenario::{Requirement, Scenario};
use super::system::System;
use crate::statistics::attack::Reader;
use crate::statistics::interchange::TOTAL;

/// Why tables are not released. It names tables and rules, never a number, and no cell.
#[derive(Debug, thiserror::Error)]
pub enum NotReleasable {
    /// The tables cannot be laid out.
    #[error(transparent)]
    Misshapen(#[from] MisshapenTables),
    /// A rule cannot be kept whatever is hidden.
    #[error("the table {table} cannot be protected: {rule}")]
    Unprotectable {
        /// The dimensions of the table.
        table: String,
        /// The rule.
        rule: Rule,
    },
    /// A cell that must be shown is sensitive, or must be hidden as well.
    #[error("a cell of the table {0} must be shown, and a rule hides it")]
    Forced(String),
    /// A cell named by a person is not published.
    #[error("a cell of the table {0} is named, and not published")]
    NoSuchCell(String),
    /// A code is named that the dimension has not.
    #[error("{0} is no code of the dimension it is named for")]
    NoSuchCode(String),
    /// What was published before of one of its cells is no longer so.
    #[error("a count of the table {0} has changed since it was published: publish a correction")]
    Changed(String),
    /// The check of the finished release failed. It is a fault of the program, and nothing leaves.
    #[error("the release failed its check: {0}")]
    NotProven(String),
}

/// The rules, by which a refusal is explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// R1: counts from 1 to k.
    Small,
    /// R2: zeros, where they are sensitive.
    Zero,
    /// R3: that all of a group are in one code.
    Group,
    /// R5: what is small once one's own cases are taken away.
    Insider,
    /// R6: a cell named by a person.
    ByHand,
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Small => "nothing that may be hidden covers its small counts",
            Self::Zero => "nothing that may be hidden covers its zeros",
            Self::Group => "that a whole group is in one code cannot be covered, since zeros are shown",
            Self::Insider => "nothing that may be hidden covers it from a publisher who knows her own cases",
            Self::ByHand => "nothing that may be hidden covers a cell named by a person",
        })
    }
}

/// The whole of what is demanded of a release.
pub(super) struct Demands {
    /// Variables hidden whatever it costs.
    pub(super) forced: Vec<bool>,
    /// Variables that must be shown.
    pub(super) shown: Vec<bool>,
    /// The readers: the outsider first.
    pub(super) scenarios: Vec<Scenario>,
    /// Of each scenario, of each requirement: the rule behind it.
    pub(super) rules: Vec<Vec<Rule>>,
}

/// A group all of whose members are in one code: the parent, and the one child that is not empty.
pub(super) fn groups(lattice: &Lattice, programme: &Programme) -> Vec<(u32, u32)> {
    let sensitive: Vec<usize> = (0..lattice.axes.len())
        .filter(|&along| programme.sensitive.iter().any(|name| name == lattice.axes[along].name()))
        .collect();
    let mut found = Vec::new();
    for relation in &lattice.relations {
        let parent = relation.parent;
        if lattice.counts[parent as usize] < 2 || relation.children.len() < 2 {
            continue;
        }
        let mut filled = relation.children.iter().filter(|&&child| lattice.counts[child as usize] > 0);
        let (Some(&only), None) = (filled.next(), filled.next()) else { continue };
        let Some(child) = lattice.keys.get(only as usize).filter(|_| lattice.is_published(only)) else {
            continue;
        };
        if !lattice.is_published(parent) {
            continue;
        }
        let split = |along: &usize| lattice.keys[parent as usize][*along] != child[*along];
        if sensitive.iter().any(split) {
            found.push((parent, only));
        }
    }
    found
}

/// What the programme's rules demand. `groups` are the unknowns that stand for the rest of each group.
pub(super) fn demands(
    lattice: &Lattice,
    system: &System,
    readers: &[Reader],
    programme: &Programme,
    groups: &[u32],
) -> Result<Demands, NotReleasable> {
    let (k, size) = (i64::from(programme.k), system.len());
    let published = |variable: usize| system.weight[variable] > 0;
    let floor = |variable: usize| known_least(system, &readers[0], variable);
    let mut outsider = Scenario::outsider(system, floor);
    let mut forced: Vec<bool> = (0..size).map(|variable| !published(variable)).collect();
    let mut shown = vec![false; size];
    remember(lattice, system, &mut shown, &mut forced)?;
    for (known, shown) in outsider.known.iter_mut().zip(&shown) {
        *known |= shown;
    }
    let mut rules = Vec::new();
    let demand = |scenario: &mut Scenario, rules: &mut Vec<Rule>, variable: usize, by: i64, rule: Rule| {
        scenario.requirements.push(Requirement { variable: variable as u32, by });
        rules.push(rule);
    };
    for variable in (0..size).filter(|&variable| published(variable) && !shown[variable]) {
        let value = i64::from(system.value[variable]);
        if (1..=k).contains(&value) {
            forced[variable] = true;
            demand(&mut outsider, &mut rules, variable, k + 1 - value, Rule::Small);
            if floor(variable) == 0 {
                demand(&mut outsider, &mut rules, variable, -value, Rule::Small);
            }
        } else if value == 0 && programme.zeros == Zeros::Sensitive {
            forced[variable] = true;
            demand(&mut outsider, &mut rules, variable, k + 1, Rule::Zero);
        }
    }
    for &group in groups {
        let variable = system.of_cell[group as usize] as usize;
        demand(&mut outsider, &mut rules, variable, 1, Rule::Group);
    }
    for cell in named(lattice, &programme.hide)? {
        let variable = system.of_cell[cell as usize] as usize;
        if !forced[variable] && !shown[variable] {
            forced[variable] = true;
            demand(&mut outsider, &mut rules, variable, k + 1, Rule::ByHand);
        }
    }
    unsplit(lattice, system, programme, &shown, &mut forced);
    let mut demands = Demands { forced, shown, scenarios: vec![outsider], rules: vec![rules] };
    for reader in &readers[1..] {
        insider(system, reader, programme, &mut demands);
    }
    for cell in named(lattice, &programme.show)? {
        let variable = system.of_cell[cell as usize] as usize;
        if demands.forced[variable] {
            return Err(NotReleasable::Forced(table_of(lattice, cell)));
        }
        demands.shown[variable] = true;
    }
    Ok(demands)
}

/// What was published before stays so: a count is shown again, a blank stays blank.
fn remember(
    lattice: &Lattice,
    system: &System,
    shown: &mut [bool],
    forced: &mut [bool],
) -> Result<(), NotReleasable> {
    for (cell, before) in (0..).zip(&lattice.before) {
        let variable = system.of_cell[cell as usize] as usize;
        match before.map(|before| before.count) {
            Some(Some(count)) if count != lattice.counts[cell as usize] => {
                return Err(NotReleasable::Changed(table_of(lattice, cell)));
            }
            Some(Some(_)) => shown[variable] = true,
            Some(None) => forced[variable] = true,
            None => {}
        }
    }
    forced.iter_mut().zip(shown).for_each(|(forced, shown)| *forced &= !*shown);
    Ok(())
}

/// R4: hides what a small total is split into. A blank of a table that shows zeros is at least 1, so that the zeros
/// of such a split stay.
fn unsplit(lattice: &Lattice, system: &System, programme: &Programme, shown: &[bool], forced: &mut [bool]) {
    for relation in lattice.relations.iter().filter(|relation| lattice.is_published(relation.parent)) {
        let total = lattice.counts[relation.parent as usize];
        if total == 0 || total >= programme.minimum_base || relation.children.len() < 2 {
            continue;
        }
        for &child in &relation.children {
            let variable = system.of_cell[child as usize] as usize;
            if !shown[variable] && (programme.zeros != Zeros::Shown || lattice.counts[child as usize] > 0) {
                forced[variable] = true;
            }
        }
    }
}

/// R5: what must stay possible for a publisher who takes her own cases away from every sum.
fn insider(system: &System, reader: &Reader, programme: &Programme, demands: &mut Demands) {
    let k = i64::from(programme.k);
    let outsider = &demands.scenarios[0];
    let mut insider =
        Scenario { lower: outsider.lower.clone(), known: outsider.known.clone(), requirements: Vec::new() };
    let mut rules = Vec::new();
    for variable in 0..system.len() {
        let cells = || system.members[variable].iter().map(|&cell| cell as usize);
        let mine = cells().next().and_then(|cell| reader.own.get(cell)).map_or(0, |&own| i64::from(own));
        let value = i64::from(system.value[variable]);
        let least = known_least(system, reader, variable).max(mine);
        insider.lower[variable] = insider.lower[variable].max((least - value).min(0));
        insider.known[variable] |= cells().any(|cell| reader.known.get(cell).is_some_and(|&known| known));
        if insider.known[variable] || system.weight[variable] == 0 {
            continue;
        }
        let others = value - mine;
        // That nobody else is there is as sensitive as that nobody is.
        if others == 0 && programme.zeros == Zeros::Sensitive {
            demands.forced[variable] = true;
            insider.requirements.push(Requirement { variable: variable as u32, by: k + 1 });
            rules.push(Rule::Zero);
        }
        if !(1..=k).contains(&others) {
            continue;
        }
        demands.forced[variable] = true;
        insider.requirements.push(Requirement { variable: variable as u32, by: k + 1 - others });
        rules.push(Rule::Insider);
        // Where her own are in the sum it is not zero for anybody; that nobody else is in it must be possible.
        if insider.lower[variable] <= -others {
            insider.requirements.push(Requirement { variable: variable as u32, by: -others });
            rules.push(Rule::Insider);
        }
    }
    demands.scenarios.push(insider);
    demands.rules.push(rules);
}

/// The least that a reader knows a variable to be, by whichever of its cells.
fn known_least(system: &System, reader: &Reader, variable: usize) -> i64 {
    let known = system.members[variable].iter().filter_map(|&cell| reader.least.get(cell as usize));
    known.max().map_or(0, |&least| i64::from(least))
}

/// The cells that a person named.
pub(super) fn named(
    lattice: &Lattice,
    cells: &[std::collections::BTreeMap<String, String>],
) -> Result<Vec<u32>, NotReleasable> {
    let mut found = Vec::new();
    for cell in cells {
        let mut key: Key = vec![0; lattice.axes.len()].into();
        for (along, axis) in lattice.axes.iter().enumerate() {
            if let Some(code) = cell.get(axis.name()) {
                key[along] = axis.place(code).ok_or_else(|| NotReleasable::NoSuchCode(code.clone()))?;
            }
        }
        let names: Vec<&str> = cell.keys().map(String::as_str).collect();
        let place = lattice.place(&key).ok_or_else(|| NotReleasable::NoSuchCell(names.join(" × ")))?;
        found.push(place);
    }
    Ok(found)
}

/// The dimensions that a cell is split by, as the name of its table.
pub(super) fn table_of(lattice: &Lattice, cell: u32) -> String {
    let Some(key) = lattice.keys.get(cell as usize) else {
        return "behind the tables".to_owned();
    };
    let split = lattice.axes.iter().zip(key.iter()).filter(|(_, place)| **place != 0);
    let names: Vec<&str> = split.map(|(axis, _)| axis.name()).collect();
    if names.is_empty() { TOTAL.to_owned() } else { names.join(" × ") }
}
