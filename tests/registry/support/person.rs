use std::collections::BTreeMap;
use std::time::Duration;

use ureq::http;

use super::{Answers, Page};

/// Somebody at her browser: it keeps cookies, says where a form came from, and follows nothing by itself.
#[derive(Clone)]
pub(crate) struct Person {
    agent: ureq::Agent,
    port: u16,
    pub(crate) cookies: BTreeMap<String, String>,
    /// What the browser wishes to read; nothing of the kind for a browser that does not say.
    pub(crate) accept_language: Option<&'static str>,
}

/// Where the second step of signing in is.
pub(crate) const FACTOR: &str = "/sign-in/factor";

/// A request before it is sent, for those who send what browsers do not.
pub(crate) struct Sending<'p> {
    person: &'p mut Person,
    method: &'static str,
    path: String,
    headers: BTreeMap<String, String>,
    body: Option<Vec<u8>>,
}

impl Person {
    pub(super) fn new(port: u16) -> Self {
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self { agent, port, cookies: BTreeMap::new(), accept_language: None }
    }

    /// Fills in the sign-in form, and gives the answer to it.
    pub(crate) fn sign_in(&mut self, login: &str, passphrase: &str) -> Page {
        let answers = Answers::none().with("login", login).with("passphrase", passphrase);
        self.fill_in("/sign-in", "/sign-in", &answers)
    }

    /// Fills in the second step of signing in.
    pub(crate) fn shows_code(&mut self, code: &str) -> Page {
        self.fill_in(FACTOR, FACTOR, &Answers::none().with("code", code))
    }

    /// Sends the sign-out form of the page at `/cases/new`, or of the page where her role begins.
    pub(crate) fn sign_out(&mut self) -> Page {
        let front = self.get("/");
        let page = front.location().to_owned();
        self.fill_in(&page, "/sign-out", &Answers::none())
    }

    pub(crate) fn get(&mut self, path: &str) -> Page {
        self.send("GET", path).sent()
    }

    /// The page at `path`, and an assertion that there is one.
    pub(crate) fn opens(&mut self, path: &str) -> Page {
        let page = self.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.heading());
        page
    }

    /// Where an answer leads.
    pub(crate) fn follow(&mut self, page: &Page) -> Page {
        assert_eq!(page.status, 303, "{}: {:?}", page.heading(), page.problems());
        let path = page.location().to_owned();
        self.get(&path)
    }

    /// Opens the page at `page` and sends the form on it that goes to `action`, with these answers.
    pub(crate) fn fill_in(&mut self, page: &str, action: &str, answers: &Answers) -> Page {
        let token = self.opens(page).form(action).token();
        self.post(action, &answers.clone().with("token", token)).sent()
    }

    /// Sends the form on `page` that goes to `action`, with these answers.
    pub(crate) fn fill_in_again(&mut self, page: &Page, action: &str, answers: &Answers) -> Page {
        let token = page.form(action).token();
        self.post(action, &answers.clone().with("token", token)).sent()
    }

    /// Registers a case, and gives its number.
    pub(crate) fn registers(&mut self, answers: &Answers) -> String {
        let page = self.fill_in("/cases/new", "/cases/new", answers);
        assert_eq!(page.status, 303, "{}: {:?}", page.heading(), page.problems());
        number_in(page.location()).to_owned()
    }

    /// A form on its way to `path`, as a browser sends it; change it before it is [`sent`](Sending::sent).
    pub(crate) fn post(&mut self, path: &str, answers: &Answers) -> Sending<'_> {
        let mut sending = self.send("POST", path).header("Sec-Fetch-Site", "same-origin");
        sending = sending.header("Content-Type", "application/x-www-form-urlencoded");
        sending.body(answers.encoded())
    }

    pub(crate) fn send(&mut self, method: &'static str, path: &str) -> Sending<'_> {
        let mut headers = BTreeMap::new();
        headers.insert("accept".to_owned(), "text/html".to_owned());
        if let Some(language) = self.accept_language {
            headers.insert("accept-language".to_owned(), language.to_owned());
        }
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            headers.insert("cookie".to_owned(), cookies.join("; "));
        }
        Sending { person: self, method, path: path.to_owned(), headers, body: None }
    }

    fn keep_cookies(&mut self, page: &Page) {
        for cookie in page.headers("set-cookie") {
            let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Sending<'_> {
    /// Sets a header, in place of one with that name.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(name.to_lowercase(), value.to_owned());
        self
    }

    /// Leaves a header out.
    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.remove(&name.to_lowercase());
        self
    }

    pub(crate) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    /// Sends it, and gives the answer.
    pub(crate) fn sent(self) -> Page {
        let what = format!("{} {}", self.method, self.path);
        self.try_send().unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// Sends it; an error when nobody answers.
    pub(crate) fn try_send(self) -> Result<Page, ureq::Error> {
        let address = format!("http://127.0.0.1:{}{}", self.person.port, self.path);
        let mut request = http::Request::builder().method(self.method).uri(address);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = match self.body {
            Some(body) => self.person.agent.run(request.body(body)?)?,
            None => self.person.agent.run(request.body(())?)?,
        };
        let page = Page::read(response)?;
        self.person.keep_cookies(&page);
        Ok(page)
    }
}

/// The case number in an address: `/cases/K7QM2-XRD9T?recorded`.
pub(crate) fn number_in(address: &str) -> &str {
    let rest = address.strip_prefix("/cases/").expect("a case's address");
    rest.split(['?', '/']).next().expect("a number")
}
