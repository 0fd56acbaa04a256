//! The doors through which a published release leaves: CSV, a workbook, JSON-stat.

use rocket::request::FromParam;
use rocket::{State, get};
use time::OffsetDateTime;

use super::{provenance, service_of, title};
use crate::locale::Words;
use crate::registry::{NumberedRelease, Progress, Registry};
use crate::statistics::{
    CsvStyle, Imprint, Release, cube_as_json_stat, publication_as_json_stat, publication_as_xlsx,
    release_as_csv,
};
use crate::web::error::{Answer, Error};
use crate::web::guards::SignedIn;
use crate::web::pages::figures::{Download, FigureLabels, FileKind, imprint, release_number, style};

/// One release, as a file; of JSON-stat, one of its tables alone when that is asked for.
#[get("/releases/<file>?<style>&<table>", rank = 1)]
pub(in crate::web) async fn file(
    file: FileName,
    style: Option<&str>,
    table: Option<&str>,
    person: SignedIn,
    registry: &State<Registry>,
) -> Answer<Download> {
    let FileName { number, kind } = file;
    if (style.is_some() && kind != FileKind::Csv) || (table.is_some() && kind != FileKind::JsonStat) {
        return Err(Error::NOT_FOUND);
    }
    let style = self::style(style)?;
    let NumberedRelease { release, progress, published_at } =
        registry.find_release(&person.actor, number).await?;
    // What has not been agreed to does not leave as a file.
    if progress != Progress::Published {
        return Err(Error::NOT_FOUND);
    }
    let content =
        content(&person.words, &release, published_at, kind, style, table).ok_or(Error::NOT_FOUND)?;
    Ok(Download::new(kind, &name(&release, table), content))
}

/// What stands in the file; none where the release has no such table.
fn content(
    words: &Words,
    release: &Release,
    published_at: Option<OffsetDateTime>,
    kind: FileKind,
    style: CsvStyle,
    table: Option<&str>,
) -> Option<Vec<u8>> {
    let (labels, imprint) = (FigureLabels::of(*words, release), around(words, release, published_at));
    Some(match (kind, table) {
        (FileKind::Csv, _) => release_as_csv(release, style, &labels).into_bytes(),
        (FileKind::Xlsx, _) => publication_as_xlsx(&release.publication(), &imprint, &labels),
        (FileKind::JsonStat, None) => {
            publication_as_json_stat(&release.publication(), &imprint, &labels).into_bytes()
        }
        (FileKind::JsonStat, Some(table)) => {
            let publication = release.publication();
            cube_as_json_stat(&publication, publication.cube(table)?, &imprint, &labels).into_bytes()
        }
    })
}

/// The name of the file without its ending, of codes and numbers. A table is one that the release has.
fn name(release: &Release, table: Option<&str>) -> String {
    let made = release.provenance();
    let table = table.map(|table| format!("-{table}")).unwrap_or_default();
    format!("{}-{}-{}{table}", made.number, made.service, made.year)
}

/// The words around the tables, in the language of whoever takes the file.
fn around(words: &Words, release: &Release, published_at: Option<OffsetDateTime>) -> Imprint {
    let notes = ["release-intro", "counts-double", "release-rounded"].map(|key| words.say(key)).into();
    let made = provenance(words, release, published_at);
    Imprint {
        service: service_of(words, release),
        updated: published_at,
        ..imprint(words, title(words, release), made, notes)
    }
}

/// `7.csv`: the number of a release and a kind, as the name of its file. Anything else is the address of a page.
pub(in crate::web) struct FileName {
    number: u32,
    kind: FileKind,
}

impl<'r> FromParam<'r> for FileName {
    type Error = ();

    fn from_param(param: &'r str) -> Result<Self, ()> {
        let (kind, number) = FileKind::of(param).ok_or(())?;
        Ok(Self { number: release_number(number).ok_or(())?, kind })
    }
}

/// Every file of a release in these words, by its name.
#[cfg(test)]
pub(super) fn everything(
    words: &Words,
    release: &Release,
    published_at: Option<OffsetDateTime>,
) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    let mut add = |kind: FileKind, style: CsvStyle, table: Option<&str>| {
        let said = format!("{:?} {kind:?} {style:?} {table:?}", words.language);
        let content = content(words, release, published_at, kind, style, table);
        all.push((said, content.expect("the release has it")));
    };
    add(FileKind::Csv, CsvStyle::Norwegian, None);
    for kind in [FileKind::Csv, FileKind::Xlsx, FileKind::JsonStat] {
        add(kind, CsvStyle::Plain, None);
    }
    for cube in release.cubes() {
        add(FileKind::JsonStat, CsvStyle::Plain, Some(&cube.key()));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::domain::Language;

    #[test]
    fn a_file_has_one_name() {
        let read = |name| FileName::from_param(name).map(|file| (file.number, file.kind));
        assert_eq!(read("7.csv"), Ok((7, FileKind::Csv)));
        assert_eq!(read("7.xlsx"), Ok((7, FileKind::Xlsx)));
        assert_eq!(read("7.json"), Ok((7, FileKind::JsonStat)));
        for other in ["7", "7.ods", ".csv", "07.csv", "7.csv.csv", "7.xlsx.json"] {
            assert_eq!(read(other), Err(()), "{other}");
        }
    }

    #[test]
    fn a_table_alone_is_what_it_is_among_the_others() {
        let (words, release) = (Words::of(Language::Nn), sample::release([1203, 2, 70, 30]));
        let read = |table| {
            let content = content(&words, &release, None, FileKind::JsonStat, CsvStyle::Plain, table)?;
            serde_json::from_slice::<serde_json::Value>(&content).ok()
        };
        let alone = read(Some("cases-main_concern")).expect("the release has it");
        let all = read(None).expect("it is JSON");
        assert!(all["link"]["item"].as_array().is_some_and(|items| items.contains(&alone)));
        assert_eq!(alone["label"], "Saker: Hovudbekymring");
        assert_eq!(alone["dimension"]["main_concern"]["category"]["label"]["total"], "I alt");
        assert!(read(Some("cases-weather")).is_none());
        assert_eq!(name(&release, Some("cases-main_concern")), "3-SU-2024-cases-main_concern");
    }
}
