//! The end of a session.

use tokio::sync::watch;

use crate::Secret;
use crate::session::renew::cell::{Cell, landed};
use crate::session::renew::fetch::{Place, stored_token, unsaved_token};
use crate::session::renew::flight::Outcome;
use crate::session::renew::limit::limited;
use crate::session::renew::trace;
use crate::session::store::Stored;
use crate::session::token::held::{Checked, Held};
use crate::session::token::lifetime::{Age, Ends};
use crate::session::{Moment, SessionError, SessionProblem};

/// The tokens that end with the session. They stay until it is dropped: one that is found once more, because the store
/// could not be emptied, is not revoked once more.
#[derive(Default)]
pub(crate) struct Ending(Vec<Last>);

struct Last {
    secret: Secret,
    /// `None` for a refresh token too: nobody says when it ends.
    ends: Option<Ends>,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Pending,
    /// The provider knows.
    Told,
    /// The provider has refused it before, or cannot be told.
    Over,
}

impl Cell {
    /// From now on nobody gets a token. A request in flight is waited for, so that its token is revoked as well.
    pub(crate) async fn revoke(&self) -> Result<(), SessionError> {
        let waiting = self.close();
        let ended = self.end(waiting).await;
        let told = self.control().ending.is_told(&self.parts.clock.now());
        trace::revoked(self.parts.source.provider(), told);
        ended
    }

    async fn end(&self, waiting: Option<watch::Receiver<Option<Outcome>>>) -> Result<(), SessionError> {
        let work = async {
            if let Some(outcome) = waiting {
                let _ = landed(outcome).await;
            }
            let forgotten = self.forget().await;
            // What the session has itself, where the store failed before it was read.
            self.condemn(&Stored::default());
            self.tell().await.and(forgotten)
        };
        limited(self.parts.request_timeout, work)?
            .await
            .unwrap_or_else(|_| Err(SessionError::of(SessionProblem::RequestTime)))
    }

    fn close(&self) -> Option<watch::Receiver<Option<Outcome>>> {
        let mut control = self.control();
        control.revoked = true;
        if let Some(held) = self.current.swap(None) {
            control.ending.add_held(&held);
        }
        self.state.send_modify(|state| (state.revoked, state.expires_at) = (true, None));
        control.flight.as_ref().map(|flight| flight.outcome.subscribe())
    }

    async fn forget(&self) -> Result<(), SessionError> {
        let mut place = Place::open(self).await?;
        // What cannot be read is not the session's, and is not written over.
        let stored = place.load().await?;
        self.condemn(&stored);
        let saved = place.save(&Stored::default()).await;
        place.close().await;
        saved
    }

    /// Notes what is to be revoked, before it is forgotten: after that nobody else knows it.
    fn condemn(&self, stored: &Stored) {
        let (refresh_token, unsaved) = self.grants().give_up(stored);
        let refresh_token = refresh_token.filter(|_| self.parts.source.revokes_refresh_tokens());
        let unsaved = unsaved.and_then(|obtained| unsaved_token(self, &obtained));
        let tokens = unsaved.into_iter().chain(stored_token(self, stored));
        let mut control = self.control();
        if let Some(token) = refresh_token {
            control.ending.add_refresh_token(token);
        }
        tokens.for_each(|token| control.ending.add(&token, Fate::Pending));
    }

    /// One that fails does not keep the others from being revoked. It is tried again by the next call.
    async fn tell(&self) -> Result<(), SessionError> {
        let valid = self.control().ending.valid(&self.parts.clock.now());
        let mut told = Ok(());
        for secret in valid {
            told = told.and(self.tell_of(&secret).await);
        }
        told
    }

    async fn tell_of(&self, secret: &Secret) -> Result<(), SessionError> {
        let fate = match self.parts.source.revoke(secret).await {
            Ok(()) => Fate::Told,
            Err(error) if error.problem() == SessionProblem::NotRevocable => Fate::Over,
            Err(error) => return Err(error),
        };
        self.control().ending.settle(secret, fate);
        Ok(())
    }
}

impl Ending {
    pub(crate) fn add_held(&mut self, held: &Held) {
        let fate = if held.is_rejected() { Fate::Over } else { Fate::Pending };
        self.add(&held.token, fate);
    }

    fn add(&mut self, token: &Checked, fate: Fate) {
        let Checked { secret, ends, header: _, issued: _, scope: _ } = token;
        if !self.has(secret) {
            self.0.push(Last { secret: secret.clone(), ends: *ends, fate });
        }
    }

    /// Before the access tokens: with it another could be had.
    fn add_refresh_token(&mut self, secret: Secret) {
        if !self.has(&secret) {
            self.0.insert(0, Last { secret, ends: None, fate: Fate::Pending });
        }
    }

    fn has(&self, secret: &Secret) -> bool {
        self.0.iter().any(|last| last.secret.matches(secret.expose()))
    }

    fn valid(&self, now: &Moment) -> Vec<Secret> {
        self.0.iter().filter(|last| last.is_valid(now)).map(|last| last.secret.clone()).collect()
    }

    /// Whether the provider was told, and of all that is still valid.
    fn is_told(&self, now: &Moment) -> bool {
        let is_told = self.0.iter().any(|last| last.fate == Fate::Told);
        is_told && !self.0.iter().any(|last| last.is_valid(now))
    }

    fn settle(&mut self, secret: &Secret, fate: Fate) {
        let found = self.0.iter_mut().filter(|last| last.secret.matches(secret.expose()));
        found.for_each(|last| last.fate = fate);
    }
}

impl Last {
    fn is_valid(&self, now: &Moment) -> bool {
        self.fate == Fate::Pending && self.ends.is_none_or(|ends| ends.age(now) != Age::Expired)
    }
}
