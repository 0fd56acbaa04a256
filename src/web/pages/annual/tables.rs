//! The tables of an annual release, laid out in rows and columns.

use std::collections::HashMap;

use super::labels::AnnualLabels;
use crate::locale::Words;
use crate::statistics::MISSING;
use crate::statistics::annual::{AnnualCell, AnnualFace, annual_tables};
use crate::statistics::linked::TOTAL;
use crate::web::pages::figures::{Row, TableView};

/// One table of the programme.
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) tables: Vec<TableView>,
}

/// The cells of a release, by their codes.
struct Cells<'a> {
    words: &'a Words,
    face: &'a AnnualFace,
    labels: AnnualLabels,
    by_codes: HashMap<Vec<String>, AnnualCell>,
}

/// All tables. One of two dimensions has the services in its columns; of one of three there is a table for each service
/// and one for all.
pub(super) fn parts(words: &Words, face: &AnnualFace) -> Vec<Part> {
    let by_codes = face.cells().map(|cell| (cell.codes.clone(), cell)).collect();
    let cells = Cells { words, face, labels: AnnualLabels::of(*words), by_codes };
    let part = |(at, dimensions): (usize, &[&str])| Part {
        heading: cells.labels.table(dimensions),
        tables: match dimensions {
            [service, rows, columns] => {
                let of = |code: &String| {
                    let caption = cells.labels.category(service, code);
                    cells.view(&format!("annual-{at}-{code}"), caption, &[(service, code)], rows, columns)
                };
                cells.codes(service).iter().map(of).collect()
            }
            [service, rows] => {
                vec![cells.view(&format!("annual-{at}"), cells.labels.table(dimensions), &[], rows, service)]
            }
            _ => Vec::new(),
        },
    };
    annual_tables().enumerate().map(part).collect()
}

impl Cells<'_> {
    /// The codes of a dimension that some cell has, in their order, all of them together last.
    fn codes(&self, dimension: &str) -> Vec<String> {
        let Some(along) = self.face.dimensions().iter().position(|name| name == dimension) else {
            return Vec::new();
        };
        let mut codes: Vec<String> = Vec::new();
        for cell in self.face.cells() {
            let code = &cell.codes[along];
            if code != TOTAL && !codes.contains(code) {
                codes.push(code.clone());
            }
        }
        codes.push(TOTAL.to_owned());
        codes
    }

    fn view(
        &self,
        id: &str,
        caption: String,
        fixed: &[(&str, &str)],
        rows: &str,
        columns: &str,
    ) -> TableView {
        let across = self.codes(columns);
        let row = |code: &String| {
            let written = |column: &String| {
                self.written(&[fixed, &[(rows, code.as_str()), (columns, column.as_str())]].concat())
            };
            Row {
                label: self.labels.category(rows, code),
                total: code == TOTAL,
                cells: across.iter().map(written).collect(),
            }
        };
        TableView {
            id: id.to_owned(),
            caption,
            head: self.labels.dimension(rows),
            columns: across.iter().map(|code| self.labels.category(columns, code)).collect(),
            rows: self.codes(rows).iter().map(row).collect(),
        }
    }

    /// A cell as it is shown: its count, with the sign of one that was corrected; or the sign alone.
    fn written(&self, codes: &[(&str, &str)]) -> String {
        let code = |name: &String| {
            let found = codes.iter().find(|(of, _)| of == name);
            found.map_or(TOTAL, |(_, code)| code).to_owned()
        };
        let key: Vec<String> = self.face.dimensions().iter().map(code).collect();
        match self.by_codes.get(&key) {
            Some(cell) => {
                let count = cell.count.map(|count| self.words.number(count.into()));
                format!("{}{}", count.unwrap_or_default(), cell.sign())
            }
            None => MISSING.to_owned(),
        }
    }
}
