//! What stands around every page, and how a page becomes an answer.

use askama::Template;
use rocket::http::{ContentType, Status};
use rocket::request::Request;
use rocket::response::{self, Responder, Response};

use super::assets;
use super::form::Problems;
use crate::domain::Language;
use crate::locale::Words;

/// A page, as an answer: rendered at once, so that what was typed is borrowed and not copied into it.
#[derive(Debug)]
pub struct Page {
    status: Status,
    html: String,
}

impl Page {
    /// A page.
    pub fn of(page: &impl Template) -> Self {
        Self::with(Status::Ok, page)
    }

    /// A form shown again because something in it must be put right (status 422).
    pub fn again(page: &impl Template) -> Self {
        Self::with(Status::UnprocessableEntity, page)
    }

    /// A page that says why there is no page, with the status that says so to programs.
    pub fn with(status: Status, page: &impl Template) -> Self {
        match page.render() {
            Ok(html) => Self { status, html },
            Err(_) => Self { status: Status::InternalServerError, html: String::new() },
        }
    }
}

impl<'r> Responder<'r, 'static> for Page {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .status(self.status)
            .header(ContentType::HTML)
            .sized_body(self.html.len(), std::io::Cursor::new(self.html))
            .ok()
    }
}

/// What every page template has in a field called `frame`: who is here, and what surrounds the page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The words of the page's language.
    pub words: Words,
    /// What the page is called, without the name of the site; never a word of a case.
    pub title: String,
    /// Where the page is, with its query: there one returns to after choosing another language.
    pub path: String,
    /// The main menu.
    pub links: Vec<Link>,
    /// Who is signed in.
    pub visitor: Option<Visitor>,
    /// What proves that the form of the quick exit is ours; nothing where there is no session to leave.
    pub exit_token: Option<String>,
    /// What is said above all else, of a demonstration for instance.
    pub banner: Option<String>,
    /// Where the operator's accessibility statement is.
    pub accessibility: String,
    marked: bool,
    failed: bool,
}

/// A line of the main menu.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where it leads.
    pub address: String,
    /// What it says.
    pub label: String,
}

/// A person who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// The person's name.
    pub name: String,
    /// The role, as [`Words`] says it.
    pub role: String,
    /// What proves that the sign-out form is ours.
    pub sign_out_token: String,
    /// The time of day when the session ends, in the page's language.
    pub signed_out_at: String,
    /// When the page was shown, for what is printed.
    pub shown_at: String,
}

impl Frame {
    /// A frame for the page called `title` at `path`, in the language of `words`, for nobody in particular.
    pub fn new(words: Words, title: String, path: String) -> Self {
        Self {
            words,
            title,
            path,
            links: Vec::new(),
            visitor: None,
            exit_token: None,
            banner: None,
            accessibility: "/accessibility".to_owned(),
            marked: false,
            failed: false,
        }
    }

    /// Says that a person is signed in, and offers the main menu.
    pub fn for_visitor(mut self, visitor: Visitor, links: Vec<Link>) -> Self {
        self.visitor = Some(visitor);
        self.links = links;
        self
    }

    /// Offers the quick exit.
    pub fn with_exit(mut self, token: String) -> Self {
        self.exit_token = Some(token);
        self
    }

    /// Says that everything is invented, in a demonstration.
    pub fn with_banner(mut self, demonstration: bool) -> Self {
        self.banner = demonstration.then(|| self.words.say("site-demo"));
        self
    }

    /// Marks the page, on paper above all, as exempt from public access.
    pub fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    /// Begins the title with the word for errors, where there are any, so that it is the first thing heard.
    pub fn failed_for(mut self, problems: &Problems) -> Self {
        self.failed = !problems.is_empty();
        self
    }

    /// Whether the page is marked.
    pub fn is_marked(&self) -> bool {
        self.marked
    }

    /// The title of the window.
    pub fn full_title(&self) -> String {
        let site = self.words.say("site-name");
        let prefix = if self.failed { self.words.say("site-error-prefix") + " " } else { String::new() };
        format!("{prefix}{} – {site}", self.title)
    }

    /// Whether the page is the one `link` leads to.
    pub fn is_current(&self, link: &Link) -> bool {
        self.path.split('?').next() == Some(link.address.as_str())
    }

    /// The languages to choose from: the tag of each, and what it calls itself.
    pub fn languages(&self) -> [(&'static str, String); 3] {
        Language::ALL.map(|language| {
            let key = match language {
                Language::Nb => "language-nb",
                Language::Nn => "language-nn",
                Language::En => "language-en",
            };
            (language.tag(), self.words.say(key))
        })
    }

    /// Where the style sheets are.
    pub fn style_sheets(&self) -> impl Iterator<Item = String> {
        assets::STYLE_SHEETS.into_iter().map(assets::address)
    }

    /// Where the script is, without which everything but passkeys works.
    pub fn script(&self) -> String {
        assets::address("fortrolig.js")
    }

    /// Where the site's icon is.
    pub fn icon(&self) -> String {
        assets::address("favicon.svg")
    }
}

#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;
    use rocket::{get, routes};

    use super::*;
    use crate::locale::text;

    #[derive(Debug, Template)]
    #[template(
        ext = "html",
        source = r#"{% extends "base.html" %}{% block main %}<h1>{{ said }}</h1>{% endblock %}"#
    )]
    struct Sample {
        frame: Frame,
        said: &'static str,
    }

    fn sample(frame: Frame) -> Sample {
        Sample { frame, said: "<innhold>" }
    }

    fn frame(language: Language) -> Frame {
        let words = Words::of(language);
        Frame::new(words, words.say("nav-cases"), "/cases?status=open&page=2".to_owned())
    }

    fn signed_in() -> Frame {
        let visitor = Visitor {
            name: "Kari <b>".to_owned(),
            role: "Mangfoldsrådgiver".to_owned(),
            sign_out_token: "TOKEN".to_owned(),
            signed_out_at: "14.32".to_owned(),
            shown_at: "17.05.2026 kl. 14.02".to_owned(),
        };
        let link = |address: &str, key| Link { address: address.to_owned(), label: text(Language::Nb, key) };
        frame(Language::Nb)
            .for_visitor(visitor, vec![link("/cases", "nav-cases"), link("/releases", "nav-releases")])
    }

    #[test]
    fn the_status_says_what_kind_of_page_it_is() {
        #[get("/page")]
        fn page() -> Page {
            Page::of(&sample(frame(Language::Nb)))
        }
        #[get("/form")]
        fn form() -> Page {
            Page::again(&sample(frame(Language::Nb)))
        }
        #[get("/fault")]
        fn fault() -> Page {
            Page::with(Status::NotFound, &sample(frame(Language::Nb)))
        }
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        let rocket = rocket::custom(config).mount("/", routes![page, form, fault]);
        let client = Client::untracked(rocket).expect("the routes stand");
        for (path, code) in [("/page", 200), ("/form", 422), ("/fault", 404)] {
            let response = client.get(path).dispatch();
            assert_eq!(response.status().code, code);
            assert_eq!(response.headers().get_one("Content-Type"), Some("text/html; charset=utf-8"));
            assert!(response.into_string().expect("a body").contains("<h1>&#60;innhold&#62;</h1>"));
        }
    }

    #[test]
    fn a_page_says_its_language_and_offers_the_others() {
        let html = sample(frame(Language::Nn)).render().expect("the template renders");
        assert!(html.starts_with("<!doctype html>\n<html lang=\"nn\""));
        assert!(html.contains("<title>Sakene mine – Fortrolig</title>"));
        let to = "?to=/cases%3Fstatus%3Dopen%26page%3D2";
        assert!(html.contains(&format!("href=\"/language/en{to}\" lang=\"en\"")), "{html}");
        assert!(html.contains(&format!(
            "href=\"/language/nn{to}\" lang=\"nn\" hreflang=\"nn\" aria-current=\"true\""
        )));
    }

    #[test]
    fn a_visitor_sees_who_is_signed_in_and_until_when() {
        let html = sample(signed_in()).render().expect("the template renders");
        assert!(html.contains("Kari &#60;b&#62;") && !html.contains("Kari <b>"));
        assert!(html.contains("<form method=\"post\" action=\"/sign-out\">"));
        assert!(html.contains("name=\"token\" value=\"TOKEN\""));
        assert!(html.contains("Du blir logget ut kl.\u{a0}14.32."));
        assert!(html.contains("<a href=\"/cases\" aria-current=\"page\">"));
        assert!(html.contains("<a href=\"/releases\">"));
    }

    #[test]
    fn nobody_in_particular_sees_no_menu() {
        let html = sample(frame(Language::En)).render().expect("the template renders");
        assert!(!html.contains("sign-out") && !html.contains("site-nav") && !html.contains("marking"));
    }

    #[test]
    fn a_form_with_errors_says_so_first_in_its_title() {
        let mut problems = Problems::default();
        assert!(!frame(Language::Nb).failed_for(&problems).full_title().starts_with("Feil"));
        problems.add("field", "Noe er galt".to_owned());
        let html = sample(frame(Language::Nb).failed_for(&problems)).render().expect("the template renders");
        assert!(html.contains("<title>Feil: Mine saker – Fortrolig</title>"));
    }

    #[test]
    fn no_page_has_styles_or_scripts_of_its_own() {
        let html = sample(signed_in().marked()).render().expect("the template renders");
        for forbidden in [" style=", "<style", " onclick", "http://", "https://"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        let scripts: Vec<&str> = html.split("<script").skip(1).collect();
        let [script] = scripts[..] else { panic!("one script, for every page: {scripts:?}") };
        let own = format!(" src=\"{}\" defer></script>", assets::address("fortrolig.js"));
        assert!(script.starts_with(&own), "{script}");
        assert!(html.contains(&assets::address("fortrolig.css")));
    }

    /// Margin boxes of printed pages can take their words from the style sheet only.
    #[test]
    fn paper_is_marked_with_the_same_words_as_the_page() {
        let css = include_str!("static/fortrolig.css").replace("\\a0 ", "\u{a0}");
        for language in Language::ALL {
            let marking = text(language, "site-marking");
            let tag = language.tag();
            assert!(
                css.contains(&format!("@page marked-{tag} {{ @top-right {{ content: \"{marking}\"")),
                "{marking}"
            );
            let page = sample(frame(language).marked()).render().expect("the template renders");
            assert!(page.contains(&marking) && page.contains("<body class=\"marked\">"));
        }
    }
}
