//! A client: its requests and replies on the wire, its keys and signatures, and each of its parts alone.

#[cfg(feature = "client")]
#[path = "../support/acme.rs"]
mod acme;
mod keys;
mod parts;
#[cfg(feature = "client")]
#[path = "../support/server.rs"]
mod server;
#[cfg(feature = "derive")]
#[path = "../support/mod.rs"]
mod support;
#[cfg(feature = "derive")]
mod wire;
