//! The words of the field. Nothing here knows how it is stored, sealed, shown or counted.

mod code;
mod language;

pub use code::*;
pub use language::Language;
