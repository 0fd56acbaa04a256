use time::OffsetDateTime;

use super::Index;
use super::columns::Columns;
use crate::domain::{CountedCase, FrozenYear, Period, UserId, lists};

impl Index {
    /// The counted part of a service's year as it stands now. All of it is sorted, so that the same facts
    /// freeze to the same bytes, whichever way they came in, and their order tells nothing.
    pub fn freeze(&self, period: Period, at: OffsetDateTime, by: UserId) -> FrozenYear {
        let mut cases: Vec<CountedCase> = match self.counted(period) {
            Some(columns) => (0..columns.id.len()).map(|row| counted_case(columns, row)).collect(),
            None => Vec::new(),
        };
        cases.sort_unstable();
        let contacts = self.contacts.year(period);
        FrozenYear {
            period,
            revision: self.stands_at(),
            at,
            by,
            lists: newest_version(),
            cases,
            assignments: contacts.assignments.codes().collect(),
            questions: contacts.questions.codes().collect(),
        }
    }
}

fn counted_case(columns: &Columns, row: usize) -> CountedCase {
    CountedCase {
        month: columns.opened[row].month().into(),
        main: columns.main[row],
        additional: columns.additional[row].iter().collect(),
        gender: columns.gender[row],
        age_band: columns.age_band[row],
        country: columns.country[row],
        location: columns.location[row],
        referral: columns.referral[row],
        county: columns.county[row],
        mission: columns.mission[row],
    }
}

/// The version of the list that changed last: a year and a number within it.
fn newest_version() -> String {
    let newest = lists().map(|list| list.version.as_str()).max_by_key(|version| {
        let (year, number) = version.split_once('-').unwrap_or((version, ""));
        (year, number.parse::<u32>().unwrap_or(0))
    });
    newest.unwrap_or_default().to_owned()
}
