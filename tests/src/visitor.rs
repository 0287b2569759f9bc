//! Visits every example of every spec.

use std::fmt::Debug;
use std::future::Future;
use std::str::FromStr;

use auth_runtime::call::{OpenEndpoint, ProtectedEndpoint};
use auth_runtime::consent::{AuthorizationCode, AuthorizationGrant, AuthorizationRequest, Callback, PendingCallback};
use auth_runtime::session::{Ask, Declined, OneTime, SessionBuilder};
use auth_runtime::{ApiError, Authorizes, Connection, Error, Provider, Response, Secret, Settings};
use url::form_urlencoded::Serializer;

/// An example of a spec: the endpoint and the documented response.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The provider's name.
    pub provider: &'static str,
    /// The endpoint's name.
    pub endpoint: &'static str,
    /// The documented 2xx status; 302 for a page that a browser visits.
    pub status: u16,
    /// The documented body; empty if there is none.
    pub body: &'static str,
    /// The documented headers from which fields are read.
    pub headers: &'static [(&'static str, &'static str)],
}

/// An error of a spec: the case and the documented response.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// The provider's name.
    pub provider: &'static str,
    /// The name of the Rust enum.
    pub errors: &'static str,
    /// The expected variant.
    pub case: &'static str,
    /// The status.
    pub status: u16,
    /// The documented body; empty if there is none.
    pub body: &'static str,
    /// The documented headers from which fields are read.
    pub headers: &'static [(&'static str, &'static str)],
    /// The media type of the body.
    pub media: &'static str,
}

impl Example {
    /// Makes an example; the generated modules call this.
    #[must_use]
    pub const fn new(provider: &'static str, endpoint: &'static str, status: u16, body: &'static str) -> Self {
        Self { provider, endpoint, status, body, headers: &[] }
    }

    /// Sets the headers of the response.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }
}

impl Refused {
    /// Makes an error; the generated modules call this.
    #[must_use]
    pub const fn new(
        provider: &'static str,
        errors: &'static str,
        case: &'static str,
        status: u16,
        body: &'static str,
    ) -> Self {
        Self { provider, errors, case, status, body, headers: &[], media: "application/json" }
    }

    /// Sets the media type of a body that is not JSON.
    #[must_use]
    pub const fn of(self, media: &'static str) -> Self {
        Self { media, ..self }
    }

    /// Sets the headers of the response.
    #[must_use]
    pub const fn headers(self, headers: &'static [(&'static str, &'static str)]) -> Self {
        Self { headers, ..self }
    }
}

/// A credential of a spec, with the tokens that its session gets.
#[derive(Clone, Copy, Debug)]
pub struct Tokens {
    /// The provider's name.
    pub provider: &'static str,
    /// The credential's name.
    pub credential: &'static str,
    /// The first token, and the next one.
    pub tokens: [&'static str; 2],
}

impl Tokens {
    /// Makes the tokens of a session; the generated modules call this.
    #[must_use]
    pub const fn new(provider: &'static str, credential: &'static str, tokens: [&'static str; 2]) -> Self {
        Self { provider, credential, tokens }
    }
}

/// Makes the result of an authorization: a code, with the verifier if the spec has PKCE.
///
/// # Panics
/// Never: the callback is what the authorization expects.
#[must_use]
#[expect(clippy::expect_used, reason = "a made-up callback that is refused is a failed test")]
pub fn code(code: &str, verifier: Option<&str>) -> OneTime<AuthorizationCode> {
    let callback = format!("?state=s&code={code}");
    let mut pending = PendingCallback::new("s", verifier.map(Secret::from));
    OneTime::new(pending.finish(&callback).expect("a callback"))
}

/// Makes the result of a visit with a callback of its own, from the parameters of its example, and what the calls before it answered.
///
/// # Panics
/// If the parameters are not those of the type. The generator has checked them, so generator and runtime disagree.
#[must_use]
#[expect(clippy::expect_used, reason = "a made-up callback that is refused is a failed test")]
pub fn grant<C: Callback>(
    parameters: &[(&str, &str)],
    verifier: Option<&str>,
    kept: &[(&'static str, &str)],
) -> AuthorizationGrant<C> {
    let body = Serializer::new(String::from("state=s")).extend_pairs(parameters).finish();
    let pending = PendingCallback::<C>::resumed("s", verifier.map(Secret::from));
    let mut pending = kept.iter().fold(pending, |pending, (name, value)| pending.keep(name, *value));
    pending.finish_form(&body).expect("a callback")
}

/// Makes an answer to whatever a log-in asks.
#[must_use]
pub fn answer<Q: 'static, A: Clone + Send + Sync + 'static>(answer: impl Into<A>) -> Ask<Q, A> {
    let answer = answer.into();
    Ask::new(move |_| std::future::ready(Ok::<A, Declined>(answer.clone())))
}

/// The result of a call of a generated client.
pub(crate) type Reply<E> =
    Result<Response<<E as auth_runtime::Endpoint>::Response>, Error<<E as auth_runtime::Endpoint>::Error>>;

/// Receives every example. `call` makes the call through the generated method.
pub trait Visitor {
    /// Receives the settings for the calls of a provider, before its calls.
    fn settings<S: Settings<Provider: Provider> + Clone + 'static>(&mut self, settings: S);

    /// Receives a call without a credential.
    fn open<P, E, F>(
        &mut self,
        provider: P,
        example: Example,
        request: E,
        call: impl FnOnce(Connection<P>, E) -> F + 'static,
    ) where
        P: Provider,
        E: OpenEndpoint<Response: Debug> + 'static,
        F: Future<Output = Reply<E>> + 'static;

    /// Receives a call with a credential.
    fn protected<P, E, C, F>(
        &mut self,
        provider: P,
        example: Example,
        request: E,
        credential: C,
        call: impl FnOnce(Connection<P, C>, E) -> F + 'static,
    ) where
        P: Provider,
        E: ProtectedEndpoint<Response: Debug> + 'static,
        C: Authorizes<P> + 'static,
        F: Future<Output = Reply<E>> + 'static;

    /// Receives a page that a browser visits.
    fn visit<P, R>(&mut self, provider: P, example: Example, request: R)
    where
        P: Provider,
        R: AuthorizationRequest<Provider = P> + 'static;

    /// Receives an error.
    fn error<E: ApiError>(&mut self, refused: Refused);

    /// Receives a session. Most visitors ignore it, because its calls are passed to the other methods.
    fn session<P: Provider>(
        &mut self,
        _provider: P,
        _tokens: Tokens,
        _build: impl FnOnce(&Connection<P>) -> SessionBuilder<P> + 'static,
    ) {
    }
}

/// Parses a value of an example.
///
/// # Panics
/// If the text is not a value of the type. The generator has checked it, so generator and runtime disagree.
#[must_use]
#[expect(clippy::panic, reason = "a test whose example does not parse has failed")]
pub fn parse<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("`{text}` is not a value of its type: {error:?}"))
}
