use ureq::http;
use ureq::{Body, Error};

use super::form::Form;

/// An answer of the server, read whole.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    /// The body as it came; of a workbook, what can be read of it.
    pub(crate) body: String,
    /// The body, byte for byte.
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    pub(super) fn read(mut response: http::Response<Body>) -> Result<Self, Error> {
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect();
        let bytes = response.body_mut().read_to_vec()?;
        let workbook = |(name, value): &(String, String)| name == "content-type" && value.ends_with(".sheet");
        let body = if headers.iter().any(workbook) {
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            String::from_utf8(bytes.clone()).expect("the server speaks UTF-8")
        };
        if body.starts_with("<!doctype html>") {
            assert_eq!(unworded(&body), None, "a message that no language has");
        }
        Ok(Self { status: response.status().as_u16(), headers, body, bytes })
    }

    /// The values of a header, each as it came.
    pub(crate) fn headers<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.headers.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every header but the date, which no two answers share.
    pub(crate) fn all_headers(&self) -> Vec<(&str, &str)> {
        let all = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(|(name, _)| *name != "date").collect()
    }

    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        self.headers("location").next().unwrap_or_default()
    }

    /// The words of the page: without tags, with entities read, white space as single spaces.
    pub(crate) fn text(&self) -> String {
        words(&self.body)
    }

    /// Whether the page says this, in one piece.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// The page's heading.
    pub(crate) fn heading(&self) -> String {
        words(
            between(&self.body, "<h1", "</h1>")
                .and_then(|(_, rest)| rest.split_once('>'))
                .map_or("", |h| h.1),
        )
    }

    /// The language that the page says it is in.
    pub(crate) fn language(&self) -> &str {
        between(&self.body, "<html lang=\"", "\"").map_or("", |(_, language)| language)
    }

    /// What a case's page says of `name`: every line with that name, in order.
    pub(crate) fn facts(&self, name: &str) -> Vec<String> {
        self.body
            .split("<dt>")
            .skip(1)
            .filter_map(|line| line.split_once("</dt><dd>"))
            .filter(|(known, _)| words(known) == name)
            .filter_map(|(_, value)| value.split_once("</dd>"))
            .map(|(value, _)| words(value))
            .collect()
    }

    /// The rows of the page's tables, cell by cell, without their heads.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.body.split("<tr").skip(1).filter_map(|row| row.split("</tr>").next());
        rows.map(cells).filter(|cells| !cells.is_empty()).collect()
    }

    /// What must be put right, as the page says at its top: the field and the message.
    pub(crate) fn problems(&self) -> Vec<(String, String)> {
        let Some((_, summary)) = between(&self.body, "<div class=\"ds-error-summary\"", "</div>") else {
            return Vec::new();
        };
        let problems = summary.split("href=\"#").skip(1);
        problems
            .filter_map(|line| line.split_once("\">"))
            .map(|(field, message)| {
                (field.to_owned(), words(message.split("</a>").next().unwrap_or_default()))
            })
            .collect()
    }

    /// The form that goes to `action`.
    pub(crate) fn form(&self, action: &str) -> Form<'_> {
        let form = self.body.split("<form").skip(1).find(|form| {
            let tag = form.split('>').next().unwrap_or_default();
            tag.contains(&format!("action=\"{action}\""))
        });
        let form = form.unwrap_or_else(|| panic!("no form to {action} on «{}»", self.heading()));
        Form::new(form.split("</form>").next().unwrap_or(form))
    }

    /// Whether the page has a form that goes to `action`.
    pub(crate) fn offers(&self, action: &str) -> bool {
        self.body.contains(&format!("action=\"{action}\""))
    }
}

/// The cells of a table's row, of which heads of columns are none.
fn cells(row: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for cell in row.split("<t").skip(1).filter(|cell| !cell.starts_with("h scope=\"col\"")) {
        let inner = cell.split_once('>').map_or("", |(_, inner)| inner);
        let end = inner.find("</td>").or_else(|| inner.find("</th>")).unwrap_or(inner.len());
        cells.push(words(&inner[..end]));
    }
    cells
}

/// What stands between two marks, and what stood before them.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<(&'t str, &'t str)> {
    let (before, rest) = text.split_once(from)?;
    Some((before, rest.split(to).next()?))
}

/// The key of a message that is shown because there are no words for it: `[case-title]`.
fn unworded(html: &str) -> Option<&str> {
    html.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(key, _)| key).find(|key| {
        key.contains('-') && key.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
    })
}

fn words(html: &str) -> String {
    let mut text = String::new();
    for (number, piece) in html.split('<').enumerate() {
        let shown = if number == 0 { piece } else { piece.split_once('>').map_or("", |(_, shown)| shown) };
        text.push_str(shown);
        text.push(' ');
    }
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as it was before it was put into a page.
pub(crate) fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (entity, letter) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")]
    {
        text = text.replace(entity, letter);
    }
    text
}
