use fortrolig::domain::{CaseId, CaseNumber};
use uuid::Uuid;

/// A line of `fortrolig audit show`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LogLine {
    pub(crate) who: String,
    pub(crate) role: String,
    pub(crate) act: String,
    pub(crate) outcome: String,
    pub(crate) kind: String,
    pub(crate) id: String,
}

impl LogLine {
    pub(crate) fn parse(line: &str) -> Self {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [_number, _at, who, role, act, outcome, kind, id] =
            columns.try_into().expect("eight columns in a line of the log");
        Self { who, role, act, outcome, kind, id }
    }

    /// Whether it tells that `role` did `act`, or tried to, with this outcome.
    pub(crate) fn tells(&self, role: &str, act: &str, outcome: &str) -> bool {
        (self.role.as_str(), self.act.as_str(), self.outcome.as_str()) == (role, act, outcome)
    }

    /// The number of the case it is about.
    pub(crate) fn case(&self) -> Option<CaseNumber> {
        let id = Uuid::parse_str(&self.id).ok().filter(|_| self.kind == "case")?;
        Some(CaseId(id).number())
    }
}
