//! The files of linked tables: all that the search for worlds and the attacker have in common.
//!
//! A CSV file has a column for each dimension, `Total` for margins, then `value`, empty where hidden. Hierarchies are
//! a JSON object: for each dimension its parent codes, each with its children.

use std::collections::BTreeMap;

/// The code of every margin.
pub const TOTAL: &str = "Total";

/// A parent code with its children. The same parent may stand several times: each is a grouping of its own, and each a
/// sum that a reader knows.
pub type Grouping = (String, Vec<String>);

/// The groupings of each dimension, as a hierarchy file has them.
pub type Hierarchies = BTreeMap<String, Vec<Grouping>>;

/// A file of tables as it stands, before anybody judges it.
pub(super) struct PublishedFile {
    pub(super) dimensions: Vec<String>,
    pub(super) rows: Vec<PublishedRow>,
}

/// A row of it.
pub(super) struct PublishedRow {
    /// Where it stands.
    pub(super) line: u64,
    /// Its code along each dimension.
    pub(super) codes: Vec<String>,
    /// What stands under `value`.
    value: String,
}

/// A file that is none of linked tables.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenFile {
    /// It is not CSV.
    #[error("the tables cannot be read: {0}")]
    Unreadable(#[from] csv::Error),
    /// There is no column of values, or none before it.
    #[error("the tables need a column for each dimension and then one called `value`")]
    NoValue,
    /// A value is neither empty nor a count.
    #[error("line {0}: the value is neither empty nor a count")]
    NoCount(u64),
}

impl PublishedFile {
    /// Reads tables. What stands in columns after `value` is not looked at: readers do not have it.
    pub(super) fn read(text: &str) -> Result<Self, MisshapenFile> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers()?.clone();
        let value = head.iter().position(|column| column == "value").filter(|&at| at > 0);
        let value = value.ok_or(MisshapenFile::NoValue)?;
        let dimensions = head.iter().take(value).map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            rows.push(PublishedRow {
                line: record.position().map_or(0, csv::Position::line),
                codes: record.iter().take(value).map(|code| code.trim().to_owned()).collect(),
                value: record.get(value).unwrap_or_default().trim().to_owned(),
            });
        }
        Ok(Self { dimensions, rows })
    }
}

impl PublishedRow {
    /// Its count; nothing where one of these signs says that it is hidden.
    pub(super) fn count(&self, blanks: &[&str]) -> Result<Option<u32>, MisshapenFile> {
        if blanks.contains(&self.value.as_str()) {
            return Ok(None);
        }
        self.value.parse().map(Some).map_err(|_| MisshapenFile::NoCount(self.line))
    }
}

/// Records as CSV, the head among them.
pub(super) fn written<R>(records: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = String>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        // Writing to memory does not fail, and what is written is text.
        let _ = writer.write_record(record);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
