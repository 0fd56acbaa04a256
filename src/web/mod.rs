//! (being built)

pub mod assets;
pub mod chart;
pub mod form;
pub mod headers;
pub mod page;
pub mod pager;
