//! The one test binary.

mod architecture;
mod locale;
mod refused;
