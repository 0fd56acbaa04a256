use rocket::Responder;
use rocket::http::{ContentType, Header};

use crate::locale::Words;
use crate::statistics::CsvStyle;
use crate::web::error::{Answer, Error};

/// A file that a browser stores instead of showing it.
#[derive(Responder)]
pub(in crate::web) struct Download {
    content: (ContentType, Vec<u8>),
    disposition: Header<'static>,
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::web) enum FileKind {
    /// Comma-separated values, in UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
    /// JSON-stat, in UTF-8.
    JsonStat,
}

impl FileKind {
    /// The kind that a file of this name is of, and the name without its ending.
    pub(in crate::web::pages) fn of(file: &str) -> Option<(Self, &str)> {
        let of = |kind: Self| Some((kind, file.strip_suffix(kind.ending())?));
        [Self::Csv, Self::Xlsx, Self::JsonStat].into_iter().find_map(of)
    }

    /// The ending of its name.
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => ".csv",
            Self::Xlsx => ".xlsx",
            Self::JsonStat => ".json",
        }
    }

    fn media_type(self) -> ContentType {
        match self {
            Self::Csv => ContentType::CSV,
            Self::Xlsx => {
                ContentType::new("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            }
            // JSON-stat has no type of its own.
            Self::JsonStat => ContentType::JSON,
        }
    }
}

impl Download {
    /// The file `name` of this kind. `name` is made of codes and numbers: nothing in it needs quoting.
    pub(in crate::web::pages) fn new(kind: FileKind, name: &str, content: impl Into<Vec<u8>>) -> Self {
        Self::of(kind.media_type(), &format!("{name}{}", kind.ending()), content)
    }

    /// A file of another kind, with its whole name; likewise of codes and numbers.
    pub(in crate::web::pages) fn of(
        media_type: ContentType,
        name: &str,
        content: impl Into<Vec<u8>>,
    ) -> Self {
        let disposition = format!("attachment; filename=\"{name}\"");
        Self {
            content: (media_type, content.into()),
            disposition: Header::new("Content-Disposition", disposition),
        }
    }
}

/// The number of a release in an address, written as we write it: no sign, no zero in front.
pub(in crate::web::pages) fn release_number(number: &str) -> Option<u32> {
    number.parse().ok().filter(|parsed: &u32| parsed.to_string() == number)
}

/// The style that the address asks for; the Norwegian one if it asks for none.
pub(in crate::web::pages) fn style(asked: Option<&str>) -> Answer<CsvStyle> {
    match asked {
        None | Some("norwegian") => Ok(CsvStyle::Norwegian),
        Some("plain") => Ok(CsvStyle::Plain),
        Some(_) => Err(Error::NOT_FOUND),
    }
}

/// What a style is called in an address.
pub(in crate::web::pages) fn style_name(style: CsvStyle) -> &'static str {
    match style {
        CsvStyle::Norwegian => "norwegian",
        CsvStyle::Plain => "plain",
    }
}

/// The files that a page offers of what has this address: where each is, and what it is for.
pub(in crate::web::pages) fn offered(words: &Words, address: &str) -> Vec<(String, String)> {
    let csv = |style| format!("csv?style={}", style_name(style));
    [
        (csv(CsvStyle::Norwegian), "counts-csv-norwegian"),
        (csv(CsvStyle::Plain), "counts-csv-plain"),
        ("xlsx".to_owned(), "file-xlsx"),
        ("json".to_owned(), "file-json-stat"),
    ]
    .map(|(ending, key)| (format!("{address}.{ending}"), words.say(key)))
    .into()
}

#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;
    use rocket::{get, routes};

    use super::*;

    #[get("/file/<name>")]
    fn file(name: &str) -> Option<Download> {
        let (kind, name) = FileKind::of(name)?;
        Some(Download::new(kind, name, "\u{feff}\"a\";1\r\n"))
    }

    #[test]
    fn a_file_is_stored_and_says_how_it_is_written() {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        let rocket = rocket::custom(config).mount("/", routes![file]);
        let client = Client::untracked(rocket).expect("the route stands");
        for (name, media_type) in [
            ("MR-2025.csv", "text/csv; charset=utf-8"),
            ("MR-2025.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("MR-2025.json", "application/json"),
        ] {
            let response = client.get(format!("/file/{name}")).dispatch();
            let head = |name| response.headers().get_one(name);
            assert_eq!(head("Content-Type"), Some(media_type));
            let disposition = format!("attachment; filename=\"{name}\"");
            assert_eq!(head("Content-Disposition"), Some(disposition.as_str()));
            let body = response.into_bytes().expect("a body");
            assert!(body.starts_with(&[0xef, 0xbb, 0xbf]), "a spreadsheet knows UTF-8 by the mark");
        }
        assert_eq!(client.get("/file/MR-2025.ods").dispatch().status().code, 404);
    }

    #[test]
    fn a_style_is_read_as_it_is_written() {
        for known in [CsvStyle::Norwegian, CsvStyle::Plain] {
            assert_eq!(style(Some(style_name(known))).ok(), Some(known));
        }
        assert_eq!(style(None).ok(), Some(CsvStyle::Norwegian));
        assert!(style(Some("excel")).is_err());
    }
}
