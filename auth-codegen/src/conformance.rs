//! Checks whether a JSON value matches a type. Used for the examples of a spec, and by the mock server for requests.

mod condition;
mod constant;
mod document;
mod equal;
mod head;
mod mismatch;
mod nested;
mod path;
mod scalar;
mod time;
pub mod upload;
mod value;

pub use condition::{Success, headers_of, holds, is_variant, success, unmet};
pub use constant::{with_constants, without_constants};
pub use document::{document, encoding_of, typed};
pub use head::{Headers, head, in_head};
pub use mismatch::{Advice, Mismatch};
pub use nested::{flatten, given, insert};
pub use path::look_up;
#[cfg(feature = "examples")]
pub(crate) use value::items_of;
pub use value::{object, value};
