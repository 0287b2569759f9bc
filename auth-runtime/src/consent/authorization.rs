//! An authorization that waits for the user's callback.

use std::fmt;
use std::time::Duration;

use crate::consent::{AuthorizationGrant, Callback, CallbackError, CodeCallback, PendingCallback};
use crate::value::{IntoLifetime, Secret};

/// An authorization that waits for the user's callback. `Debug` shows neither the state nor the verifier.
pub struct Authorization<C = CodeCallback> {
    url: Secret,
    pending: PendingCallback<C>,
    expires_in: Option<Duration>,
}

impl<C> Authorization<C> {
    pub(crate) fn new(url: Secret, pending: PendingCallback<C>) -> Self {
        Self { url, pending, expires_in: None }
    }

    /// Sets how long the URL can be opened.
    #[must_use]
    pub fn expiring(self, lifetime: &impl IntoLifetime) -> Self {
        Self { expires_in: lifetime.lifetime(), ..self }
    }

    /// Returns how long the URL can be opened from now on, if the provider has said so: a pushed request expires (RFC
    /// 9126 §2.2). After that, start another one.
    #[must_use]
    pub fn expires_in(&self) -> Option<Duration> {
        self.expires_in
    }

    /// Returns the URL to which the user is sent. It contains the state: do not log it.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose()
    }

    /// Returns the state that the callback must repeat (RFC 6749 §10.12). Bind it to the user's session.
    #[must_use]
    pub fn state(&self) -> &Secret {
        self.pending.state()
    }

    /// Returns the PKCE verifier (RFC 7636 §4.1), if PKCE is used.
    #[must_use]
    pub fn pkce_verifier(&self) -> Option<&Secret> {
        self.pending.verifier()
    }

    /// Returns the value that the `id_token` of this login must repeat, if the page has a parameter `nonce` (`OpenID`
    /// Connect Core 1.0 §3.1.2.1).
    #[must_use]
    pub fn nonce(&self) -> Option<&Secret> {
        self.pending.known_nonce()
    }

    /// Returns the values of requests before the visit that the log-in needs after it, by name.
    pub fn kept(&self) -> impl Iterator<Item = (&'static str, &Secret)> {
        self.pending.kept.iter().map(|(name, value)| (*name, value))
    }

    /// Requires the callback to contain this issuer (RFC 9207), against mix-up attacks.
    #[must_use]
    pub fn issuer(self, issuer: impl Into<String>) -> Self {
        Self { pending: self.pending.issuer(issuer), ..self }
    }

    /// Returns what the callback is checked against, without the URL.
    #[must_use]
    pub fn into_pending(self) -> PendingCallback<C> {
        self.pending
    }
}

impl<C: Callback> Authorization<C> {
    /// Reads the callback URL to which the user was redirected. See [`PendingCallback::finish`].
    pub fn finish(&mut self, callback_url: &str) -> Result<AuthorizationGrant<C>, CallbackError> {
        self.pending.finish(callback_url)
    }

    /// Reads the body of the request with which the user's browser posts the callback. See
    /// [`PendingCallback::finish_form`].
    pub fn finish_form(&mut self, body: &str) -> Result<AuthorizationGrant<C>, CallbackError> {
        self.pending.finish_form(body)
    }
}

impl Authorization {
    /// Continues in another process, with the values of [`state`](Self::state) and
    /// [`pkce_verifier`](Self::pkce_verifier). If the callback has a type of its own, or is compared with more than
    /// the state, use [`resume`](crate::consent::AuthorizationRequest::resume) of the request instead.
    #[must_use]
    pub fn resume(state: impl Into<Secret>, verifier: Option<Secret>) -> PendingCallback {
        PendingCallback::new(state.into(), verifier)
    }
}

impl<C> fmt::Debug for Authorization<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = self.url().split('?').next().unwrap_or_default();
        let mut shown = f.debug_struct("Authorization");
        shown.field("url", &page).field("pending", &self.pending).field("expires_in", &self.expires_in).finish()
    }
}
