//! A token source as a trait object.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::facts::{Facts, Renewal};
use super::header::TokenHeader;
use super::made::Made;
use super::parts::FurtherParts;
use super::{TokenSource, Tokens};
use crate::credential::{SessionError, TlsIdentity};
use crate::host::captured::Captured;
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::retry::budget::RetryBudgets;
use crate::session::store::Owner;
use crate::session::token::minted::Minted;
use crate::sign::Sign;
use crate::{Class, Connection, Provider, Secret};

/// A boxed future.
pub(crate) type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A source with its connection as a trait object, so that the session is compiled once for all sources.
pub(crate) trait Obtain: Send + Sync {
    fn provider(&self) -> &'static str;
    /// Returns the budgets for repeated requests.
    fn budgets(&self) -> RetryBudgets;
    fn scope(&self) -> Option<String>;
    fn with_scope(&self, scope: &str) -> Option<Box<dyn Obtain>>;
    fn hosts(&self) -> &Site;
    fn renewal(&self) -> Renewal;
    fn facts(&self) -> Facts;
    fn lifetime(&self) -> Option<Duration>;
    fn idle(&self) -> Option<Duration>;
    fn early(&self) -> Option<Duration>;
    fn exact_scopes(&self) -> bool;
    /// Whether a new login ends the former.
    fn one_session(&self) -> bool;
    /// Whether a first token waits for a person.
    fn waits(&self) -> bool;
    fn header(&self) -> TokenHeader;
    /// The name of the token, if the login has several.
    fn token(&self) -> &'static str;
    /// The token whose renewals answer this one, too.
    fn renewed_with(&self) -> Option<&'static str>;
    /// Whether the name of the account is needed to know whose tokens these are.
    fn needs_account(&self) -> bool;
    fn owner(&self) -> Owner;
    fn further_parts(&self, token: &Secret, captured: &Captured) -> Result<FurtherParts, RequestProblem>;
    /// Sets the values that the login has captured.
    fn know(&self, captured: &Captured);
    fn made(&self) -> &Made;
    fn signer(&self, token: &Secret) -> Option<Box<dyn Sign>>;
    fn tls_identity(&self) -> Option<TlsIdentity>;
    fn mint(&self) -> Boxed<'_, Result<Minted, SessionError>>;
    fn refresh<'a>(&'a self, with: &'a Secret) -> Boxed<'a, Result<Minted, SessionError>>;
    fn revokes_refresh_tokens(&self) -> bool;
    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>>;
}

/// The sources of a session: one, or those of several tokens of one login.
pub(crate) struct Sources {
    pub(crate) first: Box<dyn Obtain>,
    pub(crate) others: Vec<Box<dyn Obtain>>,
}

impl Sources {
    /// Returns the sources of a credential: one for each of its tokens, or itself.
    pub(crate) fn of<P: Provider, S: TokenSource<P>>(source: S, connection: Connection<P>) -> Self {
        let source = Arc::new(source);
        let mut all = Gathered { connection, made: Arc::default(), sources: Vec::new() };
        source.tokens(&mut all);
        let Gathered { connection, made, sources } = all;
        let mut sources = sources.into_iter();
        match sources.next() {
            Some(first) => Self { first, others: sources.collect() },
            None => Self::one(Box::new(At::new(source, connection, made))),
        }
    }

    pub(crate) fn one(first: Box<dyn Obtain>) -> Self {
        Self { first, others: Vec::new() }
    }
}

/// The sources of the tokens of a login, while they are gathered.
struct Gathered<P> {
    connection: Connection<P>,
    /// The replies of the steps, which are the same for all tokens.
    made: Arc<Made>,
    sources: Vec<Box<dyn Obtain>>,
}

impl<P: Provider> Tokens<P> for Gathered<P> {
    fn add(&mut self, source: impl TokenSource<P>) {
        let at = At::new(Arc::new(source), self.connection.clone(), Arc::clone(&self.made));
        self.sources.push(Box::new(at));
    }
}

pub(crate) struct At<S, P> {
    pub(crate) source: Arc<S>,
    pub(crate) connection: Connection<P>,
    pub(crate) made: Arc<Made>,
    /// The values that the login has captured, as far as the session knows.
    pub(crate) captured: Mutex<Captured>,
}

impl<S, P> At<S, P> {
    pub(crate) fn new(source: Arc<S>, connection: Connection<P>, made: Arc<Made>) -> Self {
        Self { source, connection, made, captured: Mutex::default() }
    }

    /// Returns the connection for a request after the login.
    fn at(&self) -> Connection<P>
    where
        S: TokenSource<P>,
    {
        self.first().capturing(&self.captured.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the connection for a request of the login.
    fn first(&self) -> Connection<P>
    where
        S: TokenSource<P>,
    {
        with_certificate(&self.connection, &*self.source)
    }
}

/// Returns the connection with the client certificate of a source, if it has one.
pub(crate) fn with_certificate<P>(at: &Connection<P>, source: &impl TokenSource<P>) -> Connection<P> {
    source.tls_identity().map_or_else(|| at.clone(), |identity| at.with_tls_identity(identity))
}

impl<S: TokenSource<P>, P: Provider> Obtain for At<S, P> {
    fn provider(&self) -> &'static str {
        P::NAME
    }

    fn budgets(&self) -> RetryBudgets {
        self.connection.retry_budgets()
    }

    fn scope(&self) -> Option<String> {
        self.source.scope()
    }

    fn with_scope(&self, scope: &str) -> Option<Box<dyn Obtain>> {
        let source = self.source.with_scope(scope)?;
        Some(Box::new(Self::new(Arc::new(source), self.connection.clone(), Arc::default())))
    }

    fn hosts(&self) -> &Site {
        self.connection.hosts().site()
    }

    fn renewal(&self) -> Renewal {
        S::RENEWAL
    }

    fn facts(&self) -> Facts {
        Facts { rotation: S::ROTATION, reuse: S::REUSE, grace: S::GRACE.unwrap_or_default() }
    }

    fn lifetime(&self) -> Option<Duration> {
        S::LIFETIME
    }

    fn idle(&self) -> Option<Duration> {
        S::IDLE
    }

    fn early(&self) -> Option<Duration> {
        S::EARLY
    }

    fn exact_scopes(&self) -> bool {
        S::EXACT_SCOPES
    }

    fn one_session(&self) -> bool {
        S::ONE_SESSION
    }

    fn waits(&self) -> bool {
        S::WAITS
    }

    fn header(&self) -> TokenHeader {
        S::HEADER
    }

    fn token(&self) -> &'static str {
        S::TOKEN
    }

    fn renewed_with(&self) -> Option<&'static str> {
        S::RENEWED_WITH
    }

    fn needs_account(&self) -> bool {
        self.source.identity().has_only_secrets
    }

    fn owner(&self) -> Owner {
        let identity = self.source.identity();
        let (hosts, endpoint) = (self.connection.hosts().site(), identity.endpoint);
        Owner {
            provider: P::NAME.to_owned(),
            credential: identity.credential,
            host: hosts
                .origins()
                .next()
                .map(|(scheme, authority)| format!("{scheme}://{authority}"))
                .unwrap_or_default(),
            endpoint: endpoint.and_then(|(host, path)| Some(hosts.url(&host)?.to_owned() + &path)).unwrap_or_default(),
            client_id: identity.client_id,
            account: String::new(),
            inputs: identity.inputs,
        }
    }

    fn know(&self, captured: &Captured) {
        self.captured.lock().unwrap_or_else(PoisonError::into_inner).clone_from(captured);
    }

    fn further_parts(&self, token: &Secret, captured: &Captured) -> Result<FurtherParts, RequestProblem> {
        let site = self.connection.hosts().site();
        let mut parts = FurtherParts::of(site.settings(), captured);
        self.source.further_parts(token, &mut parts)?;
        Ok(parts)
    }

    fn made(&self) -> &Made {
        &self.made
    }

    fn signer(&self, token: &Secret) -> Option<Box<dyn Sign>> {
        self.source.signer(token)
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.source.tls_identity()
    }

    fn mint(&self) -> Boxed<'_, Result<Minted, SessionError>> {
        Box::pin(async move {
            let minted = self.source.mint_by(&self.first(), &self.made).await?;
            if S::TOKEN.is_empty() && !minted.tokens.is_empty() {
                // As of `Inputs`, whose credential is made anew for each request.
                let which = "the log-in brings several tokens: give the session the source of one, such as `InstallBot::from(…)`";
                return Err(SessionError::new(Class::Configuration, which));
            }
            Ok(minted.take(S::TOKEN))
        })
    }

    fn refresh<'a>(&'a self, with: &'a Secret) -> Boxed<'a, Result<Minted, SessionError>> {
        Box::pin(async move { Ok(self.source.refresh(&self.at(), with).await?.take(S::TOKEN)) })
    }

    fn revokes_refresh_tokens(&self) -> bool {
        S::REVOKES_REFRESH_TOKENS
    }

    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>> {
        Box::pin(async move { self.source.revoke(&self.at(), token).await })
    }
}
