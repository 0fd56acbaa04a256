use rocket::request::Request;

use super::Refusal;

/// The names that the server is called by, with their ports where browsers write one. None means that it is reached
/// from its own machine alone, as `localhost` or by its loopback address.
///
/// A page for another name would have another origin: an attacker's name that leads here could read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

impl Hosts {
    /// The server of these names.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().map(|name| name.to_ascii_lowercase()).collect())
    }

    pub(super) fn judge(&self, request: &Request<'_>) -> Result<(), Refusal> {
        let mut said = request.headers().get("Host");
        match (said.next(), said.next()) {
            (Some(host), None) if self.know(host, request.rocket().config().port) => Ok(()),
            (Some(host), None) if !host.is_empty() => Err(Refusal::Host),
            _ => Err(Refusal::NoHost),
        }
    }

    fn know(&self, host: &str, port: u16) -> bool {
        let host = host.to_ascii_lowercase();
        if !self.0.is_empty() {
            return self.0.contains(&host);
        }
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
            host.strip_prefix(name)
                .is_some_and(|rest| rest == format!(":{port}") || (port == 80 && rest.is_empty()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_of_its_own_machine_answers_to_no_other_name() {
        let hosts = Hosts::default();
        for known in ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"] {
            assert!(hosts.know(known, 8000), "{known}");
        }
        for unknown in [
            "",
            "127.0.0.1",
            "localhost:8001",
            "registry.example:8000",
            "localhost.evil.example:8000",
            "127.0.0.1:8000.evil.example",
            "localhost:8000:8000",
            "evil@localhost:8000",
            "localhost.:8000",
        ] {
            assert!(!hosts.know(unknown, 8000), "{unknown}");
        }
        assert!(hosts.know("localhost", 80));
    }

    #[test]
    fn names_that_were_configured_are_the_only_ones() {
        let hosts = Hosts::new(["Registry.example".to_owned(), "registry.example:8443".to_owned()]);
        assert!(hosts.know("registry.example", 8000) && hosts.know("REGISTRY.example:8443", 8000));
        for unknown in
            ["registry.example:8000", "localhost:8000", "www.registry.example", "registry.example."]
        {
            assert!(!hosts.know(unknown, 8000), "{unknown}");
        }
    }
}
