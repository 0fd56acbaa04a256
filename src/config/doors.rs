use std::net::IpAddr;

use rocket::figment::Figment;
use rocket::figment::value::Value;
use serde::Deserialize;

/// The proxy in front: the only peer whose header about where a request came from is believed, and the only one
/// that is answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// The address that it connects from.
    pub address: IpAddr,
    /// The header that it sets, in place of any that came.
    #[serde(default = "real_ip")]
    pub header: String,
}

fn real_ip() -> String {
    "X-Real-IP".to_owned()
}

/// How often is too often, where that shall not be what the program says by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rates {
    /// Attempts to come in that one client address may make at once.
    pub attempts: Option<u32>,
    /// The seconds until it may make another.
    pub attempt_seconds: Option<u32>,
    /// Attempts to come in that everybody together may make in a second.
    pub attempts_of_all: Option<u32>,
    /// Requests that somebody signed in may make at once.
    pub requests: Option<u32>,
    /// How many in each second after that.
    pub requests_per_second: Option<u32>,
}

/// The suites of TLS 1.3. With these alone there is no older version to agree on.
const SUITES: [&str; 2] = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"];

/// What Rocket must do whatever is configured: believe no header about where a request came from, not say which
/// program answers, and speak TLS 1.3 or none.
pub(super) fn held(figment: Figment) -> Figment {
    let figment = figment.merge(("ip_header", false)).merge(("ident", false));
    if speaks_tls(&figment) { figment.merge(("tls.ciphers", SUITES)) } else { figment }
}

/// The name in the address that browsers know the registry by.
pub(super) fn host_of(origin: Option<&str>) -> Option<Vec<String>> {
    let host = origin?.strip_prefix("https://")?.trim_end_matches('/');
    (!host.is_empty()).then(|| vec![host.to_owned()])
}

/// Whether the program speaks TLS itself.
pub(super) fn speaks_tls(figment: &Figment) -> bool {
    // Rocket's own defaults hold an empty value there.
    matches!(figment.find_value("tls"), Ok(Value::Dict(..)))
}
