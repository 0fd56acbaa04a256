use std::net::IpAddr;

use rocket::request::Request;

use super::Refusal;

/// The proxy that every request comes through, and the header in which it tells where a request came from.
///
/// A client can write any address into any header, so the header is believed from this peer alone, and nobody else
/// is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// The address that the proxy connects from.
    pub address: IpAddr,
    /// The header that it sets in place of any that came.
    pub header: String,
}

pub(super) fn judge(request: &Request<'_>, proxy: Option<&Proxy>) -> Result<(), Refusal> {
    match proxy {
        Some(proxy) if peer(request) != Some(proxy.address) => Err(Refusal::Stranger),
        _ => Ok(()),
    }
}

/// The address that a request came from. A proxy that says nothing, or says it twice, is taken for the client:
/// many then count as one, which is noticed, and nobody counts as many.
pub(super) fn address(request: &Request<'_>, proxy: Option<&Proxy>) -> Option<IpAddr> {
    let peer = peer(request);
    let Some(proxy) = proxy.filter(|proxy| peer == Some(proxy.address)) else { return peer };
    let mut said = request.headers().get(&proxy.header);
    match (said.next(), said.next()) {
        (Some(address), None) => address.trim().parse::<IpAddr>().ok().map(|a| a.to_canonical()).or(peer),
        _ => peer,
    }
}

fn peer(request: &Request<'_>) -> Option<IpAddr> {
    request.remote().map(|remote| remote.ip().to_canonical())
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use rocket::http::Header;
    use rocket::local::blocking::Client;

    use super::*;

    fn seen(peer: &str, headers: &[(&'static str, &'static str)], proxy: Option<&Proxy>) -> Option<IpAddr> {
        let config = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::default() };
        let client = Client::untracked(rocket::custom(config)).expect("there are no routes");
        let mut request = client.get("/").remote(peer.parse::<SocketAddr>().expect("an address"));
        for &(name, value) in headers {
            request.add_header(Header::new(name, value));
        }
        address(request.inner(), proxy)
    }

    fn ip(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    #[test]
    fn without_a_proxy_no_header_is_believed() {
        let spoofed = [
            ("X-Real-IP", "6.6.6.6"),
            ("X-Forwarded-For", "6.6.6.6"),
            ("Forwarded", "for=6.6.6.6"),
            ("True-Client-IP", "6.6.6.6"),
        ];
        assert_eq!(seen("10.0.0.9:5000", &spoofed, None), ip("10.0.0.9"));
        let mapped = seen("[::ffff:10.0.0.9]:5000", &spoofed, None);
        assert_eq!(mapped, ip("10.0.0.9"), "the same machine by the other family");
    }

    #[test]
    fn the_proxy_alone_is_believed_and_only_in_its_header() {
        let proxy = Proxy { address: ip("127.0.0.1").expect("it is"), header: "X-Real-IP".to_owned() };
        let told = [("X-Real-IP", "10.0.0.9"), ("X-Forwarded-For", "6.6.6.6")];
        assert_eq!(seen("127.0.0.1:5000", &told, Some(&proxy)), ip("10.0.0.9"));
        assert_eq!(seen("10.0.0.8:5000", &told, Some(&proxy)), ip("10.0.0.8"));
        for unclear in [vec![], vec![("X-Real-IP", "somewhere")], vec![told[0], ("X-Real-IP", "6.6.6.6")]] {
            assert_eq!(seen("127.0.0.1:5000", &unclear, Some(&proxy)), ip("127.0.0.1"), "{unclear:?}");
        }
    }
}
