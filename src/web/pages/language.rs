use rocket::get;
use rocket::http::CookieJar;
use rocket::response::Redirect;

use crate::domain::Language;
use crate::web::error::{Answer, Error};
use crate::web::guards::language_cookie;

/// Remembers a language and leads back. It changes nothing but how words are said, so a link may do it.
#[get("/language/<tag>?<to>")]
pub(super) fn choose(tag: &str, to: Option<&str>, cookies: &CookieJar<'_>) -> Answer<Redirect> {
    let language = Language::parse(tag).ok_or(Error::NOT_FOUND)?;
    cookies.add(language_cookie(language));
    Ok(Redirect::to(own_path(to.unwrap_or("/")).to_owned()))
}

/// The path, if it is one of this site's own; else the front page. `//host` and `/\host` are other sites.
pub(super) fn own_path(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_back_to_this_site_only() {
        assert_eq!(own_path("/cases?status=open&page=2"), "/cases?status=open&page=2");
        for foreign in
            ["//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nSet-Cookie: x=y", "/ø"]
        {
            assert_eq!(own_path(foreign), "/", "{foreign}");
        }
    }
}
