//! What a story needs: a registry of its own, a server, and people.

pub(crate) mod answers;
pub(crate) mod authenticator;
mod clock;
mod database;
pub(crate) mod dice;
mod folder;
mod form;
mod log;
mod page;
pub(crate) mod people;
pub(crate) mod person;
mod program;
mod registry;
mod server;
pub(crate) mod staff;

pub(crate) use answers::Answers;
pub(crate) use form::Form;
pub(crate) use page::{Page, unescaped};
pub(crate) use person::Person;
pub(crate) use registry::TestRegistry;
pub(crate) use server::Server;
