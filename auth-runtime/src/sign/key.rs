//! Private keys, and the public keys that verify their signatures.

mod algorithm;
mod backend;
mod certificate;
mod der;
mod der_of;
mod jwk;
mod key_error;
mod pem;
mod private;
mod public;
mod signer;
mod verification;

pub use self::algorithm::Algorithm;
pub use self::certificate::Certificate;
pub(crate) use self::der::ecdsa_signature;
pub use self::der_of::{Der, Thumbprint};
pub use self::key_error::KeyError;
pub use self::private::PrivateKey;
pub use self::public::PublicKey;
pub use self::signer::{Signer, SignerFuture};
