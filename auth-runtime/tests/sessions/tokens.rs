//! When a session asks for a token, and what it makes of the answer.

mod call_by_call;
mod calls;
mod classes;
mod clocks;
mod failures;
mod flight;
mod key;
mod lifetime;
mod never;
mod replies;
mod sources;
mod user_code;
