//! Signatures, which are parts of a request that are computed from its other parts as the last step before it is sent;
//! and the keys and JWTs that other parts contain.

#[cfg(feature = "sign")]
mod form;
#[cfg(feature = "sign")]
mod jwt;
#[cfg(feature = "sign")]
pub(crate) mod key;
mod memory;
mod now;
mod parts;
mod pending;
#[cfg(feature = "sign")]
mod scheme;
mod sign_error;
mod signature;
mod signer;
mod unsigned;

#[cfg(feature = "sign")]
pub(crate) use self::form::Form;
#[cfg(feature = "sign")]
pub use self::jwt::{Jwt, JwtKey};
#[cfg(feature = "sign")]
pub(crate) use self::jwt::{Minting, Plan, keepable, mint, sign_compact, sign_text, token};
#[cfg(feature = "sign")]
pub use self::key::{Algorithm, Certificate, Der, KeyError, PrivateKey, PublicKey, Signer, SignerFuture, Thumbprint};
pub use self::memory::Memory;
#[cfg(feature = "client")]
pub(crate) use self::now::header_of;
pub(crate) use self::now::{apply, sign_now};
pub use self::parts::SignedParts;
#[cfg(feature = "client")]
pub(crate) use self::pending::Completed;
pub(crate) use self::pending::Pending;
#[cfg(feature = "sign")]
pub use self::scheme::{Digest, Dpop, HttpSignature, OAuth1, SigV4, SigV4In, SigV4Path};
pub use self::sign_error::SignError;
pub use self::signature::Signature;
pub use self::signer::{Heard, Hearing, Sign, SignFuture};
pub(crate) use self::unsigned::Known;
pub use self::unsigned::Unsigned;
