//! External keys.

use std::pin::Pin;

use super::{Algorithm, PublicKey};
use crate::sign::SignError;

/// The future of a signature.
pub type SignerFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, SignError>> + Send + 'a>>;

/// An external private key: in a key management service, an HSM, or an agent. It can be used wherever a
/// [`PrivateKey`](crate::sign::PrivateKey) is expected.
///
/// ```
/// use auth_runtime::Class;
/// use auth_runtime::sign::{Algorithm, PrivateKey, SignError, Signer, SignerFuture};
///
/// struct Vault;
///
/// impl Signer for Vault {
///     fn sign<'a>(&'a self, algorithm: Algorithm, message: &'a [u8]) -> SignerFuture<'a> {
///         Box::pin(async move {
///             // Ask the service for a signature of `message`.
///             # let _ = (algorithm, message);
///             Err(SignError::new(Class::Retry, "the vault is sealed"))
///         })
///     }
/// }
///
/// let key = PrivateKey::from(Vault);
/// ```
pub trait Signer: Send + Sync {
    /// Signs `message`, which is not hashed yet. The signature has the JOSE format: for ECDSA two numbers of fixed
    /// length (RFC 7518 §3.4), not the DER that many services return.
    fn sign<'a>(&'a self, algorithm: Algorithm, message: &'a [u8]) -> SignerFuture<'a>;

    /// Returns the public key, which is needed if it, or its fingerprint, is sent, as in `DPoP` (RFC 9449 §4.2).
    fn public_key(&self) -> Option<PublicKey> {
        None
    }
}
