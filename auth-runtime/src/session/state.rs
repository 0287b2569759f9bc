//! The observable state of a session.

use std::fmt;
use std::time::SystemTime;

use tokio::sync::watch;

use super::SessionError;

/// The observable state of a session, for metrics and health checks: see [`Session::state`](super::Session::state). It
/// contains no secrets. The counters start at 0 with the session.
///
/// ```
/// # use auth_runtime::session::*;
/// # async fn example<P>(session: Session<P>) {
/// let mut state = session.state();
/// while state.changed().await.is_ok() {
///     let now = state.borrow_and_update();
///     println!("token {} after {} requests, {} failures", now.generation, now.requests, now.failures);
/// }
/// # }
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SessionState {
    /// The number of the current token; 0 before the first.
    pub generation: u64,
    /// When the current token expires; `None` if there is no token, or if it is valid until it is refused.
    pub expires_at: Option<SystemTime>,
    /// Whether a token is being requested.
    pub refreshing: bool,
    /// The number of token requests.
    pub requests: u64,
    /// The number of tokens that were renewed because an API refused them.
    pub rejections: u64,
    /// The number of token requests that failed since the last successful one.
    pub failures: u32,
    /// Why the last request failed, or that the API [refuses](super::SessionProblem::Rejected) new tokens; `None` after
    /// a success.
    pub error: Option<SessionError>,
    /// Whether the session was revoked.
    pub revoked: bool,
    /// The members of the last token reply that could not be read. They count as absent.
    pub odd_members: Vec<String>,
}

/// The sender of a session's state.
pub(crate) struct StateSender(watch::Sender<Shown>);

/// The published state, and the number of its last change.
#[derive(Clone, Default)]
struct Shown {
    changes: u64,
    state: SessionState,
}

impl Default for StateSender {
    fn default() -> Self {
        Self(watch::channel(Shown::default()).0)
    }
}

impl StateSender {
    /// Publishes a state, unless a newer one is already published.
    pub(crate) fn show(&self, changes: u64, state: SessionState) {
        let mut new = Shown { changes, state };
        // The replaced state is dropped later, because the source of its error has a type of the user's.
        self.0.send_if_modified(|shown| {
            let is_newer = shown.changes < new.changes;
            if is_newer {
                std::mem::swap(shown, &mut new);
            }
            is_newer
        });
    }

    pub(crate) fn subscribe(&self) -> SessionWatch {
        SessionWatch(self.0.subscribe())
    }
}

/// Observes the state of a session, now and after each change: see [`Session::state`](super::Session::state). It
/// returns clones, so that looking at a state does not block the session.
#[derive(Clone)]
pub struct SessionWatch(watch::Receiver<Shown>);

impl SessionWatch {
    /// Returns the current state.
    #[must_use]
    pub fn borrow(&self) -> SessionState {
        self.0.borrow().state.clone()
    }

    /// Returns the current state and marks it as seen.
    pub fn borrow_and_update(&mut self) -> SessionState {
        self.0.borrow_and_update().state.clone()
    }

    /// Whether there is a state that has not been seen. Returns an error if the session was dropped.
    pub fn has_changed(&self) -> Result<bool, SessionGone> {
        self.0.has_changed().map_err(|_| SessionGone)
    }

    /// Waits for a state that has not been seen. Returns an error if the session was dropped.
    pub async fn changed(&mut self) -> Result<(), SessionGone> {
        self.0.changed().await.map_err(|_| SessionGone)
    }

    /// Waits for a state for which `is_it` is true. Returns an error if the session was dropped.
    pub async fn wait_for(
        &mut self,
        mut is_it: impl FnMut(&SessionState) -> bool,
    ) -> Result<SessionState, SessionGone> {
        loop {
            let state = self.borrow_and_update();
            if is_it(&state) {
                return Ok(state);
            }
            self.changed().await?;
        }
    }
}

impl fmt::Debug for SessionWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SessionWatch").field(&self.borrow()).finish()
    }
}

/// The session was dropped: its state does not change any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session has been dropped")]
pub struct SessionGone;
