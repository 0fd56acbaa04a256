//! The configuration, read once: `Rocket.toml` beside the program, the environment over it.

mod doors;

use std::path::PathBuf;

use rocket::figment::Figment;
use serde::Deserialize;

pub use self::doors::{Proxy, Rates};
use crate::clock::Clock;

/// What this program needs to know beside what Rocket reads for itself.
///
/// It holds no secret and no rule of disclosure control: keys lie in the keyring's folder, and rules are
/// reviewed changes to the program.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// The database: `sqlite://data/fortrolig.db?mode=rwc` or `postgres://...`.
    pub database: String,
    /// The folder of the keyring.
    pub keys: PathBuf,
    /// The anchor file; outside the database, and not in its backups.
    pub anchor: PathBuf,
    /// Where the operator's accessibility statement is.
    #[serde(default)]
    pub accessibility_statement: Option<String>,
    /// Whether browsers reach the server by `https`, here or at a proxy. Only a server on this machine alone
    /// may say no.
    #[serde(default)]
    pub encrypted: bool,
    /// The names that browsers call the server by, with their ports where an address shows one; the one of `origin`
    /// where none are given.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The proxy in front, where there is one.
    #[serde(default)]
    pub proxy: Option<Proxy>,
    /// How often is too often.
    #[serde(default)]
    pub rates: Rates,
    /// Where the quick exit leads: a page that anybody may be seen reading. Nothing for a page that says nothing.
    #[serde(default)]
    pub exit_to: Option<String>,
    /// The address that browsers know the registry by, such as `https://register.example.no`: passkeys are bound to
    /// it. Without it there are none.
    #[serde(default)]
    pub origin: Option<String>,
    /// What the strong roles must have as a second factor: `passkeys` (two of them), or `any`.
    #[serde(default)]
    pub strong_factors: StrongFactors,
    /// A file by which stories move the clock on; there is none in a program that was built for use.
    #[cfg(debug_assertions)]
    #[serde(default)]
    pub test_clock: Option<PathBuf>,
}

/// What the strong roles must have as a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StrongFactors {
    /// Two passkeys, so that losing one locks nobody out.
    #[default]
    Passkeys,
    /// Passkeys or one-time codes, where there are no passkeys to be had.
    Any,
}

/// The configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value is missing or is of the wrong kind.
    #[error(
        "the configuration cannot be read: {0}; is there a Rocket.toml in this folder, or does ROCKET_CONFIG name one?"
    )]
    Unreadable(#[from] Box<rocket::figment::Error>),
    /// Strong roles that could never come in.
    #[error(
        "`strong_factors` is \"passkeys\", but `origin` is not set: give the address that browsers know the registry \
         by, or set `strong_factors = \"any\"`"
    )]
    NoOrigin,
    /// Plain `http` beyond this machine.
    #[error(
        "the address {0} is reached from other machines, but `encrypted` is false; put a proxy with TLS in front, \
         and set `encrypted = true`"
    )]
    PlainHttp(std::net::IpAddr),
    /// A server of no name.
    #[error(
        "`encrypted` is true, but nothing says what browsers call the server by; set \
         `origin = \"https://register.example.no\"`, or `hosts`"
    )]
    NoHosts,
    /// Rocket's own log is on.
    #[error("`log_level` must be \"off\": Rocket's own log prints what was typed into rejected forms")]
    TalkativeRocket,
}

impl Config {
    /// Reads the configuration: Rocket's defaults, then `Rocket.toml` (or the file named by `ROCKET_CONFIG`),
    /// then variables named `ROCKET_...`, and the figment that Rocket itself shall use.
    ///
    /// # Errors
    /// [`ConfigError`], in words that say what to change.
    pub fn read() -> Result<(Self, Figment), ConfigError> {
        Self::from(rocket::Config::figment())
    }

    /// Whether everybody who is to come in can.
    ///
    /// # Errors
    /// [`ConfigError::NoOrigin`].
    pub fn lets_everybody_in(&self) -> Result<(), ConfigError> {
        match (&self.origin, self.strong_factors) {
            (None, StrongFactors::Passkeys) => Err(ConfigError::NoOrigin),
            (Some(_), _) | (None, StrongFactors::Any) => Ok(()),
        }
    }

    /// The clock to go by.
    pub fn clock(&self) -> Clock {
        #[cfg(debug_assertions)]
        if let Some(file) = &self.test_clock {
            return Clock::ahead_by(file);
        }
        Clock::system()
    }

    /// Reads the configuration from `figment`.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn from(figment: Figment) -> Result<(Self, Figment), ConfigError> {
        let figment = doors::held(figment);
        let mut config: Self = figment.extract().map_err(Box::new)?;
        config.encrypted |= doors::speaks_tls(&figment);
        let rocket: rocket::Config = figment.extract().map_err(Box::new)?;
        if rocket.log_level != rocket::config::LogLevel::Off {
            return Err(ConfigError::TalkativeRocket);
        }
        if !config.encrypted && !rocket.address.is_loopback() {
            return Err(ConfigError::PlainHttp(rocket.address));
        }
        if config.encrypted && config.hosts.is_empty() {
            config.hosts = doors::host_of(config.origin.as_deref()).ok_or(ConfigError::NoHosts)?;
        }
        Ok((config, figment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figment() -> Figment {
        rocket::Config::figment()
            .merge(("log_level", "off"))
            .merge(("database", "sqlite::memory:"))
            .merge(("keys", "keys"))
            .merge(("anchor", "anchor"))
            .merge(("origin", "http://localhost:8000"))
    }

    #[test]
    fn unsafe_settings_are_refused_with_what_to_change() {
        assert!(Config::from(figment()).is_ok());
        let talkative = Config::from(figment().merge(("log_level", "normal")));
        assert!(matches!(talkative, Err(ConfigError::TalkativeRocket)));
        let plain = Config::from(figment().merge(("address", "0.0.0.0")));
        assert!(matches!(plain, Err(ConfigError::PlainHttp(_))));
        let encrypted = figment().merge(("address", "0.0.0.0")).merge(("encrypted", true));
        assert!(matches!(Config::from(encrypted.clone()), Err(ConfigError::NoHosts)));
        assert!(Config::from(encrypted.clone().merge(("hosts", ["registry.example"]))).is_ok());
        let (named, _) =
            Config::from(encrypted.merge(("origin", "https://registry.example:8443"))).expect("it is named");
        assert_eq!(named.hosts, ["registry.example:8443"]);
    }

    #[test]
    fn a_site_that_strong_roles_could_never_enter_is_not_served() {
        let read = |figment| Config::from(figment).expect("it is readable").0;
        assert!(read(figment()).lets_everybody_in().is_ok());
        let nowhere = figment().merge(("origin", None::<String>));
        assert!(matches!(read(nowhere.clone()).lets_everybody_in(), Err(ConfigError::NoOrigin)));
        assert!(read(nowhere.merge(("strong_factors", "any"))).lets_everybody_in().is_ok());
    }

    #[test]
    fn rocket_believes_no_header_and_speaks_the_newest_tls_alone() {
        let loose = figment().merge(("ip_header", "X-Forwarded-For")).merge(("ident", "Rocket"));
        let (_, held) = Config::from(loose).expect("it is mended");
        let rocket: rocket::Config = held.extract().expect("a configuration");
        assert!(rocket.ip_header.is_none() && rocket.ident.as_str().is_none() && rocket.tls.is_none());

        let older = ["TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"];
        let tls = figment()
            .merge(("tls.certs", "certificate.pem"))
            .merge(("tls.key", "key.pem"))
            .merge(("tls.ciphers", older))
            .merge(("hosts", ["registry.example"]));
        let (config, held) = Config::from(tls).expect("it is mended");
        assert!(config.encrypted, "whoever speaks TLS is reached by it");
        let rocket: rocket::Config = held.extract().expect("a configuration");
        let suites: Vec<_> = rocket.tls.expect("there is TLS").ciphers().collect();
        let newest = &rocket::config::CipherSuite::TLS_V13_SET;
        assert!(suites.len() == 2 && suites.iter().all(|suite| newest.contains(suite)), "{suites:?}");
    }

    #[test]
    fn a_proxy_and_rates_are_read_and_misspelt_ones_refused() {
        let proxy = figment().merge(("proxy.address", "127.0.0.1")).merge(("rates.attempts", 20));
        let (config, _) = Config::from(proxy).expect("it can be read");
        assert_eq!(config.proxy.expect("there is one").header, "X-Real-IP");
        assert_eq!((config.rates.attempts, config.rates.requests), (Some(20), None));
        for wrong in [("rates.attemps", "20"), ("proxy.address", "somewhere"), ("rates.attempts", "-1")] {
            assert!(Config::from(figment().merge(wrong)).is_err(), "{wrong:?}");
        }
    }
}
