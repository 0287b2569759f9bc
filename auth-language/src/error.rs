//! Errors: which replies are refusals, and which variant of the error enum each of them becomes.

mod body;
mod cases;
mod condition;
mod model;
mod status;

pub use body::{check_body, check_retry_after};
pub use cases::check_cases;
pub use condition::check_test;
pub(crate) use model::implies;
pub use model::{Case, Is, Test};
pub use status::{check_reply_statuses, check_said_success, check_status, check_statuses, check_success_statuses};
