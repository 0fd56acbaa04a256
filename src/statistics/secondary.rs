//! Secondary suppression: what else is hidden, so that what is sensitive cannot be worked out.
//!
//! # The rule for a one-way table
//!
//! With threshold `t`, total `T` and counts `x`, in this order:
//!
//! 1. `T < t`: everything is hidden, the total included.
//! 2. One category: the cell is the total, and is shown.
//! 3. `T < 3t`: the total is shown, no category is.
//! 4. Nothing small, and not everybody in one category of a sensitive subject: all is shown.
//! 5. Fewer than two categories reach `t`: the total is shown, no category is.
//! 6. Otherwise let `v` be the smallest count that reaches `t`. Hidden are the categories with a count of
//!    1 up to and including `v`; zeros and what is larger than `v` are shown.
//!
//! # Why nobody can work out a small count
//!
//! The reader may know every shown number, that counts are whole and not negative, the threshold, and this
//! file: he can run the method on any table he imagines, and drop those that come out with another face. A
//! *witness world* is a table that he cannot drop, since it agrees with all of that.
//!
//! The rule looks at sizes and never at places, so a table with its counts exchanged between hidden cells
//! comes out with the same face. Let `p` be a small cell, `1 <= x_p < t`.
//!
//! - In case 6 some hidden cell `q` has `x_q = v >= t`. Exchange `x_p` and `x_q`: the same sum, the same
//!   numbers shown, no blank zero, the same face; and `p` has `v`. So he cannot tell that `p` is small, nor
//!   what it is.
//! - In case 3 any table with this total has this face, one with `p = T >= t` among them.
//! - In case 5 `T >= 3t`. The table with `p = T - 1`, another cell 1 and the rest 0 has one category that
//!   reaches `t` and one that is small: case 5 again, the same face, and `p >= t`.
//! - In case 1 the sign says *fewer than five*, and says no more: a total of 0 has the same face, so
//!   nobody can tell that anybody was there.
//!
//! Group disclosure (everybody in one category, sensitive subject) falls in case 3 or 5, where the table
//! `T - 1, 1` has the same face. So nobody can tell that all are in one category.
//!
//! In case 6 the weaker demand, that of readers who know the rule of the blanks but not how cover is
//! chosen, holds as well: the hidden sum is at least `t` more than the number of other blanks, as each
//! small cell is at least 1 and the cover at least `t`.
//!
//! # Why not fewer blanks
//!
//! Two small cells that sum high enough would protect each other by addition alone, with nothing hidden
//! beside them. But then a reader of this file knew that both are small, and with 4 and 4 knew both. The
//! cover is the smallest cell that can be one; cells of its very size are hidden with it, because a choice
//! among them by place would tell one place from the other, and the exchange above would change the face.
//!
//! # What it does not answer
//!
//! What somebody knows of named people from elsewhere; a service that takes its own part out of a shared
//! number (the tables of [`YEARLY`](super::YEARLY) are of one service each); two releases of one year laid
//! side by side.

use super::primary::{Base, Primary};

/// Which parts of a table are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Everything, the total included.
    Silent,
    /// Every category; the total is shown.
    Whole,
    /// By category: whether it is hidden. The total is shown.
    Blanks(Vec<bool>),
}

/// Hides what must be hidden beside the sensitive parts of a table with these counts.
pub(super) fn secondary(counts: &[u32], primary: &Primary) -> Pattern {
    let anything_small = primary.small.contains(&true);
    let reaching = || (0..counts.len()).filter(|&place| counts[place] > 0 && !primary.small[place]);
    match primary.base {
        Base::Silent => Pattern::Silent,
        _ if counts.len() == 1 => Pattern::Blanks(vec![false]),
        Base::Whole => Pattern::Whole,
        Base::Split if !anything_small && !primary.group => Pattern::Blanks(vec![false; counts.len()]),
        Base::Split if reaching().count() < 2 => Pattern::Whole,
        Base::Split => {
            let cover = reaching().map(|place| counts[place]).min().unwrap_or(0);
            Pattern::Blanks(counts.iter().map(|&count| (1..=cover).contains(&count)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::primary::primary;
    use crate::statistics::spec::{Subject, YEARLY};

    /// `.` shown, `:` hidden.
    #[track_caller]
    fn check(subject: Subject, counts: &[u32], expected: &str) {
        let seen = match secondary(counts, &primary(counts, subject, &YEARLY)) {
            Pattern::Silent => "silent".to_owned(),
            Pattern::Whole => "whole".to_owned(),
            Pattern::Blanks(hidden) => hidden.iter().map(|&hidden| if hidden { ':' } else { '.' }).collect(),
        };
        assert_eq!(seen, expected);
    }

    #[test]
    fn the_smallest_that_reaches_the_threshold_is_the_cover() {
        check(Subject::Ordinary, &[105, 74, 24, 4, 32], "..::.");
        check(Subject::Ordinary, &[105, 0, 24, 4, 1], "..:::");
        check(Subject::Ordinary, &[105, 0, 24, 5, 0], ".....");
    }

    #[test]
    fn two_small_ones_do_not_cover_each_other() {
        check(Subject::Ordinary, &[4, 4, 9, 30], ":::.");
    }

    #[test]
    fn covers_of_one_size_are_hidden_together() {
        check(Subject::Ordinary, &[7, 2, 7, 30], ":::.");
    }

    #[test]
    fn without_two_that_reach_the_threshold_no_category_is_shown() {
        check(Subject::Ordinary, &[60, 3, 0], "whole");
        check(Subject::Ordinary, &[4, 4, 4, 4], "whole");
        check(Subject::Ordinary, &[60, 0, 0], "...");
        check(Subject::Sensitive, &[60, 0, 0], "whole");
    }

    #[test]
    fn a_small_total_is_not_split_and_a_tiny_one_not_shown() {
        check(Subject::Ordinary, &[7, 7], "whole");
        check(Subject::Ordinary, &[2, 2], "silent");
        check(Subject::Ordinary, &[0, 0], "silent");
        check(Subject::Sensitive, &[14], ".");
        check(Subject::Sensitive, &[4], "silent");
    }
}
