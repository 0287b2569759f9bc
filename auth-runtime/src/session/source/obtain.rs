//! A token source as a trait object.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    fn declared(&self) -> &'static Declared;
    /// Returns the budgets for repeated requests.
    fn budgets(&self) -> RetryBudgets;
    fn scope(&self) -> Option<String>;
    /// Returns the sources of a login with these scopes; `None` if the user must consent to them.
    fn with_scope(&self, scope: &str) -> Option<Sources>;
    fn hosts(&self) -> &Site;
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
    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>>;
}

/// What a source declares, whatever its inputs.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a constant of its own that a source declares")]
pub(crate) struct Declared {
    pub(crate) provider: &'static str,
    pub(crate) renewal: Renewal,
    pub(crate) facts: Facts,
    pub(crate) lifetime: Option<Duration>,
    pub(crate) idle: Option<Duration>,
    pub(crate) early: Option<Duration>,
    pub(crate) exact_scopes: bool,
    /// Whether a new login ends the former.
    pub(crate) one_session: bool,
    /// Whether a first token waits for a person.
    pub(crate) waits: bool,
    pub(crate) header: TokenHeader,
    /// The name of the token, if the login has several.
    pub(crate) token: &'static str,
    /// The token whose renewals answer this one, too.
    pub(crate) renewed_with: Option<&'static str>,
    pub(crate) revokes_refresh_tokens: bool,
}

impl Declared {
    pub(crate) const fn by<P: Provider, S: TokenSource<P>>() -> Self {
        Self {
            provider: P::NAME,
            renewal: S::RENEWAL,
            facts: Facts {
                rotation: S::ROTATION,
                reuse: S::REUSE,
                grace: match S::GRACE {
                    Some(grace) => grace,
                    None => Duration::ZERO,
                },
                until_used: S::GRACE_UNTIL_USED,
            },
            lifetime: S::LIFETIME,
            idle: S::IDLE,
            early: S::EARLY,
            exact_scopes: S::EXACT_SCOPES,
            one_session: S::ONE_SESSION,
            waits: S::WAITS,
            header: S::HEADER,
            token: S::TOKEN,
            renewed_with: S::RENEWED_WITH,
            revokes_refresh_tokens: S::REVOKES_REFRESH_TOKENS,
        }
    }
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
    known: Known,
}

/// The values that the login has captured, and its key, as far as the session knows.
#[derive(Default)]
struct Known(Mutex<Captured>);

impl Known {
    fn get(&self) -> MutexGuard<'_, Captured> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S, P> At<S, P> {
    fn new(source: Arc<S>, common: Common<P>) -> Self {
        Self { source, common, known: Known::default() }
    }
}

impl<S: TokenSource<P>, P> At<S, P> {
    /// Returns the connection for a request after the login.
    fn at(&self) -> Connection<P> {
        self.first().capturing(&self.known.get())
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
    fn declared(&self) -> &'static Declared {
        const { &Declared::by::<P, S>() }
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

    fn needs_account(&self) -> bool {
        self.source.identity().has_only_secrets
    }

    fn owner(&self) -> Owner {
        owner(P::NAME, self.source.identity(), self.hosts())
    }

    fn know(&self, grant: &Grant) {
        *self.known.get() = key::beside(&grant.captures, grant.dpop_key.as_ref());
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

    fn revoke<'a>(&'a self, token: &'a Secret) -> Boxed<'a, Result<(), SessionError>> {
        Box::pin(async move { self.source.revoke(&self.at(), token).await })
    }
}

const UNLISTED: &str = "the log-in brings several tokens, which `TokenSource::tokens` of its source does not list";

fn unlisted() -> SessionError {
    SessionError::new(Class::Configuration, UNLISTED)
}
