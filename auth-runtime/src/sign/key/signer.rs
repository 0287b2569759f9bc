//! Keys that live elsewhere.

use std::pin::Pin;

use super::{Algorithm, PublicKey};
use crate::sign::SignError;

/// A signature that is being made.
pub type SignerFuture<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, SignError>> + Send + 'a>>;

/// A private key that lives elsewhere: in a key management service, an HSM, an agent. Wherever a
/// [`PrivateKey`](crate::sign::PrivateKey) is asked for, whatever implements this will do.
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
    /// Signs `message`, which is not digested yet. The signature has the form of JOSE: for ECDSA the two numbers one after the
    /// other (RFC 7518 §3.4), and not the DER that many services answer.
    fn sign<'a>(&'a self, algorithm: Algorithm, message: &'a [u8]) -> SignerFuture<'a>;

    /// The public key, where it is shown or its fingerprint is needed: `DPoP` (RFC 9449 §4.2).
    fn public_key(&self) -> Option<PublicKey> {
        None
    }
}
