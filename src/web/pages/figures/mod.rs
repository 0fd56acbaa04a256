//! What the pages with counts share: words for codes, numbers as written, and files to take away.

mod cross;
mod download;
mod explained;
mod imprint;
mod labels;
mod meaning;

use crate::locale::{Words, tenths};
use crate::statistics::{Cell, Cube, REVISED, SUPPRESSED, Share};

pub(super) use cross::{Row, TableView, in_order};
pub(super) use download::{Download, FileKind, offered, release_number, style, style_name};
#[cfg(test)]
pub(super) use explained::Explanation;
pub(super) use explained::{CountedBy, Explained, ExplainedPage, explanation_of, unit_explained};
pub(super) use imprint::imprint;
pub(super) use labels::{FigureLabels, list_of};
pub(super) use meaning::Meaning;

/// A share with the decimal sign of the language: `41,3 %`.
pub(super) fn share(words: &Words, share: Share) -> String {
    percent_sign(words, &tenths(words.language, share.tenths().into()))
}

/// A share, or the sign that stands instead.
pub(super) fn part(words: &Words, of: Result<Share, &'static str>) -> String {
    of.map_or_else(str::to_owned, |of| share(words, of))
}

/// A cell as it is shown: its count, with the sign of one that was corrected; or the sign alone.
pub(super) fn said(words: &Words, cell: Cell, revised: bool) -> String {
    match cell {
        Cell::Count(count) if revised => format!("{}{REVISED}", words.number(count.into())),
        Cell::Count(count) => words.number(count.into()),
        Cell::Suppressed => SUPPRESSED.to_owned(),
    }
}

/// The cell at this place as it is shown.
pub(super) fn counted(words: &Words, cube: &Cube, at: usize) -> String {
    said(words, cube.cells().get(at).copied().unwrap_or(Cell::Suppressed), cube.is_revised(at))
}

/// A share as it was printed: reports mostly print whole percents, and a decimal that they did not print would
/// claim more than they do.
pub(super) fn printed_share(words: &Words, printed: Share) -> String {
    if printed.tenths().is_multiple_of(10) {
        percent_sign(words, &words.number((printed.tenths() / 10).into()))
    } else {
        share(words, printed)
    }
}

fn percent_sign(words: &Words, number: &str) -> String {
    words.say_of("figure-percent", "number", number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn a_printed_share_has_no_more_decimals_than_were_printed() {
        let nn = Words::of(Language::Nn);
        assert_eq!(printed_share(&nn, Share::from_tenths(190)), "19\u{a0}%");
        assert_eq!(printed_share(&nn, Share::from_tenths(155)), "15,5\u{a0}%");
        assert_eq!(printed_share(&Words::of(Language::En), Share::from_tenths(1000)), "100%");
    }

    #[test]
    fn a_share_of_ours_always_has_one() {
        assert_eq!(share(&Words::of(Language::Nb), Share::from_tenths(1000)), "100,0\u{a0}%");
        assert_eq!(share(&Words::of(Language::En), Share::from_tenths(709)), "70.9%");
    }
}
