//! The way through a long list, page by page, with the state in the address.

use crate::locale::Words;

/// Which part of a list is shown, and where the other parts are. The macros of `templates/parts.html` draw it.
#[derive(Clone, Debug)]
pub(super) struct Pager {
    /// The page shown, from 1.
    pub number: u64,
    size: u64,
    total: u64,
    filter: String,
}

impl Pager {
    /// Page `number`, from 1, of a list of `total` things shown `size` at a time. `filter` is the rest of the
    /// query, codes only, as it must stand in an address: `status=open&concern=NSK`. A page beyond the last
    /// is the last.
    pub(super) fn new(number: u64, size: u64, total: u64, filter: String) -> Self {
        let size = size.max(1);
        Self { number: number.clamp(1, total.div_ceil(size).max(1)), size, total, filter }
    }

    /// The last page; an empty list has one page.
    pub(super) fn last(&self) -> u64 {
        self.total.div_ceil(self.size).max(1)
    }

    /// How many things stand on the pages before this one.
    pub(super) fn skipped(&self) -> u64 {
        (self.number - 1) * self.size
    }

    /// Which things are shown, as «Viser 26–50 av 1 234 saker» or what else the message `key` says.
    pub(super) fn said(&self, words: &Words, key: &str) -> String {
        let from = self.skipped() + 1;
        let to = (self.skipped() + self.size).min(self.total);
        words.say_with(key, &[("from", from.into()), ("to", to.into()), ("n", self.total.into())])
    }

    /// Where page `number` is, from the page shown.
    pub(super) fn address(&self, number: &u64) -> String {
        let and = if self.filter.is_empty() { "" } else { "&" };
        format!("?{}{and}page={number}", self.filter)
    }

    /// What page `number` is called: «Side 3».
    pub(super) fn called(&self, words: &Words, number: &u64) -> String {
        words.say_n("cases-page", *number)
    }

    /// Where the page before this one is.
    pub(super) fn previous(&self) -> Option<String> {
        (self.number > 1).then(|| self.address(&(self.number - 1)))
    }

    /// Where the page after this one is.
    pub(super) fn next(&self) -> Option<String> {
        (self.number < self.last()).then(|| self.address(&(self.number + 1)))
    }

    /// The pages to offer: the first, the last, and those around this one; nothing where some are left out.
    /// A single page is never left out, since a mark in its place would be no shorter.
    pub(super) fn offered(&self) -> Vec<Option<u64>> {
        let last = self.last();
        let around = self.number.saturating_sub(1).max(2)..=(self.number + 1).min(last.saturating_sub(1));
        let mut offered = vec![Some(1)];
        let mut before = 1;
        for page in around.chain([last]).filter(|page| *page > 1) {
            match page - before {
                1 => {}
                2 => offered.push(Some(before + 1)),
                _ => offered.push(None),
            }
            offered.push(Some(page));
            before = page;
        }
        offered
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::*;
    use crate::domain::Language;

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% import "parts.html" as p %}{{ p::pages(words, pager) }}{{ p::signs(words) }}"#
    )]
    struct Sample {
        words: Words,
        pager: Pager,
    }

    fn pager(number: u64, total: u64) -> Pager {
        Pager::new(number, 25, total, "status=open&concern=NSK".to_owned())
    }

    #[test]
    fn the_range_is_said_and_ends_with_the_list() {
        let words = Words::of(Language::Nb);
        assert_eq!(pager(2, 1234).said(&words, "cases-range"), "Viser 26–50 av 1\u{a0}234 saker");
        assert_eq!(
            pager(50, 1234).said(&words, "cases-range"),
            "Viser 1\u{a0}226–1\u{a0}234 av 1\u{a0}234 saker"
        );
    }

    #[test]
    fn a_page_beyond_the_last_is_the_last() {
        assert_eq!(pager(99, 30).number, 2);
        assert_eq!(pager(0, 30).number, 1);
        assert_eq!(pager(7, 0).number, 1);
    }

    #[test]
    fn pages_far_away_are_left_out() {
        let offered = |number| pager(number, 250).offered();
        assert_eq!(offered(1), [Some(1), Some(2), None, Some(10)]);
        assert_eq!(offered(5), [Some(1), None, Some(4), Some(5), Some(6), None, Some(10)]);
        assert_eq!(offered(10), [Some(1), None, Some(9), Some(10)]);
        assert_eq!(offered(4), [Some(1), Some(2), Some(3), Some(4), Some(5), None, Some(10)]);
        assert_eq!(pager(1, 50).offered(), [Some(1), Some(2)]);
        assert_eq!(pager(1, 3).offered(), [Some(1)]);
    }

    #[test]
    fn links_keep_the_filter_and_say_where_one_is() {
        let sample =
            |pager| Sample { words: Words::of(Language::Nn), pager }.render().expect("the template renders");
        let html = sample(pager(2, 60));
        assert!(html.contains("href=\"?status=open&#38;concern=NSK&#38;page=3\""), "{html}");
        assert_eq!(html.matches("aria-current=\"true\"").count(), 1);
        assert!(html.contains(">Førre</a>") && html.contains(">Neste</a>"));
        let first = sample(pager(1, 60));
        // The style sheet draws arrows at the ends, so something stands there that nobody sees or hears.
        assert!(first.contains("aria-hidden=\"true\">Førre</span>") && !first.contains(">Førre</a>"));
        assert!(!sample(pager(1, 20)).contains("<nav"), "one page needs no way to others");
        assert!(html.contains("Talgrunnlag manglar"));
    }
}
