//! [`Series`]: one printed figure through the years, with its gaps and breaks.

use std::ops::RangeInclusive;

use super::published::{Figure, Figures, Span};

/// The years a series covers.
pub const YEARS: RangeInclusive<u16> = 2011..=2025;

/// One figure of one service, year by year.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    /// Service code.
    pub service: String,
    /// Dimension name.
    pub dimension: String,
    /// Category code of today.
    pub category: String,
    /// A point for each of [`YEARS`].
    pub points: Vec<Point<'a>>,
    /// Where the years before and after are not quite the same thing.
    pub breaks: Vec<Break>,
}

/// One year of a series.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// Calendar year.
    pub year: u16,
    /// All prints of the figure, first print first; empty where it is missing (`..`). They stand under the
    /// category they were printed with, which before a break is another than the series'.
    pub prints: Vec<&'a Figure>,
}

/// A year in which something changed; the figures from it on are under the new order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The first year after.
    pub year: u16,
    /// What changed.
    pub change: Change,
}

/// What changed at a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The category was called, and perhaps understood, otherwise.
    Label {
        /// The code of the old label.
        from: &'static str,
        /// The code of the new one.
        to: &'static str,
    },
    /// The service's task was widened.
    Mandate,
    /// The service was renamed; what it counts stayed the same.
    ServiceName,
}

impl Change {
    /// Whether counts on its two sides should not be compared without a word about it.
    pub fn breaks_counts(self) -> bool {
        match self {
            Self::Label { .. } | Self::Mandate => true,
            Self::ServiceName => false,
        }
    }
}

/// Printed totals of several services side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcrossServices {
    /// Calendar year.
    pub year: u16,
    /// Service codes with their printed totals.
    pub parts: Vec<(&'static str, u32)>,
    /// The sum of the parts.
    pub sum: u32,
    /// What has to be said beside the sum, always.
    pub caution: Caution,
}

/// What a reader has to be told about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caution {
    /// One case may be known to several services and is then counted by each: fewer cases than the sum.
    /// IMDi asks that the tables be read apart.
    CountedBySeveral,
}

/// Categories with another label before: dimension, services, the old code, the new, its first year. The
/// year is the first in which the old label is no longer seen; the sources do not tell it exactly.
const LABELS: &[(&str, &[&str], &str, &str, u16)] = &[
    ("main_concern", &["MR"], "EKK", "NSK", 2018),
    ("main_concern", &["MR", "SU"], "ETL", "GUU", 2017),
    ("main_concern", &["MR"], "FEL", "FUU", 2017),
];

/// The years whose reports came under a new name of the service, and a wider task.
const SERVICES: &[(&str, u16, Change)] = &[
    ("MR", 2023, Change::ServiceName),
    ("MR", 2024, Change::Mandate),
    ("SU", 2023, Change::ServiceName),
    ("KT", 2018, Change::ServiceName),
    ("KT", 2023, Change::ServiceName),
    ("KT", 2025, Change::ServiceName),
];

impl Figures {
    /// The calendar years of one figure. Half-years are not in it: see [`prints`](Self::prints).
    pub fn series(&self, service: &str, dimension: &str, category: &str) -> Series<'_> {
        let label = LABELS.iter().find(|(of, services, _, to, _)| {
            *of == dimension && services.contains(&service) && *to == category
        });
        let prints = |year| {
            let printed = self.prints(year, Span::Year, service, dimension, category);
            match label {
                Some((_, _, from, _, first)) if printed.is_empty() && year < *first => {
                    self.prints(year, Span::Year, service, dimension, from)
                }
                _ => printed,
            }
        };
        let points = YEARS.map(|year| Point { year, prints: prints(year) }).collect();
        let labels = label.map(|&(_, _, from, to, year)| Break { year, change: Change::Label { from, to } });
        let of_service = SERVICES.iter().filter(|(of, ..)| *of == service);
        let mut breaks: Vec<Break> =
            of_service.map(|&(_, year, change)| Break { year, change }).chain(labels).collect();
        breaks.sort_by_key(|found| found.year);
        Series {
            service: service.to_owned(),
            dimension: dimension.to_owned(),
            category: category.to_owned(),
            points,
            breaks,
        }
    }

    /// The printed totals of the services with cases, and their sum. None where one of them is missing.
    pub fn across_services(&self, year: u16) -> Option<AcrossServices> {
        let total = |service| {
            let prints = self.prints(year, Span::Year, service, "total", "all");
            Some((service, prints.last()?.count?))
        };
        let parts = ["MR", "SU", "KT"].into_iter().map(total).collect::<Option<Vec<_>>>()?;
        let sum = parts.iter().map(|(_, count)| count).sum();
        Some(AcrossServices { year, parts, sum, caution: Caution::CountedBySeveral })
    }
}

impl<'a> Point<'a> {
    /// The print that stands: the revised one where there is one.
    pub fn current(&self) -> Option<&'a Figure> {
        self.prints.last().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Share;

    fn point<'a>(series: &'a Series<'a>, year: u16) -> &'a Point<'a> {
        series.points.iter().find(|point| point.year == year).expect("a point for each year")
    }

    #[test]
    fn a_series_has_every_year_and_shows_what_is_missing() {
        let series = Figures::printed().series("MR", "total", "all");
        assert_eq!(series.points.len(), 15);
        assert_eq!(point(&series, 2025).current().and_then(|figure| figure.count), Some(1101));
        assert!(point(&series, 2024).current().is_none());
    }

    #[test]
    fn a_revised_figure_keeps_its_first_print() {
        let series = Figures::printed().series("KT", "person_location", "UT");
        let prints: Vec<_> = point(&series, 2017)
            .prints
            .iter()
            .map(|print| (print.version, print.count, print.percent))
            .collect();
        let percent = |whole: u32| Some(Share::from_tenths(whole * 10));
        assert_eq!(prints, [(1, Some(107), percent(19)), (2, Some(101), percent(18))]);
        assert_eq!(point(&series, 2017).current().and_then(|figure| figure.count), Some(101));
        let whole = |count| Share::of(count, 560).map(|share| (share.tenths() + 5) / 10);
        assert_eq!((whole(107), whole(101)), (Some(19), Some(18)));
    }

    #[test]
    fn extreme_control_and_negative_social_control_are_one_series_with_a_break() {
        let series = Figures::printed().series("MR", "main_concern", "NSK");
        let seen = |year| point(&series, year).current().map(|figure| figure.category.as_str());
        assert_eq!((seen(2017), seen(2018), seen(2023)), (Some("EKK"), None, Some("NSK")));
        let counted: Vec<Break> =
            series.breaks.iter().copied().filter(|found| found.change.breaks_counts()).collect();
        let label = Break { year: 2018, change: Change::Label { from: "EKK", to: "NSK" } };
        assert_eq!(counted, [label, Break { year: 2024, change: Change::Mandate }]);
    }

    #[test]
    fn left_behind_abroad_continues_as_involuntary_stay() {
        let series = Figures::printed().series("SU", "main_concern", "GUU");
        let seen = |year| point(&series, year).current().map(|figure| figure.category.as_str());
        assert_eq!((seen(2015), seen(2022)), (Some("ETL"), Some("GUU")));
        assert!(series.breaks.iter().any(|found| found.year == 2017 && found.change.breaks_counts()));
    }

    #[test]
    fn a_new_name_of_a_service_does_not_break_its_counts() {
        let series = Figures::printed().series("KT", "total", "all");
        assert_eq!(series.breaks.iter().map(|found| found.year).collect::<Vec<_>>(), [2018, 2023, 2025]);
        assert!(!series.breaks.iter().any(|found| found.change.breaks_counts()));
    }

    #[test]
    fn a_sum_of_services_comes_with_its_caution() {
        let across = Figures::printed().across_services(2023).expect("all three printed");
        assert_eq!(across.parts, [("MR", 899), ("SU", 245), ("KT", 1137)]);
        assert_eq!((across.sum, across.caution), (2281, Caution::CountedBySeveral));
        assert_eq!(Figures::printed().across_services(2024), None);
    }
}
