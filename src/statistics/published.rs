//! What the services have printed since 2008, as data.
//!
//! The figures are public already. They are kept apart from releases: nothing here was protected by this
//! program, and nothing here is counted by it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::share::Share;

const FIGURES: &str = include_str!("published.csv");
const SOURCES: &str = include_str!("sources.csv");

static PRINTED: LazyLock<Figures> = LazyLock::new(|| {
    Figures::parse(FIGURES, SOURCES).expect("the files stand in the program; a test reads them")
});

/// All printed figures, and where they were read.
#[derive(Debug)]
pub struct Figures {
    figures: Vec<Figure>,
    sources: Vec<Source>,
}

/// One printed figure. What each column means stands in `published.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Calendar year.
    pub year: u16,
    /// The part of it.
    pub span: Span,
    /// Service code, or codes joined by `+`.
    pub service: String,
    /// Dimension name.
    pub dimension: String,
    /// Category code as it was called then.
    pub category: String,
    /// 1, or 2 for the revised print of the same figure.
    pub version: u8,
    /// The count, if one was printed.
    pub count: Option<u32>,
    /// The percentage, if one was printed.
    pub percent: Option<Share>,
    /// How firm it is.
    pub standing: Standing,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// For whoever checks the figure; in English, may be empty.
    pub note: String,
}

/// The time a printed figure covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Span {
    /// The calendar year.
    Year,
    /// January to June.
    FirstHalf,
    /// Another period, which the note tells.
    Other,
}

/// How firm a printed figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Printed as it stands.
    Printed,
    /// Printed roughly, or so that it can be read in two ways.
    Approximate,
    /// Worked out from other printed figures.
    Derived,
    /// At odds with another print of it.
    Conflicting,
}

/// Where a figure was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// As the figures refer to it: `S09`.
    pub id: String,
    /// Who printed what, and when.
    pub title: String,
    /// The page as it was when read; may be empty.
    pub address: String,
}

/// A file of figures that is not sound.
#[derive(Debug, thiserror::Error)]
pub enum Flawed {
    /// Not the columns and types of the file.
    #[error("the figures cannot be read")]
    Form(#[from] ::csv::Error),
    /// A row that says what cannot be so.
    #[error("{year} {service} {dimension} {category}: {flaw}")]
    Row {
        /// Its year.
        year: u16,
        /// Its service.
        service: String,
        /// Its dimension.
        dimension: String,
        /// Its category.
        category: String,
        /// What is wrong.
        flaw: Flaw,
    },
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// A year before the services existed, or one to come.
    #[error("the year is out of range")]
    Year,
    /// Not a word of this column.
    #[error("an unknown period or status")]
    Word,
    /// Neither a count nor a percentage, or a percentage that is none.
    #[error("no figure")]
    Figure,
    /// A source that is not in the list.
    #[error("an unknown source")]
    Source,
    /// The same figure twice, or a second version without a first.
    #[error("its versions are not 1, or 1 and 2")]
    Version,
}

/// A row of the file, before it is understood.
#[derive(Deserialize)]
struct Row {
    year: u16,
    period: String,
    service: String,
    dimension: String,
    category: String,
    version: u8,
    count: Option<u32>,
    percent: String,
    status: String,
    source: String,
    note: String,
}

impl Figures {
    /// The figures that stand in the program.
    pub fn printed() -> &'static Self {
        &PRINTED
    }

    fn parse(figures: &str, sources: &str) -> Result<Self, Flawed> {
        let sources: Vec<Source> = reader(sources).deserialize().collect::<Result<_, _>>()?;
        let known: HashSet<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        let mut seen = HashMap::new();
        let mut all = Vec::new();
        for row in reader(figures).deserialize() {
            let row: Row = row?;
            let key = (
                row.year,
                row.period.clone(),
                row.service.clone(),
                row.dimension.clone(),
                row.category.clone(),
            );
            let flawed = |flaw| {
                let (year, _, service, dimension, category) = key.clone();
                Flawed::Row { year, service, dimension, category, flaw }
            };
            let figure = row.figure().map_err(&flawed)?;
            if !figure.sources.iter().all(|id| known.contains(id.as_str())) {
                return Err(flawed(Flaw::Source));
            }
            let before = seen.entry(key.clone()).or_insert(0);
            *before += 1;
            if figure.version != *before || *before > 2 {
                return Err(flawed(Flaw::Version));
            }
            all.push(figure);
        }
        Ok(Self { figures: all, sources })
    }

    /// Every figure, newest year first.
    pub fn all(&self) -> &[Figure] {
        &self.figures
    }

    /// All prints of one figure, first print first; empty where none was found.
    pub fn prints(
        &self,
        year: u16,
        span: Span,
        service: &str,
        dimension: &str,
        category: &str,
    ) -> Vec<&Figure> {
        let wanted = |figure: &&Figure| {
            (figure.year, figure.span) == (year, span)
                && (figure.service.as_str(), figure.dimension.as_str()) == (service, dimension)
                && figure.category == category
        };
        self.figures.iter().filter(wanted).collect()
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}

impl Row {
    fn figure(self) -> Result<Figure, Flaw> {
        if !(2008..=2025).contains(&self.year) {
            return Err(Flaw::Year);
        }
        let span = match self.period.as_str() {
            "Y" => Span::Year,
            "H1" => Span::FirstHalf,
            "P" => Span::Other,
            _ => return Err(Flaw::Word),
        };
        let standing = match self.status.as_str() {
            "P" => Standing::Printed,
            "A" => Standing::Approximate,
            "D" => Standing::Derived,
            "C" => Standing::Conflicting,
            _ => return Err(Flaw::Word),
        };
        let percent = match self.percent.as_str() {
            "" => None,
            printed => Some(parse_percent(printed).ok_or(Flaw::Figure)?),
        };
        if self.count.is_none() && percent.is_none() {
            return Err(Flaw::Figure);
        }
        Ok(Figure {
            year: self.year,
            span,
            service: self.service,
            dimension: self.dimension,
            category: self.category,
            version: self.version,
            count: self.count,
            percent,
            standing,
            sources: self.source.split('+').map(str::to_owned).collect(),
            note: self.note,
        })
    }
}

/// `66` or `15.5`, at most 100.
fn parse_percent(printed: &str) -> Option<Share> {
    let (whole, tenths) = printed.split_once('.').unwrap_or((printed, "0"));
    if tenths.len() != 1 {
        return None;
    }
    let tenths = whole.parse::<u32>().ok()?.checked_mul(10)? + tenths.parse::<u32>().ok()?;
    (tenths <= 1_000).then(|| Share::from_tenths(tenths))
}

fn reader(text: &str) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "year,period,service,dimension,category,version,count,percent,status,source,note\n";

    #[track_caller]
    fn refuses(rows: &str, expected: Flaw) {
        match Figures::parse(&format!("{HEAD}{rows}"), SOURCES) {
            Err(Flawed::Row { flaw, .. }) => assert_eq!(flaw, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_embedded_figures_are_sound() {
        let figures = Figures::parse(FIGURES, SOURCES).expect("sound");
        assert_eq!(figures.all().len(), 173);
        let used: HashSet<&String> = figures.all().iter().flat_map(|figure| &figure.sources).collect();
        assert!(figures.sources.iter().all(|source| used.contains(&source.id)));
    }

    #[test]
    fn a_flawed_row_is_refused() {
        refuses("2007,Y,MR,total,all,1,9,,P,S26,\n", Flaw::Year);
        refuses("2017,H3,MR,total,all,1,9,,P,S26,\n", Flaw::Word);
        refuses("2017,Y,MR,total,all,1,9,,X,S26,\n", Flaw::Word);
        refuses("2017,Y,MR,total,all,1,,,P,S26,\n", Flaw::Figure);
        refuses("2017,Y,MR,total,all,1,,100.1,P,S26,\n", Flaw::Figure);
        refuses("2017,Y,MR,total,all,1,,9.25,P,S26,\n", Flaw::Figure);
        refuses("2017,Y,MR,total,all,1,9,,P,S26+S999,\n", Flaw::Source);
    }

    #[test]
    fn the_same_figure_twice_is_a_version_or_an_error() {
        let row = |version| format!("2017,Y,MR,total,all,{version},9,,P,S26,\n");
        refuses(&[row(1), row(1)].concat(), Flaw::Version);
        refuses(&row(2), Flaw::Version);
        refuses(&[row(1), row(2), row(3)].concat(), Flaw::Version);
        assert!(Figures::parse(&format!("{HEAD}{}{}", row(1), row(2)), SOURCES).is_ok());
    }

    #[test]
    fn a_half_year_stands_apart_from_its_year() {
        let count = |span, service| {
            let prints = Figures::printed().prints(2021, span, service, "total", "all");
            assert_eq!(prints.len(), 1);
            prints[0].count.expect("printed")
        };
        assert_eq!((count(Span::FirstHalf, "MR"), count(Span::Year, "MR")), (445, 983));
        assert_eq!(count(Span::Year, "MR") - count(Span::FirstHalf, "MR"), 538);
        assert_eq!(count(Span::Year, "SU") - count(Span::FirstHalf, "SU"), 146);
    }

    #[test]
    fn printed_counts_and_percentages_agree() {
        let counts =
            |category| Figures::printed().prints(2022, Span::Year, "KT", "gender", category)[0].count;
        for (category, printed) in [("K", Some(75)), ("M", Some(21))] {
            let share = Share::of(counts(category).expect("printed"), 891).expect("of a total");
            assert_eq!(Some((share.tenths() + 5) / 10), printed);
        }
        assert_eq!(counts("U"), Some(891 - 670 - 190));
    }
}
