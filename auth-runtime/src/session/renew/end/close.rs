//! Closes a session before its process ends.

use std::time::Duration;

use crate::session::SessionError;
use crate::session::renew::attempt::unsaved::save_unsaved;
use crate::session::renew::flight::ended;
use crate::session::renew::limit::limited;
use crate::session::renew::shared::Shared;

impl Shared {
    /// Starts no more requests. A token that is still valid is returned until it expires.
    pub(crate) fn starts_no_more(&self) {
        self.control().is_closed = true;
    }

    /// Starts no more requests, waits for the one in progress, and saves its result.
    pub(crate) async fn close(&self) -> Result<(), SessionError> {
        self.starts_no_more();
        let time = self.parts.request_timeout;
        limited(time, std::future::ready(()))?.await.ok();
        wait_for_flight(self, time).await;
        let saved = self.within(time, save_unsaved(self)).await;
        let kept = self.login().kept_place.take();
        if let Some(place) = kept {
            place.close().await;
        }
        saved
    }
}

/// Waits for the flight. If it does not end in time, it is aborted, which releases the store's lock.
pub(crate) async fn wait_for_flight(shared: &Shared, time: Duration) {
    let flight = shared.control().flight.as_ref().map(|flight| (flight.id, flight.outcome.subscribe()));
    let Some((id, outcome)) = flight else { return };
    shared.give_up_standstill();
    if tokio::time::timeout(time, ended(outcome)).await.is_err() {
        shared.abort(id);
    }
}
