use std::time::Instant;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::{Data, Request, Response};

/// Tells of each request by its route's name, never by its address: an address holds a case number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trace;

struct Started(Instant);

#[rocket::async_trait]
impl Fairing for Trace {
    fn info(&self) -> Info {
        Info { name: "Trace", kind: Kind::Request | Kind::Response }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        request.local_cache(|| Started(Instant::now()));
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let Started(started) = request.local_cache(|| Started(Instant::now()));
        let route = request.route().and_then(|route| route.name.as_deref()).unwrap_or("none");
        tracing::info!(
            route,
            method = request.method().as_str(),
            status = response.status().code,
            milliseconds = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
            "answered"
        );
    }
}
