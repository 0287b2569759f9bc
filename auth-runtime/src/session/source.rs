//! Where tokens come from.

use std::pin::Pin;
use std::time::Duration;

use http::HeaderName;

use super::{Minted, SessionError};
use crate::host::site::Site;
use crate::{Connection, Provider, Secret};

/// How a credential becomes tokens: what is generated for each credential, and what can be written by hand.
///
/// ```
/// # use auth_runtime::*;
/// # struct Acme;
/// # impl Provider for Acme {
/// #     const NAME: &'static str = "acme";
/// #     const TITLE: &'static str = "Acme";
/// #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
/// # }
/// # #[derive(Debug, ApiError)]
/// # enum AcmeError { #[api_error(other)] Other }
/// # #[derive(Endpoint)]
/// # #[endpoint(POST "/token", json, response = Token, error = AcmeError)]
/// # struct LogIn { email: String, password: Secret }
/// # #[derive(Decode)]
/// # struct Token { access_token: Secret, expires_in: Seconds }
/// use auth_runtime::session::{Minted, SessionError, TokenSource};
///
/// struct Password {
///     email: String,
///     password: Secret,
/// }
///
/// impl TokenSource<Acme> for Password {
///     async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
///         let token = at.call(LogIn::new(&self.email, &self.password)).await?.into_value();
///         Ok(Minted::new(token.access_token).expires_in(token.expires_in))
///     }
/// }
/// ```
///
/// The futures run in a task of their own, one at a time for each session. Do not repeat a request in them: the session
/// decides when the next one is sent.
///
/// `P` is the provider that issues the tokens and accepts them. A parameter and not a type of the trait, so that a public
/// credential may be of a private provider.
pub trait TokenSource<P>: Send + Sync + 'static {
    /// How the next token is made from the present one.
    const RENEWAL: Renewal = Renewal::Mint;
    /// How long a token lives where the reply does not say so; `None` stands for "until it is refused".
    const LIFETIME: Option<Duration> = None;
    /// How a token travels.
    const HEADER: TokenHeader = TokenHeader::BEARER;
    /// Whether [`revoke`](Self::revoke) takes refresh tokens too, as an endpoint does that has a field for the token
    /// (RFC 7009 §2.1). A refresh token that is not revoked outlives the session.
    const REVOKES_REFRESH_TOKENS: bool = false;

    /// Requests a token from what the credential has. Take what can be used once from a [`OneTime`](super::OneTime).
    fn mint(&self, at: &Connection<P>) -> impl Future<Output = Result<Minted, SessionError>> + Send;

    /// Requests the next token. `with` is what [`RENEWAL`](Self::RENEWAL) says: the refresh token, or the current access
    /// token. By default as the first.
    fn refresh(&self, at: &Connection<P>, with: &Secret) -> impl Future<Output = Result<Minted, SessionError>> + Send {
        let _ = with;
        self.mint(at)
    }

    /// Revokes a token: an access token that is still valid, and before it the refresh token if
    /// [`REVOKES_REFRESH_TOKENS`](Self::REVOKES_REFRESH_TOKENS) says so. By default the provider cannot be told:
    /// [`NotRevocable`](super::SessionProblem::NotRevocable), with which the session ends as well.
    fn revoke(&self, at: &Connection<P>, token: &Secret) -> impl Future<Output = Result<(), SessionError>> + Send {
        let _ = (at, token);
        std::future::ready(Err(SessionError::of(super::SessionProblem::NotRevocable)))
    }
}

/// How the next token is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Renewal {
    /// As the first one.
    Mint,
    /// With the refresh token that came with the present one (RFC 6749 §6). It may change at each use, and is not sent
    /// again once the provider may have received it. As the first one where there is none, or the provider refuses it.
    RefreshToken,
    /// With the current access token, while it is valid. As the first one where it is not, or the provider refuses it.
    AccessToken,
}

/// The header that a token travels in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TokenHeader {
    pub(crate) name: &'static str,
    pub(crate) prefix: &'static str,
}

impl TokenHeader {
    /// `Authorization: Bearer …` (RFC 6750 §2.1).
    pub const BEARER: Self = Self::new("authorization", "Bearer ");

    /// The header `name`, in lower case, with `prefix` before the token. A constant with another name does not compile:
    ///
    /// ```compile_fail,E0080
    /// # use auth_runtime::session::TokenHeader;
    /// const HEADER: TokenHeader = TokenHeader::new("X-Api-Key", "");
    /// ```
    ///
    /// # Panics
    ///
    /// With another name, where it is no constant.
    #[must_use]
    pub const fn new(name: &'static str, prefix: &'static str) -> Self {
        // Here, where the name is written, and not in the middle of a call. What is forgotten owns nothing.
        std::mem::forget(HeaderName::from_static(name));
        Self { name, prefix }
    }
}

/// A future whose type is not known.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A source and the connection it is used on, without their types: the session is compiled once for all sources.
pub(crate) trait Obtain: Send + Sync {
    fn provider(&self) -> &'static str;
    fn hosts(&self) -> &Site;
    fn renewal(&self) -> Renewal;
    fn lifetime(&self) -> Option<Duration>;
    fn header(&self) -> TokenHeader;
    fn mint(&self) -> Boxed<'_, Result<Minted, SessionError>>;
    fn refresh<'a>(&'a self, with: &'a Secret) -> Boxed<'a, Result<Minted, SessionError>>;
    fn revokes_refresh_tokens(&self) -> bool;
    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>>;
}

pub(crate) struct At<S, P> {
    pub(crate) source: S,
    pub(crate) connection: Connection<P>,
}

impl<S: TokenSource<P>, P: Provider> Obtain for At<S, P> {
    fn provider(&self) -> &'static str {
        P::NAME
    }

    fn hosts(&self) -> &Site {
        self.connection.hosts().site()
    }

    fn renewal(&self) -> Renewal {
        S::RENEWAL
    }

    fn lifetime(&self) -> Option<Duration> {
        S::LIFETIME
    }

    fn header(&self) -> TokenHeader {
        S::HEADER
    }

    fn mint(&self) -> Boxed<'_, Result<Minted, SessionError>> {
        Box::pin(self.source.mint(&self.connection))
    }

    fn refresh<'a>(&'a self, with: &'a Secret) -> Boxed<'a, Result<Minted, SessionError>> {
        Box::pin(self.source.refresh(&self.connection, with))
    }

    fn revokes_refresh_tokens(&self) -> bool {
        S::REVOKES_REFRESH_TOKENS
    }

    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>> {
        Box::pin(self.source.revoke(&self.connection, token))
    }
}
