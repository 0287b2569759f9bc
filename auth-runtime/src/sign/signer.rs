//! What a signer does.

use std::pin::Pin;

use http::{HeaderMap, StatusCode};

use crate::request::Context;
use crate::sign::{Memory, SignError, Signature, Unsigned};

/// A signature that is being made.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<Signature, SignError>> + Send + 'a>>;

/// Signs requests: the last step before a request is sent. A credential has one by
/// [`Credential::signer`](crate::Credential::signer).
///
/// It is asynchronous and may fail, so that the key can be in a vault or an HSM. After each reply it hears the status and
/// the headers, from which it may take a nonce or a challenge (RFC 7616, RFC 9449 §8); what the next request needs it keeps in the
/// [`Memory`] of the connection. It can ask for one repetition.
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
    fn hear(&self, reply: Heard<'_>) -> Hearing {
        let _ = reply;
        Hearing::Done
    }
}

impl<S: Sign + ?Sized> Sign for &S {
    fn sign<'a>(&'a self, request: Unsigned<'a>, context: &'a Context) -> SignFuture<'a> {
        (**self).sign(request, context)
    }

    fn hear(&self, reply: Heard<'_>) -> Hearing {
        (**self).hear(reply)
    }
}

/// The head of a reply, as a signer hears it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Heard<'a> {
    /// Scheme, host and port of the request's URL.
    pub origin: &'a str,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// What the signers of the connection remember.
    pub memory: &'a Memory,
}

impl<'a> Heard<'a> {
    /// A reply of these parts, for the tests of a signer.
    #[must_use]
    pub fn new(origin: &'a str, status: StatusCode, headers: &'a HeaderMap, memory: &'a Memory) -> Self {
        Self { origin, status, headers, memory }
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
