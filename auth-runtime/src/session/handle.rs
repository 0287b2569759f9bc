//! A session as its users have it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::adapter::authorizable::{Authorizable, check, may_be_captured};
use super::renew::shared::Shared;
use super::source::Captures;
use super::state::SessionWatch;
use super::token::access_token::AccessToken;
use crate::Class;
use crate::credential::SessionError;

/// A credential of the provider `P` that always has a valid token. Clones are cheap and share it.
///
/// See the [module](crate::session) for what it promises. Its methods must be called in a Tokio runtime with I/O and time enabled,
/// as the client's; a valid token is handed out anywhere.
///
/// `C` says of which credential the session is, for providers with several.
pub struct Session<P, C = ()> {
    pub(crate) shared: Arc<Shared>,
    tag: PhantomData<fn() -> (P, C)>,
}

impl<P, C> Session<P, C> {
    pub(crate) fn of(shared: Shared) -> Self {
        Self { shared: Arc::new(shared), tag: PhantomData }
    }

    /// The same session, without saying of which credential it is.
    #[must_use]
    pub fn untagged(self) -> Session<P> {
        Session { shared: self.shared, tag: PhantomData }
    }

    /// Whether another clone or a request for a token uses the session.
    pub(crate) fn is_shared(&self) -> bool {
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

    /// What the log-in has captured beside the token: the spec says what that is. This waits as [`token`](Self::token) does.
    ///
    /// ```
    /// # use auth_runtime::session::*;
    /// # use auth_runtime::Decode;
    /// # struct User;
    /// #[derive(Decode)]
    /// struct UserCaptured {
    ///     instance_url: String,
    /// }
    /// # impl Captures for User { type Captured = UserCaptured; }
    /// # async fn example<P>(session: Session<P, User>) -> Result<(), SessionError> {
    /// let url = session.captured().await?.instance_url;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn captured(&self) -> Result<C::Captured, SessionError>
    where
        C: Captures,
    {
        let token = self.token().await?;
        token.all_captured().map_err(|error| SessionError::new(Class::Configuration, error))
    }

    /// The value of the header that a token travels in, marked as sensitive: as [`token`](Self::token), for callers that
    /// do not need to know which token it is. Threads that ask at once do not slow each other down. Nobody looks at where
    /// it is sent; [`authorize`](Self::authorize) does.
    ///
    /// An error if the token is sent elsewhere: in the query, a cookie, or the body.
    pub async fn header(&self) -> Result<HeaderValue, SessionError> {
        self.check_header()?;
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
    /// [`OtherHost`](crate::session::SessionProblem::OtherHost), no token is requested, and the request stays as it is. To
    /// send a token elsewhere, take it from [`header`](Self::header).
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
        let hosts = self.shared.parts.source.hosts();
        let is_open = may_be_captured(hosts, request);
        if !is_open {
            check(hosts, request)?;
        }
        self.check_header()?;
        let token = self.token().await?;
        if is_open {
            check(&hosts.capturing(&token.current.token.captures), request)?;
        }
        token.attach_to(request);
        Ok(token)
    }

    /// Other HTTP clients are given headers only.
    fn check_header(&self) -> Result<(), SessionError> {
        if self.shared.parts.source.header().is_header() {
            return Ok(());
        }
        Err(SessionError::new(Class::Configuration, "the token of this session is not sent in a header"))
    }

    /// Tells the session that the API refused the token of that [generation](AccessToken::generation) with 401: the next
    /// call for a token obtains another. If the session has another already, nothing happens. Nor if the token is new and
    /// follows one that was refused as well: other calls may accept it, and an API that refuses every token would cause
    /// one renewal after the other.
    pub fn invalidate(&self, generation: u64) {
        self.shared.refused(generation, None);
    }

    /// Logs out: nobody gets a token any more, the tokens leave the store, and the provider revokes them, if the source can
    /// ask for that: the token in memory and those in the store, also in a process that only logs out. A request under way
    /// is waited for, and its token revoked. The refresh token is revoked first, where the endpoint takes it
    /// ([`REVOKES_REFRESH_TOKENS`](crate::session::TokenSource::REVOKES_REFRESH_TOKENS)).
    ///
    /// The store keeps the fact, which ends the other sessions of the login:
    /// [`LoggedOut`](crate::session::SessionProblem::LoggedOut). A failure of the store does not keep the provider from being
    /// asked, nor the reverse; one token that cannot be revoked does not keep the others from it. The next call tries again
    /// what failed.
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
