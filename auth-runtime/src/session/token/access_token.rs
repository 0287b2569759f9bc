//! The token that a caller receives.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::SystemTime;

use http::{HeaderName, HeaderValue};

use crate::credential::{Accepts, TlsIdentity};
use crate::host::captured::{Captured, decode};
use crate::request::{Context, Fields, RequestProblem};
use crate::session::Authorizable;
use crate::session::token::current::CurrentToken;
use crate::sign::Sign;
use crate::value::DecodeError;
use crate::{Authorizes, Credential, Decode, Secret};

/// A token that was valid when the session returned it: a credential for calls to `P`. Clones share it; do not keep it,
/// but ask the [`Session`](crate::session::Session) for each call.
///
/// ```no_run
/// # use auth_runtime::session::*;
/// # async fn example<P>(session: Session<P>, request: &mut auth_runtime::http::Request<()>) -> Result<(), SessionError> {
/// let token = session.token().await?;
/// request.headers_mut().insert(token.header_name(), token.header().clone());
/// // If the answer is 401:
/// session.invalidate(token.generation());
/// # Ok(())
/// # }
/// ```
pub struct AccessToken<P> {
    pub(crate) current: Arc<CurrentToken>,
    provider: PhantomData<fn() -> P>,
}

impl<P> AccessToken<P> {
    pub(crate) fn new(current: Arc<CurrentToken>) -> Self {
        Self { current, provider: PhantomData }
    }

    /// Attaches the token, replacing existing values of its headers.
    pub(crate) fn attach_to(&self, request: &mut impl Authorizable) {
        request.headers_mut().insert(self.header_name(), self.header().clone());
        for part in &self.current.token.further.headers {
            // A session that sends parts in other places does not give them to other clients.
            if let Some(value) = &part.value {
                request.headers_mut().insert(HeaderName::from_static(part.name), value.clone());
            }
        }
    }

    /// Returns the token itself.
    #[must_use]
    pub fn secret(&self) -> &Secret {
        &self.current.token.secret
    }

    /// Returns the name of the header in which it is sent; usually `authorization`.
    #[must_use]
    pub fn header_name(&self) -> HeaderName {
        HeaderName::from_static(self.current.header_name.name)
    }

    /// Returns the value of that header, marked as sensitive. Its clones share the buffer.
    #[must_use]
    pub fn header(&self) -> &HeaderValue {
        self.current.token.header.mine()
    }

    /// Returns the number of the token within its session, for
    /// [`Session::invalidate`](crate::session::Session::invalidate).
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.current.generation
    }

    /// Returns when it expires; `None` if it is valid until it is refused.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.current.expires_at()
    }

    /// Returns a further value of the token reply, by the name that the source gave it.
    #[must_use]
    pub fn captured(&self, name: &str) -> Option<&Secret> {
        self.current.token.captures.get(name).map(|value| &value.text)
    }

    /// Decodes the captured values.
    pub(crate) fn all_captured<T: Decode>(&self) -> Result<T, DecodeError> {
        decode(&self.current.token.captures)
    }

    /// Returns the scopes that were granted with it, if the provider stated them.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.current.token.scope.as_deref()
    }
}

impl<P> Credential for AccessToken<P> {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, context: &Context) -> Result<(), RequestProblem> {
        self.current.parts(to, context)
    }

    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        self.current.signer()
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.current.tls_identity()
    }

    fn lacks(&self, scopes: &[&'static str]) -> Option<&'static str> {
        self.current.lacks(scopes)
    }

    fn captured(&self) -> Option<&Captured> {
        Some(&self.current.token.captures)
    }
}

impl<P, C: Accepts<Self>> Authorizes<P, C> for AccessToken<P> {}

impl<P> Clone for AccessToken<P> {
    fn clone(&self) -> Self {
        Self { current: Arc::clone(&self.current), provider: PhantomData }
    }
}

/// Shows the generation and the expiry.
impl<P> fmt::Debug for AccessToken<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.current.fmt(f)
    }
}
