//! Goes on saving a reply that the store could not save, also if nobody has a handle of the session any more: a refresh
//! token that is only in memory would be a lost login.

use std::sync::Arc;
use std::time::Duration;

use crate::credential::{SessionError, SessionProblem};
use crate::retry::backoff::backoff;
use crate::retry::patience::patiently;
use crate::session::renew::attempt::unsaved::save_again;
use crate::session::renew::decide::Step;
use crate::session::renew::flight::{Work, ended};
use crate::session::renew::shared::{LogIn, Shared};

/// How long it is tried after the last handle is gone. After that, the lock of the store is released.
const LONGEST: Duration = Duration::from_secs(10 * 60);

impl Shared {
    /// Goes on saving, if there is something to save. It is not done with a clock of the application's own, which says
    /// nothing about the time of the runtime.
    pub(crate) fn go_on_saving(self: &Arc<Self>) {
        let Some(all) = self.log_in().filter(|_| self.parts.saves_by_itself) else { return };
        let begins = {
            let mut login = self.login();
            let begins = login.unsaved.is_some() && !login.is_saving;
            login.is_saving |= begins;
            begins
        };
        if begins {
            tokio::spawn(keep_saving(Saving(Arc::clone(self)), all));
        }
    }

    /// Waits for the request in progress, or saves what there is to be saved.
    async fn save_now(self: &Arc<Self>) {
        let step = self.take_step(|this, control, now| match &control.flight {
            Some(flight) => Ok((Step::Wait(flight.outcome.subscribe()), None)),
            None => Ok(this.start(control, now, work(Arc::clone(this)))),
        });
        if let Ok(Step::Wait(outcome) | Step::Late(outcome)) = step {
            let _ = ended(outcome).await;
        }
    }
}

/// The session while it goes on saving. If the runtime ends, the next failure begins anew.
struct Saving(Arc<Shared>);

impl Drop for Saving {
    fn drop(&mut self) {
        self.0.login().is_saving = false;
    }
}

async fn keep_saving(saving: Saving, all: Arc<LogIn>) {
    let shared = &saving.0;
    let (mut alone, mut turn) = (Duration::ZERO, 0);
    while shared.login().unsaved.is_some() && alone < LONGEST {
        turn += 1;
        let wait = backoff(turn);
        tokio::time::sleep(wait).await;
        let is_alone = Arc::strong_count(&all) == 1;
        alone = if is_alone { alone.saturating_add(wait) } else { Duration::ZERO };
        shared.save_now().await;
    }
    let kept = shared.login().kept_place.take();
    if let Some(place) = kept {
        place.close().await;
    }
}

/// Returns the future of a flight that requests nothing.
fn work(shared: Arc<Shared>) -> Work {
    Box::pin(async move {
        let late = |_| Err(SessionError::of(SessionProblem::RequestTime));
        patiently(shared.parts.request_timeout, save_again(&shared)).await.unwrap_or_else(late)
    })
}
