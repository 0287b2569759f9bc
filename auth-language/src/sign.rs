//! Signatures over the finished request: the signers there are, what each takes, and its rules.

mod model;
mod resolve;
mod scheme;

pub use model::{Argument, Sign, Value};
pub use resolve::{Given, WrittenSign, check_sign, resolve_sign};
pub use scheme::{Kind, Parameter, SCHEMES, Scheme};
