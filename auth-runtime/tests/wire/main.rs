//! Requests and replies, as types and on the wire.
#![cfg(feature = "derive")]

#[cfg(feature = "client")]
#[path = "../support/acme.rs"]
mod acme;
mod checks;
mod client;
mod decoding;
mod discovery;
mod errors;
mod http_client;
mod places_of_a_reply;
mod redirects;
mod registration;
mod repetition;
mod requests;
#[cfg(feature = "client")]
#[path = "../support/server.rs"]
mod server;
mod success_refusals;
#[path = "../support/mod.rs"]
mod support;
