//! Signatures: parts of a request that are computed from the rest of it, as the last step before it is sent.

mod sign_error;
mod signature;
mod signer;
mod unsigned;

pub use self::sign_error::SignError;
pub use self::signature::Signature;
pub use self::signer::{Hearing, Sign, SignFuture};
pub use self::unsigned::Unsigned;
