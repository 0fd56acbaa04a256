//! What a chart says in words, for those who do not see it.

use super::{Bar, Figure, Since, Year};
use crate::locale::Words;

/// What the bars say, in words: the largest of them, and how many are hidden.
pub(super) fn of_bars(words: &Words, bars: &[Bar]) -> String {
    let mut said = Vec::new();
    let largest = bars.iter().filter_map(|bar| Some((bar.figure.count()?, bar))).max_by_key(|(n, _)| *n);
    if let Some((n, bar)) = largest {
        let n = words.number(n);
        let values = [("label", bar.label.as_str().into()), ("n", n.as_str().into())];
        said.push(words.say_with("counts-chart-largest", &values));
    }
    said.extend(hidden(words, bars.iter().map(|bar| bar.figure)));
    said.push(words.say("counts-chart-table"));
    said.join(" ")
}

pub(super) fn of_years(words: &Words, years: &[Year]) -> String {
    let mut said = Vec::new();
    if let (Some(first), Some(last)) = (years.first(), years.last()) {
        let (from, to) = (first.year.to_string(), last.year.to_string());
        let values = [("from", from.as_str().into()), ("to", to.as_str().into())];
        said.push(words.say_with("counts-chart-from-to", &values));
    }
    let largest =
        years.iter().filter_map(|year| Some((year.figure.count()?, year.year))).max_by_key(|(n, _)| *n);
    if let Some((n, year)) = largest {
        let (n, year) = (words.number(n), year.to_string());
        let values = [("label", year.as_str().into()), ("n", n.as_str().into())];
        said.push(words.say_with("counts-chart-largest", &values));
    }
    let breaks: Vec<String> =
        years.iter().filter(|year| year.since == Since::Break).map(|year| year.year.to_string()).collect();
    if !breaks.is_empty() {
        said.push(words.say_of("counts-chart-breaks", "years", &breaks.join(", ")));
    }
    said.extend(hidden(words, years.iter().map(|year| year.figure)));
    said.push(words.say("counts-chart-table"));
    said.join(" ")
}

fn hidden(words: &Words, figures: impl Iterator<Item = Figure>) -> Option<String> {
    let n = figures.filter(|figure| *figure == Figure::Confidential).count() as u64;
    (n > 0).then(|| words.say_n("counts-chart-hidden", n))
}
