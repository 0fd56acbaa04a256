//! Linked tables.
mod axis;
mod balance;
mod integer;
mod lattice;
mod microdata;
mod programme;
mod system;
mod pattern;
mod polish;
mod scenario;
mod reduction;

pub use axis::*; pub use lattice::*; pub use microdata::*; pub use programme::*;
pub mod dev;
