//! Lifting: worlds of the tables are made worlds of the records behind them.

use super::balance::{Bound, NEVER, Terms};
use super::integer::whole;
use super::pattern::{HIDDEN_COST, Search};
use super::protect::Stage;

/// Hides in the whole what is hidden in the tables, and fills each world of the tables with records where it can be
/// filled. Every published count is kept as the world has it; only what nobody sees is looked for, and few records
/// are touched.
pub(super) fn lift(flat: &Search<'_>, tables: &Stage, search: &mut Search<'_>, records: &Stage) {
    let variable_of = |cell: usize| {
        let key = tables.lattice.keys.get(cell)?;
        let cell = records.lattice.place(key)?;
        Some(records.system.of_cell[cell as usize])
    };
    for (cell, &variable) in tables.system.of_cell[..tables.lattice.keyed()].iter().enumerate() {
        if let Some(same) = variable_of(cell)
            && flat.hidden[variable as usize]
            && !search.hidden[same as usize]
        {
            search.hide(same);
        }
    }
    let behind = |known: &[bool]| -> Vec<f64> {
        let free = |(weight, known): (&u32, &bool)| if *weight == 0 && !known { HIDDEN_COST } else { NEVER };
        records.system.weight.iter().zip(known).map(free).collect()
    };
    let costs: Vec<Vec<f64>> = search.scenarios.iter().map(|scenario| behind(&scenario.known)).collect();
    for world in flat.worlds.iter().filter(|world| world.alive) {
        let mut bounds: Vec<Bound> = Vec::new();
        for &(variable, by) in &world.change {
            let cells = tables.system.members[variable as usize].iter();
            for same in cells.filter_map(|&cell| variable_of(cell as usize)) {
                if !bounds.iter().any(|bound| bound.variable == same) {
                    bounds.push(Bound { variable: same, least: by as f64, most: by as f64 });
                }
            }
        }
        // One filling may do for several readers.
        for &(scenario, requirement) in &world.meets {
            if search.is_met(scenario as usize, requirement as usize) {
                continue;
            }
            let reader = scenario as usize;
            let terms = Terms { lower: &search.scenarios[reader].lower, cost: &costs[reader] };
            let lifted = whole(&mut search.balance, &bounds, terms, f64::INFINITY);
            if let Some(change) = lifted {
                search.add(change);
            }
        }
    }
}
