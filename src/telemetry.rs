//! What the program tells of its work: one line of JSON an event, to standard error, and never content.
//!
//! Rocket's own log is off, for it prints the bodies of forms that it rejects. What is said here is an allow-list
//! of fields: route, method, status, duration, user id, kind of error.

use std::panic;

use tracing_subscriber::fmt;

/// Starts telling. A panic tells where it happened and not what it said: its message may hold a value.
pub fn start() {
    let told = fmt().json().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO).try_init();
    if told.is_err() {
        // Somebody else is telling already, as in a test; one of the two is enough.
        return;
    }
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
