//! Requests: what is sent where, and in which parts.

mod body;
mod check;
mod model;
mod names;
mod parts;
mod path;

pub use check::{check_headers, check_inputs, check_request};
pub use model::{Content, Kind, PASSWORD, Part, Place, Request, USERNAME};
pub(crate) use names::{check_parts, check_taken};
pub use names::{check_setters, is_taken};
pub(crate) use parts::{check_basic, check_header_value};
pub use path::check_path;
