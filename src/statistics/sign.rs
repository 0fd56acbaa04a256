//! The signs that a cell bears instead of a number, or beside it: those of Statistics Norway.

/// Not shown for confidentiality.
pub const SUPPRESSED: &str = ":";
/// Data not available.
pub const MISSING: &str = "..";
/// Data cannot be: the share of nothing.
pub const IMPOSSIBLE: &str = ".";
/// Changed by a correction.
pub const REVISED: &str = "*";
