//! What the program tells of its work: one line of JSON an event, to standard error, and never content.
//!
//! Rocket's own log is off, for it prints the bodies of forms that it rejects. What is said here is an allow-list
//! of fields: route, method, status, duration, user id, kind of error. Libraries have no say, for nobody has
//! promised what theirs holds.

use std::panic;

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

/// Starts telling. A panic tells where it happened and not what it said: its message may hold a value.
pub fn start() {
    let ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), Level::INFO);
    let layer = fmt::layer().json().with_writer(std::io::stderr).with_filter(ours);
    if registry().with(layer).try_init().is_err() {
        // Somebody else is telling already, as in a test; one of the two is enough.
        return;
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
