//! A model of a session, without tasks, locks or futures: one step at a time, on plain data.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use auth_runtime::Class;
use auth_runtime::session::{Moment, Renewal, Rotation, SessionProblem};

/// What the provider answers to a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Token { lifetime: Option<u64>, next: Next },
    Throttled { retry_after: u64 },
    Broken,
    Unavailable,
    InvalidClient,
    InvalidGrant,
    Panic,
    Hang,
}

/// The refresh token of a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Absent,
    New,
    /// It is there and cannot be read.
    Unreadable,
}

/// What the provider says of its refresh tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    pub rotation: Rotation,
    pub is_reuse_tolerated: bool,
    pub grace: Duration,
}

impl Facts {
    /// Whether a refresh token can be used any number of times, if so many replies in a row have left it as it was.
    pub fn is_kept(&self, kept: u32) -> bool {
        self.rotation == Rotation::Kept || (self.rotation == Rotation::Unknown && kept >= 2)
    }

    /// Whether it may be sent although it was sent before, and nobody knows how that ended.
    pub fn may_be_repeated(&self, kept: u32) -> bool {
        self.is_kept(kept) || self.is_reuse_tolerated
    }
}

/// A token that the session has.
#[derive(Clone, Debug)]
pub struct Token {
    pub text: String,
    pub issued: Moment,
    /// The remaining and the total lifetime at the time of issue.
    pub life: Option<(Duration, Duration)>,
    pub rejected: bool,
    /// By how much of half the way to the mandatory window the advisory window begins later.
    pub jitter: u16,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub access_token: Option<String>,
    pub expires_at: Option<SystemTime>,
    pub lifetime: Option<Duration>,
    pub refresh_token: Option<String>,
    pub state: State,
    pub kept: u32,
    pub has_owner: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    #[default]
    Idle,
    InUse(Attempt),
    Uncertain(Attempt),
    Revoked,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub count: u32,
    pub since: SystemTime,
    /// How long it may take.
    pub limit: Duration,
    /// The process that makes it.
    pub process: u32,
    /// Which it is; `None` for one that only the session knows of.
    pub number: Option<usize>,
}

/// A reply that came and could not be saved.
#[derive(Clone, Debug)]
pub struct Unsaved {
    pub token: Token,
    record: Record,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    Fresh,
    Advisory,
    Mandatory,
    Expired,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    pub problem: SessionProblem,
    pub class: Class,
    pub asked: Option<Duration>,
}

#[derive(Clone, Debug)]
pub struct Pause {
    pub until: Duration,
    pub failure: Failure,
    /// It waits for the end of the access token.
    pub ends_with_token: bool,
}

#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of the model of its own")]
pub struct Model {
    pub renewal: Renewal,
    pub facts: Facts,
    pub jitter: u16,
    pub has_store: bool,
    pub now: Moment,
    pub held: Option<Token>,
    pub generation: u64,
    pub failures: u32,
    pub rejections: u64,
    /// Renewals in a row that a refusal caused, and when the last was.
    renewals: u32,
    renewed: Duration,
    pub is_rejected: bool,
    pub pause: Option<Pause>,
    pub revoked: bool,
    /// A refresh token that was given and not sent yet.
    pub given: Option<String>,
    /// Whether the session has a name for its login.
    has_own: bool,
    /// Whether the session has heard of a log-out.
    is_over: bool,
    /// The record as it was last seen.
    seen: Option<Record>,
    /// The refresh token that the provider has refused last.
    refused: Option<String>,
    /// The attempt that was met last, and since when it is known.
    watched: Option<(usize, Duration)>,
    /// The access token of a record that could not be replaced.
    superseded: Option<String>,
    pub unsaved: Option<Unsaved>,
    pub stored: Record,
    pub save_fails: bool,
    /// Tokens that had expired when the session was revoked.
    ending: Vec<Token>,
    /// The time that the provider takes for a request.
    pub takes: Duration,
    drawn: u32,
    refill: Duration,
    /// What this session and earlier ones have sent to the provider.
    pub sent: Vec<String>,
    pub requests: u64,
    pub issued: u32,
    pub process: u32,
}

const STORE: Failure = Failure { problem: SessionProblem::Store, class: Class::Retry, asked: None };
const REFILL: Duration = Duration::from_secs(10);
/// How long others leave the token of an attempt alone: 120 seconds, and those that a record rounds off.
const LIMIT: Duration = Duration::from_secs(122);

/// What a session is built with.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub renewal: Renewal,
    pub facts: Facts,
    pub has_store: bool,
    pub jitter: u16,
}

/// A refresh token that is there and cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unreadable;

type NextToken = Result<Option<String>, Unreadable>;

/// Whether a refresh token may be sent, or why not, and whether the inputs may be used instead.
enum Permission {
    Now,
    Not { wait: Option<Duration>, mints: bool },
}

impl Model {
    pub fn new(setting: Setting, now: Moment, refresh_token: Option<String>) -> Self {
        let Setting { renewal, facts, has_store, jitter } = setting;
        Self {
            renewal,
            facts,
            jitter,
            has_store,
            now,
            held: None,
            generation: 0,
            failures: 0,
            rejections: 0,
            renewals: 0,
            renewed: Duration::ZERO,
            is_rejected: false,
            pause: None,
            revoked: false,
            given: refresh_token,
            has_own: false,
            is_over: false,
            seen: None,
            watched: None,
            refused: None,
            superseded: None,
            unsaved: None,
            stored: Record::default(),
            save_fails: false,
            ending: Vec::new(),
            takes: Duration::ZERO,
            drawn: 0,
            refill: Duration::ZERO,
            sent: Vec::new(),
            requests: 0,
            issued: 0,
            process: 0,
        }
    }

    /// The refresh token that was refused, if the store still has it.
    pub fn refused_and_stored(&self) -> Option<&String> {
        self.refused.as_ref().filter(|refused| self.stored.refresh_token.as_ref() == Some(refused))
    }

    /// The process ends and another starts with the same store.
    pub fn restart(&mut self) {
        let begun = Self::new(self.setting(), self.now, None);
        let stored = if self.has_store { std::mem::take(&mut self.stored) } else { Record::default() };
        let (sent, issued, process) = (std::mem::take(&mut self.sent), self.issued, self.process + 1);
        // The driver keeps the connection, and so the budget.
        *self = Self { stored, sent, issued, process, drawn: self.drawn, refill: self.refill, ..begun };
    }

    pub fn setting(&self) -> Setting {
        let Self { renewal, facts, has_store, jitter, .. } = *self;
        Setting { renewal, facts, has_store, jitter }
    }

    /// What every caller who asks for a token now gets.
    pub fn token(&mut self, replies: &[Reply]) -> Result<String, (Failure, Option<Duration>)> {
        if self.revoked {
            return Err((failed(SessionProblem::Revoked, Class::Reauthenticate), None));
        }
        let (age, old) = (self.age(), self.held.clone().map(|token| token.text).unwrap_or_default());
        if age == Age::Fresh {
            return Ok(old);
        }
        if let Err((failure, wait)) = self.may_request() {
            return if age == Age::Expired { Err((failure, Some(wait))) } else { Ok(old) };
        }
        match self.attempt(&mut replies.iter().copied().collect()) {
            Ok(new) => self.publish(new),
            Err(failure) => {
                self.fail(failure);
                // A token that expired meanwhile is not returned to waiting callers.
                let is_served = age == Age::Advisory || self.age() != Age::Expired;
                return if is_served { Ok(old) } else { Err((failure, None)) };
            }
        }
        let new = self.held.clone().map(|token| token.text).unwrap_or_default();
        Ok(if age == Age::Advisory { old } else { new })
    }

    pub fn age(&self) -> Age {
        self.held.as_ref().map_or(Age::Expired, |token| token.age(&self.now))
    }

    fn may_request(&mut self) -> Result<(), (Failure, Duration)> {
        let is_over = self.age() == Age::Expired;
        self.pause.take_if(|pause| pause.ends_with_token && is_over);
        let Some(pause) = &mut self.pause else { return Ok(()) };
        let now = self.now.monotonic;
        if pause.until <= now {
            if !pause.failure.class.is_retryable() {
                return Ok(());
            }
            while self.drawn > 0 && self.refill <= now {
                (self.drawn, self.refill) = (self.drawn - 1, self.refill + REFILL);
            }
            if self.drawn < 10 {
                self.refill = if self.drawn == 0 { now + REFILL } else { self.refill };
                self.drawn += 1;
                return Ok(());
            }
            pause.until = self.refill;
        }
        Err((pause.failure, pause.until.saturating_sub(now)))
    }

    fn publish(&mut self, token: Token) {
        (self.generation, self.failures, self.pause) = (self.generation + 1, 0, None);
        self.is_rejected = false;
        self.drawn = self.drawn.saturating_sub(1);
        if self.held.as_ref().is_none_or(|held| !held.rejected) {
            self.renewals = 0;
        }
        self.held = Some(token);
    }

    /// The driver observes the length of the pause, which is random within limits.
    fn fail(&mut self, failure: Failure) {
        self.failures += 1;
        let ends_with_token = failure.problem == SessionProblem::Uncertain && self.age() != Age::Expired;
        self.pause = Some(Pause { until: Duration::MAX, failure, ends_with_token });
        if failure.problem == SessionProblem::LoggedOut {
            self.held = None;
        }
    }

    /// The shortest and the longest wait after that failure.
    pub fn waits(&self, failure: Failure) -> (Duration, Duration) {
        let longest = |failures: u32| Duration::from_millis(500 << (failures - 1).min(20)).min(Duration::from_secs(60));
        if let Some(asked) = failure.asked {
            return (asked.max(longest(1) / 2), asked.max(longest(1)));
        }
        let longest = longest(self.failures);
        (longest / 2, longest)
    }

    fn attempt(&mut self, replies: &mut VecDeque<Reply>) -> Result<Token, Failure> {
        if let Some(unsaved) = self.unsaved.clone() {
            return self.keep(unsaved);
        }
        let record = self.recognize()?;
        self.saw(&record);
        if let Some(token) = self.renewed_elsewhere(&record) {
            return Ok(token);
        }
        self.obtain(record, replies)
    }

    fn saw(&mut self, record: &Record) {
        if record.has_owner {
            (self.has_own, self.seen) = (true, Some(record.clone()));
        }
    }

    /// The record that the session goes on with.
    fn recognize(&mut self) -> Result<Record, Failure> {
        let record = self.found()?;
        let is_refused = record.refresh_token.is_some() && record.refresh_token == self.refused;
        // The store could not be changed.
        Ok(if is_refused { Record { refresh_token: None, state: State::Idle, kept: 0, ..record } } else { record })
    }

    fn found(&mut self) -> Result<Record, Failure> {
        let given = self.given.clone();
        let first = || Record { refresh_token: given.clone(), ..Record::default() };
        if self.stored == Record::default() {
            if self.is_over {
                return Err(failed(SessionProblem::LoggedOut, Class::Reauthenticate));
            }
            let Some(mut seen) = self.seen.clone() else { return Ok(first()) };
            if seen.refresh_token.is_some() && seen.state == State::Idle {
                seen.state = State::Uncertain(Attempt {
                    count: 1,
                    since: self.now.wall,
                    limit: Duration::ZERO,
                    process: self.process,
                    number: None,
                });
            }
            return Ok(seen);
        }
        match (self.stored.state == State::Revoked, self.seen.is_some()) {
            (true, true) => {
                self.is_over = true;
                Err(failed(SessionProblem::LoggedOut, Class::Reauthenticate))
            }
            (true, false) => Ok(first()),
            (false, _) => Ok(self.stored.clone()),
        }
    }

    fn renewed_elsewhere(&self, record: &Record) -> Option<Token> {
        let token = self
            .token_of(record)
            .filter(|token| !self.has(&token.text) && self.superseded.as_ref() != Some(&token.text))?;
        (token.age(&self.now) != Age::Expired).then_some(token)
    }

    fn token_of(&self, record: &Record) -> Option<Token> {
        let Record { access_token, expires_at, lifetime, .. } = record.clone();
        let text = access_token?;
        let left = expires_at.map(|end| end.duration_since(self.now.wall).unwrap_or_default());
        let life = left.map(|left| (left.min(lifetime.unwrap_or(left)), lifetime.unwrap_or(left)));
        Some(Token { text, issued: self.now, life, rejected: false, jitter: self.jitter })
    }

    fn has(&self, text: &str) -> bool {
        self.held.as_ref().is_some_and(|held| held.text == text)
    }

    fn obtain(&mut self, mut record: Record, replies: &mut VecDeque<Reply>) -> Result<Token, Failure> {
        let renewed = match self.renewal {
            Renewal::RefreshToken => record.refresh_token.clone().map(|with| self.refresh(&mut record, &with, replies)),
            Renewal::AccessToken => self.access_token(&record).map(|with| self.exchange(&record, &with, replies)),
            _ => None,
        };
        match renewed {
            Some(Ok(token)) => Ok(token),
            Some(Err((failure, false))) => Err(failure),
            Some(Err((_, true))) | None => {
                let (token, next) = match (self.request("mint".into(), replies), renewed) {
                    (Ok(minted), _) => minted,
                    // Nobody is asked to log in where waiting can help.
                    (Err(failure), Some(Err((refusal, _))))
                        if failure.class == Class::Reauthenticate && refusal.class.is_retryable() =>
                    {
                        return Err(refusal);
                    }
                    (Err(failure), _) => return Err(failure),
                };
                let before = Record { refresh_token: None, state: State::Idle, kept: 0, ..record };
                self.keep_reply(token, Record { refresh_token: next.ok().flatten(), ..before })
            }
        }
    }

    fn refresh(
        &mut self,
        record: &mut Record,
        with: &str,
        replies: &mut VecDeque<Reply>,
    ) -> Result<Token, (Failure, bool)> {
        if let Permission::Not { wait, mints } = self.permission(record) {
            let class = if wait.is_some() { Class::Retry } else { Class::Reauthenticate };
            return Err((Failure { asked: wait, ..failed(SessionProblem::Uncertain, class) }, mints));
        }
        let before = record.state.clone();
        (self.has_own, record.has_owner) = (true, true);
        let count = before.attempt().map_or(0, |attempt| attempt.count) + 1;
        let number = Some(self.sent.len());
        let attempt = Attempt { count, since: self.now.wall, limit: LIMIT, process: self.process, number };
        let is_kept = self.facts.is_kept(record.kept);
        if !is_kept {
            record.state = State::InUse(attempt.clone());
            let saved = self.save(record.clone());
            if let Err(failure) = saved {
                // The login has begun, but nobody knows of it.
                return Err((failure, false));
            }
        }
        (self.given, self.seen) = (None, Some(record.clone()));
        let reply = replies.front().copied();
        match self.request(format!("refresh {with}"), replies) {
            Ok((token, next)) => {
                let kept = if next == Ok(None) { record.kept + 1 } else { 0 };
                let state = record.state.after_reply(&next);
                let refresh_token = next.ok().flatten().or(Some(with.to_owned()));
                let record = Record { refresh_token, state, kept, ..record.clone() };
                self.keep_reply(token, record).map_err(|failure| (failure, false))
            }
            Err(failure) => {
                match reply {
                    Some(Reply::Broken) if is_kept => {}
                    Some(Reply::Broken) => record.state = State::Uncertain(attempt),
                    Some(Reply::InvalidGrant) => {
                        self.refused = Some(with.to_owned());
                        (record.refresh_token, record.state, record.kept) = (None, State::Idle, 0);
                    }
                    Some(Reply::Panic | Reply::Hang) => return Err((failure, false)),
                    _ => record.state = before,
                }
                self.seen = Some(record.clone());
                if !is_kept || reply == Some(Reply::InvalidGrant) {
                    let _ = self.save(record.clone());
                }
                Err((failure, failure.class == Class::Reauthenticate))
            }
        }
    }

    /// For how long the session has known of an attempt.
    fn watch(&mut self, attempt: &Attempt) -> Duration {
        let now = self.now.monotonic;
        let known = self.watched.filter(|(number, _)| Some(*number) == attempt.number);
        let since = known.map_or(now, |(_, since)| since);
        self.watched = attempt.number.map(|number| (number, since));
        now.checked_sub(since).unwrap()
    }

    /// An attempt that lies further ahead than its own limit is written down anew.
    fn correct(&mut self, record: &mut Record) {
        let (State::InUse(attempt) | State::Uncertain(attempt)) = &mut record.state else { return };
        if attempt.since > self.now.wall + attempt.limit {
            attempt.since = self.now.wall;
            if !self.facts.is_kept(record.kept) {
                let _ = self.save(record.clone());
            }
        }
    }

    fn permission(&mut self, record: &mut Record) -> Permission {
        self.correct(record);
        let has_access_token = self.age() != Age::Expired;
        let Some(attempt) = record.state.attempt() else { return Permission::Now };
        let passed = self.now.wall.duration_since(attempt.since).unwrap_or_default().max(self.watch(attempt));
        let is_mine = attempt.process == self.process;
        if !is_mine && passed < attempt.limit {
            return Permission::Not {
                wait: Some(attempt.limit.checked_sub(passed).unwrap()),
                mints: !has_access_token,
            };
        }
        let is_in_grace = is_mine && attempt.count < 2 && passed < self.facts.grace;
        if self.facts.may_be_repeated(record.kept) || is_in_grace {
            return Permission::Now;
        }
        match (attempt.count < 2, has_access_token) {
            (false, _) => Permission::Not { wait: None, mints: !has_access_token },
            (true, true) => {
                let end = self.held.as_ref().and_then(|held| Some(held.issued.wall + held.life?.0));
                let wait = end.map(|end| end.duration_since(self.now.wall).unwrap_or_default());
                Permission::Not { wait: wait.map(|wait| wait.min(Duration::from_secs(3600))), mints: false }
            }
            (true, false) => Permission::Now,
        }
    }

    fn access_token(&self, record: &Record) -> Option<String> {
        if self.age() != Age::Expired {
            return self.held.clone().map(|held| held.text);
        }
        let is_over = record.expires_at.is_some_and(|end| self.now.wall >= end);
        record.access_token.clone().filter(|text| !is_over && !self.has(text))
    }

    fn exchange(
        &mut self,
        record: &Record,
        with: &str,
        replies: &mut VecDeque<Reply>,
    ) -> Result<Token, (Failure, bool)> {
        let done = self.request(format!("refresh {with}"), replies);
        let (token, next) = done.map_err(|failure| (failure, failure.class == Class::Reauthenticate))?;
        let is_kept = next == Ok(None) && record.refresh_token.is_some();
        let state = record.state.after_reply(&next);
        let refresh_token = next.ok().flatten().or_else(|| record.refresh_token.clone());
        let kept = if is_kept { record.kept + 1 } else { 0 };
        let record = Record { refresh_token, state, kept, ..record.clone() };
        self.keep_reply(token, record).map_err(|failure| (failure, false))
    }

    /// The token and the refresh token of the reply, of which an error is one that cannot be read.
    fn request(&mut self, request: String, replies: &mut VecDeque<Reply>) -> Result<(Token, NextToken), Failure> {
        self.sent.push(request);
        self.requests += 1;
        let issued = self.now;
        let reply = replies.pop_front().unwrap();
        // One that never answers is given up by a clock of its own.
        if reply != Reply::Hang {
            self.now.monotonic += self.takes;
            self.now.wall += self.takes;
        }
        let refused = SessionProblem::TokenRequest;
        match reply {
            Reply::Token { lifetime, next } => {
                self.issued += 1;
                let life = lifetime.map(Duration::from_secs).map(|life| (life, life));
                let text = format!("a{}", self.issued);
                let next = match next {
                    Next::Absent => Ok(None),
                    Next::New => Ok(Some(format!("r{}", self.issued))),
                    Next::Unreadable => Err(Unreadable),
                };
                Ok((Token { text, issued, life, rejected: false, jitter: self.jitter }, next))
            }
            Reply::Throttled { retry_after } => {
                let asked = Some(Duration::from_secs(retry_after));
                Err(Failure { asked, ..failed(refused, Class::RateLimited) })
            }
            Reply::Broken | Reply::Unavailable => Err(failed(refused, Class::Retry)),
            Reply::InvalidGrant | Reply::InvalidClient => Err(failed(refused, Class::Reauthenticate)),
            Reply::Panic => Err(failed(SessionProblem::Panicked, Class::Retry)),
            Reply::Hang => Err(failed(SessionProblem::RequestTime, Class::Retry)),
        }
    }

    /// `record` is the one before the reply, with the refresh token after it.
    fn keep_reply(&mut self, token: Token, record: Record) -> Result<Token, Failure> {
        let lifetime = token.life.map(|(_, life)| life);
        let expires_at = lifetime.map(|life| token.issued.wall + life);
        let record = Record { lifetime, expires_at, access_token: Some(token.text.clone()), ..record };
        self.keep(Unsaved { token, record: Record { has_owner: true, ..record } })
    }

    /// It is saved before it is used, and kept if that fails.
    fn keep(&mut self, unsaved: Unsaved) -> Result<Token, Failure> {
        let Unsaved { token, mut record } = unsaved.clone();
        let is_over = token.age(&self.now) == Age::Expired;
        if is_over {
            record.access_token = None;
        }
        self.has_own = true;
        self.unsaved = Some(unsaved);
        match self.save(record.clone()) {
            Ok(()) => (self.superseded, self.given) = (None, None),
            // What stays good need not be saved.
            Err(_) if self.is_dispensable(&record) => {
                self.superseded.clone_from(&self.stored.access_token);
            }
            Err(failure) => return Err(failure),
        }
        self.unsaved = None;
        self.seen = Some(record);
        if is_over { Err(failed(SessionProblem::ExpiredOnArrival, Class::Retry)) } else { Ok(token) }
    }

    /// The refresh token that the store has stays good.
    fn is_dispensable(&self, record: &Record) -> bool {
        self.renewal == Renewal::RefreshToken && record.kept > 0 && self.facts.is_kept(record.kept - 1)
    }

    fn save(&mut self, record: Record) -> Result<(), Failure> {
        if self.has_store && self.save_fails {
            return Err(STORE);
        }
        self.stored = record;
        Ok(())
    }

    /// Whether the token is renewed because of it.
    pub fn reject(&mut self, generation: u64) -> bool {
        let is_current = generation == self.generation && !self.revoked;
        let Some(held) = self.held.as_mut().filter(|held| is_current && !held.rejected) else { return false };
        let pause = Duration::from_secs(10) * (1 << self.renewals.saturating_sub(1).min(16));
        let next = self.renewed + pause.min(Duration::from_secs(3600));
        if self.renewals > 0 && self.now.monotonic < next {
            self.is_rejected = true;
            return false;
        }
        held.rejected = true;
        self.rejections += 1;
        (self.renewals, self.renewed) = (self.renewals + 1, self.now.monotonic);
        true
    }

    /// What had expired when the session ended is revoked by the next call, if the clock was set back meanwhile.
    fn revoke_again(&mut self) {
        let (valid, over) =
            std::mem::take(&mut self.ending).into_iter().partition(|token| token.age(&self.now) != Age::Expired);
        self.ending = over;
        let valid: Vec<Token> = valid;
        self.sent.extend(valid.iter().map(|token| format!("revoke {}", token.text)));
        // A store that has lost the log-out is told of it again.
        if self.has_own && self.stored == Record::default() {
            self.stored = Record { state: State::Revoked, has_owner: true, ..Record::default() };
        }
    }

    pub fn revoke(&mut self) {
        if self.revoked {
            return self.revoke_again();
        }
        let found = std::mem::take(&mut self.stored);
        let refreshes = self.renewal == Renewal::RefreshToken;
        let held = self.held.take();
        let rejected = held.as_ref().filter(|held| held.rejected).map(|held| held.text.clone());
        let stored_refresh = found.refresh_token.clone().filter(|_| self.unsaved.is_none());
        let unsaved_refresh = self.unsaved.as_ref().and_then(|unsaved| unsaved.record.refresh_token.clone());
        // What is found last is revoked first.
        let refresh_tokens = [unsaved_refresh, self.given.take(), stored_refresh];
        let mut sent: Vec<String> = Vec::new();
        for token in refresh_tokens.into_iter().flatten().filter(|_| refreshes) {
            if !sent.contains(&token) {
                sent.push(token);
            }
        }
        // The session knows best when its own token ends.
        let is_held = |token: &Token| held.as_ref().is_some_and(|held| held.text == token.text);
        let stored = self.token_of(&found).filter(|token| !is_held(token));
        let last = [held, stored, self.unsaved.take().map(|unsaved| unsaved.token)];
        for token in last.into_iter().flatten().filter(|token| rejected.as_ref() != Some(&token.text)) {
            if token.age(&self.now) == Age::Expired {
                self.ending.push(token);
            } else if !sent.contains(&token.text) {
                sent.push(token.text);
            }
        }
        self.sent.extend(sent.iter().map(|text| format!("revoke {text}")));
        let is_known = found != Record::default() || self.has_own;
        if is_known {
            self.stored = Record { state: State::Revoked, has_owner: true, ..Record::default() };
        }
        (self.revoked, self.given) = (true, None);
    }

    /// Another session of the same login is revoked: it has what the store has.
    pub fn log_out_elsewhere(&mut self) {
        let found = std::mem::take(&mut self.stored);
        if found == Record::default() {
            return;
        }
        let refresh_token = found.refresh_token.clone().filter(|_| self.renewal == Renewal::RefreshToken);
        let token = self.token_of(&found).filter(|token| token.age(&self.now) != Age::Expired);
        let texts = refresh_token.into_iter().chain(token.map(|token| token.text));
        self.sent.extend(texts.map(|text| format!("revoke {text}")));
        self.stored = Record { state: State::Revoked, has_owner: true, ..Record::default() };
    }
}

fn failed(problem: SessionProblem, class: Class) -> Failure {
    Failure { problem, class, asked: None }
}

impl State {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Idle => "Idle",
            Self::InUse(_) => "InUse",
            Self::Uncertain(_) => "Uncertain",
            Self::Revoked => "Revoked",
        }
    }

    /// A reply settles what is known of the refresh token, unless it has one that cannot be read.
    fn after_reply(&self, next: &NextToken) -> Self {
        let uncertain = self.attempt().filter(|_| next.is_err());
        uncertain.map_or(Self::Idle, |attempt| Self::Uncertain(attempt.clone()))
    }

    pub fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::InUse(attempt) | Self::Uncertain(attempt) => Some(attempt),
            Self::Idle | Self::Revoked => None,
        }
    }
}

impl Token {
    pub fn age(&self, now: &Moment) -> Age {
        let Some((left, life)) = self.life else { return if self.rejected { Age::Expired } else { Age::Fresh } };
        let window = |percent: u32, longest: u64| (life * percent / 100).min(Duration::from_secs(longest));
        let has_come =
            |end: Duration| now.monotonic >= self.issued.monotonic + end || now.wall >= self.issued.wall + end;
        let (advisory, mandatory) = (window(20, 3600), window(5, 60));
        let later = advisory.checked_sub(mandatory).unwrap() / 2 * u32::from(self.jitter) / u32::from(u16::MAX);
        match () {
            () if self.rejected || has_come(left) => Age::Expired,
            () if has_come(left.saturating_sub(mandatory)) => Age::Mandatory,
            () if has_come(left.saturating_sub(advisory.checked_sub(later).unwrap())) => Age::Advisory,
            () => Age::Fresh,
        }
    }
}
