//! Closes a session before its process ends.

use std::time::Duration;

use crate::session::SessionError;
use crate::session::renew::attempt::keep::keep;
use crate::session::renew::attempt::place::Place;
use crate::session::renew::flight::ended;
use crate::session::renew::limit::{caught, limited};
use crate::session::renew::shared::Shared;

impl Shared {
    /// Starts no more requests, waits for the one in progress, and saves its result.
    pub(crate) async fn close(&self) -> Result<(), SessionError> {
        self.control().is_closed = true;
        let time = self.parts.request_timeout;
        limited(time, std::future::ready(()))?.await.ok();
        wait_for_flight(self, time).await;
        let late = || Err(SessionError::of(crate::session::SessionProblem::RequestTime));
        limited(time, caught(save_unsaved(self)))?.await.unwrap_or_else(|_| late())
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

async fn save_unsaved(shared: &Shared) -> Result<(), SessionError> {
    let (kept, unsaved) = {
        let mut login = shared.login();
        (login.kept_place.take(), login.unsaved.clone())
    };
    let mut place = match (kept, &unsaved) {
        (Some(place), _) => place,
        (None, Some(_)) => Place::open(&*shared.parts.store).await?,
        (None, None) => return Ok(()),
    };
    let saved = match unsaved {
        Some(reply) => save(shared, &mut place, reply).await,
        None => Ok(()),
    };
    place.close().await;
    saved
}

async fn save(
    shared: &Shared,
    place: &mut Place,
    reply: crate::session::renew::attempt::reply::Reply,
) -> Result<(), SessionError> {
    if !reply.continues(&place.load().await?) {
        return Ok(());
    }
    match keep(shared, place, reply).await {
        Err(error) if shared.login().unsaved.is_some() => Err(error),
        _ => Ok(()),
    }
}
