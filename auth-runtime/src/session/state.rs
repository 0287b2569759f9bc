//! What can be seen of a session.

use std::fmt;
use std::time::SystemTime;

use tokio::sync::watch;

use super::SessionError;

/// What can be seen of a session, for metrics and health checks: see [`Session::state`](super::Session::state). It holds no
/// secret. The counters begin at 0 with the session.
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
    /// When the current token expires; `None` if there is none, or if it lives until it is refused.
    pub expires_at: Option<SystemTime>,
    /// Whether a token is being requested.
    pub refreshing: bool,
    /// How many requests for a token were made.
    pub requests: u64,
    /// How many tokens were renewed because an API refused them.
    pub rejections: u64,
    /// How many requests for a token failed since the last that succeeded.
    pub failures: u32,
    /// Why the last one failed, or that the API [refuses](super::SessionProblem::Rejected) the tokens that are obtained;
    /// `None` after a success.
    pub error: Option<SessionError>,
    /// Whether the session was revoked.
    pub revoked: bool,
    /// The members of the last token reply that could not be read, and count as absent.
    pub odd_members: Vec<String>,
}

/// Where a session shows its state.
pub(crate) struct StateSender(watch::Sender<Shown>);

/// What is shown, and as of which change.
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
    /// Unless something newer is shown already.
    pub(crate) fn show(&self, changes: u64, state: SessionState) {
        let mut new = Shown { changes, state };
        // What is replaced is dropped later: the source of an error is of a type of the user.
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

/// Sees the state of a session, now and at each change: see [`Session::state`](super::Session::state). It hands out clones,
/// so that nobody who looks at a state holds up the session.
#[derive(Clone)]
pub struct SessionWatch(watch::Receiver<Shown>);

impl SessionWatch {
    /// The state now.
    #[must_use]
    pub fn borrow(&self) -> SessionState {
        self.0.borrow().state.clone()
    }

    /// The state now, which counts as seen.
    pub fn borrow_and_update(&mut self) -> SessionState {
        self.0.borrow_and_update().state.clone()
    }

    /// Whether there is a state that has not been seen; an error if the session is gone.
    pub fn has_changed(&self) -> Result<bool, SessionGone> {
        self.0.has_changed().map_err(|_| SessionGone)
    }

    /// Waits for a state that has not been seen; an error if the session is gone.
    pub async fn changed(&mut self) -> Result<(), SessionGone> {
        self.0.changed().await.map_err(|_| SessionGone)
    }

    /// Waits for a state of which `is_it` is true; an error if the session is gone.
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

/// The session has been dropped: its state does not change any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session has been dropped")]
pub struct SessionGone;
