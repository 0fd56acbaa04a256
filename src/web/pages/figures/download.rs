use rocket::Responder;
use rocket::http::{ContentType, Header};

use crate::statistics::CsvStyle;
use crate::web::error::{Answer, Error};

/// A file that a browser stores instead of showing it.
#[derive(Responder)]
pub(in crate::web) struct Download {
    content: (ContentType, String),
    disposition: Header<'static>,
}

impl Download {
    /// The file `name` of comma-separated values, in UTF-8. `name` is made of codes and numbers: nothing in it
    /// needs quoting.
    pub(in crate::web::pages) fn csv(name: &str, text: String) -> Self {
        let disposition = format!("attachment; filename=\"{name}.csv\"");
        Self {
            content: (ContentType::CSV, text),
            disposition: Header::new("Content-Disposition", disposition),
        }
    }
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

#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;
    use rocket::{get, routes};

    use super::*;

    #[get("/file")]
    fn file() -> Download {
        Download::csv("MR-2025", "\u{feff}\"a\";1\r\n".to_owned())
    }

    #[test]
    fn a_file_is_stored_and_says_how_it_is_written() {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        let rocket = rocket::custom(config).mount("/", routes![file]);
        let client = Client::untracked(rocket).expect("the route stands");
        let response = client.get("/file").dispatch();
        let head = |name| response.headers().get_one(name);
        assert_eq!(head("Content-Type"), Some("text/csv; charset=utf-8"));
        assert_eq!(head("Content-Disposition"), Some("attachment; filename=\"MR-2025.csv\""));
        let body = response.into_bytes().expect("a body");
        assert!(body.starts_with(&[0xef, 0xbb, 0xbf]), "a spreadsheet knows UTF-8 by the mark");
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
