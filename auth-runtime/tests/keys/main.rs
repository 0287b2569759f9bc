//! Keys, what they sign, and certificates.

#[cfg(feature = "client")]
#[path = "../support/acme.rs"]
mod acme;
mod external_keys;
mod identity;
#[cfg(feature = "client")]
#[path = "../support/server.rs"]
mod server;
mod signatures;
mod signing;
mod tls_identity;
#[cfg(feature = "sign")]
mod vectors;
