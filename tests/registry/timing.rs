//! Whether the time an answer takes tells who exists. It takes a quarter of an hour and a quiet machine, so it is told
//! only when it is asked for:
//!
//! ```text
//! cargo test --test registry timing -- --ignored --nocapture
//! ```

use std::time::Instant;

use crate::support::staff::{ADMINISTRATOR, ADVISER};
use crate::support::{Answers, Page, Person, TestRegistry};

/// Tries of each kind, one after the other in turn.
const SAMPLES: usize = 1_000;
/// Above this, the means of two samples differ for a reason (Welch's t, as in leakage tests of hardware).
const TELLING: f64 = 4.5;

/// Times one kind of try, in milliseconds.
struct Sample(Vec<f64>);

impl Sample {
    fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in a short list"
        )]
        let place = (share * index(sorted.len() - 1)) as usize;
        sorted[place]
    }

    fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / index(self.0.len())
    }

    /// The variance of the mean.
    fn uncertainty(&self) -> f64 {
        let mean = self.mean();
        let squares: f64 = self.0.iter().map(|time| (time - mean).powi(2)).sum();
        squares / index(self.0.len() - 1) / index(self.0.len())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn index(number: usize) -> f64 {
    number as f64
}

fn welch(one: &Sample, other: &Sample) -> f64 {
    (one.mean() - other.mean()) / (one.uncertainty() + other.uncertainty()).sqrt()
}

#[expect(clippy::print_stdout, reason = "the distribution is what one runs this for")]
fn indistinguishable(what: &str, [one, other]: [(&str, Sample); 2]) {
    for (name, sample) in [&one, &other] {
        println!(
            "{what}, {name}: {} tries, median {:.3} ms, quartiles {:.3} and {:.3} ms, mean {:.3} ms",
            sample.0.len(),
            sample.quantile(0.5),
            sample.quantile(0.25),
            sample.quantile(0.75),
            sample.mean(),
        );
    }
    let t = welch(&one.1, &other.1);
    println!("{what}: Welch's t = {t:.2}");
    assert!(t.abs() < TELLING, "{what}: the time tells {} from {}", one.0, other.0);
}

/// Times tries of two kinds in turn; which goes first changes, so that neither has the warmer cache.
fn compared(registry: &TestRegistry, mut attempt: impl FnMut(bool)) -> [Sample; 2] {
    let mut samples = [Sample(Vec::new()), Sample(Vec::new())];
    for round in 0..SAMPLES {
        for turn in 0..2 {
            let known = (round + turn) % 2 == 0;
            // A day later nobody is slowed any more.
            registry.clock.advance(25 * 60 * 60);
            let started = Instant::now();
            attempt(known);
            samples[usize::from(known)].0.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    samples
}

fn tries_passphrase(person: &mut Person, token: &str, login: &str) -> Page {
    let answers = Answers::none().with("login", login).with("passphrase", "ikke denne passfrasen");
    person.post("/sign-in", &answers.with("token", token)).sent()
}

#[test]
#[ignore = "takes a quarter of an hour and a quiet machine"]
fn a_sign_in_takes_as_long_for_a_login_that_nobody_has() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let mut person = server.visitor();
    let token = person.opens("/sign-in").form("/sign-in").token();
    let mut number = 0;
    let [unknown, known] = compared(&registry, |known| {
        number += 1;
        let nobody = format!("ukjent{number}");
        let login = if known { ADVISER } else { &nobody };
        assert_eq!(tries_passphrase(&mut person, &token, login).status, 422);
    });
    indistinguishable(
        "sign-in",
        [("a login that nobody has", unknown), ("a login that somebody has", known)],
    );
}

#[test]
#[ignore = "takes a minute and a quiet machine"]
fn a_link_is_refused_as_fast_for_an_account_that_nobody_has() {
    let registry = TestRegistry::new();
    let server = registry.serve();
    let people = server.sign_in(ADMINISTRATOR).opens("/people");
    let (_, rest) = people.body.split_once("href=\"/people/").expect("somebody is listed");
    let id: String = rest.chars().take_while(|sign| *sign != '"').filter(|sign| *sign != '-').collect();
    let mut person = server.visitor();
    let [unknown, known] = compared(&registry, |known| {
        let user = if known { id.clone() } else { uuid::Uuid::new_v4().simple().to_string() };
        let link = format!("/activate/{user}{}", "a".repeat(64));
        assert_eq!(person.get(&link).status, 404);
    });
    indistinguishable("link", [("no account", unknown), ("an account", known)]);
}
