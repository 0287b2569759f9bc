//! The source of a session's tokens.

pub(crate) mod abandoned;
pub(crate) mod ask;
pub(crate) mod facts;
pub(crate) mod header;
pub(crate) mod identity;
pub(crate) mod key;
pub(crate) mod made;
pub(crate) mod obtain;
pub(crate) mod parts;
pub(crate) mod polling;
pub(crate) mod registration;
pub(crate) mod step;

use std::sync::Arc;
use std::time::Duration;

pub use self::ask::{Ask, Declined};
pub use self::facts::{Renewal, Reuse, Rotation};
pub use self::header::TokenHeader;
pub use self::identity::Identity;
pub use self::made::Made;
#[doc(hidden)]
pub use self::made::lacking::{given, given_of};
pub use self::made::spending::Spending;
pub use self::parts::FurtherParts;
pub use self::polling::Polling;
#[doc(hidden)]
pub use self::step::joined::{SettingOf, joined};
use super::{Minted, SessionError};
use crate::credential::TlsIdentity;
use crate::request::RequestProblem;
use crate::sign::Sign;
use crate::{Connection, Secret};

/// How a credential obtains tokens. It is generated for each credential of a spec, and can be implemented by hand.
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
/// The futures run in their own task, one at a time for each session. Do not repeat a request in them, because the
/// session decides when the next one is sent.
///
/// `P` is the provider that issues and accepts the tokens. It is a type parameter and not an associated type, so that a
/// public credential can belong to a private provider.
pub trait TokenSource<P>: Send + Sync + 'static {
    /// How a token is renewed.
    const RENEWAL: Renewal = Renewal::Mint;
    /// The lifetime of a token if the reply does not state it; `None` means "until it is refused".
    const LIFETIME: Option<Duration> = None;
    /// The time for which an unused token remains valid; `None` if using it does not extend its lifetime. Returning it
    /// to a caller counts as a use.
    const IDLE: Option<Duration> = None;
    /// How long before its expiry a token is renewed, if the provider asks for that. The session's
    /// [`Windows`](super::Windows) take precedence.
    const EARLY: Option<Duration> = None;
    /// The header in which a token is sent.
    const HEADER: TokenHeader = TokenHeader::BEARER;
    /// Whether using the refresh token replaces it.
    const ROTATION: Rotation = Rotation::Unknown;
    /// What the provider does with a login if a replaced refresh token is used again.
    const REUSE: Reuse = Reuse::EndsGrant;
    /// How long after its first use the provider still accepts a replaced refresh token once; `None` if unknown.
    const GRACE: Option<Duration> = None;
    /// Whether the provider accepts a replaced refresh token until the new access or refresh token is used for the first
    /// time. A session saves a token before it is used, so that it can repeat a request whose reply was lost.
    const GRACE_UNTIL_USED: bool = false;
    /// Whether [`revoke`](Self::revoke) accepts refresh tokens too, as an endpoint with a field for the token does (RFC
    /// 7009 §2.1). A refresh token that is not revoked outlives the session.
    const REVOKES_REFRESH_TOKENS: bool = false;
    /// The algorithm of a key that the session makes at each login and keeps with its tokens, which are bound to it (RFC
    /// 9449). The requests find it in [`Connection::session_key`], and calls with a token are signed by
    /// [`signer_with`](Self::signer_with).
    #[cfg(feature = "sign")]
    const SESSION_KEY: Option<crate::sign::Algorithm> = None;
    /// Whether a token has exactly the granted scopes, so that a call that needs another one is refused before it is
    /// sent.
    const EXACT_SCOPES: bool = false;

    /// Whether a new login ends the former, whose token is no longer valid. A session then does not begin a login early in
    /// the background: callers wait for its token instead of using the former meanwhile.
    const ONE_SESSION: bool = false;

    /// Whether a first token waits for a person, who answers a question or consents on another device. Such a login has no
    /// time limit but that of its callers, an hour by default; it ends when none of them waits any more, and is not begun
    /// by a renewal in the background.
    const WAITS: bool = false;

    /// The name of the token, if the login has several; empty otherwise.
    const TOKEN: &'static str = "";
    /// The token of the login whose renewals answer this one, too.
    const RENEWED_WITH: Option<&'static str> = None;

    /// Adds the tokens of a login that has several: a source for each, the first one first. Their
    /// [`mint_by`](Self::mint_by) returns [all of them](Minted::several). `#[derive(TokenSource)]` with
    /// `named_token(…)` implements it.
    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<P>)
    where
        Self: Sized,
    {
        let _ = to;
    }

    /// Returns the requested scopes, separated by spaces. `None` if the credential has none.
    fn scope(&self) -> Option<String> {
        None
    }

    /// Returns the same credential with these scopes, which are separated by spaces. `None` if the user must consent to
    /// them, or if the scopes are not an input.
    fn with_scope(&self, scope: &str) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = scope;
        None
    }

    /// Requests a token with the credential's inputs. Take inputs that can be used only once from a
    /// [`OneTime`](super::OneTime).
    fn mint(&self, at: &Connection<P>) -> impl Future<Output = Result<Minted, SessionError>> + Send;

    /// Requests a token with several requests. `made` contains the replies of the previous attempt, so that none is
    /// requested again because a later request failed.
    fn mint_by(&self, at: &Connection<P>, _made: &Made) -> impl Future<Output = Result<Minted, SessionError>> + Send {
        self.mint(at)
    }

    /// Renews a token. `with` is the token that [`RENEWAL`](Self::RENEWAL) selects: the refresh token, or the current or
    /// last access token. By default it requests a first token.
    fn refresh(&self, at: &Connection<P>, _with: &Secret) -> impl Future<Output = Result<Minted, SessionError>> + Send {
        self.mint(at)
    }

    /// Revokes a token: a valid access token, and before it the refresh token if
    /// [`REVOKES_REFRESH_TOKENS`](Self::REVOKES_REFRESH_TOKENS) is set. By default the provider cannot revoke tokens:
    /// [`NotRevocable`](super::SessionProblem::NotRevocable); the session ends anyway.
    fn revoke(&self, _at: &Connection<P>, _token: &Secret) -> impl Future<Output = Result<(), SessionError>> + Send {
        std::future::ready(Err(SessionError::of(super::SessionProblem::NotRevocable)))
    }

    /// Returns whose tokens these are, without secrets. A [store](super::Store) keeps it, and sessions with another
    /// identity do not use the tokens. By default only the provider and its host distinguish them.
    fn identity(&self) -> Identity {
        Identity::default()
    }

    /// Returns the signer of the calls that are made with a token. It is made once per token. Only clients can sign: a
    /// session with a signer cannot be used with other HTTP clients.
    fn signer(&self, _token: &Secret) -> Option<Box<dyn Sign>> {
        None
    }

    /// Like [`signer`](Self::signer), for a source with a [`SESSION_KEY`](Self::SESSION_KEY): `key` is the one to which
    /// the token is bound. By default the calls are not signed with it.
    #[cfg(feature = "sign")]
    fn signer_with(&self, token: &Secret, _key: &crate::sign::PrivateKey) -> Option<Box<dyn Sign>> {
        self.signer(token)
    }

    /// Returns the client certificate of the calls that are made with a token, and of the token requests (RFC 8705).
    /// `None` for most credentials; then the client's is used. HTTP clients of other libraries need one of their own.
    fn tls_identity(&self) -> Option<TlsIdentity> {
        None
    }

    /// Adds headers that are sent with each token, in addition to the token's own. They are computed once per token.
    ///
    /// ```
    /// # use auth_runtime::Secret;
    /// # use auth_runtime::request::RequestProblem;
    /// # use auth_runtime::session::FurtherParts;
    /// # struct User { org: String }
    /// # impl User {
    /// fn further_parts(&self, _: &Secret, to: &mut FurtherParts) -> Result<(), RequestProblem> {
    ///     to.header("x-org", &self.org)
    /// }
    /// # }
    /// ```
    fn further_parts(&self, _token: &Secret, _to: &mut FurtherParts) -> Result<(), RequestProblem> {
        Ok(())
    }
}

/// The tokens of a login that has several: see [`TokenSource::tokens`].
pub trait Tokens<P> {
    /// Adds the source of one token.
    fn add(&mut self, source: impl TokenSource<P>);
}

/// One of several tokens of the credential `C`: see [`Session::of`](super::Session::of). `#[derive(TokenSource)]` with
/// `named_token(…)` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no token of `{C}`",
    label = "a log-in with `{C}` brings no such token",
    note = "the documentation of the credential lists its tokens"
)]
pub trait TokenOf<C> {
    /// The name of the token.
    const NAME: &'static str;
}

/// A credential whose login captures values, which [`Session::captured`](super::Session::captured) returns.
pub trait Captures {
    /// The type of the captured values.
    type Captured: crate::Decode;
}
