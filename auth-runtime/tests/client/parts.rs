//! The parts of a client, each alone.

#[cfg(feature = "client")]
mod client;
mod credentials;
mod fuzz_corpus;
mod hygiene;
mod receiver;
mod scopes;
mod send_sync;
mod waiting;
