//! Keys, what they sign, and certificates.

mod external_keys;
mod identity;
mod signatures;
mod signing;
mod tls_identity;
#[cfg(feature = "sign")]
mod vectors;
