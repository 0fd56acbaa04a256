//! Fortrolig: a confidential case registry.
//!
//! The database is a sealed ledger: a row says an id, a revision and ciphertext, and nothing else.
//! The running program holds the coded part of every case, opened, in a columnar index, and answers
//! lists and counts from there. What leaves as statistics has passed disclosure control.
//!
//! The floors, from the top; a module imports from lower floors only (`tests/registry/architecture.rs`
//! holds the table):
//!
//! ```text
//! 8  cli   bench                                     commands; what the hot paths cost
//! 7  web                                             what people see
//! 6  registry                                        what people do
//! 5  store   index                                   what is kept, sealed | what is open in memory
//! 4  audit                                           what an entry is, and how entries chain
//! 3  access   keyring   statistics   identity   locale    pillars that never import one another
//! 2  domain                                          the words, and the code lists
//! 1  confidential   clock   config   telemetry       the ground
//! ```

pub mod clock;
pub mod confidential;
pub mod config;
pub mod telemetry;

pub mod domain;

pub mod access;
pub mod identity;
pub mod keyring;
pub mod locale;
pub mod statistics;

pub mod audit;

pub mod index;

pub mod web;

pub mod bench;
pub mod cli;
