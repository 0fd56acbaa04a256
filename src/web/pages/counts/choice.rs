//! What the address asks for: a service, a dimension and a category that have printed figures.

use crate::domain::{CodeList, Concern, Service};
use crate::statistics::{CsvStyle, Figures, Span};
use crate::web::pages::figures::{FigureLabels, list_of, style_name};

/// The services that have cases, and so printed figures.
pub(in crate::web::pages) const SERVICES: [Service; 3] = [Service::Mr, Service::Su, Service::Kt];

/// The dimensions that are shown, in this order. Staff, activities and months are printed too, but are no
/// counts of cases by category.
const DIMENSIONS: [&str; 7] = [
    "total",
    "main_concern",
    "gender",
    "age_group",
    "person_location",
    "referral_source",
    "country_background",
];

/// One service's figures by one dimension, of which at least one was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web::pages) struct Choice {
    pub(super) service: Service,
    pub(super) dimension: &'static str,
}

impl Choice {
    /// What an address says: diversity advisers unless it names another service, totals unless it names
    /// another dimension. None where nothing was printed.
    pub(super) fn parse(service: Option<&str>, dimension: Option<&str>) -> Option<Self> {
        let service = service.map_or(Some(Service::Mr), Service::parse)?;
        let dimension = dimension.unwrap_or("total");
        Self::all(service).find(|choice| choice.dimension == dimension)
    }

    /// A service's totals.
    pub(in crate::web::pages) fn total(service: Service) -> Self {
        Self { service, dimension: DIMENSIONS[0] }
    }

    /// Every choice that this service has figures for.
    pub(super) fn all(service: Service) -> impl Iterator<Item = Self> {
        let services = SERVICES.contains(&service).then_some(DIMENSIONS).into_iter().flatten();
        services
            .map(move |dimension| Self { service, dimension })
            .filter(|choice| !choice.categories().is_empty())
    }

    /// The categories with printed figures of a whole year in the time that series cover: today's, in the
    /// order of their code list, and after them the sums that only reports have.
    pub(super) fn categories(self) -> Vec<&'static str> {
        let figures = Figures::printed();
        let mut codes: Vec<&str> = Vec::new();
        for figure in figures.all() {
            let of_this = (figure.service.as_str(), figure.dimension.as_str(), figure.span)
                == (self.service.code(), self.dimension, Span::Year);
            let code = figure.category.as_str();
            if of_this && !codes.contains(&code) && !self.is_continued(code) && self.is_category(code) {
                codes.push(code);
            }
        }
        codes.sort_by_key(|code| place(list_of(self.dimension), code));
        codes
    }

    /// The category that an address asks for, where it names one that has figures; everybody otherwise.
    pub(super) fn category(self, asked: Option<&str>) -> Option<&'static str> {
        let asked = asked.unwrap_or("all");
        self.categories().into_iter().find(|category| *category == asked)
    }

    /// The address of the page.
    pub(super) fn address(self) -> String {
        format!("/counts?{}", self.query().finish())
    }

    /// The address of one category's figures as a file.
    pub(super) fn file(self, category: &str, style: CsvStyle) -> String {
        let mut query = self.query();
        query.append_pair("category", category).append_pair("style", style_name(style));
        format!("/counts.csv?{}", query.finish())
    }

    /// What the file is called.
    pub(super) fn file_name(self, category: &str) -> String {
        format!("{}-{}-{category}", self.service.code(), self.dimension)
    }

    fn query(self) -> form_urlencoded::Serializer<'static, String> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("service", self.service.code()).append_pair("dimension", self.dimension);
        query
    }

    /// Whether the category goes on under the name it has today, in whose series its figures stand.
    fn is_continued(self, code: &str) -> bool {
        let today = match self.dimension {
            "main_concern" => Concern::parse(code).ok().and_then(Concern::crosswalk),
            _ => None,
        };
        today.is_some_and(|today| {
            let series = Figures::printed().series(self.service.code(), self.dimension, today.as_str());
            series.points.iter().flat_map(|point| &point.prints).any(|print| print.category == code)
        })
    }

    /// Reports also say how many countries there were: that counts no cases, and has no label.
    fn is_category(self, code: &str) -> bool {
        FigureLabels::is_known(self.dimension, code)
    }
}

/// Where a code stands in its list; behind all others where it is a sum.
fn place(list: Option<&CodeList>, code: &str) -> usize {
    list.and_then(|list| list.entries.iter().position(|entry| entry.code == code)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn categories(service: Service, dimension: &str) -> Vec<&'static str> {
        Choice::parse(Some(service.code()), Some(dimension)).expect("it has figures").categories()
    }

    #[test]
    fn only_what_was_printed_can_be_chosen() {
        let dimensions = |service| Choice::all(service).map(|choice| choice.dimension).collect::<Vec<_>>();
        assert_eq!(
            dimensions(Service::Mr),
            ["total", "main_concern", "gender", "age_group", "referral_source"]
        );
        assert_eq!(dimensions(Service::Su), ["total", "main_concern", "referral_source"]);
        assert_eq!(dimensions(Service::Kt), DIMENSIONS);
        assert_eq!(Choice::parse(None, None), Some(Choice::total(Service::Mr)));
        for (service, dimension) in [("FT", "total"), ("XX", "total"), ("SU", "gender"), ("MR", "staff")] {
            assert_eq!(Choice::parse(Some(service), Some(dimension)), None, "{service} {dimension}");
        }
    }

    #[test]
    fn categories_are_todays_in_the_order_of_their_list() {
        assert_eq!(categories(Service::Mr, "main_concern"), ["NSK", "TRV", "FTE", "GTE", "FUU", "GUU"]);
        assert_eq!(categories(Service::Su, "main_concern"), ["FTE", "GTE", "GUU", "AFS"]);
        assert_eq!(categories(Service::Kt, "person_location"), ["UT", "UT_U18"]);
        assert_eq!(categories(Service::Kt, "country_background"), ["NO"]);
        assert_eq!(categories(Service::Mr, "total"), ["all"]);
    }

    #[test]
    fn every_figure_of_a_chosen_service_and_dimension_stands_in_some_series() {
        for choice in SERVICES.into_iter().flat_map(Choice::all) {
            let code = choice.service.code();
            let wanted = Figures::printed().all().iter().filter(|figure| {
                (figure.service.as_str(), figure.dimension.as_str(), figure.span)
                    == (code, choice.dimension, Span::Year)
                    && figure.category != "number_of_countries"
            });
            let shown: usize = choice
                .categories()
                .iter()
                .flat_map(|category| Figures::printed().series(code, choice.dimension, category).points)
                .map(|point| point.prints.len())
                .sum();
            assert_eq!(shown, wanted.count(), "{choice:?}");
        }
    }

    #[test]
    fn an_address_leads_back_to_its_choice() {
        let choice = Choice::parse(Some("KT"), Some("main_concern")).expect("it has figures");
        assert_eq!(choice.address(), "/counts?service=KT&dimension=main_concern");
        assert_eq!(
            choice.file("TRV", CsvStyle::Plain),
            "/counts.csv?service=KT&dimension=main_concern&category=TRV&style=plain"
        );
        assert_eq!(choice.category(Some("TRV")), Some("TRV"));
        assert_eq!(choice.category(Some("\"; x")), None);
        assert_eq!(choice.category(None), None);
        assert_eq!(Choice::total(Service::Kt).category(None), Some("all"));
    }
}
