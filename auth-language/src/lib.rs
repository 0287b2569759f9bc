//! The language of Authwright: what can be said about an authentication API, and which rules it follows.
//!
//! Two front ends say the same things: YAML specs (`auth-codegen`) and derives (`auth-derive`). Both resolve into the types of
//! this crate and call the same `check_…` functions, so that a rule is written once. A position is a type parameter `P`: a
//! place in a YAML text for one, a span of Rust source for the other. There is no YAML, no `syn` and no I/O here.
//!
//! The rooms are those of every floor: [`host`], [`value`], [`request`], [`error`], [`expression`], [`credential`], [`lifecycle`], [`sign`]. What they
//! share is in [`problem`], [`key`] and [`word`], which has [`name`], [`header`], [`template`] and [`suggest`].
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that fails may panic"))]

pub mod credential;
pub mod error;
pub mod host;
pub mod id;
pub mod key;
pub mod lifecycle;
pub mod problem;
pub mod request;
pub mod spanned;
pub mod value;
pub mod word;

pub use request::sign;
pub use value::expression;
pub use word::{header, name, suggest, template};
