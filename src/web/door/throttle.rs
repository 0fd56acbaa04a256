use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use rocket::http::Method;
use rocket::request::Request;
use rocket::{Shutdown, tokio};

use super::Refusal;
use crate::domain::UserId;
use crate::web::reports;

/// How often is too often. An operator may write other numbers; nothing loosens them by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Attempts to come in that one client address may make at once ...
    pub attempts: u32,
    /// ... and the seconds until it may make another.
    pub attempt_seconds: u32,
    /// Attempts to come in that everybody together may make in a second: as many as the machine can hash while it
    /// serves those who are in.
    pub attempts_of_all: u32,
    /// Requests that somebody signed in may make at once ...
    pub requests: u32,
    /// ... and how many in each second after that.
    pub requests_per_second: u32,
}

impl Default for Rates {
    /// Ten attempts and one each six seconds leave a school behind one address its morning, and a guesser 14,400
    /// a day for all accounts together, each of which [locks](crate::access) long before. Ten requests a second
    /// are more than a person reads, and a program notices.
    fn default() -> Self {
        Self { attempts: 10, attempt_seconds: 6, attempts_of_all: 50, requests: 40, requests_per_second: 10 }
    }
}

/// Whether somebody unknown tries a secret here: a passphrase, or that of a link, which is tried by looking.
fn is_attempt(method: Method, path: &str) -> bool {
    let link = path.starts_with("/activate/") || path.starts_with("/begin/");
    link || (method == Method::Post && path == "/sign-in")
}

/// What is counted by client address, each for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Counter {
    /// Attempts to come in.
    Attempts,
    /// Reports that browsers send of their own accord.
    Reports,
}

impl Counter {
    /// What the request counts as, if it is counted at all.
    pub(super) fn of(request: &Request<'_>) -> Option<Self> {
        let path = request.uri().path();
        match request.method() {
            Method::Post if path == reports::ADDRESS => Some(Self::Reports),
            method if is_attempt(method, path.as_str()) => Some(Self::Attempts),
            _ => None,
        }
    }
}

type Everybody<C> = RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<<C as Clock>::Instant>>;
type Each<K, C> = RateLimiter<K, HashMapStateStore<K>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Counts what comes, in this process alone: what has to hold over several servers and over restarts, the waits
/// between wrong passphrases, is counted in the database.
pub(super) struct Throttle<C: Clock = DefaultClock> {
    clock: C,
    everybody: Everybody<C>,
    addresses: Each<(Counter, Option<IpAddr>), C>,
    people: Each<UserId, C>,
    pseudonyms: RandomState,
}

impl Throttle {
    pub(super) fn new(rates: Rates) -> Self {
        Self::with(rates, DefaultClock::default())
    }
}

impl<C: Clock + Clone> Throttle<C> {
    fn with(rates: Rates, clock: C) -> Self {
        let attempts = Quota::with_period(Duration::from_secs(u64::from(rates.attempt_seconds.max(1))))
            .unwrap_or_else(|| Quota::per_minute(NonZeroU32::MIN))
            .allow_burst(at_least_one(rates.attempts));
        let requests = Quota::per_second(at_least_one(rates.requests_per_second))
            .allow_burst(at_least_one(rates.requests));
        Self {
            everybody: RateLimiter::direct_with_clock(
                Quota::per_second(at_least_one(rates.attempts_of_all)),
                clock.clone(),
            ),
            addresses: RateLimiter::new(attempts, HashMapStateStore::default(), clock.clone()),
            people: RateLimiter::new(requests, HashMapStateStore::default(), clock.clone()),
            clock,
            pseudonyms: RandomState::new(),
        }
    }

    /// Counts a request of this client. Everybody together comes first: so no crowd of addresses can fill the
    /// memory faster than it is swept.
    pub(super) fn count(&self, counter: Counter, address: Option<IpAddr>) -> Result<(), Refusal> {
        let now = || self.clock.now();
        self.everybody.check().map_err(|until| Refusal::Haste(until.wait_time_from(now())))?;
        self.addresses
            .check_key(&(counter, address.map(network)))
            .map_err(|until| Refusal::Haste(until.wait_time_from(now())))
    }

    /// Counts a request of somebody signed in; the time she has to wait when she has made too many.
    pub(super) fn count_person(&self, person: UserId) -> Result<(), Duration> {
        self.people.check_key(&person).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// A name for the client that is the same until this process ends, and tells nobody the address.
    pub(super) fn pseudonym(&self, address: Option<IpAddr>) -> String {
        format!("{:016x}", self.pseudonyms.hash_one(address.map(network)))
    }

    /// Forgets whoever has waited long enough to count as new; else the tables would grow for ever.
    fn forget(&self) {
        self.addresses.retain_recent();
        self.addresses.shrink_to_fit();
        self.people.retain_recent();
        self.people.shrink_to_fit();
    }
}

/// Whoever has one address of the newer kind has a network of them: half of its bits are hers to choose.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

fn at_least_one(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN)
}

/// How often the tables are swept.
const SWEEP: Duration = Duration::from_secs(60);

/// Sweeps until the server ends.
pub(super) async fn sweep(throttle: Arc<Throttle>, mut end: Shutdown) {
    let mut minutes = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            _ = minutes.tick() => throttle.forget(),
            () = &mut end => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn address(number: u8) -> Option<IpAddr> {
        Some(IpAddr::from([10, 0, 0, number]))
    }

    #[test]
    fn an_address_has_ten_attempts_and_then_one_each_six_seconds() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with(Rates::default(), clock.clone());
        for _ in 0..10 {
            assert_eq!(throttle.count(Counter::Attempts, address(1)), Ok(()));
        }
        let Err(Refusal::Haste(wait)) = throttle.count(Counter::Attempts, address(1)) else {
            panic!("the eleventh is one too many")
        };
        assert_eq!(wait, Duration::from_secs(6));
        assert_eq!(throttle.count(Counter::Attempts, address(2)), Ok(()), "a neighbour");
        assert_eq!(throttle.count(Counter::Reports, address(1)), Ok(()), "something else");
        clock.advance(Duration::from_secs(6));
        assert_eq!(throttle.count(Counter::Attempts, address(1)), Ok(()));
        assert!(throttle.count(Counter::Attempts, address(1)).is_err());
    }

    #[test]
    fn all_addresses_together_have_fifty_attempts_a_second() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with(Rates::default(), clock.clone());
        for number in 0..50 {
            assert_eq!(throttle.count(Counter::Attempts, address(number)), Ok(()));
        }
        assert!(throttle.count(Counter::Attempts, address(99)).is_err());
        clock.advance(Duration::from_secs(1));
        assert_eq!(throttle.count(Counter::Attempts, address(99)), Ok(()));
    }

    #[test]
    fn a_person_has_forty_requests_and_then_ten_a_second() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with(Rates::default(), clock.clone());
        let person = UserId(uuid::Uuid::new_v4());
        for _ in 0..40 {
            assert_eq!(throttle.count_person(person), Ok(()));
        }
        assert_eq!(throttle.count_person(person), Err(Duration::from_millis(100)));
        clock.advance(Duration::from_secs(1));
        assert_eq!((0..11).filter(|_| throttle.count_person(person).is_ok()).count(), 10);
    }

    #[test]
    fn a_network_of_addresses_is_one_client() {
        let throttle = Throttle::with(Rates::default(), FakeRelativeClock::default());
        let of = |number: u16| Some(IpAddr::from([0x2001, 0xdb8, 0, 1, 0, 0, 0, number]));
        for number in 0..10 {
            assert_eq!(throttle.count(Counter::Attempts, of(number)), Ok(()));
        }
        assert!(throttle.count(Counter::Attempts, of(11)).is_err());
    }

    #[test]
    fn whoever_has_waited_is_forgotten() {
        let clock = FakeRelativeClock::default();
        let throttle = Throttle::with(Rates::default(), clock.clone());
        for number in 0..40 {
            let _ = throttle.count(Counter::Attempts, address(number));
        }
        throttle.forget();
        assert_eq!(throttle.addresses.len(), 40);
        clock.advance(Duration::from_secs(61));
        throttle.forget();
        assert_eq!(throttle.addresses.len(), 0);
    }

    #[test]
    fn a_pseudonym_holds_no_address() {
        let throttle = Throttle::new(Rates::default());
        let name = throttle.pseudonym(address(1));
        assert_eq!(name, throttle.pseudonym(address(1)));
        assert_ne!(name, throttle.pseudonym(address(2)));
        assert_ne!(name, Throttle::new(Rates::default()).pseudonym(address(1)), "nor after a restart");
        assert_eq!(name.len(), 16);
    }
}
