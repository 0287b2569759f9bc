//! What a failure says of its request: whether the provider has received it, and whether a retry can help. One row for
//! each way to fail; each is a request with a body and one without, over connections that are pooled and that are not.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

mod connections;
mod http2;
mod no_runtime;
mod pools;
#[cfg(feature = "tls-rustls")]
mod tls;
mod world;
