//! The language of Authwright: the model of an authentication API, and the rules that a description of one must follow.
//!
//! An API is described in a YAML spec (read by `authwright-codegen`) or with derives (`authwright-derive`). Both build the types of
//! this crate and call the same `check_…` functions, so that each rule is written once. The type parameter `P` is a
//! position: a place in a YAML text for specs, a span of Rust source for derives. This crate has no YAML, no `syn` and
//! no I/O.
//!
//! The modules are the rooms that every crate has: [`host`], [`value`], [`request`], [`error`], [`expression`],
//! [`credential`], [`lifecycle`], [`sign`]. They share [`problem`], [`key`] and [`word`], which contains [`name`],
//! [`header`], [`template`] and [`suggest`].
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test that fails may panic"))]
// Only the caller prints.
#![warn(clippy::print_stdout, clippy::print_stderr)]

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
