//! The handle with which a session is used.

pub(crate) mod check;
pub(crate) mod log_out;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::adapter::authorizable::{Authorizable, check, may_be_captured};
use super::renew::shared::{LogIn, Shared};
use super::source::{Captures, TokenOf};
use super::state::SessionWatch;
use super::token::access_token::AccessToken;
use crate::Class;
use crate::credential::{SessionError, SessionProblem};

/// A credential of the provider `P` that always has a valid token. Clones are cheap and share it.
///
/// See the [module](crate::session) for its guarantees. Like those of the client, its methods must be called in a Tokio
/// runtime with I/O and time enabled; a token that is already valid is returned without a runtime, too.
///
/// `C` is the credential of the session, for providers with several credentials.
pub struct Session<P, C = ()> {
    pub(crate) shared: Arc<Shared>,
    /// The sessions of all tokens of the login, `shared` among them.
    all: Arc<LogIn>,
    tag: PhantomData<fn() -> (P, C)>,
}

impl<P, C> Session<P, C> {
    /// Makes the session of a login: that of the token `name`, or of its first one.
    pub(crate) fn of_login(all: Arc<LogIn>, name: &str) -> Self {
        Self { shared: Arc::clone(all.token(name).unwrap_or(&all.first)), all, tag: PhantomData }
    }

    /// Requests no more tokens.
    pub(crate) fn starts_no_more(&self) {
        self.all.tokens().for_each(|token| token.starts_no_more());
    }

    /// Returns the same session without the type of its credential.
    #[must_use]
    pub fn untagged(self) -> Session<P> {
        Session { shared: self.shared, all: self.all, tag: PhantomData }
    }

    /// Returns the session of one of several tokens of the login. It renews its token by itself; the store, and the login,
    /// are the same.
    ///
    /// ```
    /// # use auth_runtime::session::*;
    /// # struct Install;
    /// # struct InstallUser;
    /// # impl TokenOf<Install> for InstallUser { const NAME: &'static str = "user"; }
    /// # async fn example<P>(install: Session<P, Install>) -> Result<(), SessionError> {
    /// let user = install.of::<InstallUser>();
    /// match user.token().await {
    ///     Ok(token) => println!("until {:?}", token.expires_at()),
    ///     Err(error) if matches!(error.problem(), SessionProblem::AbsentToken { .. }) => println!("only the bot"),
    ///     Err(error) => return Err(error),
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn of<T: TokenOf<C>>(&self) -> Session<P, T> {
        // The builder has made a session for each token of the credential.
        let token = self.all.token(T::NAME).unwrap_or(&self.shared);
        Session { shared: Arc::clone(token), all: Arc::clone(&self.all), tag: PhantomData }
    }

    /// Whether another clone or a token request uses the session.
    pub(crate) fn is_shared(&self) -> bool {
        Arc::strong_count(&self.all) > 1 || self.all.is_shared()
    }

    /// Returns a valid token. A fresh token, or one that is being renewed early, is returned at once, without a lock or
    /// an allocation; otherwise this waits, at most until the session's deadline.
    pub async fn token(&self) -> Result<AccessToken<P>, SessionError> {
        let current = match self.shared.at_hand() {
            Some(current) => current,
            None => Box::pin(self.shared.token()).await?,
        };
        Ok(AccessToken::new(current))
    }

    /// Like [`token`](Self::token), with another deadline for this call. The token request continues after the
    /// deadline.
    pub async fn token_within(&self, deadline: Duration) -> Result<AccessToken<P>, SessionError> {
        if let Some(current) = self.shared.at_hand() {
            return Ok(AccessToken::new(current));
        }
        Ok(AccessToken::new(Box::pin(self.shared.token_within(deadline)).await?))
    }

    /// Returns the values that the login captured with the token, as the spec declares them. It waits like
    /// [`token`](Self::token).
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

    /// Returns the value of the token's header, marked as sensitive. It is like [`token`](Self::token), for callers
    /// that do not need to know which token it is. Threads that call it at the same time do not slow each other down.
    /// Where the header is sent is not checked, in contrast to [`authorize`](Self::authorize).
    ///
    /// Returns an error if the token is sent elsewhere: in the query, a cookie, or the body.
    pub async fn header(&self) -> Result<HeaderValue, SessionError> {
        match self.shared.header_at_hand() {
            Some(header) => Ok(header),
            None => Box::pin(self.awaited_header()).await,
        }
    }

    async fn awaited_header(&self) -> Result<HeaderValue, SessionError> {
        self.check_header()?;
        Ok(self.shared.token().await?.token.header.mine().clone())
    }

    /// Attaches a valid token to a request of another HTTP client, replacing an existing value of its header, and
    /// returns the token. It waits like [`token`](Self::token).
    ///
    /// A token is sent only to the provider: scheme, host and port of the URL must be those of one of [its
    /// hosts](crate::Connection::hosts). For any other URL, including one without a host or with a user name, the error
    /// is [`OtherHost`](crate::session::SessionProblem::OtherHost), no token is requested, and the request is not
    /// changed. To send a token elsewhere, use [`header`](Self::header).
    ///
    /// The client must not follow redirects with the header. Most clients drop only `authorization` on the way to
    /// another host, and no other header.
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
        if !may_be_captured(hosts, request) {
            check(hosts, request)?;
        }
        self.check_header()?;
        let token = self.token().await?;
        self.check_fit(&token, request)?;
        token.attach_to(request);
        Ok(token)
    }

    /// Checks that a token is for the host of a request, and needs nothing else than headers.
    pub(crate) fn check_fit(&self, token: &AccessToken<P>, request: &impl Authorizable) -> Result<(), SessionError> {
        let hosts = self.shared.parts.source.hosts();
        if may_be_captured(hosts, request) {
            check(&hosts.capturing(&token.current.token.captures), request)?;
        }
        check_parts(token)
    }

    /// Checks that the token is sent in a header, because other HTTP clients are given only headers.
    fn check_header(&self) -> Result<(), SessionError> {
        if self.shared.declared().header.is_header() {
            return Ok(());
        }
        Err(SessionError::new(Class::Configuration, "the token of this session is not sent in a header"))
    }

    /// Tells the session that the API refused the token of this [generation](AccessToken::generation) with 401, so that
    /// the next call obtains another one. Nothing happens if the session already has another token. Nothing happens
    /// either if the token is new and follows a refused one: other calls may accept it, and an API that refuses every
    /// token would cause one renewal after another.
    pub fn invalidate(&self, generation: u64) {
        self.shared.refused(generation, None);
    }

    /// Logs out: the session returns no more tokens, removes them from the store, and revokes them at the provider, if
    /// the source can. This includes the token in memory and those in the store, even in a process that only logs out.
    /// A request in progress is awaited, and its token is revoked. The refresh token is revoked first, if the endpoint
    /// accepts it ([`REVOKES_REFRESH_TOKENS`](crate::session::TokenSource::REVOKES_REFRESH_TOKENS)).
    ///
    /// The store records the logout, which ends the other sessions of the login:
    /// [`LoggedOut`](crate::session::SessionProblem::LoggedOut). A failure of the store does not prevent revocation,
    /// nor the reverse, and a token that cannot be revoked does not prevent the revocation of others. The next call
    /// repeats what failed. If the login has several tokens, this ends all of them.
    pub async fn revoke(&self) -> Result<(), SessionError> {
        Box::pin(self.all.revoke()).await
    }

    /// Ends the session properly before its process ends: it waits for a request in progress, saves its result, and
    /// releases the store's lock. No new request is started; a token that is still valid is returned until it expires.
    /// The login remains in the store.
    pub async fn close(&self) -> Result<(), SessionError> {
        Box::pin(self.all.close()).await
    }

    /// Returns a watch on the session's state, which shows it now and after each change.
    #[must_use]
    pub fn state(&self) -> SessionWatch {
        self.shared.state.subscribe()
    }
}

impl<P, C> Clone for Session<P, C> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), all: Arc::clone(&self.all), tag: PhantomData }
    }
}

/// Shows the session's state.
impl<P, C> fmt::Debug for Session<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not under the lock: the error's source has a type of the user's.
        let shown = self.shared.control().shown.clone();
        f.debug_tuple("Session").field(&shown).finish()
    }
}

/// Checks that a token needs nothing else than headers, which is all that other HTTP clients are given.
fn check_parts<P>(token: &AccessToken<P>) -> Result<(), SessionError> {
    let token = &token.current.token;
    let has_headers_only = token.further.headers.iter().all(|part| part.value.is_some());
    if token.signer.is_none() && has_headers_only {
        return Ok(());
    }
    Err(SessionError::of(SessionProblem::NeedsClient))
}
