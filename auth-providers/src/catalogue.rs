//! The providers of the catalogue.

#[rustfmt::skip]
mod generated;

pub use generated::*;
