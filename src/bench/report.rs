//! The figures, said and written.

use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use super::Error;
use super::times::Times;

/// All figures of one run.
#[derive(Serialize)]
pub(super) struct Report {
    cases: u32,
    rounds: u32,
    figures: Vec<Figure>,
    ratios: Vec<Ratio>,
}

/// A figure: the median, or whatever else its name says, and the best of the run.
#[derive(Serialize)]
struct Figure {
    name: String,
    unit: &'static str,
    figure: f64,
    best: Option<f64>,
}

/// How many times the one is of the other.
#[derive(Serialize)]
struct Ratio {
    name: String,
    ratio: f64,
}

/// What a time is told in.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Nanoseconds,
    Microseconds,
    Milliseconds,
}

impl Unit {
    fn symbol(self) -> &'static str {
        match self {
            Self::Nanoseconds => "ns",
            Self::Microseconds => "µs",
            Self::Milliseconds => "ms",
        }
    }

    fn of(self, time: Duration) -> f64 {
        let a_second = match self {
            Self::Nanoseconds => 1e9,
            Self::Microseconds => 1e6,
            Self::Milliseconds => 1e3,
        };
        time.as_secs_f64() * a_second
    }
}

impl Report {
    pub(super) fn new(cases: u32, rounds: u32) -> Self {
        Self { cases, rounds, figures: Vec::new(), ratios: Vec::new() }
    }

    /// How long it took.
    pub(super) fn time(&mut self, name: &str, unit: Unit, times: &Times) {
        self.part(name, unit, times, 1);
    }

    /// How long it took for each of so many parts.
    pub(super) fn part(&mut self, name: &str, unit: Unit, times: &Times, parts: u32) {
        let each = |time: Duration| unit.of(time) / f64::from(parts.max(1));
        self.figure(name, unit.symbol(), each(times.median()), Some(each(times.least())));
    }

    /// How long the slowest of a hundred took.
    pub(super) fn tail(&mut self, name: &str, unit: Unit, times: &Times) {
        self.figure(name, unit.symbol(), unit.of(times.percentile(99)), None);
    }

    /// How many a second, when so many took this long.
    pub(super) fn rate(&mut self, name: &str, times: &Times, count: u32) {
        let rate = |time: Duration| f64::from(count) / time.as_secs_f64();
        self.figure(name, "a second", rate(times.median()), Some(rate(times.least())));
    }

    pub(super) fn ratio(&mut self, name: &str, ratio: f64) {
        self.ratios.push(Ratio { name: name.to_owned(), ratio });
    }

    fn figure(&mut self, name: &str, unit: &'static str, figure: f64, best: Option<f64>) {
        self.figures.push(Figure { name: name.to_owned(), unit, figure, best });
    }

    pub(super) fn say(&self, say: fn(&str)) {
        let Self { cases, rounds, .. } = self;
        say(&format!("{cases} invented cases, {rounds} rounds. Times are this machine's, at this moment."));
        say("");
        say(&format!("{:<66}{:>12}{:>12}", "", "median", "best"));
        for Figure { name, unit, figure, best } in &self.figures {
            let best = best.map(|best| format!("{best:.1}")).unwrap_or_default();
            say(&format!("{name:<66}{figure:>12.1}{best:>12} {unit}"));
        }
        say("");
        for Ratio { name, ratio } in &self.ratios {
            say(&format!("{name:<66}{ratio:>12.1} times"));
        }
    }

    /// Writes the figures as JSON.
    pub(super) fn write(&self, file: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).map_err(std::io::Error::from);
        text.and_then(|text| std::fs::write(file, text + "\n")).map_err(Error::file(file))
    }
}
