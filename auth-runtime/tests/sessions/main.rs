//! Sessions: when they ask for a token, what they make of the answer, where they keep it, and what they lose.
#![cfg(all(feature = "derive", feature = "test-util"))]

#[path = "../support/acme.rs"]
mod acme;
#[path = "../session_support/api.rs"]
mod api;
mod arrived;
mod http;
mod logins;
mod random;
#[cfg(feature = "redis")]
#[path = "../redis_server/mod.rs"]
mod redis_server;
#[path = "../session_support/rotating.rs"]
mod rotating;
#[path = "../support/server.rs"]
mod server;
#[path = "../session_support/mod.rs"]
mod session_support;
mod stores;
mod tokens;
#[path = "../support/unreachable.rs"]
mod unreachable;
