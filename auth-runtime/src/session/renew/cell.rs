//! What the clones of a session share, and how a caller gets a token of it.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use tokio::sync::watch;

use crate::retry::budget::RetryBudget;
use crate::retry::sync::atomic::{AtomicU64, Ordering};
use crate::retry::sync::{Mutex, MutexGuard};
use crate::session::renew::flight::{Flight, Outcome};
use crate::session::renew::grants::Grants;
use crate::session::renew::limit::limited;
use crate::session::renew::revoke::Ending;
use crate::session::source::Obtain;
use crate::session::store::Store;
use crate::session::token::held::Held;
use crate::session::token::lifetime::{Age, Windows};
use crate::session::{Clock, Moment, SessionError, SessionProblem, SessionState};

/// How often a caller waits, if what it waits for is given up.
const ROUNDS: u32 = 4;

/// Everything that clones of a session share. The current token is read without a lock; everything that changes it takes
/// the lock, for a few instructions and never across an `await`.
pub(crate) struct Cell {
    pub(crate) parts: Parts,
    pub(crate) state: watch::Sender<SessionState>,
    pub(crate) current: ArcSwapOption<Held>,
    pub(crate) grants: Mutex<Grants>,
    pub(crate) control: Mutex<Control>,
    /// The flight that may act, to be read without the lock; 0 for none.
    pub(crate) in_flight: AtomicU64,
    /// No caller can do anything about a new token before that time, in nanoseconds of the monotonic clock: a request is
    /// on its way, or none may be sent. To be read without the lock.
    pub(crate) quiet_until: AtomicU64,
}

/// What decides about the next request.
#[derive(Default)]
pub(crate) struct Control {
    pub(crate) flight: Option<Flight>,
    pub(crate) flights: u64,
    pub(crate) generation: u64,
    /// Consecutive ones.
    pub(crate) failures: u32,
    /// Tokens in a row that were refused when they were young.
    pub(crate) rejections: u32,
    pub(crate) pause: Option<Pause>,
    pub(crate) revoked: bool,
    pub(crate) ending: Ending,
}

/// No request is sent before `until`, by the monotonic clock: the wall clock could be set.
pub(crate) struct Pause {
    pub(crate) until: Duration,
    pub(crate) error: SessionError,
}

/// What a caller does next.
pub(crate) enum Step {
    Use(Arc<Held>),
    Wait(watch::Receiver<Option<Outcome>>),
}

/// What is set when a session is built.
pub(crate) struct Parts {
    pub(crate) source: Box<dyn Obtain>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) store: Option<Box<dyn Store>>,
    pub(crate) windows: Windows,
    pub(crate) deadline: Duration,
    pub(crate) request_timeout: Duration,
    pub(crate) budget: RetryBudget,
}

impl Cell {
    pub(crate) fn new(parts: Parts, grants: Grants) -> Self {
        Self {
            parts,
            state: watch::channel(SessionState::default()).0,
            current: ArcSwapOption::empty(),
            grants: Mutex::new(grants),
            control: Mutex::default(),
            in_flight: AtomicU64::new(0),
            quiet_until: AtomicU64::new(0),
        }
    }

    /// The hot path: something of a token that needs no thought. It is fresh, or is being renewed already.
    pub(crate) fn at_hand<T>(&self, take: impl FnOnce(&Arc<Held>) -> T) -> Option<T> {
        let held = self.current.load();
        let held = held.as_ref()?;
        (held.is_surely_fresh(&*self.parts.clock) || self.is_good(held)).then(|| take(held))
    }

    /// The exact answer, which is needed at the end of a life only.
    #[cold]
    fn is_good(&self, held: &Held) -> bool {
        let now = self.parts.clock.now();
        match held.age(&now) {
            Age::Fresh => true,
            Age::Advisory => nanoseconds(now.monotonic) < self.quiet_until.load(Ordering::Acquire),
            Age::Mandatory | Age::Expired => false,
        }
    }

    /// To be called under the lock when a request has been started, has ended, or may not be sent.
    pub(crate) fn show_quiet(&self, control: &Control) {
        let flight = control.flight.as_ref().map(|flight| self.gives_up_after(flight));
        let until = flight.or(control.pause.as_ref().map(|pause| pause.until));
        self.quiet_until.store(until.map_or(0, nanoseconds), Ordering::Release);
    }

    /// A token, waiting for one if need be. Before it is known that there are timers, nothing is requested.
    pub(crate) async fn token(self: &Arc<Self>) -> Outcome {
        let no_token = match limited(self.parts.deadline, self.wait()) {
            Ok(waiting) => match waiting.await {
                Ok(outcome) => return outcome,
                Err(_) => SessionError::of(SessionProblem::Deadline),
            },
            Err(error) => error,
        };
        self.valid().ok_or(no_token)
    }

    /// Starts anew if what was waited for ended with its runtime, or is over before it could be used.
    async fn wait(self: &Arc<Self>) -> Outcome {
        let mut last = SessionError::of(SessionProblem::Interrupted);
        for _ in 0..ROUNDS {
            let outcome = match self.step()? {
                Step::Use(held) => return Ok(held),
                Step::Wait(outcome) => outcome,
            };
            let landed = landed(outcome).await;
            if let Some(held) = self.valid() {
                return Ok(held);
            }
            match landed {
                Err(error) if error.problem() != SessionProblem::Interrupted => return Err(error),
                Err(error) => last = error,
                Ok(_) => last = SessionError::of(SessionProblem::ExpiredOnArrival),
            }
        }
        Err(last)
    }

    pub(crate) fn valid(&self) -> Option<Arc<Held>> {
        self.valid_at(&self.parts.clock.now())
    }

    pub(crate) fn valid_at(&self, now: &Moment) -> Option<Arc<Held>> {
        self.current.load_full().filter(|held| held.age(now) != Age::Expired)
    }

    pub(crate) fn grants(&self) -> MutexGuard<'_, Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn control(&self) -> MutexGuard<'_, Control> {
        self.control.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The outcome, as soon as there is one.
pub(crate) async fn landed(mut outcome: watch::Receiver<Option<Outcome>>) -> Outcome {
    let interrupted = || Err(SessionError::of(SessionProblem::Interrupted));
    match outcome.wait_for(Option::is_some).await {
        Ok(outcome) => outcome.clone().unwrap_or_else(interrupted),
        Err(_) => interrupted(),
    }
}

/// 584 years fit in.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(all(test, feature = "test-util"))]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::session::{ManualClock, Minted, Session, TokenSource};
    use crate::{Class, Connection, Host, Provider, Seconds};

    struct Acme;

    impl Provider for Acme {
        const NAME: &'static str = "acme";
        const TITLE: &'static str = "Acme";
        const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
    }

    /// One token, then a failure, then no answer.
    #[derive(Default)]
    struct Failing(AtomicUsize);

    impl TokenSource<Acme> for Failing {
        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            match self.0.fetch_add(1, Ordering::Relaxed) {
                0 => Ok(Minted::new("at_1").expires_in(Seconds::new(100))),
                1 => Err(SessionError::new(Class::Retry, "down").with_retry_after(Some(Duration::from_secs(5)))),
                _ => std::future::pending().await,
            }
        }
    }

    /// What is at hand needs no lock: here nobody waits for one.
    #[tokio::test]
    async fn a_token_is_at_hand_while_nothing_can_be_done_about_it() {
        let clock = ManualClock::default();
        let builder = Connection::<Acme>::builder().base_url("http://127.0.0.1:1").allow_loopback_http();
        let connection = builder.build().unwrap();
        let session = Session::builder(Failing::default(), &connection).clock(clock.clone()).build();
        let rows = [
            ("no token yet", 0, None),
            ("fresh", 0, Some(1)),
            ("to be renewed", 80, None),
            ("the renewal failed", 0, Some(1)),
            ("it may be tried again", 5, None),
            ("a renewal is on its way", 0, Some(1)),
            ("it is waited for", 10, None),
        ];
        for (state, seconds, expected) in rows {
            clock.advance(Duration::from_secs(seconds));
            assert_eq!(session.cell.at_hand(|held| held.generation), expected, "{state}");
            if state != "it is waited for" {
                session.token().await.unwrap();
                // A renewal that is started beside it comes to its end, or to where it hangs.
                tokio::task::yield_now().await;
            }
        }
    }
}
