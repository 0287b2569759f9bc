//! What can be seen of a session.

use std::time::SystemTime;

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
    /// How many tokens were refused by the provider's API.
    pub rejections: u64,
    /// How many requests for a token failed since the last that succeeded.
    pub failures: u32,
    /// Why the last one failed, or that the API [refuses](super::SessionProblem::Rejected) the tokens that are obtained;
    /// `None` after a success.
    pub error: Option<SessionError>,
    /// Whether the session was revoked.
    pub revoked: bool,
}
