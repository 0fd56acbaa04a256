//! Linked tables.
mod axis;
mod balance;
mod cover;
mod integer;
mod lattice;
mod ledger;
mod microdata;
mod programme;
mod system;
mod pattern;
mod polish;
mod protect;
mod scenario;
mod sensitive;
mod reduction;
mod release;

pub use axis::*; pub use lattice::*; pub use microdata::*; pub use programme::*; pub use protect::*; pub use ledger::*; pub use sensitive::NotReleasable;
