//! The settings of a session.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use super::renew::cell::{Cell, Parts};
use super::renew::grants::Grants;
use super::source::{At, Obtain};
use super::{Clock, Session, Store, SystemClock, TokenSource, Windows};
use crate::{Connection, Provider, Secret};

/// The settings of a session: see [`Session::builder`]. What is not set has a safe default.
///
/// ```
/// # use auth_runtime::Connection;
/// # use auth_runtime::session::*;
/// # use std::time::Duration;
/// # fn example<P: auth_runtime::Provider>(source: impl TokenSource<P>, connection: &Connection<P>) {
/// let session = Session::builder(source, connection)
///     .store(FileStore::new("/home/ada/.config/acme/session.json"))
///     .deadline(Duration::from_secs(10))
///     .build();
/// # }
/// ```
#[must_use]
pub struct SessionBuilder<P> {
    parts: Parts,
    refresh_token: Option<Secret>,
    log_in_anew: bool,
    provider: PhantomData<fn() -> P>,
}

impl<P: Provider> SessionBuilder<P> {
    pub(crate) fn new(source: impl TokenSource<P>, connection: Connection<P>) -> Self {
        let budget = connection.retry_budget();
        // What a session sends can be used once, more often than not.
        let connection = connection.unpooled();
        let source: Box<dyn Obtain> = Box::new(At { source, connection });
        let parts = Parts {
            source,
            clock: Box::new(SystemClock),
            store: None,
            windows: Windows::default(),
            deadline: Duration::from_secs(30),
            request_timeout: Duration::from_secs(120),
            budget,
        };
        Self { parts, refresh_token: None, log_in_anew: false, provider: PhantomData }
    }
}

impl<P> SessionBuilder<P> {
    /// When tokens are renewed, as parts of their lifetime.
    pub fn windows(mut self, windows: Windows) -> Self {
        self.parts.windows = windows;
        self
    }

    /// How long a caller waits for a token; 30 s by default. The request for it goes on.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.parts.deadline = deadline;
        self
    }

    /// How long an attempt to obtain a token may take in all, callbacks and the lock of the store included; 2 min by
    /// default. Each of its requests has the timeouts of the client besides.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.parts.request_timeout = timeout;
        self
    }

    /// Where tokens are kept beyond this session; nowhere by default.
    ///
    /// What the store has is used first: a session whose store has another account's tokens goes on with that account, and
    /// its source's input, say the new authorization code, is never sent. For another account use another store, or
    /// [revoke](Session::revoke) the old session before, or [log in anew](Self::log_in_anew).
    pub fn store(mut self, store: impl Store) -> Self {
        self.parts.store = Some(Box::new(store));
        self
    }

    /// Begins with what this session is given, whatever the store has: a person has just logged in, maybe as someone else.
    /// The first token that is obtained replaces what was stored, which is not revoked. After that all is as usual.
    ///
    /// ```
    /// # use auth_runtime::{Connection, Secret};
    /// # use auth_runtime::session::*;
    /// # fn example<P: auth_runtime::Provider>(source: impl TokenSource<P>, connection: &Connection<P>, store: FileStore) {
    /// let session = Session::builder(source, connection).store(store).log_in_anew().build();
    /// # }
    /// ```
    pub fn log_in_anew(mut self) -> Self {
        self.log_in_anew = true;
        self
    }

    /// A refresh token from elsewhere, to begin with. What the store has goes before it; while that is nothing, each session
    /// that is given the token sends it once.
    pub fn refresh_token(mut self, refresh_token: impl Into<Secret>) -> Self {
        self.refresh_token = Some(refresh_token.into());
        self
    }

    /// Another clock, for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.parts.clock = Box::new(clock);
        self
    }

    /// The session. Nothing is requested before the first use.
    #[must_use]
    pub fn build(self) -> Session<P> {
        let Self { parts, refresh_token, log_in_anew, provider: _ } = self;
        Session::of(Cell::new(parts, Grants::of(refresh_token, log_in_anew)))
    }
}

impl<P> fmt::Debug for SessionBuilder<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parts, refresh_token, log_in_anew, provider: _ } = self;
        let Parts { windows, deadline, request_timeout, store, source: _, clock: _, budget: _ } = parts;
        f.debug_struct("SessionBuilder")
            .field("windows", windows)
            .field("deadline", deadline)
            .field("request_timeout", request_timeout)
            .field("store", &store.is_some())
            .field("refresh_token", refresh_token)
            .field("log_in_anew", log_in_anew)
            .finish_non_exhaustive()
    }
}
