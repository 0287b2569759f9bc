//! The end of a session.

use tokio::sync::watch;

use super::cell::{Cell, landed};
use super::fetch::Place;
use super::flight::Outcome;
use super::lifetime::Age;
use super::limit::limited;
use super::store::Stored;
use super::{SessionError, SessionProblem, trace};

impl Cell {
    /// From now on nobody gets a token. A request in flight is waited for, so that its token is revoked as well.
    pub(crate) async fn revoke(&self) -> Result<(), SessionError> {
        let waiting = self.close();
        trace::revoked(self.source.provider());
        let work = async {
            if let Some(outcome) = waiting {
                let _ = landed(outcome).await;
            }
            let forgotten = self.forget().await;
            self.revoke_last().await.and(forgotten)
        };
        limited(self.request_timeout, work)?
            .await
            .unwrap_or_else(|_| Err(SessionError::of(SessionProblem::RequestTime)))
    }

    fn close(&self) -> Option<watch::Receiver<Option<Outcome>>> {
        let mut control = self.control();
        control.revoked = true;
        if let Some(held) = self.current.swap(None) {
            control.to_revoke = Some(held);
        }
        self.state.send_modify(|state| (state.revoked, state.expires_at) = (true, None));
        control.flight.as_ref().map(|flight| flight.outcome.subscribe())
    }

    async fn forget(&self) -> Result<(), SessionError> {
        self.grants().clear();
        let mut place = Place::open(self).await?;
        // What cannot be read is not the session's, and is not written over.
        place.load().await?;
        let saved = place.save(&Stored::default()).await;
        place.close().await;
        saved
    }

    /// A token that could not be revoked is tried again by the next call.
    async fn revoke_last(&self) -> Result<(), SessionError> {
        let last = self.control().to_revoke.clone();
        if let Some(held) = last.filter(|held| held.age(&self.clock.now()) != Age::Expired) {
            self.source.revoke(&held.token.secret).await?;
        }
        self.control().to_revoke = None;
        Ok(())
    }
}
