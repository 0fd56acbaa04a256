//! Stories about the whole program, told by the people in it: the real binary, started anew for each story,
//! with its own keys, database and anchor, and spoken to over HTTP.
//!
//! With `FORTROLIG_TEST_DATABASE` set to `postgres://user@host:port/` the same stories are told of PostgreSQL;
//! `.ci/postgres cargo test --test registry` makes a cluster for them.

mod bad_input;
mod canary;
mod caseload;
mod cases;
mod crash;
mod headers;
mod releases;
mod sign_in;
mod support;
