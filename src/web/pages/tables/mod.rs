//! Tables that statisticians ask for. What is shown here is summed from a year's rounded base, which was attacked and
//! agreed to together with the year's annual release.

mod ask;
mod files;
mod layout;
mod list;
mod one;

use rocket::{Route, routes};

use super::figures::FigureLabels;
use crate::domain::{TableDimension, TableQuestion, TableUnit};
use crate::locale::Words;
use crate::statistics::{Labels, Unit};

pub(super) use list::{approved, in_the_way};

const PATH: &str = "/tables";

pub(super) fn routes() -> Vec<Route> {
    routes![list::list, ask::form, ask::ask, one::show, files::file]
}

fn address(question: TableQuestion) -> String {
    format!("{PATH}/{question}")
}

/// What is counted, as tables have it.
fn unit(unit: TableUnit) -> Unit {
    match unit {
        TableUnit::Cases => Unit::Cases,
    }
}

/// What a table is split by, in words.
fn split(words: &Words, dimensions: impl IntoIterator<Item = TableDimension>) -> String {
    let labels = FigureLabels::printed(*words);
    let names = dimensions.into_iter().map(|dimension| labels.dimension(dimension.name()));
    names.collect::<Vec<_>>().join(" × ")
}

/// What a table is called: what it counts, by what, and of which years.
fn called(words: &Words, question: TableQuestion) -> String {
    let unit = FigureLabels::printed(*words).unit(unit(question.unit()));
    let figures = split(words, question.dimensions());
    let years: Vec<String> = question.years().map(|year| year.number().to_string()).collect();
    let years = years.join(", ");
    let values = [("unit", (&unit).into()), ("figures", (&figures).into()), ("years", (&years).into())];
    words.say_with("tables-called", &values)
}
