//! Charts as SVG: bars by category, and columns by year.
//!
//! A chart stands beside a table with the same figures and says nothing of its own. It carries a title and
//! a description, figures at every bar, hatching as well as colour, and only attributes and classes, since
//! the content security policy forbids styles. Widths are shares of the page's, so that letters are never
//! shrunk to fit a telephone.

mod drawing;
mod figure;
mod told;

use std::fmt::Write;

use crate::locale::Words;

use drawing::{Drawing, Room};
pub use figure::Figure;
use told::{of_bars, of_years};

/// One category and its figure.
#[derive(Clone, Debug)]
pub struct Bar {
    /// The category.
    pub label: String,
    /// Its figure.
    pub figure: Figure,
    /// Its share of the whole as [`percent`](crate::locale::percent) writes it, if that is to be shown.
    pub share: Option<String>,
}

/// One year of a series.
#[derive(Clone, Copy, Debug)]
pub struct Year {
    /// The calendar year.
    pub year: i32,
    /// Its figure; anything but a count leaves a gap with its sign.
    pub figure: Figure,
    /// How the year stands to the one before.
    pub since: Since,
}

/// How a year's figures stand to those of the year before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Counted alike.
    Comparable,
    /// Counted otherwise: a break mark stands before the year.
    Break,
}

/// Bars below one another, each under its label. The longest leaves room for the figure at its end, also on a
/// telephone.
///
/// `id` must be the chart's own on its page; `bars` stand in the order given.
pub fn bars(words: &Words, id: &str, title: &str, bars: &[Bar]) -> String {
    const ROW: usize = 58;
    let largest = bars.iter().filter_map(|bar| bar.figure.count()).max().unwrap_or(0);
    let longest = if bars.iter().any(|bar| bar.share.is_some()) { 48 } else { 70 };
    let mut svg = Drawing::begin(words, id, title, &of_bars(words, bars), bars.len() * ROW, Room::Page);
    for (row, bar) in bars.iter().enumerate() {
        let top = row * ROW;
        svg.text("chart-label", "0", top + 18, None, &bar.label);
        let mut said = bar.figure.said(words);
        match bar.figure.count() {
            Some(n) => {
                let width = share_of(n, largest, longest);
                svg.bar("0", top + 26, &width, 22);
                if let Some(share) = &bar.share {
                    let _ = write!(said, " ({share})");
                }
                svg.text("chart-figure", &width, top + 42, Some(8), &said);
            }
            None => svg.text("chart-sign", "0", top + 42, None, &said),
        }
    }
    svg.end()
}

/// Columns side by side, a year each, with a dashed line where figures before and after are not counted
/// alike. More than eight years are given a width of their own and scroll on a telephone.
///
/// `id` must be the chart's own on its page; `years` stand in order.
pub fn by_year(words: &Words, id: &str, title: &str, years: &[Year]) -> String {
    const HEAD: usize = 44;
    const TALLEST: usize = 200;
    const FOOT: usize = HEAD + TALLEST;
    let largest = years.iter().filter_map(|year| year.figure.count()).max().unwrap_or(0);
    let room = if years.len() > 8 { Room::Own } else { Room::Page };
    let mut svg = Drawing::begin(words, id, title, &of_years(words, years), FOOT + 30, room);
    // Hundredths of a percent: whole numbers give the same text on every machine.
    let slot = 10_000 / years.len().max(1);
    for (index, year) in years.iter().enumerate() {
        let left = index * slot;
        let middle = percent_of(left + slot / 2);
        if year.since == Since::Break {
            svg.line("chart-break", &percent_of(left), 18, FOOT);
            svg.text("chart-break-label", &percent_of(left), 12, None, &words.say("counts-break"));
        }
        let said = year.figure.sign(words);
        match year.figure.count() {
            Some(n) => {
                let tall = scaled(n, largest, TALLEST);
                svg.bar(&percent_of(left + slot / 5), FOOT - tall, &percent_of(slot * 3 / 5), tall);
                svg.text("chart-figure chart-year", &middle, FOOT - tall - 7, None, &said);
            }
            None => svg.text("chart-sign chart-year", &middle, FOOT - 7, None, &said),
        }
        svg.text("chart-label chart-year", &middle, FOOT + 22, None, &year.year.to_string());
    }
    svg.axis(FOOT);
    svg.end()
}

/// `n` of `largest` as a whole number of `length`, rounded; nothing but nothing is drawn as nothing.
fn scaled(n: u64, largest: u64, length: usize) -> usize {
    if n == 0 || largest == 0 {
        return 0;
    }
    let exact = (u128::from(n) * length as u128 * 2 + u128::from(largest)) / (u128::from(largest) * 2);
    usize::try_from(exact).unwrap_or(length).max(1)
}

/// `n` of `largest`, where the largest is `longest` percent of the width.
fn share_of(n: u64, largest: u64, longest: usize) -> String {
    percent_of(scaled(n, largest, longest * 100))
}

/// Hundredths of a percent as an attribute.
fn percent_of(hundredths: usize) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    const WORDS: Words = Words { language: Language::Nb };

    fn bar(label: &str, figure: Figure) -> Bar {
        Bar { label: label.to_owned(), figure, share: None }
    }

    fn year(year: i32, figure: Figure) -> Year {
        Year { year, figure, since: Since::Comparable }
    }

    #[test]
    fn a_hidden_figure_is_a_sign_and_no_bar() {
        let svg = bars(
            &WORDS,
            "c",
            "Saker",
            &[
                bar("Negativ sosial kontroll", Figure::Count(1234)),
                bar("Barneekteskap", Figure::Confidential),
            ],
        );
        assert_eq!(svg.matches("class=\"chart-hatched\"").count(), 1);
        assert!(bars(&WORDS, "c", "Saker", &[bar("a", Figure::Revised(130))]).contains(">130*</text>"));
        assert!(svg.contains(">1\u{a0}234</text>"));
        assert!(svg.contains(">: (vises ikke)</text>"));
        assert!(svg.contains("Størst er Negativ sosial kontroll med 1\u{a0}234. 1 tall vises ikke."));
    }

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let svg = bars(
            &WORDS,
            "c",
            "Saker",
            &[bar("a", Figure::Count(400)), bar("b", Figure::Count(100)), bar("c", Figure::Count(0))],
        );
        for width in ["width=\"70.00%\"", "width=\"17.50%\"", "width=\"0.00%\""] {
            assert_eq!(svg.matches(width).count(), 1, "{width}");
        }
    }

    #[test]
    fn the_smallest_count_is_still_seen() {
        assert_eq!(scaled(1, 10_000_000, 200), 1);
        assert_eq!(scaled(u64::MAX, u64::MAX, 200), 200);
        assert_eq!(scaled(0, 0, 200), 0);
    }

    #[test]
    fn a_share_stands_beside_its_count() {
        let share = Some("41,3\u{a0}%".to_owned());
        let svg = bars(&WORDS, "c", "t", &[Bar { label: "a".to_owned(), figure: Figure::Count(368), share }]);
        assert!(svg.contains(">368 (41,3\u{a0}%)</text>"));
        assert!(svg.contains("width=\"48.00%\""), "there is room for it");
    }

    #[test]
    fn a_break_and_a_gap_are_marked() {
        let broken = Year { year: 2018, figure: Figure::Count(20), since: Since::Break };
        let svg = by_year(
            &WORDS,
            "y",
            "t",
            &[
                year(2016, Figure::Count(10)),
                year(2017, Figure::Missing),
                broken,
                year(2019, Figure::Confidential),
            ],
        );
        assert_eq!(svg.matches("class=\"chart-break\"").count(), 1);
        assert_eq!(svg.matches("class=\"chart-hatched\"").count(), 2);
        assert!(svg.contains(">..</text>") && svg.contains(">:</text>"));
        assert!(svg.contains("Brudd i tidsserien: 2018."));
        assert!(svg.contains("Fra 2016 til 2019. Størst er 2018 med 20."));
    }

    #[test]
    fn a_long_series_has_a_width_of_its_own() {
        let series = |n: i32| (0..n).map(|n| year(2010 + n, Figure::Count(1))).collect::<Vec<_>>();
        assert!(
            by_year(&WORDS, "y", "t", &series(9))
                .starts_with("<figure class=\"chart chart-long\" tabindex=\"0\"")
        );
        assert!(by_year(&WORDS, "y", "t", &series(8)).starts_with("<figure class=\"chart\">"));
    }

    #[test]
    fn labels_cannot_become_markup_and_nothing_is_styled() {
        let evil = "<script>\"'&";
        let svg = bars(&WORDS, "c", evil, &[bar(evil, Figure::Count(1))]);
        assert!(!svg.contains("<script"));
        assert_eq!(svg.matches("&#60;script&#62;&#34;&#39;&#38;").count(), 3);
        let both = svg + &by_year(&WORDS, "y", "t", &[year(2020, Figure::Count(1))]);
        assert!(!both.contains("style"));
    }

    #[test]
    fn an_empty_chart_is_still_a_chart() {
        assert!(bars(&WORDS, "c", "t", &[]).ends_with("</svg></figure>"));
        assert!(by_year(&WORDS, "y", "t", &[]).ends_with("</svg></figure>"));
    }
}
