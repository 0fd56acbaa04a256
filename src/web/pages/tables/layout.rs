//! A table of any number of dimensions, laid out in rows and columns.

use crate::locale::Words;
use crate::statistics::{Cube, Edge, Labels, MISSING, SUM};
use crate::web::pages::figures::{FigureLabels, Row, TableView, counted, in_order, part};

/// The table as the page shows it. Years stand side by side, or else the dimension of fewest categories does; the one
/// of most goes down the page; and for each category of the others there is a table.
pub(super) fn views(words: &Words, cube: &Cube) -> Vec<TableView> {
    let labels = FigureLabels::printed(*words);
    let edges = cube.edges();
    if let [edge] = edges {
        return vec![alone(words, &labels, cube, edge)];
    }
    let size = |at: &usize| edges[*at].codes().len();
    let years = (0..edges.len()).find(|at| edges[*at].name() == "year");
    let across = years.or_else(|| (0..edges.len()).rev().min_by_key(size)).unwrap_or_default();
    let down = (0..edges.len()).filter(|at| *at != across).max_by_key(size).unwrap_or_default();
    let outer: Vec<usize> = (0..edges.len()).filter(|at| ![across, down].contains(at)).collect();
    let mut chosen: Vec<Vec<(usize, &str)>> = vec![Vec::new()];
    for &at in &outer {
        let mut longer = Vec::new();
        for so_far in &chosen {
            longer.extend(in_order(&edges[at]).map(|code| [so_far.as_slice(), &[(at, code)]].concat()));
        }
        chosen = longer;
    }
    let view = |(number, fixed): (usize, Vec<(usize, &str)>)| {
        let row = |down_code: &str| Row {
            label: labels.category(edges[down].name(), down_code),
            total: down_code == SUM,
            cells: in_order(&edges[across])
                .map(|code| {
                    let place = [fixed.as_slice(), &[(down, down_code), (across, code)]].concat();
                    written(words, cube, cell(cube, &place))
                })
                .collect(),
        };
        let said: Vec<String> =
            fixed.iter().map(|(at, code)| labels.category(edges[*at].name(), code)).collect();
        TableView {
            id: format!("table-{number}"),
            caption: if said.is_empty() { labels.cube(cube) } else { said.join(" · ") },
            head: labels.dimension(edges[down].name()),
            columns: in_order(&edges[across])
                .map(|code| labels.category(edges[across].name(), code))
                .collect(),
            rows: in_order(&edges[down]).map(row).collect(),
        }
    };
    chosen.into_iter().enumerate().map(view).collect()
}

/// A table of one dimension, with each count's share of all.
fn alone(words: &Words, labels: &FigureLabels, cube: &Cube, edge: &Edge) -> TableView {
    let row = |code: &str| {
        let cell = cell(cube, &[(0, code)]);
        let of_all = cell.map(|at| part(words, cube.share(at)));
        Row {
            label: labels.category(edge.name(), code),
            total: code == SUM,
            cells: vec![written(words, cube, cell), of_all.unwrap_or_else(|| MISSING.to_owned())],
        }
    };
    TableView {
        id: "table-0".to_owned(),
        caption: labels.cube(cube),
        head: labels.dimension(edge.name()),
        columns: ["counts-count", "counts-share"].map(|key| words.say(key)).into(),
        rows: in_order(edge).map(row).collect(),
    }
}

/// The place of the cell with these codes, by the place of each one's dimension.
fn cell(cube: &Cube, codes: &[(usize, &str)]) -> Option<usize> {
    let of = |at: usize| codes.iter().find(|(of, _)| *of == at).map(|(_, code)| *code);
    cube.place(&(0..cube.edges().len()).map(of).collect::<Option<Vec<&str>>>()?)
}

/// The count there; nothing is hidden in a rounded table.
fn written(words: &Words, cube: &Cube, cell: Option<usize>) -> String {
    cell.map_or_else(|| MISSING.to_owned(), |at| counted(words, cube, at))
}
