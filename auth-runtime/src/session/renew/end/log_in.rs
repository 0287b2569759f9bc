//! Ends the sessions of all tokens of a login.

use std::sync::Arc;

use crate::credential::SessionError;
use crate::session::renew::shared::LogIn;

impl LogIn {
    /// Whether another clone or a token request uses one of the sessions, beside one handle and this list.
    pub(crate) fn is_shared(&self) -> bool {
        self.tokens().map(|token| Arc::strong_count(token) - 1).sum::<usize>() > 1
    }

    /// Logs out: all tokens are withdrawn before the first is revoked. A failure for one does not prevent the revocation
    /// of the others.
    pub(crate) async fn revoke(&self) -> Result<(), SessionError> {
        self.tokens().for_each(|token| token.stop());
        let mut ended = Ok(());
        for token in self.tokens() {
            ended = ended.and(token.revoke().await);
        }
        ended
    }

    /// Closes all sessions.
    pub(crate) async fn close(&self) -> Result<(), SessionError> {
        let mut closed = Ok(());
        for token in self.tokens() {
            closed = closed.and(token.close().await);
        }
        closed
    }
}
