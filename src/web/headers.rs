//! What every answer says to the browser, pages, files, errors and redirects alike.
//!
//! Rocket attaches a shield of its own with some of these headers. It never replaces a header that is there,
//! and [`Headers`] always does, so the values here hold, whichever comes first.

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Request, Response};

use super::assets::IMMUTABLE;

/// How browsers reach the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// By `https`, here or at a proxy in front.
    Encrypted,
    /// By plain `http`, on this machine or while trying things out.
    Plain,
}

/// Sets the whole set of headers on every answer, in place of any that an answer brought along.
#[derive(Clone, Copy, Debug)]
pub struct Headers {
    transport: Transport,
}

impl Headers {
    /// The headers for a server that is reached by `transport`.
    pub fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Nothing is loaded, framed, sent or run but what this server serves itself. Pictures may also be
    /// `data:`, since the style sheets draw their icons by masks of that kind. A browser that is told to
    /// upgrade requests sends the forms of a plain server to where nobody answers; not all spare loopback.
    fn content_security_policy(self) -> String {
        let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'; object-src 'none'; manifest-src 'none'; worker-src 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'; report-to csp";
        match self.transport {
            Transport::Encrypted => format!("{policy}; upgrade-insecure-requests"),
            Transport::Plain => policy.to_owned(),
        }
    }

    /// Sets the whole set on one answer. Rocket shows no fairing the answer to a request that it cannot read, so
    /// the pages of errors call this themselves.
    pub(super) fn set(self, response: &mut Response<'_>) {
        response.set_header(Header::new("Content-Security-Policy", self.content_security_policy()));
        for (name, value) in ALWAYS {
            response.set_header(Header::new(name, value));
        }
        if response.headers().get_one("Cache-Control") != Some(IMMUTABLE) {
            response.set_header(Header::new("Cache-Control", "no-store"));
            response.set_header(Header::new("Vary", "Cookie, Sec-Fetch-Site"));
        }
        // Which program answers is nobody's business.
        response.remove_header("Server");
    }
}

/// The headers that are the same on every answer.
const ALWAYS: [(&str, &str); 13] = [
    ("Reporting-Endpoints", "csp=\"/csp\""),
    ("Strict-Transport-Security", "max-age=63072000; includeSubDomains"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Origin-Agent-Cluster", "?1"),
    ("X-DNS-Prefetch-Control", "off"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
    ("X-Permitted-Cross-Domain-Policies", "none"),
    (
        "Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), fullscreen=(self), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
         microphone=(), midi=(), payment=(), publickey-credentials-get=(self), \
         publickey-credentials-create=(self), screen-wake-lock=(), serial=(), usb=(), web-share=(), \
         xr-spatial-tracking=()",
    ),
];

#[rocket::async_trait]
impl Fairing for Headers {
    fn info(&self) -> Info {
        Info { name: "Headers", kind: Kind::Response | Kind::Singleton }
    }

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        self.set(response);
    }
}

#[cfg(test)]
mod tests {
    use rocket::http::{Accept, Status};
    use rocket::local::blocking::{Client, LocalResponse};
    use rocket::response::Redirect;
    use rocket::{catch, catchers, get, routes};

    use super::*;
    use crate::web::assets::{address, asset};

    #[get("/page")]
    fn page() -> (rocket::http::ContentType, &'static str) {
        (rocket::http::ContentType::HTML, "page")
    }

    #[get("/away")]
    fn away() -> Redirect {
        Redirect::to("/page")
    }

    #[get("/panic")]
    fn panicking() -> &'static str {
        std::panic::panic_any("on purpose")
    }

    #[derive(rocket::Responder)]
    struct Careless {
        content: &'static str,
        cache: Header<'static>,
        frame: Header<'static>,
    }

    #[get("/careless")]
    fn careless() -> Careless {
        Careless {
            content: "kept by everyone",
            cache: Header::new("Cache-Control", "public"),
            frame: Header::new("X-Frame-Options", "ALLOWALL"),
        }
    }

    #[catch(404)]
    fn not_found() -> &'static str {
        "not found"
    }

    fn client(transport: Transport) -> Client {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        let rocket = rocket::custom(config)
            .attach(Headers::new(transport))
            .mount("/", routes![page, away, panicking, careless, asset])
            .register("/", catchers![not_found]);
        Client::untracked(rocket).expect("the routes stand")
    }

    fn names_and_values(response: &LocalResponse<'_>) -> Vec<(String, String)> {
        response.headers().iter().map(|h| (h.name().to_string(), h.value().to_owned())).collect()
    }

    #[test]
    fn every_answer_has_the_whole_set_once() {
        let client = client(Transport::Encrypted);
        let asset = address("fortrolig.css");
        for (path, status) in [
            ("/page", Status::Ok),
            ("/away", Status::SeeOther),
            ("/panic", Status::InternalServerError),
            ("/careless", Status::Ok),
            ("/no-such-page", Status::NotFound),
            (asset.as_str(), Status::Ok),
        ] {
            let response = client.get(path).header(Accept::HTML).dispatch();
            assert_eq!(response.status(), status, "{path}");
            let said = names_and_values(&response);
            for (name, value) in ALWAYS {
                let values: Vec<&str> = said
                    .iter()
                    .filter(|(n, _)| n.eq_ignore_ascii_case(name))
                    .map(|(_, v)| v.as_str())
                    .collect();
                assert_eq!(values, [value], "{name} on {path}");
            }
            assert!(response.headers().contains("Content-Security-Policy"), "{path}");
            assert!(!response.headers().contains("Server"), "{path}");
            let kept = response.headers().get_one("Cache-Control");
            if path == asset {
                assert_eq!(kept, Some(IMMUTABLE));
                assert!(!response.headers().contains("Vary"));
            } else {
                assert_eq!(kept, Some("no-store"), "{path}");
                assert_eq!(response.headers().get_one("Vary"), Some("Cookie, Sec-Fetch-Site"), "{path}");
            }
        }
    }

    #[test]
    fn the_policy_allows_no_inline_code_and_no_other_host() {
        let policy = Headers::new(Transport::Encrypted).content_security_policy();
        assert!(policy.starts_with("default-src 'none';"));
        for forbidden in ["unsafe", "http:", "https:", "*", "blob:", "  "] {
            assert!(!policy.contains(forbidden), "{forbidden}");
        }
        assert_eq!(policy.matches("data:").count(), 1);
    }

    #[test]
    fn only_an_encrypted_server_asks_for_upgrades() {
        for (transport, asked) in [(Transport::Encrypted, true), (Transport::Plain, false)] {
            let client = client(transport);
            let response = client.get("/page").dispatch();
            let policy = response.headers().get_one("Content-Security-Policy").expect("there is a policy");
            assert_eq!(policy.contains("upgrade-insecure-requests"), asked);
        }
    }
}
