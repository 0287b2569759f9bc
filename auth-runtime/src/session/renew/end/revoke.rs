//! Logs a session out.

use std::time::Duration;

use super::close::wait_for_flight;
use super::ending::Progress;
use crate::Secret;
use crate::credential::{SessionError, SessionProblem};
use crate::session::renew::attempt::keep::check;
use crate::session::renew::attempt::place::Place;
use crate::session::renew::attempt::stored::stored_token;
use crate::session::renew::limit::{caught, limited};
use crate::session::renew::shared::Shared;
use crate::session::renew::trace;
use crate::session::store::{Grant, Stored};

impl Shared {
    /// Returns no more tokens from now on.
    pub(crate) fn stop(&self) {
        {
            let mut control = self.control();
            control.change(|state| (state.revoked, state.expires_at) = (true, None));
            if let Some(current) = self.current.swap(None) {
                control.ending.add_current(&current);
            }
        }
        self.show();
    }

    /// Waits for the request in progress, so that its token is revoked too, and removes the tokens from the store.
    pub(crate) async fn leave_store(&self) -> Result<(), SessionError> {
        let time = self.parts.request_timeout;
        limited(time, std::future::ready(()))?.await.ok();
        wait_for_flight(self, time).await;
        let forgotten = self.within(time, self.forget()).await;
        // If the store failed before it was read, the session's own tokens are added.
        self.note_own();
        forgotten
    }

    /// Revokes the tokens at the provider.
    pub(crate) async fn revoke_tokens(&self) -> Result<(), SessionError> {
        let told = self.within(self.parts.request_timeout, self.tell_provider()).await;
        let now = self.parts.clock.now();
        let is_told = self.control().ending.is_told(&now);
        trace::revoked(self.declared().provider, is_told);
        if told.is_ok() {
            self.parts.source.know(&Grant::default());
            self.login().forget_key();
        }
        told
    }

    /// Limits the time of `work`, and turns a panic into an error.
    pub(crate) async fn within(
        &self,
        time: Duration,
        work: impl Future<Output = Result<(), SessionError>>,
    ) -> Result<(), SessionError> {
        let late = || Err(SessionError::of(SessionProblem::RequestTime));
        limited(time, Box::pin(caught(work)))?.await.unwrap_or_else(|_| late())
    }

    /// Replaces the stored record by a tombstone, which ends the other sessions of this login.
    async fn forget(&self) -> Result<(), SessionError> {
        let kept = self.login().kept_place.take();
        let mut place = match kept {
            Some(place) => place,
            None => self.place().await?,
        };
        let forgotten = self.forget_at(&mut place).await;
        place.close().await;
        forgotten
    }

    async fn forget_at(&self, place: &mut Place) -> Result<(), SessionError> {
        let found = place.load().await?;
        let (is_own, tombstone) = {
            let login = self.login();
            (login.ends(&found)?, login.tombstone(&found))
        };
        if !is_own {
            return Ok(());
        }
        // A log-out that is tried again finds that of the first time, and needs what was known before.
        if !found.grant.state.is_revoked() {
            self.parts.source.know(&found.grant);
        }
        self.note_stored(&found);
        match tombstone {
            Some(tombstone) => place.save(&tombstone).await,
            None => Ok(()),
        }
    }

    /// Adds the stored tokens to those to revoke, before the store forgets them.
    fn note_stored(&self, found: &Stored) {
        let token = stored_token(self, found);
        // A reply that could not be saved is newer than the stored record.
        let refresh_token = if self.login().unsaved.is_some() { None } else { found.refresh_token.clone() };
        self.note_tokens(refresh_token, token.as_ref());
    }

    fn note_own(&self) {
        let (unsaved, given) = {
            let mut login = self.login();
            (login.unsaved.take(), login.take_given())
        };
        self.note_tokens(given, None);
        if let Some(reply) = unsaved {
            let token = check(self, &reply).1.ok();
            self.note_tokens(reply.refresh_token(), token.as_ref());
        }
    }

    fn note_tokens(&self, refresh_token: Option<Secret>, token: Option<&crate::session::token::usable::UsableToken>) {
        let mut control = self.control();
        if let Some(refresh_token) = refresh_token.filter(|_| self.declared().revokes_refresh_tokens) {
            control.ending.add_refresh_token(refresh_token);
        }
        if let Some(token) = token {
            control.ending.add(token, Progress::Pending);
        }
    }

    /// Revokes the tokens at the provider. A failure does not prevent the revocation of others; the next call tries
    /// again.
    async fn tell_provider(&self) -> Result<(), SessionError> {
        let now = self.parts.clock.now();
        let valid = self.control().ending.valid(&now);
        let mut told = Ok(());
        for secret in valid {
            told = told.and(self.tell_of(&secret).await);
        }
        told
    }

    async fn tell_of(&self, secret: &Secret) -> Result<(), SessionError> {
        let progress = match self.parts.source.revoke(secret).await {
            Ok(()) => Progress::Revoked,
            Err(error) if error.problem() == SessionProblem::NotRevocable => Progress::Over,
            Err(error) => return Err(error),
        };
        self.control().ending.settle(secret, progress);
        Ok(())
    }
}
