//! [`Share`]: the one rule for percentages.

use std::fmt;

/// A percentage with one decimal, held in tenths of a percent.
///
/// The rule is *round half up*: 12.25 becomes 12.3. It is computed in whole numbers, so that it is the
/// same everywhere. Shares of one table are rounded each for itself and need not sum to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// `part` of `whole`. None when there is no whole.
    pub fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let tenths = (2_000 * part + whole).checked_div(2 * whole)?;
        u32::try_from(tenths).ok().map(Self)
    }

    /// A share given in tenths of a percent: 155 is 15.5 %.
    pub fn from_tenths(tenths: u32) -> Self {
        Self(tenths)
    }

    /// Tenths of a percent.
    pub fn tenths(self) -> u32 {
        self.0
    }

    /// With this decimal sign: `70,9`.
    pub fn with_decimal_sign(self, sign: char) -> String {
        format!("{}{sign}{}", self.0 / 10, self.0 % 10)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_decimal_sign('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: u32, whole: u32, expected: &str) {
        assert_eq!(Share::of(part, whole).map(|share| share.to_string()).as_deref(), Some(expected));
    }

    #[test]
    fn the_shares_of_the_diversity_advisers_cases_of_2025() {
        assert_eq!(781 + 305 + 15, 1101);
        check(781, 1101, "70.9");
        check(305, 1101, "27.7");
        check(15, 1101, "1.4");
    }

    #[test]
    fn the_shares_of_the_expert_teams_cases_of_2022() {
        check(368, 891, "41.3");
        check(670, 891, "75.2");
        check(190, 891, "21.3");
        check(31, 891, "3.5");
    }

    #[test]
    fn a_half_goes_up() {
        check(1, 800, "0.1"); // 0.125
        check(49, 400, "12.3"); // 12.25
        check(3, 2000, "0.2"); // 0.15
        check(u32::MAX, u32::MAX, "100.0");
    }

    #[test]
    fn nothing_has_no_shares() {
        assert_eq!(Share::of(0, 0), None);
    }
}
