//! The code lists.
