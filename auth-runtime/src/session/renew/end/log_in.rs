//! Ends the sessions of all tokens of a login.

use std::sync::Arc;

use crate::credential::SessionError;
use crate::session::renew::shared::{LogIn, Shared};

impl LogIn {
    /// Whether another clone or a token request uses one of the sessions, beside one handle and this list.
    pub(crate) fn is_shared(&self) -> bool {
        self.tokens().map(|token| Arc::strong_count(token) - 1).sum::<usize>() > 1
    }

    /// Logs out: all tokens are withdrawn and leave the store before the first is revoked. A failure for one does not
    /// prevent the revocation of the others.
    pub(crate) async fn revoke(&self) -> Result<(), SessionError> {
        self.tokens().for_each(|token| token.stop());
        let (mut left, mut revoked) = (Ok(()), Ok(()));
        for token in self.in_order() {
            left = left.and(token.leave_store().await);
        }
        for token in self.tokens() {
            revoked = revoked.and(token.revoke_tokens().await);
        }
        revoked.and(left)
    }

    /// Returns the sessions. One that keeps the lock of the store is first, because the others wait for it.
    fn in_order(&self) -> Vec<&Arc<Shared>> {
        let mut tokens: Vec<_> = self.tokens().collect();
        tokens.sort_by_cached_key(|token| token.login().kept_place.is_none());
        tokens
    }

    /// Closes all sessions.
    pub(crate) async fn close(&self) -> Result<(), SessionError> {
        self.tokens().for_each(|token| token.starts_no_more());
        let mut closed = Ok(());
        for token in self.in_order() {
            closed = closed.and(token.close().await);
        }
        closed
    }
}
