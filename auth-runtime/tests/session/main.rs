//! When a session asks for a token, and what it makes of the answer.
#![cfg(all(feature = "derive", feature = "test-util"))]

#[path = "../session_support/api.rs"]
mod api;
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
#[path = "../support/server.rs"]
mod server;
#[path = "../session_support/mod.rs"]
mod session_support;
mod sources;
mod user_code;
