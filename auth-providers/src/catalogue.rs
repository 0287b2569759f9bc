//! The providers of the catalogue.

#[rustfmt::skip]
mod generated;

#[allow(unreachable_pub, unused_imports, reason = "without their features, there are no providers")]
pub use generated::*;
