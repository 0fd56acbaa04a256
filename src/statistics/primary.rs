//! Primary suppression: which cells and which tables are sensitive for their own sake.

use super::spec::{Spec, Subject};

/// What the total of a table allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// Under the threshold: nothing is shown, the total included.
    Silent,
    /// Enough to be shown, too little to be split.
    Whole,
    /// Enough to be split.
    Split,
}

/// What must not be told of one table.
#[derive(Debug)]
pub(super) struct Primary {
    pub(super) base: Base,
    /// By category: a count of 1 up to the threshold, exclusive.
    pub(super) small: Vec<bool>,
    /// Everybody is in one category, and that tells something of each (group disclosure).
    pub(super) group: bool,
}

/// Finds the sensitive parts of a table with these counts.
pub(super) fn primary(counts: &[u32], subject: Subject, spec: &Spec) -> Primary {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let base = match total {
        _ if total < u64::from(spec.threshold) => Base::Silent,
        _ if total < u64::from(spec.minimum_base()) => Base::Whole,
        _ => Base::Split,
    };
    let in_use = counts.iter().filter(|&&count| count > 0).count();
    Primary {
        base,
        small: counts.iter().map(|count| (1..spec.threshold).contains(count)).collect(),
        group: subject == Subject::Sensitive && counts.len() > 1 && in_use == 1 && total > 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::spec::YEARLY;

    #[test]
    fn one_to_four_are_small() {
        let found = primary(&[0, 1, 4, 5, 9], Subject::Ordinary, &YEARLY);
        assert_eq!(found.small, [false, true, true, false, false]);
    }

    #[test]
    fn the_total_decides_what_can_be_split() {
        let base = |total| primary(&[total, 0], Subject::Ordinary, &YEARLY).base;
        assert_eq!(
            [0, 4, 5, 14, 15].map(base),
            [Base::Silent, Base::Silent, Base::Whole, Base::Whole, Base::Split]
        );
    }

    #[test]
    fn everybody_in_one_category_is_told_of_a_sensitive_subject_only() {
        assert!(primary(&[0, 20, 0], Subject::Sensitive, &YEARLY).group);
        assert!(!primary(&[0, 20, 0], Subject::Ordinary, &YEARLY).group);
        assert!(!primary(&[0, 20, 1], Subject::Sensitive, &YEARLY).group);
        assert!(!primary(&[20], Subject::Sensitive, &YEARLY).group);
    }
}
