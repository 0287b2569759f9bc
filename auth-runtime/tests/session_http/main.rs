//! Sessions and the requests of HTTP clients: ours, and those of others.
#![cfg(all(feature = "derive", feature = "test-util"))]

#[path = "../session_support/api.rs"]
mod api;
mod headers;
mod in_reqwest_middleware;
mod in_tower;
mod inspect;
#[path = "../support/server.rs"]
mod server;
#[path = "../session_support/mod.rs"]
mod session_support;
mod uploads;
