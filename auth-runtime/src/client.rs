//! The client: connections to a provider over HTTP.

mod builder;
mod connection;
mod failure;
mod options;
pub(crate) mod tls;
mod wire;

pub use self::builder::ClientBuilder;
pub use self::connection::{Connection, HasConnection};
