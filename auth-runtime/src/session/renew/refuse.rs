//! Handles tokens that an API refuses or accepts.

use super::shared::Shared;
use super::trace;
use crate::credential::{SessionError, SessionProblem};
use crate::retry::sync::atomic::Ordering;

impl Shared {
    /// Records that an API refused the token of this generation; later ones are not affected. Returns whether the token
    /// will be renewed, or has been.
    pub(crate) fn refused(&self, generation: u64, endpoint: Option<&str>) -> bool {
        let now = self.parts.clock.now();
        let is_renewed = {
            let mut control = self.control();
            let current = self.current.load_full().filter(|current| current.generation == generation);
            let Some(current) = current.filter(|current| !current.is_rejected()) else { return true };
            let is_renewed = control.refusals.causes_renewal(endpoint, now.monotonic);
            if is_renewed {
                current.reject();
                self.has_refusals.store(true, Ordering::Release);
            }
            control.change(|state| {
                state.rejections = state.rejections.saturating_add(u64::from(is_renewed));
                state.error = if is_renewed { state.error.take() } else { Some(rejected()) };
            });
            is_renewed
        };
        self.show();
        trace::rejected(self.declared().provider, generation);
        is_renewed
    }

    /// Records that an API accepted a token.
    pub(crate) fn accepted(&self, endpoint: &str) {
        if self.has_refusals.load(Ordering::Acquire) {
            self.control().refusals.accepted(endpoint);
        }
    }
}

fn rejected() -> SessionError {
    SessionError::of(SessionProblem::Rejected)
}
