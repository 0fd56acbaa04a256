//! Who is heard at all: hosts, methods, sources, sizes, addresses and haste, tried on the real server.

mod haste;
mod hosts;
mod methods;
mod reports;
mod sizes;
mod sources;
