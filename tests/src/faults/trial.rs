//! Runs one fault, and checks the requirements that apply to all faults.

mod outcome;

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use auth_runtime::session::{Clock as _, ManualClock, Session, SessionError};
use auth_runtime::{Class, Connection};
use tokio::task::JoinSet;

pub use self::outcome::shown;
use self::outcome::{Outcome, failure_of};
use super::{
    Accepted, Acme, FaultServer, Gauge, GetProfile, Login, Refused, Row, Use, Verdict, connection, find_canary,
};

/// The deadline of a caller. It is longer than anything takes, so a caller that has not returned by then hangs.
const DEADLINE: Duration = Duration::from_secs(900);

const HOUR: Duration = Duration::from_secs(3600);
/// The time before expiry in which callers wait for the next token.
const LAST_MINUTE: Duration = Duration::from_secs(55);

/// The number of callers that encounter a fault, and whether they have a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combo {
    /// The number of callers that ask for a token at the same time.
    pub callers: usize,
    /// Whether the session has a token that is still valid, but due for renewal.
    pub cached: bool,
}

impl Combo {
    /// One and a hundred callers, without and with a cached token.
    pub const ALL: [Self; 4] = [
        Self { callers: 1, cached: false },
        Self { callers: 1, cached: true },
        Self { callers: 100, cached: false },
        Self { callers: 100, cached: true },
    ];
}

/// A session with a server that plays a fault, and the violations found.
pub struct Trial {
    row: &'static Row,
    combo: Combo,
    server: FaultServer,
    clock: ManualClock,
    connection: Connection<Acme>,
    session: Session<Acme>,
    in_flight: Arc<Gauge>,
    complaints: Vec<String>,
}

impl Trial {
    /// Runs a row, and returns the violations found.
    ///
    /// The requirements: callers return in time, with the row's token or error, or with a valid cached token; the
    /// session sends one request, and no other before the wait is over; no secret is shown; no byte is sent to another
    /// origin; no refresh token is sent twice, except one that may have been used; once the server works correctly, the
    /// same session gets a token.
    pub async fn run(row: &'static Row, combo: Combo) -> Vec<String> {
        let mut trial = Self::new(row, combo);
        let cached = trial.cache().await;
        trial.meet_the_fault(cached.as_deref()).await;
        trial.recover(cached.as_deref()).await;
        trial.check_server();
        let place = format!("{} {combo:?}", row.name);
        trial.complaints.iter().map(|complaint| format!("{place}: {complaint}")).collect()
    }

    fn new(row: &'static Row, combo: Combo) -> Self {
        let (server, clock, login) = (FaultServer::start(), ManualClock::default(), Login::default());
        let connection = connection(&server.url(), row.patience());
        let in_flight = login.in_flight();
        // The clock of the session is the test's, so the timeouts of the client end a request, however long it takes.
        let builder = Session::builder(login, &connection).clock(clock.clone());
        let session = builder.deadline(DEADLINE).request_timeout(HOUR).build();
        Self { row, combo, server, clock, connection, session, in_flight, complaints: Vec::new() }
    }

    /// Adds a complaint unless `holds`. If a hundred callers have the same one, it is added once.
    fn check(&mut self, holds: bool, complaint: impl FnOnce() -> String) {
        if !holds {
            let complaint = complaint();
            if !self.complaints.contains(&complaint) {
                self.complaints.push(complaint);
            }
        }
    }

    /// Caches a token in its last minute, so that callers wait for the next one.
    async fn cache(&mut self) -> Option<String> {
        if !self.combo.cached {
            return None;
        }
        let token = self.healthy_token().await;
        self.clock.advance(HOUR.saturating_sub(LAST_MINUTE));
        token
    }

    async fn meet_the_fault(&mut self, cached: Option<&str>) {
        let before = self.server.counters().token_requests;
        self.server.fail(self.row);
        let outcomes = self.ask().await;
        self.check(outcomes.len() == self.combo.callers, || "callers are lost".into());
        match &self.row.verdict {
            Verdict::Accept(accepted) => self.expect_accepted(accepted, &outcomes).await,
            Verdict::Refuse(refused) => self.expect_refused(*refused, cached, &outcomes),
        }
        self.ask().await;
        let sent = self.server.counters().token_requests - before;
        let expected = self.expected_requests();
        self.check(sent == expected, || format!("{sent} requests were sent instead of {expected}"));
    }

    /// Returns the expected number of requests. After a refused refresh token, the same attempt logs in.
    fn expected_requests(&self) -> u64 {
        let is_refused = matches!(&self.row.verdict, Verdict::Refuse(Refused { class: Class::Reauthenticate, .. }));
        if is_refused && self.combo.cached { 2 } else { 1 }
    }

    async fn expect_accepted(&mut self, accepted: &Accepted, outcomes: &[Outcome]) {
        let Accepted { token, lifetime } = accepted;
        let expires_at = self.now() + Duration::from_secs(*lifetime);
        for outcome in outcomes {
            self.check(outcome.token() == Some(token), || format!("got {outcome:?} instead of the token"));
            let end = outcome.expires_at();
            self.check(end == Some(expires_at), || format!("it expires at {end:?} instead of {expires_at:?}"));
        }
        self.call().await;
    }

    fn expect_refused(&mut self, refused: Refused, cached: Option<&str>, outcomes: &[Outcome]) {
        for outcome in outcomes {
            self.check(outcome.token() == cached, || format!("got {outcome:?} beside {}", cached.is_some()));
            let error = outcome.error();
            self.check(error.is_none_or(|error| is(error, refused)), || {
                format!("got {error:?} instead of {refused:?}")
            });
        }
        let noted = self.session.state().borrow().error.clone();
        let text = noted.as_ref().map(|error| shown(error)).unwrap_or_default();
        self.check(find_canary(&text).is_none(), || format!("a secret is shown: {text}"));
        self.check(noted.as_ref().is_some_and(|error| is(error, refused)), || {
            let failure = noted.as_ref().and_then(failure_of);
            format!("the session notes {noted:?} {failure:?} instead of {refused:?}")
        });
    }

    /// Checks that, once the server works correctly and the wait is over, there is a new token with which a call
    /// succeeds.
    async fn recover(&mut self, cached: Option<&str>) {
        self.server.idle().await;
        self.server.heal();
        let wait = match &self.row.verdict {
            Verdict::Accept(accepted) => Some(Duration::from_secs(accepted.lifetime)),
            Verdict::Refuse(_) => self.session.state().borrow().error.as_ref().and_then(SessionError::retry_after),
        };
        self.clock.advance(wait.unwrap_or_default());
        if cached.is_some() && self.row.refresh_token_use() == Use::Uncertain {
            self.expect_patience(cached).await;
        }
        let token = self.healthy_token().await;
        self.check(token.as_deref() != cached, || "the session keeps the cached token".into());
        self.call().await;
    }

    /// Checks that a refresh token that may have been used is sent once more, but not before the access token has
    /// expired.
    async fn expect_patience(&mut self, cached: Option<&str>) {
        let before = self.server.counters().token_requests;
        let token = self.healthy_token().await;
        self.check(token.as_deref() == cached, || "the session does not keep the cached token".into());
        self.check(self.server.counters().token_requests == before, || "the refresh token is sent too early".into());
        self.clock.advance(LAST_MINUTE);
    }

    /// Returns a token of a server that works correctly. On a busy machine, a client with short timeouts may need more
    /// than one attempt.
    async fn healthy_token(&mut self) -> Option<String> {
        let mut last = None;
        for _ in 0..5 {
            match self.session.token().await {
                Ok(token) => return Some(token.secret().expose().to_owned()),
                Err(error) => {
                    self.clock.advance(error.retry_after().unwrap_or_default());
                    last = Some(error);
                }
            }
        }
        self.complaints.push(format!("no token of a healthy server: {last:?}"));
        None
    }

    async fn call(&mut self) {
        let reply = self.connection.with(self.session.clone()).call_protected(GetProfile).await;
        let text = format!("{reply:?}");
        self.check(reply.is_ok(), || format!("the call fails: {text}"));
        self.check(find_canary(&text).is_none(), || format!("shown: {text}"));
    }

    async fn ask(&mut self) -> Vec<Outcome> {
        let mut callers = JoinSet::new();
        for _ in 0..self.combo.callers {
            let session = self.session.clone();
            callers.spawn(async move { Outcome(session.token().await) });
        }
        let outcomes = tokio::time::timeout(DEADLINE, callers.join_all()).await;
        self.check(outcomes.is_ok(), || "callers hang".into());
        let outcomes = outcomes.unwrap_or_default();
        self.check_shown(&outcomes);
        outcomes
    }

    /// Checks that no secret is shown. All errors of one failure have the same sources, so only those of one caller are
    /// checked.
    fn check_shown(&mut self, outcomes: &[Outcome]) {
        let sources = outcomes.first().and_then(Outcome::error).map(|error| shown(error));
        for text in outcomes.iter().map(Outcome::shown).chain(sources) {
            let found = find_canary(&text);
            self.check(found.is_none(), || format!("a secret is shown {}: {text}", found.unwrap_or_default()));
        }
    }

    fn check_server(&mut self) {
        let seen = self.server.counters();
        let most = self.in_flight.most().max(seen.token_requests_at_once);
        self.check(most <= 1, || format!("{most} requests at once"));
        let elsewhere = (seen.connections_elsewhere, seen.bytes_elsewhere, seen.other_paths);
        self.check(elsewhere == (0, 0, 0), || format!("requests went elsewhere: {seen:?}"));
        let misused = (seen.reused_refresh_tokens, seen.strange_tokens, seen.stale_tokens);
        self.check(misused == (0, 0, 0), || format!("tokens are misused: {seen:?}"));
        let text = format!("{:?} {:#?} {:?}", self.session, self.session.state().borrow(), self.connection);
        self.check(find_canary(&text).is_none(), || format!("shown: {text}"));
    }

    fn now(&self) -> SystemTime {
        self.clock.now().wall
    }
}

fn is(error: &SessionError, refused: Refused) -> bool {
    let Refused { failure, class, wait } = refused;
    let waits = error.retry_after().is_some_and(|time| wait.fits(time));
    failure_of(error) == Some(failure) && error.class() == class && waits
}
