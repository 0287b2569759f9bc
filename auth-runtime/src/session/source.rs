//! Where tokens come from.

pub(crate) mod facts;
pub(crate) mod header;
pub(crate) mod identity;
pub(crate) mod made;
pub(crate) mod obtain;
pub(crate) mod parts;

use std::time::Duration;

pub use self::facts::{Renewal, Reuse, Rotation};
pub use self::header::TokenHeader;
pub use self::identity::Identity;
pub use self::made::Made;
pub use self::parts::FurtherParts;
use super::{Minted, SessionError};
use crate::request::RequestProblem;
use crate::sign::Sign;
use crate::{Connection, Secret};

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
    /// How long a token lives where the reply does not say so; `None` means "until it is refused".
    const LIFETIME: Option<Duration> = None;
    /// How long a token lives after its last use; `None` if a use does not prolong its life. To hand it out is a use.
    const IDLE: Option<Duration> = None;
    /// How long before its end a token is renewed, where the provider asks for it. [`Windows`](super::Windows) that the session
    /// is built with go before it.
    const EARLY: Option<Duration> = None;
    /// How a token travels.
    const HEADER: TokenHeader = TokenHeader::BEARER;
    /// Whether a use of the refresh token replaces it.
    const ROTATION: Rotation = Rotation::Unknown;
    /// What the provider does with a login whose refresh token is used a second time after it was replaced.
    const REUSE: Reuse = Reuse::EndsGrant;
    /// For how long after its first use the provider accepts a replaced refresh token once more; `None` if it does not say.
    const GRACE: Option<Duration> = None;
    /// Whether [`revoke`](Self::revoke) takes refresh tokens too, as an endpoint does that has a field for the token
    /// (RFC 7009 §2.1). A refresh token that is not revoked outlives the session.
    const REVOKES_REFRESH_TOKENS: bool = false;
    /// Whether a token has the scopes that were granted and no others, so that a call that needs another one is refused before it is
    /// sent.
    const EXACT_SCOPES: bool = false;

    /// The scopes that a token is asked for, separated by spaces. `None` if the credential does not say any.
    fn scope(&self) -> Option<String> {
        None
    }

    /// The same credential, asking for these scopes, which are separated by spaces. `None` if a person has to be asked, or if
    /// the scopes are not an input.
    fn with_scope(&self, scope: &str) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = scope;
        None
    }

    /// Requests a token from what the credential has. Take what can be used once from a [`OneTime`](super::OneTime).
    fn mint(&self, at: &Connection<P>) -> impl Future<Output = Result<Minted, SessionError>> + Send;

    /// The same for a log-in of several requests: `made` has the replies of an attempt before, so that none of them is made
    /// again because a later one failed.
    fn mint_by(&self, at: &Connection<P>, made: &Made) -> impl Future<Output = Result<Minted, SessionError>> + Send {
        let _ = made;
        self.mint(at)
    }

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

    /// Whose tokens these are, without any secret. A [store](super::Store) keeps it, and a session of anyone else does
    /// not use them. By default, nothing but the provider and its host tells them apart.
    fn identity(&self) -> Identity {
        Identity::default()
    }

    /// What signs the calls that are made with a token. It is made once for each token. Only clients sign: other HTTP clients
    /// refuse such a session.
    fn signer(&self, token: &Secret) -> Option<Box<dyn Sign>> {
        let _ = token;
        None
    }

    /// Headers that go with each token, besides the one of the token itself. They are made once for each token.
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
    fn further_parts(&self, token: &Secret, to: &mut FurtherParts) -> Result<(), RequestProblem> {
        let _ = (token, to);
        Ok(())
    }
}

/// A credential whose log-in captures values: what [`Session::captured`](super::Session::captured) answers.
pub trait Captures {
    /// The captured values.
    type Captured: crate::Decode;
}
