use rocket::request::FromParam;
use rocket::{State, get};

use super::called;
use super::one::{notes, provenance};
use crate::domain::TableQuestion;
use crate::locale::Words;
use crate::registry::Registry;
use crate::statistics::adhoc::Answer as Table;
use crate::statistics::{Imprint, cube_as_json_stat, publication_as_xlsx};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::pages::figures::{Download, FigureLabels, FileKind, imprint, style};

/// `cases-gender-2025.csv`: a question and a kind, as the name of a file. Anything else is the address of a page.
pub(in crate::web) struct FileName {
    question: TableQuestion,
    kind: FileKind,
}

impl<'r> FromParam<'r> for FileName {
    type Error = ();

    fn from_param(param: &'r str) -> Result<Self, ()> {
        let (kind, question) = FileKind::of(param).ok_or(())?;
        Ok(Self { question: TableQuestion::parse(question).ok_or(())?, kind })
    }
}

/// A table that was asked for, as a file.
#[get("/tables/<file>?<style>", rank = 2)]
pub(in crate::web) async fn file(
    file: FileName,
    style: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Download> {
    let FileName { question, kind } = file;
    if style.is_some() && kind != FileKind::Csv {
        return Err(Error::NOT_FOUND);
    }
    let style = self::style(style)?;
    let table = registry.asked_table(&person.actor, question).await?;
    let words = person.words;
    let labels = FigureLabels::printed(words);
    let publication = table.publication();
    let content = match kind {
        FileKind::Csv => table.to_csv(style, &labels).into_bytes(),
        FileKind::Xlsx => publication_as_xlsx(&publication, &around(&words, &table), &labels),
        FileKind::JsonStat => {
            cube_as_json_stat(&publication, table.cube(), &around(&words, &table), &labels).into_bytes()
        }
    };
    Ok(Download::new(kind, &question.to_string(), content))
}

/// The words around the table, in the language of whoever takes the file.
fn around(words: &Words, table: &Table) -> Imprint {
    // Nothing is hidden in a rounded table.
    let signs = Vec::new();
    let title = called(words, table.question());
    Imprint { signs, ..imprint(words, title, provenance(words, table), notes(words, table)) }
}
