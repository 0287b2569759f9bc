//! What a signer does.

use std::pin::Pin;

use http::{HeaderMap, StatusCode};

use crate::request::Context;
use crate::sign::{SignError, Signature, Unsigned};

/// A signature that is being made.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<Signature, SignError>> + Send + 'a>>;

/// Signs requests: the last step before a request is sent. A credential has one by
/// [`Credential::signer`](crate::Credential::signer).
///
/// It is asynchronous and may fail, so that the key can be in a vault or an HSM. After each reply it hears the status and
/// the headers, from which it may take a nonce or a challenge (RFC 7616, RFC 9449 §8). Then it can ask for one repetition.
///
/// ```
/// use auth_runtime::Secret;
/// use auth_runtime::request::Context;
/// use auth_runtime::sign::{Sign, SignFuture, Signature, Unsigned};
///
/// /// Sends the length of the body, which is not much of a signature.
/// struct Length;
///
/// impl Sign for Length {
///     fn sign<'a>(&'a self, request: Unsigned<'a>, _: &'a Context) -> SignFuture<'a> {
///         let length = request.body().len().to_string();
///         Box::pin(async move { Ok(Signature::default().header("x-length", Secret::from(length))) })
///     }
/// }
/// ```
pub trait Sign: Send + Sync {
    /// Signs a request that is finished but for its signature. It is called again for each attempt.
    fn sign<'a>(&'a self, request: Unsigned<'a>, context: &'a Context) -> SignFuture<'a>;

    /// Hears of a reply. [`Hearing::SignAgain`] after the first one repeats the request once, with a new signature: say so
    /// only if the provider has not acted on it.
    fn hear(&self, status: StatusCode, headers: &HeaderMap) -> Hearing {
        let _ = (status, headers);
        Hearing::Done
    }
}

/// What a signer wants after it has heard of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hearing {
    /// The reply is the result of the call.
    Done,
    /// The request is to be signed and sent once more.
    SignAgain,
}
