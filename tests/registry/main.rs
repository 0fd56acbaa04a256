//! The one test binary.

mod architecture;
mod folder;
mod locale;
mod refused;
mod tampering;
