//! The one test binary.

mod architecture;
mod commands;
mod folder;
mod locale;
mod refused;
mod tampering;
