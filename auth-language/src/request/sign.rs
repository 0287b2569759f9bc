//! Signatures over the finished request: the schemes, their parameters, and their rules.

mod model;
mod resolve;
mod scheme;

pub use model::{Argument, Sign, Value};
pub use resolve::{Given, WrittenSign, check_sign, resolve_sign};
pub use scheme::{Kind, Parameter, SCHEMES, Scheme};
