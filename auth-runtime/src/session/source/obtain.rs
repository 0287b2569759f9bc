//! A token source as a trait object.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::facts::{Facts, Renewal};
use super::header::TokenHeader;
use super::identity::Identity;
use super::key;
use super::made::Made;
use super::parts::FurtherParts;
use super::{TokenSource, Tokens};
use crate::credential::{SessionError, TlsIdentity};
use crate::host::captured::Captured;
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::retry::budget::RetryBudgets;
use crate::session::store::{Grant, Owner};
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
    /// Returns the sources of a login with these scopes; `None` if the user must consent to them.
    fn with_scope(&self, scope: &str) -> Option<Sources>;
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
    /// Sets what the login has captured, and its key, for later requests.
    fn know(&self, grant: &Grant);
    fn made(&self) -> &Made;
    /// Returns the key to which the tokens are bound: `stored`, or a new one if there is none. `None` if the session
    /// makes no key. Returns an error if the key cannot be read or made.
    fn key(&self, stored: Option<&Secret>) -> Result<Option<Secret>, SessionError>;
    fn signer(&self, token: &Secret, key: Option<&Secret>) -> Result<Option<Box<dyn Sign>>, SessionError>;
    fn tls_identity(&self) -> Option<TlsIdentity>;
    fn mint<'a>(&'a self, key: Option<&'a Secret>) -> Boxed<'a, Result<Minted, SessionError>>;
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
        let common = Common { anew: anew(&source, &connection), connection, made: Arc::default() };
        let mut all = Gathered { common, sources: Vec::new() };
        source.tokens(&mut all);
        let Gathered { common, sources } = all;
        let mut sources = sources.into_iter();
        let itself = || -> Box<dyn Obtain> { Box::new(At::new(source, common)) };
        Self { first: sources.next().unwrap_or_else(itself), others: sources.collect() }
    }
}

/// Makes the sources of the same login with other scopes.
type Anew = Arc<dyn Fn(&str) -> Option<Sources> + Send + Sync>;

fn anew<P: Provider, S: TokenSource<P>>(source: &Arc<S>, connection: &Connection<P>) -> Anew {
    let (source, connection) = (Arc::clone(source), connection.clone());
    Arc::new(move |scope| Some(Sources::of(source.with_scope(scope)?, connection.clone())))
}

/// What the sources of a login's tokens have in common.
struct Common<P> {
    connection: Connection<P>,
    /// The replies of the steps.
    made: Arc<Made>,
    anew: Anew,
}

impl<P> Clone for Common<P> {
    fn clone(&self) -> Self {
        Self { connection: self.connection.clone(), made: Arc::clone(&self.made), anew: Arc::clone(&self.anew) }
    }
}

/// The sources of the tokens of a login, while they are gathered.
struct Gathered<P> {
    common: Common<P>,
    sources: Vec<Box<dyn Obtain>>,
}

impl<P: Provider> Tokens<P> for Gathered<P> {
    fn add(&mut self, source: impl TokenSource<P>) {
        self.sources.push(Box::new(At::new(Arc::new(source), self.common.clone())));
    }
}

struct At<S, P> {
    source: Arc<S>,
    common: Common<P>,
    /// The values that the login has captured, and its key, as far as the session knows.
    known: Mutex<Captured>,
}

impl<S, P> At<S, P> {
    fn new(source: Arc<S>, common: Common<P>) -> Self {
        Self { source, common, known: Mutex::default() }
    }
}

impl<S: TokenSource<P>, P> At<S, P> {
    /// Returns the connection for a request after the login.
    fn at(&self) -> Connection<P> {
        self.first().capturing(&self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns the connection for a request of the login.
    fn first(&self) -> Connection<P> {
        with_certificate(&self.common.connection, &*self.source)
    }
}

/// Returns the connection with the client certificate of a source, if it has one.
pub(crate) fn with_certificate<P>(at: &Connection<P>, source: &impl TokenSource<P>) -> Connection<P> {
    match source.tls_identity() {
        Some(identity) => at.with_tls_identity(identity),
        None => at.clone(),
    }
}

/// Returns whose tokens a source obtains, whatever the account.
fn owner(provider: &str, identity: Identity, hosts: &Site) -> Owner {
    let origin = hosts.origins().next().map(|(scheme, authority)| format!("{scheme}://{authority}"));
    let endpoint = identity.endpoint.and_then(|(host, path)| Some(hosts.url(&host)?.to_owned() + &path));
    Owner {
        provider: provider.to_owned(),
        credential: identity.credential,
        host: origin.unwrap_or_default(),
        endpoint: endpoint.unwrap_or_default(),
        client_id: identity.client_id,
        account: String::new(),
        inputs: identity.inputs,
    }
}

impl<S: TokenSource<P>, P: Provider> Obtain for At<S, P> {
    fn provider(&self) -> &'static str {
        P::NAME
    }

    fn budgets(&self) -> RetryBudgets {
        self.common.connection.retry_budgets()
    }

    fn scope(&self) -> Option<String> {
        self.source.scope()
    }

    fn with_scope(&self, scope: &str) -> Option<Sources> {
        (self.common.anew)(scope)
    }

    fn hosts(&self) -> &Site {
        self.common.connection.hosts().site()
    }

    fn renewal(&self) -> Renewal {
        S::RENEWAL
    }

    fn facts(&self) -> Facts {
        let (grace, until_used) = (S::GRACE.unwrap_or_default(), S::GRACE_UNTIL_USED);
        Facts { rotation: S::ROTATION, reuse: S::REUSE, grace, until_used }
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
        owner(P::NAME, self.source.identity(), self.hosts())
    }

    fn know(&self, grant: &Grant) {
        let known = key::beside(&grant.captures, grant.dpop_key.as_ref());
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = known;
    }

    fn further_parts(&self, token: &Secret, captured: &Captured) -> Result<FurtherParts, RequestProblem> {
        let mut parts = FurtherParts::of(self.hosts().settings(), captured);
        self.source.further_parts(token, &mut parts)?;
        Ok(parts)
    }

    fn made(&self) -> &Made {
        &self.common.made
    }

    fn key(&self, stored: Option<&Secret>) -> Result<Option<Secret>, SessionError> {
        key::key(&*self.source, stored)
    }

    fn signer(&self, token: &Secret, key: Option<&Secret>) -> Result<Option<Box<dyn Sign>>, SessionError> {
        key::signer(&*self.source, token, key)
    }

    fn tls_identity(&self) -> Option<TlsIdentity> {
        self.source.tls_identity()
    }

    fn mint<'a>(&'a self, key: Option<&'a Secret>) -> Boxed<'a, Result<Minted, SessionError>> {
        Box::pin(async move {
            let at = self.first().capturing(&key::beside(&Captured::new(), key));
            let minted = self.source.mint_by(&at, &self.common.made).await?;
            if S::TOKEN.is_empty() && !minted.tokens.is_empty() { Err(unlisted()) } else { Ok(minted.take(S::TOKEN)) }
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

const UNLISTED: &str = "the log-in brings several tokens, which `TokenSource::tokens` of its source does not list";

fn unlisted() -> SessionError {
    SessionError::new(Class::Configuration, UNLISTED)
}
