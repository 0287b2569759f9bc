//! The client, which connects to a provider over HTTP.

mod builder;
mod clients;
mod connection;
mod encoding;
pub(crate) mod failure;
mod options;
mod receive;
mod runtime;
mod sending;
mod signing;
pub(crate) mod tls;
mod wire;

pub use self::builder::ClientBuilder;
pub use self::connection::{Connection, HasConnection};
