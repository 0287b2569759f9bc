//! The trait of signers.

use std::pin::Pin;

use http::{HeaderMap, StatusCode};

use crate::request::Context;
use crate::sign::{Memory, SignError, Signature, Unsigned};

/// The future of a signature.
pub type SignFuture<'a> = Pin<Box<dyn Future<Output = Result<Signature, SignError>> + Send + 'a>>;

/// A signer of requests, which runs as the last step before a request is sent.
/// [`Credential::signer`](crate::Credential::signer) returns that of a credential.
///
/// It is asynchronous and may fail, so that the key can be in a vault or an HSM. After each reply it receives the
/// status and the headers, which may contain a nonce or a challenge (RFC 7616, RFC 9449 §8); it can store data for the
/// next request in the [`Memory`] of the connection, and ask for one repetition.
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
    /// Signs a request that is complete except for its signature. It is called again for each attempt.
    fn sign<'a>(&'a self, request: Unsigned<'a>, context: &'a Context) -> SignFuture<'a>;

    /// Handles the head of a reply. After the first reply, [`Hearing::SignAgain`] repeats the request once with a new
    /// signature; return it only if the provider has not acted on the request.
    fn hear(&self, _reply: Heard<'_>) -> Hearing {
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

/// The head of a reply, for a signer.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Heard<'a> {
    /// Scheme, host and port of the request's URL.
    pub origin: &'a str,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The memory of the connection's signers.
    pub memory: &'a Memory,
}

impl<'a> Heard<'a> {
    /// Makes the head of a reply, for the tests of a signer.
    #[must_use]
    pub fn new(origin: &'a str, status: StatusCode, headers: &'a HeaderMap, memory: &'a Memory) -> Self {
        Self { origin, status, headers, memory }
    }
}

/// What happens after a signer has handled a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hearing {
    /// The reply is the result of the call.
    Done,
    /// The request is signed and sent once more.
    SignAgain,
}
