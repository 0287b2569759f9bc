//! The state that the clones of a session share.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, PoisonError, Weak};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwapOption;
use http::HeaderValue;

use super::attempt::login::Login;
use super::attempt::place::Place;
use super::end::ending::Ending;
use super::flight::Flight;
use super::limit::{caught, limited};
use super::refusals::Refusals;
use crate::credential::{SessionError, SessionProblem};
use crate::host::captured::Captured;
use crate::retry::budget::RetryBudget;
use crate::retry::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use crate::retry::sync::{Mutex, MutexGuard};
use crate::session::source::abandoned::Abandoned;
use crate::session::source::obtain::{Declared, Obtain};
use crate::session::state::{SessionState, StateSender};
use crate::session::store::part::Part;
use crate::session::store::{Store, Stored};
use crate::session::token::clock::{Clock, Moment};
use crate::session::token::current::CurrentToken;
use crate::session::token::lifetime::{Age, Windows};

/// The state that the clones of a session share. The current token is read without a lock. The locks are held for a few
/// instructions, never across an `await`, and never while user code runs: clocks, wakers and `tracing` are called
/// before or after.
pub(crate) struct Shared {
    pub(crate) parts: Parts,
    pub(crate) state: StateSender,
    pub(crate) current: ArcSwapOption<CurrentToken>,
    login: Mutex<Login>,
    /// The sessions of all tokens of the login, if it has several.
    all: Weak<LogIn>,
    control: Mutex<Control>,
    /// The current flight, readable without the lock; 0 for none.
    pub(crate) in_flight: AtomicU64,
    /// The time, in nanoseconds of the monotonic clock, until which a caller cannot get a new token, because a request
    /// is in progress or none may be sent. It can be read without the lock.
    quiet_until: AtomicU64,
    /// Whether `Refusals` is not empty, readable without the lock.
    pub(crate) has_refusals: AtomicBool,
}

/// The sessions of a login, one for each of its tokens. They share the store, its lock, and the inputs; each has its own
/// requests, refresh token, back-off and budget.
pub(crate) struct LogIn {
    /// The session of the credential itself.
    pub(crate) first: Arc<Shared>,
    pub(crate) others: Vec<Arc<Shared>>,
}

impl LogIn {
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &Arc<Shared>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Returns the session of a token.
    pub(crate) fn token(&self, name: &str) -> Option<&Arc<Shared>> {
        self.tokens().find(|token| token.parts.part.is_some_and(|part| part.name == name))
    }
}

/// The state that decides about the next request.
#[derive(Default)]
pub(crate) struct Control {
    pub(crate) flight: Option<Flight>,
    pub(crate) flights: u64,
    pub(crate) generation: u64,
    pub(crate) pause: Option<Pause>,
    pub(crate) refusals: Refusals,
    pub(crate) is_closed: bool,
    pub(crate) ending: Ending,
    /// The state to show, and the number of its changes.
    pub(crate) shown: SessionState,
    pub(crate) changes: u64,
}

/// The locked [`Control`]. What may be replaced under the lock is held until it is released, because an error and a
/// signer have types of the user's, whose destructors may ask the session for a token.
pub(crate) struct Controlled<'a> {
    // Fields are dropped in this order.
    control: MutexGuard<'a, Control>,
    _errors: [Option<SessionError>; 2],
    _current: Option<Arc<CurrentToken>>,
}

impl Deref for Controlled<'_> {
    type Target = Control;

    fn deref(&self) -> &Control {
        &self.control
    }
}

impl DerefMut for Controlled<'_> {
    fn deref_mut(&mut self) -> &mut Control {
        &mut self.control
    }
}

/// A pause: no request is sent before `until`, by the monotonic clock, because the wall clock could be set.
pub(crate) struct Pause {
    pub(crate) until: Duration,
    pub(crate) error: SessionError,
    /// Whether it also ends with the current access token, because the refresh token waits for that.
    pub(crate) ends_with_token: bool,
}

/// The options with which a session is built.
pub(crate) struct Parts {
    pub(crate) source: Box<dyn Obtain>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) store: Arc<dyn Store>,
    /// Which of several tokens of the login it is.
    pub(crate) part: Option<Part>,
    pub(crate) windows: Windows,
    pub(crate) deadline: Duration,
    pub(crate) request_timeout: Duration,
    /// The time limit of an attempt, which may wait for a person.
    pub(crate) attempt_timeout: Duration,
    pub(crate) budget: RetryBudget,
    /// Whether a reply that could not be saved is saved later in the background.
    pub(crate) saves_by_itself: bool,
    /// Whether the store may contain tokens of several accounts while the session's account is unknown.
    pub(crate) lacks_account: bool,
}

impl Shared {
    pub(crate) fn new(parts: Parts, login: Login, all: Weak<LogIn>) -> Self {
        Self {
            parts,
            state: StateSender::default(),
            current: ArcSwapOption::empty(),
            login: Mutex::new(login),
            all,
            control: Mutex::default(),
            in_flight: AtomicU64::new(0),
            quiet_until: AtomicU64::new(0),
            has_refusals: AtomicBool::new(false),
        }
    }

    /// What the source of the token declares.
    pub(crate) fn declared(&self) -> &'static Declared {
        self.parts.source.declared()
    }

    /// Returns the current token without a lock, if it is fresh or already being renewed (the fast path).
    pub(crate) fn at_hand(&self) -> Option<Arc<CurrentToken>> {
        self.if_usable(self.current.load().as_ref()).map(Arc::clone)
    }

    /// Returns the header value of the current token like [`at_hand`](Self::at_hand); `None` if the token is sent
    /// elsewhere.
    pub(crate) fn header_at_hand(&self) -> Option<HeaderValue> {
        let current = self.current.load();
        let current = self.if_usable(current.as_ref())?;
        if current.header_name.is_header() { Some(current.token.header.mine().clone()) } else { None }
    }

    #[inline]
    fn if_usable<'c>(&self, current: Option<&'c Arc<CurrentToken>>) -> Option<&'c Arc<CurrentToken>> {
        current.filter(|current| current.is_surely_fresh(&*self.parts.clock) || self.is_good(current))
    }

    /// Whether the current token is still valid, according to the exact clocks. They are needed only near its expiry, and
    /// where each use counts.
    #[cold]
    fn is_good(&self, current: &CurrentToken) -> bool {
        let now = self.parts.clock.now();
        let is_good = self.is_good_at(current, &now);
        if is_good {
            current.note_use(&now);
        }
        is_good
    }

    fn is_good_at(&self, current: &CurrentToken, now: &Moment) -> bool {
        match current.age(now) {
            Age::Fresh => true,
            Age::Advisory => nanoseconds(now.monotonic) < self.quiet_until.load(Ordering::Acquire),
            Age::Mandatory | Age::Expired => false,
        }
    }

    /// Updates `quiet_until`. Call it under the lock when a request has started, has ended, or may not be sent.
    pub(crate) fn show_quiet(&self, control: &Control) {
        let flight = control.flight.as_ref().map(|flight| self.gives_up_after(flight));
        let until = flight.or(control.pause.as_ref().map(|pause| pause.until));
        self.quiet_until.store(until.map_or(0, nanoseconds), Ordering::Release);
    }

    pub(crate) fn valid(&self) -> Option<Arc<CurrentToken>> {
        self.valid_at(&self.parts.clock.now())
    }

    pub(crate) fn valid_at(&self, now: &Moment) -> Option<Arc<CurrentToken>> {
        self.current.load_full().filter(|current| current.age(now) != Age::Expired)
    }

    /// Returns the sessions of all tokens of the login, if it has several.
    pub(crate) fn log_in(&self) -> Option<Arc<LogIn>> {
        self.all.upgrade()
    }

    /// Returns the sessions of the other tokens of the login.
    pub(crate) fn others(&self) -> Vec<Arc<Self>> {
        let all = self.log_in();
        let tokens = all.iter().flat_map(|all| all.tokens());
        tokens.filter(|token| !std::ptr::eq(&raw const ***token, self)).cloned().collect()
    }

    /// Returns the session whose renewals also return this token.
    pub(crate) fn leader(&self) -> Option<Arc<Self>> {
        self.log_in()?.token(self.declared().renewed_with?).cloned()
    }

    /// Whether somebody waits for another token that this session's renewals answer, because it has ended.
    pub(crate) fn is_needed_by_another(&self, now: &Moment) -> bool {
        let follows = |other: &Self| other.leader().is_some_and(|leader| std::ptr::eq(&raw const *leader, self));
        self.others().iter().any(|other| follows(other) && other.is_awaited() && other.valid_at(now).is_none())
    }

    /// Makes the error of a token that the login did not bring.
    pub(crate) fn absent(&self) -> SessionError {
        SessionError::of(SessionProblem::AbsentToken { name: self.parts.part.map_or("", |part| part.name) })
    }

    /// Whether the time of day is before `end`, or there is none.
    pub(crate) fn is_before(&self, end: Option<SystemTime>) -> bool {
        end.is_none_or(|end| self.parts.clock.now().wall < end)
    }

    /// Returns the record with which the session continues, based on the stored one.
    pub(crate) fn recognize(&self, found: Stored) -> Result<Stored, SessionError> {
        let now = self.parts.clock.now().wall;
        let record = {
            let mut login = self.login();
            let record = login.recognize(found, now)?;
            login.saw(&record);
            record
        };
        self.parts.source.know(&record.grant);
        Ok(record)
    }

    /// Checks that the login brought the token.
    pub(crate) fn check_there(&self, record: &Stored) -> Result<(), SessionError> {
        if record.grant.is_absent { Err(self.absent()) } else { Ok(()) }
    }

    /// Returns the captured values of the login: of a reply that could not be saved, whose session keeps the lock, or of the
    /// record in the store, if it is that of this login.
    pub(crate) async fn stored_captures(&self) -> Result<Captured, SessionError> {
        let unsaved = self.login().unsaved_captures();
        if let Some(captures) = unsaved {
            return Ok(captures);
        }
        let work = async {
            let mut place = self.place().await?;
            let found = place.load().await;
            place.close().await;
            let found = found?;
            let is_own = self.login().ends(&found)?;
            Ok(if is_own { found.grant.captures } else { Captured::new() })
        };
        let late = |_| Err(SessionError::of(SessionProblem::RequestTime));
        limited(self.parts.request_timeout, Box::pin(caught(work)))?.await.unwrap_or_else(late)
    }

    /// Locks the store.
    pub(crate) async fn place(&self) -> Result<Place, SessionError> {
        Place::open(&*self.parts.store, self.parts.part).await
    }

    pub(crate) fn login(&self) -> MutexGuard<'_, Login> {
        self.login.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn control(&self) -> Controlled<'_> {
        let control = self.control.lock().unwrap_or_else(PoisonError::into_inner);
        let errors = [control.pause.as_ref().map(|pause| pause.error.clone()), control.shown.error.clone()];
        Controlled { control, _errors: errors, _current: self.current.load_full() }
    }

    /// Publishes the current state. Do not call it under a lock, because it wakes watchers.
    pub(crate) fn show(&self) {
        let (changes, shown) = {
            let control = self.control();
            (control.changes, control.shown.clone())
        };
        self.state.show(changes, shown);
    }

    /// Changes the state and publishes it.
    pub(crate) fn change(&self, change: impl FnOnce(&mut SessionState)) {
        self.control().change(change);
        self.show();
    }

    /// Returns the signal that nobody waits for the flight any more, which ends a login that waits for a person.
    pub(crate) fn abandoned(&self) -> Option<Abandoned> {
        let outcome = Arc::clone(&self.control().flight.as_ref()?.outcome);
        Some(Arc::new(move || {
            let outcome = Arc::clone(&outcome);
            Box::pin(async move { outcome.closed().await })
        }))
    }

    /// Whether somebody waits for the flight.
    pub(crate) fn is_awaited(&self) -> bool {
        self.control().flight.as_ref().is_some_and(|flight| flight.outcome.receiver_count() > 0)
    }

    /// Returns when a flight is given up, by the monotonic clock.
    pub(crate) fn gives_up_after(&self, flight: &Flight) -> Duration {
        flight.started.saturating_add(self.parts.attempt_timeout).saturating_add(LATE)
    }

    pub(crate) fn is_in_flight(&self, id: u64) -> bool {
        self.in_flight.load(Ordering::Acquire) == id
    }
}

/// How long after its time limit a request is given up if its runtime is idle.
const LATE: Duration = Duration::from_secs(5);

impl Control {
    pub(crate) fn change(&mut self, change: impl FnOnce(&mut SessionState)) {
        change(&mut self.shown);
        self.changes += 1;
    }
}

/// Converts a time to nanoseconds in 64 bits, which are enough for 584 years.
fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
