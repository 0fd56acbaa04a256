//! The tables of an annual release, laid out in rows and columns, each with its bars.

use std::collections::BTreeSet;

use super::explained;
use super::labels::AnnualLabels;
use crate::locale::Words;
use crate::statistics::annual::AnnualFace;
use crate::statistics::{Cube, Edge, Labels, SUM};
use crate::web::chart::{self, Bar, Figure};
use crate::web::pages::figures::{Row, TableView, counted, in_order, part, share};

/// One table of the programme.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) tables: Vec<Table>,
}

/// A table with what stands around it.
pub(super) struct Table {
    /// None where there is nothing to draw.
    pub(super) chart: Option<String>,
    /// Rows and columns, the share of the row's sum last.
    pub(super) view: TableView,
    /// Where its figures are explained, and what is said of that.
    pub(super) explanations: Vec<(String, String)>,
}

/// All tables. One of two dimensions has the services in its columns; of one of three there is a table for each service
/// and one for all.
pub(super) fn parts(words: &Words, face: &AnnualFace) -> Vec<Part> {
    let labels = AnnualLabels::of(*words);
    let mut drawn = BTreeSet::new();
    let mut parts = Vec::new();
    for (at, cube) in face.cubes().iter().enumerate() {
        let layout =
            |service, id| Layout { words, labels: &labels, cube, number: face.number(), service, id };
        let tables = match cube.edges() {
            [service, _, _] => in_order(service)
                .map(|code| layout(Some(code), format!("annual-{at}-{code}")).table(&mut drawn))
                .collect(),
            _ => vec![layout(None, format!("annual-{at}")).table(&mut drawn)],
        };
        parts.push(Part { heading: labels.cube(cube), tables });
    }
    parts
}

/// How a table is laid out.
struct Layout<'a> {
    words: &'a Words,
    labels: &'a AnnualLabels,
    cube: &'a Cube,
    number: u32,
    /// The one service whose table it is; of a table of two dimensions the services are the columns.
    service: Option<&'a str>,
    id: String,
}

impl Layout<'_> {
    fn table(self, drawn: &mut BTreeSet<String>) -> Table {
        let [services, rows, columns] = self.edges();
        let row = |code: &str| {
            let of_all = self.place(code, SUM).map(|at| part(self.words, self.cube.share(at)));
            Row {
                label: self.labels.category(rows.name(), code),
                total: code == SUM,
                cells: in_order(columns)
                    .map(|column| self.written(code, column))
                    .chain([of_all.unwrap_or_default()])
                    .collect(),
            }
        };
        let heads = in_order(columns).map(|code| self.labels.category(columns.name(), code));
        Table {
            chart: self.chart(drawn),
            explanations: self.explanations(services),
            view: TableView {
                caption: match self.service {
                    Some(service) => self.labels.category(services.name(), service),
                    None => self.labels.cube(self.cube),
                },
                head: self.labels.dimension(rows.name()),
                columns: heads.chain([self.words.say("counts-share")]).collect(),
                rows: in_order(rows).map(row).collect(),
                id: self.id,
            },
        }
    }

    /// The services, and what stands in rows and in columns.
    fn edges(&self) -> [&Edge; 3] {
        match self.cube.edges() {
            [services, rows, columns] => [services, rows, columns],
            [services, rows] => [services, rows, services],
            edges => [&edges[0]; 3],
        }
    }

    fn place(&self, row: &str, column: &str) -> Option<usize> {
        match self.service {
            Some(service) => self.cube.place(&[service, row, column]),
            None => self.cube.place(&[column, row]),
        }
    }

    fn written(&self, row: &str, column: &str) -> String {
        self.place(row, column).map(|at| counted(self.words, self.cube, at)).unwrap_or_default()
    }

    /// Bars of what stands in the rows, or where those were drawn already in the columns.
    fn chart(&self, drawn: &mut BTreeSet<String>) -> Option<String> {
        let [services, rows, columns] = self.edges();
        let service = self.service.unwrap_or(SUM);
        let by_rows = drawn.insert(format!("{service} {}", rows.name()));
        let edge = if by_rows { rows } else { columns };
        let place = |code: &str| if by_rows { self.place(code, SUM) } else { self.place(SUM, code) };
        let bars: Vec<Bar> = in_order(edge)
            .filter(|code| *code != SUM)
            .filter_map(|code| {
                let at = place(code)?;
                Some(Bar {
                    label: self.labels.category(edge.name(), code),
                    figure: Figure::of(self.cube.cells()[at], self.cube.is_revised(at)),
                    share: self.cube.share(at).ok().map(|of| share(self.words, of)),
                })
            })
            .collect();
        let service = self.labels.category(services.name(), service);
        let title = format!("{service}: {}", self.labels.dimension(edge.name()));
        let shown = bars.iter().any(|bar| bar.figure != Figure::Confidential);
        shown.then(|| chart::bars(self.words, &format!("{}-chart", self.id), &title, &bars))
    }

    /// A page for each service that the table is of.
    fn explanations(&self, services: &Edge) -> Vec<(String, String)> {
        let link = |service: &str| {
            let called = format!(
                "{}, {}",
                self.labels.cube(self.cube),
                self.labels.category(services.name(), service)
            );
            let address = explained::address_of(self.number, &self.cube.key(), service);
            (address, self.words.say_of("explain-link", "table", &called))
        };
        match self.service {
            Some(service) => vec![link(service)],
            None => in_order(services).map(link).collect(),
        }
    }
}
