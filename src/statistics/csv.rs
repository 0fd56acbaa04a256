//! Releases, series and tables that were asked for as CSV, a row for each cell.
//!
//! The heads of the columns are the same words in every language, so that a file can be read by a program.
//! Codes stand beside their labels; a hidden or missing value is an empty field with its sign in `sign`.

use super::cube::Cube;
use super::imprint::Labels;
use super::published::Standing;
use super::release::Release;
use super::series::{Change, Series};
use super::share::Share;
use super::sign::{MISSING, SUPPRESSED};
use super::table::Cell;

/// For whom the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvStyle {
    /// A Norwegian spreadsheet: byte order mark, semicolon, CRLF, decimal comma, all but numbers quoted.
    Norwegian,
    /// A program: comma, LF, decimal point, quotes where needed.
    Plain,
}

const RELEASE_HEAD: [&str; 11] = [
    "release",
    "service",
    "year",
    "unit",
    "dimension",
    "dimension_label",
    "category",
    "category_label",
    "value",
    "percent",
    "sign",
];
const SERIES_HEAD: [&str; 13] = [
    "service",
    "year",
    "dimension",
    "dimension_label",
    "category",
    "category_label",
    "version",
    "value",
    "percent",
    "sign",
    "status",
    "break",
    "source",
];

enum Field<'a> {
    Text(&'a str),
    Label(String),
    Whole(Option<u32>),
    Percent(Option<Share>),
}

use Field::{Label, Percent, Text, Whole};

/// Every cell of a release.
pub fn release_as_csv(release: &Release, style: CsvStyle, labels: &impl Labels) -> String {
    let mut file = File::new(style, &RELEASE_HEAD);
    let provenance = release.provenance();
    for table in release.tables() {
        let dimension = table.dimension().name();
        for (code, cell) in table.cells() {
            file.row(&[
                Whole(Some(provenance.number)),
                Text(&provenance.service),
                Whole(Some(provenance.year.into())),
                Text(table.unit().code()),
                Text(dimension),
                Label(labels.dimension(dimension)),
                Text(code),
                Label(labels.category(dimension, code)),
                Whole(cell.count()),
                Percent(table.share(code)),
                Text(if cell == Cell::Suppressed { SUPPRESSED } else { "" }),
            ]);
        }
    }
    file.text
}

/// Every cell of a table of any number of dimensions: two columns for each of them.
pub(super) fn cube_as_csv(cube: &Cube, style: CsvStyle, labels: &impl Labels) -> String {
    let heads: Vec<String> = cube
        .edges()
        .iter()
        .flat_map(|edge| [edge.name().to_owned(), format!("{}_label", edge.name())])
        .collect();
    let heads = heads.iter().map(String::as_str);
    let heads: Vec<&str> = ["unit"].into_iter().chain(heads).chain(["value", "percent", "sign"]).collect();
    let mut file = File::new(style, &heads);
    for (at, (codes, cell)) in cube.rows().enumerate() {
        let mut fields = vec![Text(cube.unit().code())];
        for (edge, code) in cube.edges().iter().zip(codes) {
            fields.extend([Text(code), Label(labels.category(edge.name(), code))]);
        }
        fields.extend([Whole(cell.count()), Percent(cube.share(at).ok()), Text(cube.sign(at))]);
        file.row(&fields);
    }
    file.text
}

/// Every year of a series, each print of a figure on a row of its own. `status` is `A` approximate, `D`
/// derived, `C` conflicting or empty; `break` stands in the first year after a change that breaks counts.
pub fn series_as_csv(series: &Series<'_>, style: CsvStyle, labels: &impl Labels) -> String {
    let mut file = File::new(style, &SERIES_HEAD);
    let dimension = series.dimension.as_str();
    for point in &series.points {
        let here = series.breaks.iter().filter(|found| found.year == point.year);
        let change = here.map(|found| found.change).find(|change| change.breaks_counts()).map_or("", said);
        let prints = point.prints.iter().copied().map(Some);
        let missing = point.prints.is_empty().then_some(None);
        for print in prints.chain(missing) {
            let code = print.map_or(series.category.as_str(), |figure| figure.category.as_str());
            file.row(&[
                Text(&series.service),
                Whole(Some(point.year.into())),
                Text(dimension),
                Label(labels.dimension(dimension)),
                Text(code),
                Label(labels.category(dimension, code)),
                Whole(print.map(|figure| figure.version.into())),
                Whole(print.and_then(|figure| figure.count)),
                Percent(print.and_then(|figure| figure.percent)),
                Text(if print.is_none() { MISSING } else { "" }),
                Text(print.map_or("", |figure| standing(figure.standing))),
                Text(change),
                Label(print.map_or_else(String::new, |figure| figure.sources.join("+"))),
            ]);
        }
    }
    file.text
}

fn said(change: Change) -> &'static str {
    match change {
        Change::Label { .. } => "label",
        Change::Mandate => "mandate",
        Change::ServiceName => "service_name",
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Printed => "",
        Standing::Approximate => "A",
        Standing::Derived => "D",
        Standing::Conflicting => "C",
    }
}

struct File {
    style: CsvStyle,
    text: String,
}

impl File {
    fn new(style: CsvStyle, head: &[&str]) -> Self {
        let text = match style {
            CsvStyle::Norwegian => "\u{feff}".to_owned(),
            CsvStyle::Plain => String::new(),
        };
        let mut file = Self { style, text };
        file.row(&head.iter().map(|&name| Text(name)).collect::<Vec<_>>());
        file
    }

    fn row(&mut self, fields: &[Field<'_>]) {
        let mut builder = ::csv::WriterBuilder::new();
        match self.style {
            // The crate takes `70,9` for text and `03` for a number, so the quotes are put on here.
            CsvStyle::Norwegian => builder
                .delimiter(b';')
                .terminator(::csv::Terminator::CRLF)
                .quote_style(::csv::QuoteStyle::Never),
            CsvStyle::Plain => builder.delimiter(b',').terminator(::csv::Terminator::Any(b'\n')),
        };
        let mut writer = builder.from_writer(Vec::new());
        writer
            .write_record(fields.iter().map(|field| self.written(field)))
            .expect("a row in memory can always be written");
        let row = writer.into_inner().expect("likewise flushed");
        self.text.push_str(&String::from_utf8(row).expect("made of strings"));
    }

    fn written(&self, field: &Field<'_>) -> String {
        let number = |number: Option<String>| number.unwrap_or_default();
        let text = match field {
            Whole(count) => return number(count.map(|count| count.to_string())),
            Percent(share) => {
                let sign = match self.style {
                    CsvStyle::Norwegian => ',',
                    CsvStyle::Plain => '.',
                };
                return number(share.map(|share| share.with_decimal_sign(sign)));
            }
            Text(text) => harmless(text),
            Label(text) => harmless(text),
        };
        match self.style {
            CsvStyle::Norwegian => format!("\"{}\"", text.replace('"', "\"\"")),
            CsvStyle::Plain => text,
        }
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it (formula injection).
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::imprint::tests::Words;
    use crate::statistics::{Figures, sample};

    #[track_caller]
    fn check(text: &str, line: &str) {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }

    #[test]
    fn a_norwegian_spreadsheet_reads_a_release() {
        let text = release_as_csv(&sample::release(), CsvStyle::Norwegian, &Words);
        assert!(text.starts_with("\u{feff}\"release\";\"service\";"));
        assert!(
            text.lines().all(|line| !line.is_empty())
                && text.matches('\n').count() == text.matches("\r\n").count()
        );
        check(&text, "\r\n7;\"MR\";2025;\"cases\";\"gender\";\"the gender\";\"M\";\"m\";305;27,7;\"\"\r\n");
        check(&text, ";\"GTE\";\"gte\";;;\":\"\r\n");
        check(&text, ";\"NSK\";\"Negativ; sosial, \"\"kontroll\"\"\";727;");
    }

    #[test]
    fn a_program_reads_a_release() {
        let text = release_as_csv(&sample::release(), CsvStyle::Plain, &Words);
        assert!(text.starts_with("release,service,") && !text.contains('\r'));
        check(&text, "\n7,MR,2025,cases,gender,the gender,M,m,305,27.7,\n");
        check(&text, ",GTE,gte,,,:\n");
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let cells: usize = sample::release().tables().iter().map(|table| table.cells().count()).sum();
        assert_eq!(
            reader.records().filter(|row| row.as_ref().is_ok_and(|row| row.len() == 11)).count(),
            cells
        );
    }

    #[test]
    fn a_label_is_never_a_formula() {
        for style in [CsvStyle::Norwegian, CsvStyle::Plain] {
            let text = release_as_csv(&sample::release(), style, &Words);
            check(&text, "\"'=HYPERLINK(\"\"x\"\")\"");
        }
        assert_eq!(
            ["=1", "+1", "-1", "@a", "\t=1", "a=1"].map(harmless),
            ["'=1", "'+1", "'-1", "'@a", "'\t=1", "a=1"]
        );
    }

    #[test]
    fn a_series_shows_its_gaps_versions_and_breaks() {
        let figures = Figures::printed();
        let concern = series_as_csv(&figures.series("MR", "main_concern", "NSK"), CsvStyle::Plain, &Words);
        check(&concern, "MR,2017,main_concern,the main_concern,EKK,ekk,1,,44.0,,,,S26\n");
        check(
            &concern,
            "MR,2018,main_concern,the main_concern,NSK,\"Negativ; sosial, \"\"kontroll\"\"\",,,,..,,label,\n",
        );
        let abroad =
            series_as_csv(&figures.series("KT", "person_location", "UT"), CsvStyle::Norwegian, &Words);
        check(&abroad, "\"ut\";1;107;19,0;\"\";\"C\";\"\";\"S09\"\r\n");
        check(&abroad, "\"ut\";2;101;18,0;\"\";\"C\";\"\";\"S10\"\r\n");
    }
}
