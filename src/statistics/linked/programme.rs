//! [`Programme`]: which linked tables are released together, and under which rules.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What is released together, as a file in TOML says it.
///
/// ```toml
/// k = 3                        # 1 to k is small; 4 where nothing is said
/// zeros = "may-hide"           # "shown", "may-hide" (where nothing is said) or "sensitive"
///
/// [[tables]]
/// dimensions = ["region", "source", "months"]
/// except.region = ["k100", "k200"]         # all codes but these
///
/// [[tables]]
/// dimensions = ["region", "source"]
/// only.region = ["k100", "k200"]           # these, and what they are part of
/// ```
///
/// A table has all its margins. **Prefer tables that hang together like a tree** (a decomposable set: any two that
/// share dimensions share them with one table between): what is proved for such a set holds for the records behind
/// it without more ado, and less of it has to be hidden.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Programme {
    /// The largest count that is small.
    #[serde(default = "four")]
    pub k: u32,
    /// What readers know of zeros.
    #[serde(default)]
    pub zeros: Zeros,
    /// What ties are broken by and cover is chosen by; secret. From the data where nothing is said.
    pub key: Option<String>,
    /// The tables.
    pub tables: Vec<Table>,
    /// Dimensions of which it harms somebody to be known to be in a code because everybody is (rule R3).
    #[serde(default)]
    pub sensitive: Vec<String>,
    /// Totals below this are not split (rule R4); 0 splits every total.
    #[serde(default)]
    pub minimum_base: u32,
    /// The dimension whose codes publish together and know their own cases (rule R5).
    pub insiders: Option<String>,
    /// Cells hidden because a person says so (rule R6), by dimension and code; `Total` where nothing is said.
    #[serde(default)]
    pub hide: Vec<BTreeMap<String, String>>,
    /// Cells that must be shown.
    #[serde(default)]
    pub show: Vec<BTreeMap<String, String>>,
    /// How hard is searched for less to hide; 0 does not search.
    #[serde(default = "one")]
    pub effort: u32,
}

/// One table: what it is split by, and which codes it has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The dimensions.
    pub dimensions: Vec<String>,
    /// For some dimensions: these codes and what they are part of, and no others.
    #[serde(default)]
    pub only: BTreeMap<String, Vec<String>>,
    /// For some dimensions: all codes but these.
    #[serde(default)]
    pub except: BTreeMap<String, Vec<String>>,
}

/// What readers know of zeros. The letters are those of the method's description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zeros {
    /// A: every zero is shown, so that a blank is at least 1.
    Shown,
    /// B: zeros are shown, and some are hidden as cover, so that a blank may be zero.
    #[default]
    MayHide,
    /// C: zeros are sensitive, and hidden like the small.
    Sensitive,
}

fn four() -> u32 {
    4
}

fn one() -> u32 {
    1
}

/// A programme that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MisshapenProgramme {
    /// It is no TOML, or has other words than a programme.
    #[error("the programme cannot be read: {0}")]
    Unreadable(#[from] Box<toml::de::Error>),
    /// Nothing is small, and nothing would be protected.
    #[error("k is 0: then no count is small and nothing is protected")]
    NothingSmall,
    /// Nothing to release.
    #[error("the programme has no tables, or a table without dimensions")]
    NoTables,
    /// A table has a dimension twice.
    #[error("a table has the dimension {0} twice")]
    Twice(String),
    /// A dimension is named that no table has.
    #[error("{0} is a dimension of no table")]
    Unknown(String),
    /// A table says both which codes it has and which it has not.
    #[error("a table says both `only` and `except` of {0}")]
    Both(String),
}

impl Programme {
    /// Reads a programme and looks whether it makes sense in itself.
    ///
    /// # Errors
    /// Why it does not.
    pub fn parse(text: &str) -> Result<Self, MisshapenProgramme> {
        let programme: Self = toml::from_str(text).map_err(Box::new)?;
        programme.examine()?;
        Ok(programme)
    }

    fn examine(&self) -> Result<(), MisshapenProgramme> {
        if self.k == 0 {
            return Err(MisshapenProgramme::NothingSmall);
        }
        if self.tables.is_empty() || self.tables.iter().any(|table| table.dimensions.is_empty()) {
            return Err(MisshapenProgramme::NoTables);
        }
        for table in &self.tables {
            for (at, name) in table.dimensions.iter().enumerate() {
                if table.dimensions[..at].contains(name) {
                    return Err(MisshapenProgramme::Twice(name.clone()));
                }
            }
            for name in table.only.keys().chain(table.except.keys()) {
                if !table.dimensions.contains(name) {
                    return Err(MisshapenProgramme::Unknown(name.clone()));
                }
                if table.only.contains_key(name) && table.except.contains_key(name) {
                    return Err(MisshapenProgramme::Both(name.clone()));
                }
            }
        }
        let known = self.dimensions();
        let cells = self.hide.iter().chain(&self.show).flat_map(BTreeMap::keys);
        let mut named = self.sensitive.iter().chain(&self.insiders).chain(cells);
        match named.find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(MisshapenProgramme::Unknown(name.clone())),
            None => Ok(()),
        }
    }

    /// All dimensions, in the order in which they are first named.
    pub fn dimensions(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.tables.iter().flat_map(|table| &table.dimensions) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refuses(text: &str, said: &str) {
        let error = Programme::parse(text).expect_err("it makes no sense");
        assert!(error.to_string().contains(said), "{error}");
    }

    #[test]
    fn what_is_not_said_is_the_careful_thing() {
        let programme = Programme::parse("tables = [{ dimensions = ['a', 'b'] }]").expect("it makes sense");
        assert_eq!((programme.k, programme.zeros), (4, Zeros::MayHide));
        assert_eq!(programme.dimensions(), ["a", "b"]);
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        refuses("k = 0\ntables = [{ dimensions = ['a'] }]", "k is 0");
        refuses("tables = []", "no tables");
        refuses("tables = [{ dimensions = ['a', 'a'] }]", "twice");
        refuses("tables = [{ dimensions = ['a'], only = { b = ['x'] } }]", "no table");
        refuses("sensitive = ['b']\ntables = [{ dimensions = ['a'] }]", "no table");
        refuses("thresh = 3\ntables = [{ dimensions = ['a'] }]", "cannot be read");
    }
}
