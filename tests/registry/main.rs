//! Stories about the whole program, told by the people in it: the real binary, started anew for each story,
//! with its own keys, database and anchor, and spoken to over HTTP. Beside them what must not compile, what may
//! import what, and what somebody with the database in hand can try.
//!
//! With `FORTROLIG_TEST_DATABASE` set to `postgres://user@host:port/` the same stories are told of PostgreSQL;
//! `.ci/postgres cargo test --test registry` makes a cluster for them.

mod activation;
mod annual;
mod annual_files;
mod annual_readings;
mod approvals;
mod architecture;
mod attacks;
mod bad_input;
mod canary;
mod caseload;
mod cases;
mod commands;
mod crash;
mod doors;
mod emergency;
mod files_of_tables;
mod folder;
mod guessing;
mod hand_over;
mod headers;
mod linked;
mod locale;
mod mass_reading;
mod matrix;
mod passkeys;
mod people;
mod people_only;
mod policy;
mod refused;
mod release_doors;
mod releases;
mod rounded;
mod second_factor;
mod sessions;
mod sign_in;
mod support;
mod sweeping;
mod tables;
mod tampering;
mod three_years;
mod timing;
