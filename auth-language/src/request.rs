//! Requests: their methods, paths, bodies and parts.

mod body;
mod callback;
mod check;
mod model;
mod names;
mod parts;
mod path;
mod place;
mod pointer;
mod repeat;
mod reply;
pub mod sign;

pub use callback::{
    CODE_CHALLENGE, Compared, STATE, check_callback_field, check_compared, check_no_challenge, parameters, uses,
};
pub use check::{check_computed, check_computed_used, check_headers, check_inputs, check_request};
pub use model::{BODY, Computed, Content, Kind, Part, Request};
pub(crate) use names::{check_one_authorization, check_parts, check_taken};
pub use names::{check_setters, is_taken};
pub(crate) use parts::{check_header_value, check_in_place, check_text};
pub use path::{check_page, check_path, divide_page};
pub use place::{PASSWORD, Place, USERNAME};
pub use pointer::{child, index_of, item, leaf, segments};
pub use repeat::check_repeat;
pub use reply::{Alternative, Route, check_alternatives};
