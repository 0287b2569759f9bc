//! Where sessions keep their tokens.
#![cfg(feature = "client")]

mod conformance;
mod encrypted;
mod faults;
mod file;
#[cfg(all(feature = "derive", feature = "test-util"))]
mod going_back;
mod in_redis;
mod keyring;
#[cfg(all(feature = "derive", feature = "test-util"))]
mod read_only;
#[cfg(feature = "redis")]
#[path = "../redis_server/mod.rs"]
mod redis_server;
mod redis_tls;
#[cfg(all(feature = "derive", feature = "test-util"))]
#[path = "../session_support/rotating.rs"]
mod rotating;
#[cfg(all(feature = "derive", feature = "test-util"))]
#[path = "../support/server.rs"]
mod server;
#[cfg(all(feature = "derive", feature = "test-util"))]
#[path = "../session_support/mod.rs"]
mod session_support;
mod stored;
