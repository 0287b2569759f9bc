//! Sessions by account, for services that act for many users.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Session;

/// The number of sessions in use for which one use is awaited before they are looked at again.
const USES_PER_LOOK: usize = 16;

/// Sessions by account, with a limit on the number of unused ones.
///
/// Above the limit, the least recently used sessions are dropped, except those in use: sessions with other clones or
/// with a token request in progress. So there is never a second session of an account. Where most of many sessions are
/// in use, those that are not are dropped a few uses later. The login of a dropped session
/// remains in its [store](super::Store); without a store it is lost, so give each session one.
///
/// ```
/// # use auth_runtime::{Connection, Provider};
/// # use auth_runtime::session::*;
/// # async fn example<P: Provider, T: TokenSource<P>>(connection: Connection<P>, source: impl Fn(&str) -> T) -> Result<(), SessionError> {
/// let sessions = SessionMap::new(10_000);
/// let account = "ada@example.com";
/// let session = sessions.get_or_build(account, || {
///     let store = FileStore::new(format!("/var/lib/acme/{account}.json"));
///     Session::builder(source(account), &connection).account(account).store(store).build()
/// });
/// session.token().await?;
/// # Ok(())
/// # }
/// ```
pub struct SessionMap<P, C = ()> {
    limit: usize,
    entries: Mutex<Entries<P, C>>,
}

struct Entries<P, C> {
    sessions: HashMap<Arc<str>, Entry<P, C>>,
    /// The accounts, the least recently used first.
    order: BTreeMap<u64, Arc<str>>,
    uses: u64,
    /// The number of uses before which no unused session is looked for.
    look_at: u64,
}

struct Entry<P, C> {
    session: Session<P, C>,
    used: u64,
}

impl<P, C> SessionMap<P, C> {
    /// Makes a map that keeps at most `limit` unused sessions.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        let entries = Entries { sessions: HashMap::new(), order: BTreeMap::new(), uses: 0, look_at: 0 };
        Self { limit, entries: Mutex::new(entries) }
    }

    /// Returns the session of an account, if there is one.
    #[must_use]
    pub fn get(&self, account: &str) -> Option<Session<P, C>> {
        let mut entries = self.entries();
        let session = entries.touch(account);
        let dropped = entries.shrink(self.limit);
        // Dropping a session runs the user's code, so it is not done under the lock.
        drop(entries);
        drop(dropped);
        session
    }

    /// Returns the session of an account; `build` makes it if there is none. If several callers build it at once, all
    /// of them get the same one.
    pub fn get_or_build(&self, account: &str, build: impl FnOnce() -> Session<P, C>) -> Session<P, C> {
        match self.get(account) {
            Some(session) => session,
            None => self.insert(account, build()),
        }
    }

    /// Like [`get_or_build`](Self::get_or_build), for building that is asynchronous or can fail. The future is polled
    /// only if there is no session.
    ///
    /// # Errors
    /// Returns the error of the future.
    pub async fn get_or_try_build<E>(
        &self,
        account: &str,
        build: impl Future<Output = Result<Session<P, C>, E>>,
    ) -> Result<Session<P, C>, E> {
        match self.get(account) {
            Some(session) => Ok(session),
            None => Ok(self.insert(account, build.await?)),
        }
    }

    /// Removes the session of an account, for example after a logout.
    pub fn remove(&self, account: &str) -> Option<Session<P, C>> {
        self.entries().remove(account)
    }

    /// Returns the number of sessions.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries().sessions.len()
    }

    /// Whether there are no sessions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn insert(&self, account: &str, built: Session<P, C>) -> Session<P, C> {
        let mut entries = self.entries();
        let session = entries.touch(account).unwrap_or_else(|| entries.add(account, built.clone()));
        let dropped = entries.shrink(self.limit);
        drop(entries);
        drop((dropped, built));
        session
    }

    fn entries(&self) -> MutexGuard<'_, Entries<P, C>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<P, C> Entries<P, C> {
    fn touch(&mut self, account: &str) -> Option<Session<P, C>> {
        let used = self.next_use();
        let entry = self.sessions.get_mut(account)?;
        if let Some(account) = self.order.remove(&entry.used) {
            self.order.insert(used, account);
        }
        entry.used = used;
        Some(entry.session.clone())
    }

    fn add(&mut self, account: &str, session: Session<P, C>) -> Session<P, C> {
        let (account, used): (Arc<str>, u64) = (account.into(), self.next_use());
        self.order.insert(used, Arc::clone(&account));
        self.sessions.insert(account, Entry { session: session.clone(), used });
        session
    }

    fn remove(&mut self, account: &str) -> Option<Session<P, C>> {
        let Entry { session, used } = self.sessions.remove(account)?;
        self.order.remove(&used);
        Some(session)
    }

    /// Removes unused sessions until the limit is met, and returns them. If too many are in use, it looks again after
    /// some uses, so that a use of a large map does not take long.
    fn shrink(&mut self, limit: usize) -> Vec<Session<P, C>> {
        let excess = self.sessions.len().saturating_sub(limit);
        if excess == 0 || self.uses < self.look_at {
            return Vec::new();
        }
        let accounts: Vec<Arc<str>> = self.idle().take(excess).cloned().collect();
        if accounts.len() < excess {
            self.look_later();
        }
        accounts.iter().filter_map(|account| self.remove(account)).collect()
    }

    fn look_later(&mut self) {
        self.look_at = self.uses.saturating_add((self.sessions.len() / USES_PER_LOOK) as u64);
    }

    /// Returns the accounts whose sessions nobody else has, beginning with the one that was used least recently.
    fn idle(&self) -> impl Iterator<Item = &Arc<str>> {
        let is_idle = |account: &&Arc<str>| self.sessions.get(*account).is_some_and(|entry| !entry.session.is_shared());
        self.order.values().filter(is_idle)
    }

    fn next_use(&mut self) -> u64 {
        self.uses = self.uses.wrapping_add(1);
        self.uses
    }
}

/// Shows only the number of sessions, because accounts may be private.
impl<P, C> fmt::Debug for SessionMap<P, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionMap").field("limit", &self.limit).field("sessions", &self.len()).finish_non_exhaustive()
    }
}
