//! Style sheets, fonts and the script: part of the program, served from an address that changes when they do.
//!
//! They are built in so that the server needs no folder beside it, and so that nothing a browser runs or
//! draws can be changed without changing the program.

use std::sync::LazyLock;

use rocket::http::{ContentType, Header};
use rocket::{Responder, get};
use sha2::{Digest, Sha256};

/// Kept for a year and never asked for again: the address holds the content's hash. The answer that says so
/// is the only one that [`Headers`](super::headers::Headers) lets a browser keep.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// The style sheets of every page, in the order that they are linked.
pub const STYLE_SHEETS: [&str; 3] = ["designsystemet.css", "designsystemet-theme.css", "fortrolig.css"];

const FILES: [(&str, ContentType, &[u8]); 7] = [
    ("designsystemet.css", ContentType::CSS, include_bytes!("static/vendor/designsystemet.css")),
    ("designsystemet-theme.css", ContentType::CSS, include_bytes!("static/vendor/designsystemet-theme.css")),
    ("fortrolig.css", ContentType::CSS, include_bytes!("static/fortrolig.css")),
    ("fortrolig.js", ContentType::JavaScript, include_bytes!("static/fortrolig.js")),
    ("inter-latin.woff2", ContentType::WOFF2, include_bytes!("static/vendor/inter-latin.woff2")),
    ("inter-latin-ext.woff2", ContentType::WOFF2, include_bytes!("static/vendor/inter-latin-ext.woff2")),
    ("favicon.svg", ContentType::SVG, include_bytes!("static/favicon.svg")),
];

/// One hash over all files, so that a style sheet finds its fonts by their plain names beside it.
static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    for (name, _, content) in FILES {
        all.update(Sha256::digest(name));
        all.update(Sha256::digest(content));
    }
    hex::encode(&all.finalize()[..10])
});

/// The address of the file `name`.
pub fn address(name: &str) -> String {
    format!("/static/{}/{name}", *FINGERPRINT)
}

/// A file of this program, with leave to keep it.
#[derive(Responder)]
pub struct Asset {
    content: (ContentType, &'static [u8]),
    keep: Header<'static>,
}

/// Serves one file; an address with another hash is not found, since the file it meant is gone.
#[get("/static/<fingerprint>/<name>")]
pub fn asset(fingerprint: &str, name: &str) -> Option<Asset> {
    if fingerprint != *FINGERPRINT {
        return None;
    }
    let (_, kind, content) = FILES.into_iter().find(|(known, _, _)| *known == name)?;
    Some(Asset { content: (kind, content), keep: Header::new("Cache-Control", IMMUTABLE) })
}

#[cfg(test)]
mod tests {
    use rocket::http::Status;
    use rocket::local::blocking::Client;
    use rocket::routes;

    use super::*;

    fn client() -> Client {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        Client::tracked(rocket::custom(config).mount("/", routes![asset])).expect("the routes stand")
    }

    #[test]
    fn every_file_has_an_address_that_may_be_kept() {
        let client = client();
        for (name, kind, content) in FILES {
            let response = client.get(address(name)).dispatch();
            assert_eq!(response.status(), Status::Ok, "{name}");
            assert_eq!(response.content_type(), Some(kind));
            assert_eq!(response.headers().get_one("Cache-Control"), Some(IMMUTABLE));
            assert_eq!(response.into_bytes().as_deref(), Some(content));
        }
    }

    #[test]
    fn an_address_of_another_version_is_not_found() {
        let client = client();
        assert_eq!(client.get("/static/0000/fortrolig.css").dispatch().status(), Status::NotFound);
        assert_eq!(client.get(address("vendor.lock")).dispatch().status(), Status::NotFound);
    }

    #[test]
    fn vendored_files_are_those_of_the_lock_file() {
        let lines = include_str!("static/vendor.lock").lines().filter(|line| !line.starts_with('#'));
        let mut seen = 0;
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let [_, _, _, file, hash] = words[..] else { panic!("{line}: not a line of five words") };
            if let Some((_, _, content)) = FILES.iter().find(|(name, _, _)| *name == file) {
                assert_eq!(hex::encode(Sha256::digest(content)), hash, "{file}");
                seen += 1;
            }
        }
        assert_eq!(seen, 4);
    }

    #[test]
    fn style_sheets_ask_nothing_of_other_hosts() {
        for name in STYLE_SHEETS {
            let (_, _, content) =
                FILES.into_iter().find(|(known, _, _)| *known == name).expect("it is a file");
            let css = std::str::from_utf8(content).expect("it is text");
            assert!(!css.contains("@import"), "{name}");
            for address in css.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\''])) {
                let local = address.starts_with("data:")
                    || FILES.iter().any(|(known, _, _)| address.starts_with(known));
                assert!(local, "{name} asks for {}", &address[..40.min(address.len())]);
            }
        }
    }
}
