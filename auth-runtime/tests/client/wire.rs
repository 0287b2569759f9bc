//! Requests and replies, as types and on the wire.

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
mod success_refusals;
