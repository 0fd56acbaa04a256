//! [`Microdata`]: records or counts, as a CSV file has them, coded along the axes of a programme.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::{Axis, MisshapenAxis};
use super::ledger::Ledger;
use super::programme::Programme;
use crate::statistics::interchange::Hierarchies;

/// Counts of inner codes along each axis: what the tables are summed from. Without `Debug`, since it is the truth.
pub struct Microdata {
    pub(super) axes: Vec<Axis>,
    pub(super) rows: BTreeMap<Box<[u32]>, u32>,
}

/// Data that cannot be used; nothing is released from them.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenData {
    /// The file is not CSV.
    #[error("the data cannot be read: {0}")]
    Unreadable(#[from] csv::Error),
    /// A column that the programme needs is missing.
    #[error("the data have no column {0}")]
    NoColumn(String),
    /// A cell of the file says nothing.
    #[error("line {line}: the column {column} is empty")]
    Blank {
        /// Where.
        line: u64,
        /// In which column.
        column: String,
    },
    /// A count that is none.
    #[error("line {line}: {column} is no count: it must be a whole number, 0 or more")]
    NoCount {
        /// Where.
        line: u64,
        /// In which column.
        column: String,
    },
    /// A code that the hierarchy does not know as one that data are coded with.
    #[error("line {line}: {code} is no inner code of {column}")]
    NoCode {
        /// Where.
        line: u64,
        /// In which column.
        column: String,
        /// What stands there.
        code: String,
    },
    /// More than 32 bits can count.
    #[error("the counts sum to more than 4,294,967,295")]
    TooMany,
    /// A hierarchy is none.
    #[error(transparent)]
    Axis(#[from] MisshapenAxis),
    /// A dimension can be told from another, so that tables of the two have cells that cannot exist.
    #[error("{of} is a function of {by}: publish it as a level of {by}, not as a dimension beside it")]
    Dependent {
        /// The one that says nothing new.
        of: String,
        /// The one it can be told from.
        by: String,
    },
}

impl Microdata {
    /// Reads what the programme, and what was published before, need of a CSV file with a head: a record a row, or a count a row where
    /// `count_column` names the column of counts. Dimensions without a hierarchy have the codes that occur.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(
        text: &str,
        count_column: Option<&str>,
        hierarchies: &Hierarchies,
        programme: &Programme,
        ledger: &Ledger,
    ) -> Result<Self, MisshapenData> {
        let mut names = programme.dimensions();
        let before = ledger.dimensions();
        names.extend(before.into_iter().filter(|name| !programme.dimensions().contains(name)));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers()?.clone();
        let column = |name: &str| {
            head.iter()
                .position(|column| column == name)
                .ok_or_else(|| MisshapenData::NoColumn(name.to_owned()))
        };
        let columns = names.iter().map(|name| column(name)).collect::<Result<Vec<_>, _>>()?;
        let count = count_column.map(&column).transpose()?;
        let mut coded: Vec<(u64, Vec<String>, u32)> = Vec::new();
        let mut total: u64 = 0;
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            let mut codes = Vec::with_capacity(columns.len());
            for (&at, name) in columns.iter().zip(&names) {
                match record.get(at).map(str::trim) {
                    Some(code) if !code.is_empty() => codes.push(code.to_owned()),
                    _ => return Err(MisshapenData::Blank { line, column: (*name).to_owned() }),
                }
            }
            let count = match count {
                None => 1,
                Some(at) => record.get(at).unwrap_or_default().trim().parse().map_err(|_| {
                    MisshapenData::NoCount { line, column: count_column.unwrap_or_default().to_owned() }
                })?,
            };
            total += u64::from(count);
            coded.push((line, codes, count));
        }
        if total > u64::from(u32::MAX) {
            return Err(MisshapenData::TooMany);
        }
        let axes = axes(&names, &coded, hierarchies)?;
        let mut rows = BTreeMap::new();
        for (line, codes, count) in coded {
            let place = |(axis, code): (&Axis, String)| match axis.place(&code) {
                Some(place) if axis.is_inner(place) => Ok(place),
                _ => Err(MisshapenData::NoCode { line, column: axis.name().to_owned(), code }),
            };
            let key = axes.iter().zip(codes).map(place).collect::<Result<Box<[u32]>, _>>()?;
            *rows.entry(key).or_insert(0) += count;
        }
        let data = Self { axes, rows };
        data.demand_independence(programme)?;
        Ok(data)
    }

    /// Counts by inner codes, already coded along `axes`.
    pub fn from_counts(axes: Vec<Axis>, counts: impl IntoIterator<Item = (Vec<u32>, u32)>) -> Self {
        let mut rows: BTreeMap<Box<[u32]>, u32> = BTreeMap::new();
        for (key, count) in counts {
            *rows.entry(key.into()).or_insert(0) += count;
        }
        Self { axes, rows }
    }

    /// The axes, in the programme's order.
    pub fn axes(&self) -> &[Axis] {
        &self.axes
    }

    /// The counts, by the places of their inner codes along the axes.
    pub(in crate::statistics) fn counts(&self) -> impl Iterator<Item = (&[u32], u32)> {
        self.rows.iter().map(|(key, &count)| (&**key, count))
    }

    /// Refuses a dimension that can be told from another of its table. Few records can look so by chance, so a
    /// dimension counts as one that tells when it has enough of each code to be seen with another one.
    fn demand_independence(&self, programme: &Programme) -> Result<(), MisshapenData> {
        let place = |name: &str| self.axes.iter().position(|axis| axis.name() == name);
        for table in &programme.tables {
            let own: Vec<usize> = table.dimensions.iter().filter_map(|name| place(name)).collect();
            for &by in &own {
                for &of in own.iter().filter(|&&of| of != by) {
                    if self.tells(by, of) {
                        let name = |at: usize| self.axes[at].name().to_owned();
                        return Err(MisshapenData::Dependent { of: name(of), by: name(by) });
                    }
                }
            }
        }
        Ok(())
    }

    fn tells(&self, by: usize, of: usize) -> bool {
        let mut seen: BTreeMap<u32, (u32, u64)> = BTreeMap::new();
        for (key, &count) in self.rows.iter().filter(|(_, count)| **count > 0) {
            let entry = seen.entry(key[by]).or_insert((key[of], 0));
            if entry.0 != key[of] {
                return false;
            }
            entry.1 += u64::from(count);
        }
        let told: BTreeSet<u32> = seen.values().map(|(of, _)| *of).collect();
        let cases: u64 = seen.values().map(|(_, cases)| cases).sum();
        told.len() >= 2 && seen.len() >= 3 && cases >= 10 * seen.len() as u64
    }
}

fn axes(
    names: &[&str],
    coded: &[(u64, Vec<String>, u32)],
    hierarchies: &Hierarchies,
) -> Result<Vec<Axis>, MisshapenAxis> {
    let mut axes = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        axes.push(match hierarchies.get(*name) {
            Some(hierarchy) => Axis::new(name, hierarchy)?,
            None => {
                let codes: BTreeSet<&String> = coded.iter().map(|(_, codes, _)| &codes[at]).collect();
                Axis::flat(name, codes.into_iter().cloned())?
            }
        });
    }
    Ok(axes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, count: Option<&str>) -> Result<Microdata, MisshapenData> {
        let programme = Programme::parse("tables = [{ dimensions = ['a', 'b'] }]").expect("it makes sense");
        Microdata::read(text, count, &Hierarchies::new(), &programme, &Ledger::default())
    }

    #[track_caller]
    fn refuses(text: &str, count: Option<&str>, said: &str) {
        let error = read(text, count).err().expect("it cannot be used");
        assert!(error.to_string().contains(said), "{error}");
    }

    #[test]
    fn records_and_counts_are_two_ways_to_say_it() {
        let records = read("a,b\nx,p\nx,p\ny,q\n", None).expect("readable");
        let counts = read("b,n,a\np,2,x\nq,1,y\n", Some("n")).expect("readable");
        assert!(records.rows == counts.rows && records.axes == counts.axes);
    }

    #[test]
    fn what_cannot_be_used_is_refused_where_it_stands() {
        refuses("a,b\nx,p\ny,\n", None, "line 3: the column b is empty");
        refuses("a,b,n\nx,p,-1\n", Some("n"), "line 2: n is no count");
        refuses("a,b,n\nx,p,1.5\n", Some("n"), "no count");
        refuses("a,c\nx,p\n", None, "no column b");
        refuses("a,b,n\nx,p,4294967295\nx,q,1\n", Some("n"), "more than");
        refuses("a,b\nTotal,p\n", None, "circle");
        refuses("a,b,n\nx,p,40\ny,q,40\nz,p,40\n", Some("n"), "b is a function of a");
    }

    #[test]
    fn a_code_that_is_no_inner_one_is_refused() {
        let programme = Programme::parse("tables = [{ dimensions = ['a'] }]").expect("it makes sense");
        let hierarchy: Hierarchies =
            serde_json::from_str(r#"{"a": [["Total", ["n"]], ["n", ["x"]]]}"#).expect("readable");
        for code in ["n", "z"] {
            let error =
                Microdata::read(&format!("a\n{code}\n"), None, &hierarchy, &programme, &Ledger::default());
            assert!(error.err().is_some_and(|error| error.to_string().contains("no inner code")));
        }
    }
}
