//! Sessions: credentials that always have a valid token.
//!
//! A [`Session`] obtains a token when it is first asked for one, hands it out without a lock while it is fresh, renews it
//! before it expires, and tells everyone who waits the same outcome. What it promises:
//!
//! - One token request in flight, in a task of its own: callers that go away neither cancel nor repeat it. The task runs
//!   on the Tokio runtime of the caller who starts it. If that runtime is shut down, a caller on another starts anew; if
//!   it stands still, because nobody drives it, the request is given up after its time limit.
//! - A token is never handed out after its expiry, by the monotonic or the wall clock, counted from before its request.
//! - A failed renewal does not take away a token that is still valid.
//! - After a failure nobody sends a request before `Retry-After`, or a back-off with jitter, whoever asks. Repeated
//!   requests of all sessions of a connection draw from one budget.
//! - A refresh token that may have reached the provider is not sent again, except after 429 and 503 and other answers
//!   that say that it was not used. A rotated one is saved in the [`Store`] before the new token is used.
//!
//! HTTP clients of other kinds have it by [`Session::authorize`], which attaches a token to a request of the provider's; as
//! a middleware of `reqwest-middleware` by `SessionMiddleware`, and as a layer of `tower` by `SessionLayer`, each behind the
//! feature of that name.
//!
//! It tells `tracing`, with the target `auth_runtime::session` and the field `provider`: a span `token_request` around all
//! that is done for a token, and the events `token obtained` (`generation`), `token request failed` (`problem`, `class`,
//! `retry_after_ms`, `failures`, and `error`: the `Display` of the error's source, where there is one), `token refused`
//! (`generation`), and `session revoked` (`told`: whether the provider knows of every token that was still valid). No field
//! holds a secret.
//!
//! ```no_run
//! # use auth_runtime::*;
//! # use auth_runtime::credential::SessionError;
//! # use auth_runtime::session::*;
//! # struct Acme;
//! # impl Provider for Acme {
//! #     const NAME: &'static str = "acme";
//! #     const TITLE: &'static str = "Acme";
//! #     const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
//! # }
//! # #[derive(Debug, ApiError)]
//! # enum AcmeError { #[api_error(other)] Other }
//! # #[derive(Endpoint)]
//! # #[endpoint(GET "/me", protected, response = Json, error = AcmeError)]
//! # struct GetProfile;
//! # struct Password(Secret);
//! # impl TokenSource<Acme> for Password {
//! #     async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> { Ok(Minted::new(&self.0)) }
//! # }
//! # async fn example(connection: Connection<Acme>, password: Password) -> Result<(), Box<dyn std::error::Error>> {
//! let session = Session::new(password, &connection);
//! let profile = connection.with(session).call_protected(GetProfile).await?;
//! # Ok(())
//! # }
//! ```

mod adapter;
mod builder;
mod error;
mod map;
mod renew;
mod source;
mod state;
mod store;
mod token;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

pub use self::adapter::authorizable::Authorizable;
#[cfg(feature = "tower")]
pub use self::adapter::layer::{SessionLayer, SessionService, SessionServiceError};
#[cfg(feature = "reqwest-middleware")]
pub use self::adapter::middleware::SessionMiddleware;
#[doc(hidden)]
pub use self::adapter::presented::{Presented, Verifier};
#[cfg(feature = "tower")]
pub use self::adapter::replay::Replay;
pub use self::builder::SessionBuilder;
pub use self::map::SessionMap;
use self::renew::shared::Shared;
pub use self::source::{FurtherParts, Identity, Renewal, Reuse, Rotation, TokenHeader, TokenSource};
pub use self::state::{SessionGone, SessionState, SessionWatch};
#[cfg(all(feature = "redis", any(feature = "tls-rustls", feature = "tls-ring")))]
pub use self::store::RedisTls;
#[cfg(feature = "test-util")]
pub use self::store::conformance;
#[cfg(feature = "test-util")]
#[doc(hidden)]
pub use self::store::rewritten;
#[cfg(feature = "encrypted-store")]
pub use self::store::{EncryptedStore, EncryptedStoreError, EncryptionKey};
pub use self::store::{FileStore, Grant, Locked, MemoryStore, Store, StoreFuture, Stored};
#[cfg(feature = "keyring")]
pub use self::store::{KeyringStore, KeyringStoreError};
#[cfg(feature = "redis")]
pub use self::store::{RedisStore, RedisStoreError};
pub use self::token::access_token::AccessToken;
pub use self::token::clock::{Clock, Moment, SystemClock};
pub use self::token::lifetime::Windows;
#[cfg(feature = "test-util")]
pub use self::token::manual_clock::ManualClock;
pub use self::token::minted::Minted;
pub use self::token::one_time::OneTime;
use crate::Provider;
use crate::client::HasConnection;
pub use crate::credential::{SessionError, SessionProblem};
#[cfg(feature = "derive")]
pub use auth_macros::TokenSource;

/// A credential of the provider `P` that always has a valid token. Clones are cheap and share it.
///
/// See the [module](self) for what it promises. Its methods must be called in a Tokio runtime with I/O and time enabled,
/// as the client's; a valid token is handed out anywhere.
///
/// `C` says of which credential the session is, for providers with several.
pub struct Session<P, C = ()> {
    shared: Arc<Shared>,
    tag: PhantomData<fn() -> (P, C)>,
}

impl<P: Provider> Session<P> {
    /// A session with safe defaults, on a client or a connection. Nothing is requested before the first use.
    pub fn new(source: impl TokenSource<P>, client: &impl HasConnection<P>) -> Self {
        Self::builder(source, client).build()
    }

    /// The settings of a session: store, windows, deadline, clock.
    pub fn builder(source: impl TokenSource<P>, client: &impl HasConnection<P>) -> SessionBuilder<P> {
        SessionBuilder::new(source, client.anonymous())
    }
}

impl<P, C> Session<P, C> {
    fn of(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), tag: PhantomData }
    }

    /// The same session, without saying of which credential it is.
    #[must_use]
    pub fn untagged(self) -> Session<P> {
        Session { shared: self.shared, tag: PhantomData }
    }

    /// Whether another clone or a request for a token uses the session.
    fn is_shared(&self) -> bool {
        Arc::strong_count(&self.shared) > 1
    }

    /// A valid token. One that is fresh, or that is being renewed early, is handed out at once, without a lock or an
    /// allocation; otherwise this may wait, at most until the deadline of the session.
    pub async fn token(&self) -> Result<AccessToken<P>, SessionError> {
        let current = match self.shared.at_hand(Arc::clone) {
            Some(current) => current,
            None => Box::pin(self.shared.token()).await?,
        };
        Ok(AccessToken::new(current))
    }

    /// As [`token`](Self::token), with another deadline for this call. The request for a token goes on after it.
    pub async fn token_within(&self, deadline: Duration) -> Result<AccessToken<P>, SessionError> {
        if let Some(current) = self.shared.at_hand(Arc::clone) {
            return Ok(AccessToken::new(current));
        }
        Ok(AccessToken::new(Box::pin(self.shared.token_within(deadline)).await?))
    }

    /// The value of the header that a token travels in, marked as sensitive: as [`token`](Self::token), for callers that
    /// do not need to know which token it is. Threads that ask at once do not slow each other down. Nobody looks at where
    /// it is sent; [`authorize`](Self::authorize) does.
    pub async fn header(&self) -> Result<HeaderValue, SessionError> {
        match self.shared.at_hand(|current| current.token.header.mine().clone()) {
            Some(header) => Ok(header),
            None => Ok(Box::pin(self.shared.token()).await?.token.header.mine().clone()),
        }
    }

    /// Attaches a valid token to a request of another HTTP client, in place of what its header may hold, and says which
    /// token it is. This waits as [`token`](Self::token) does.
    ///
    /// A token goes only to the provider: scheme, host and port of the URL must be those of one of
    /// [its hosts](crate::Connection::hosts). For any other URL, one without a host, and one with a user name, the error is
    /// [`OtherHost`](SessionProblem::OtherHost), no token is requested, and the request stays as it is. Whoever means to
    /// send a token elsewhere takes it from [`header`](Self::header).
    ///
    /// The client must not follow redirects with the header. Most drop `authorization` on the way to another host, and
    /// no other header.
    ///
    /// ```no_run
    /// # use auth_runtime::session::*;
    /// # use auth_runtime::reqwest;
    /// # async fn example<P>(session: Session<P>, client: reqwest::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut request = client.get("https://api.acme.example/me").build()?;
    /// let token = session.authorize(&mut request).await?;
    /// let response = client.execute(request).await?;
    /// if response.status() == reqwest::StatusCode::UNAUTHORIZED {
    ///     session.invalidate(token.generation());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn authorize(&self, request: &mut impl Authorizable) -> Result<AccessToken<P>, SessionError> {
        adapter::authorizable::check(self.shared.parts.source.hosts(), request)?;
        let token = self.token().await?;
        token.attach_to(request);
        Ok(token)
    }

    /// Tells the session that the API refused the token of that [generation](AccessToken::generation) with 401: the next
    /// call for a token obtains another. If the session has another already, nothing happens. Nor if the token is new and
    /// follows one that was refused as well: other calls may accept it, and an API that refuses every token would cause
    /// one renewal after the other.
    pub fn invalidate(&self, generation: u64) {
        self.shared.refused(generation, None);
    }

    /// Ends the session: nobody gets a token any more, the store is emptied, and the provider is told, where the source
    /// knows how: of the token in memory, and of the one in the store, which is all that a process has which only logs
    /// out. A request in flight is waited for and its token revoked. The refresh token is revoked first, where the
    /// endpoint takes it ([`REVOKES_REFRESH_TOKENS`](TokenSource::REVOKES_REFRESH_TOKENS)).
    ///
    /// The store is emptied first, also if the provider cannot be reached; the provider is told, also if the store fails.
    /// One token that cannot be
    /// revoked does not keep the other from it. What could not be revoked is kept in memory, and the next call tries it
    /// again.
    pub async fn revoke(&self) -> Result<(), SessionError> {
        Box::pin(self.shared.revoke()).await
    }

    /// Ends the session in good order, before a process ends: a request under way is waited for, what it brought is saved,
    /// and the lock of the store is released. No request is started any more; a token that is still valid is handed out
    /// until it expires. The login goes on in the store.
    pub async fn close(&self) -> Result<(), SessionError> {
        Box::pin(self.shared.close()).await
    }

    /// What can be seen of the session, now and at each change.
    #[must_use]
    pub fn state(&self) -> SessionWatch {
        self.shared.state.subscribe()
    }
}

impl<P, C> Clone for Session<P, C> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), tag: PhantomData }
    }
}

/// Shows the state.
impl<P, C> fmt::Debug for Session<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Session").field(&self.shared.control().shown.clone()).finish()
    }
}
