//! (being built)

pub mod invented;
