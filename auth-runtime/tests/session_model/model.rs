//! A model of a session, without tasks, locks or futures: one step at a time, on plain data.

use std::time::{Duration, SystemTime};

use auth_runtime::Class;
use auth_runtime::session::{Moment, Renewal, SessionProblem};

/// What the provider answers to a token request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Token { lifetime: Option<u64>, refresh_token: bool },
    Throttled { retry_after: u64 },
    Broken,
    Unavailable,
    InvalidGrant,
    Panic,
    Hang,
}

/// A token that the session holds.
#[derive(Clone, Debug)]
pub struct Token {
    pub text: String,
    pub refresh_token: Option<String>,
    pub issued: Moment,
    /// The remaining and the total lifetime at the time of issue.
    pub life: Option<(Duration, Duration)>,
    pub rejected: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub access_token: Option<String>,
    pub expires_at: Option<SystemTime>,
    pub lifetime: Option<Duration>,
    pub refresh_token: Option<String>,
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
}

#[derive(Clone, Debug)]
pub struct Model {
    pub renewal: Renewal,
    pub has_store: bool,
    pub now: Moment,
    pub held: Option<Token>,
    pub generation: u64,
    pub failures: u32,
    pub young_rejections: u32,
    pub rejections: u64,
    pub pause: Option<Pause>,
    pub revoked: bool,
    /// The refresh token in memory, and those that must not be sent again.
    pub own: Option<String>,
    pub in_doubt: Option<String>,
    pub spent: Option<String>,
    pub unsaved: Option<Token>,
    pub stored: Record,
    pub save_fails: bool,
    /// The time that the provider takes for a request.
    pub takes: Duration,
    drawn: u32,
    refill: Duration,
    /// What this session and earlier ones have sent to the provider.
    pub sent: Vec<String>,
    pub requests: u64,
    pub issued: u32,
}

const STORE: Failure = Failure { problem: SessionProblem::Store, class: Class::Retry, asked: None };
const YOUNG: Duration = Duration::from_secs(10);
const REFILL: Duration = Duration::from_secs(10);

impl Model {
    pub fn new(renewal: Renewal, has_store: bool, now: Moment, refresh_token: Option<String>) -> Self {
        Self {
            renewal,
            has_store,
            now,
            held: None,
            generation: 0,
            failures: 0,
            young_rejections: 0,
            rejections: 0,
            pause: None,
            revoked: false,
            own: refresh_token,
            in_doubt: None,
            spent: None,
            unsaved: None,
            stored: Record::default(),
            save_fails: false,
            takes: Duration::ZERO,
            drawn: 0,
            refill: Duration::ZERO,
            sent: Vec::new(),
            requests: 0,
            issued: 0,
        }
    }

    /// The process ends and another starts with the same store.
    pub fn restart(&mut self) {
        let begun = Self::new(self.renewal, self.has_store, self.now, None);
        let (stored, sent) = (std::mem::take(&mut self.stored), std::mem::take(&mut self.sent));
        // The driver keeps the connection, and so the budget.
        *self = Self { stored, sent, issued: self.issued, drawn: self.drawn, refill: self.refill, ..begun };
    }

    /// What every caller who asks for a token now gets.
    pub fn token(&mut self, replies: &[Reply]) -> Result<String, (Failure, Option<Duration>)> {
        if self.revoked {
            let failure = Failure { problem: SessionProblem::Revoked, class: Class::Reauthenticate, asked: None };
            return Err((failure, None));
        }
        let (age, old) = (self.age(), self.held.clone().map(|token| token.text).unwrap_or_default());
        if age == Age::Fresh {
            return Ok(old);
        }
        if let Err((failure, wait)) = self.may_request() {
            return if age == Age::Expired { Err((failure, Some(wait))) } else { Ok(old) };
        }
        match self.fly(replies) {
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
        let Some(pause) = &mut self.pause else { return Ok(()) };
        let now = self.now.monotonic;
        if pause.until <= now {
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
        self.drawn = self.drawn.saturating_sub(1);
        if self.held.as_ref().is_some_and(|held| !held.rejected) {
            self.young_rejections = 0;
        }
        self.held = Some(token);
    }

    /// The driver observes the length of the pause, which is random within limits.
    fn fail(&mut self, failure: Failure) {
        self.failures += 1;
        if failure.problem != SessionProblem::Panicked {
            self.pause = Some(Pause { until: Duration::MAX, failure });
        }
    }

    /// The shortest and the longest wait after that failure.
    pub fn waits(&self, failure: Failure) -> (Duration, Duration) {
        let longest = |failures: u32| Duration::from_millis(500 << (failures - 1).min(20)).min(Duration::from_secs(60));
        if let Some(asked) = failure.asked {
            return (asked.max(longest(1) / 2), asked.max(longest(1)));
        }
        let longest = longest(self.failures.max(self.young_rejections));
        (longest / 2, longest)
    }

    fn fly(&mut self, replies: &[Reply]) -> Result<Token, Failure> {
        self.spent = self.in_doubt.take().or(self.spent.take());
        if let Some(unsaved) = self.unsaved.clone() {
            return self.keep(unsaved);
        }
        if self.stored.refresh_token.is_some() && self.stored.refresh_token == self.spent {
            self.forget()?;
        }
        if let Some(token) = self.renewed_elsewhere() {
            return Ok(token);
        }
        let refreshed = self.renews_with().map(|with| (self.refresh(&with, replies[0]), with));
        let token = match refreshed {
            Some((Err(failure), _)) if failure.class == Class::Reauthenticate => {
                self.request("mint".into(), replies[1])?
            }
            Some((done, _)) => done?,
            None => self.request("mint".into(), replies[0])?,
        };
        self.keep(token)
    }

    fn renewed_elsewhere(&self) -> Option<Token> {
        let token = self.stored_token().filter(|token| !self.has_held(&token.text))?;
        (token.age(&self.now) == Age::Fresh).then_some(token)
    }

    fn stored_token(&self) -> Option<Token> {
        let Record { access_token, expires_at, lifetime, refresh_token } = self.stored.clone();
        let text = access_token?;
        let left = expires_at.map(|end| end.duration_since(self.now.wall).unwrap_or_default());
        let life = left.map(|left| (left.min(lifetime.unwrap_or(left)), lifetime.unwrap_or(left)));
        Some(Token { text, refresh_token, issued: self.now, life, rejected: false })
    }

    fn has_held(&self, text: &str) -> bool {
        self.held.as_ref().is_some_and(|held| held.text == text)
    }

    fn renews_with(&self) -> Option<String> {
        match self.renewal {
            Renewal::RefreshToken => {
                let is_empty = self.stored.access_token.is_none() && self.stored.refresh_token.is_none();
                let token = if is_empty { self.own.clone() } else { self.stored.refresh_token.clone() };
                token.filter(|token| self.spent.as_ref() != Some(token))
            }
            Renewal::AccessToken if self.age() != Age::Expired => self.held.clone().map(|held| held.text),
            Renewal::AccessToken => {
                let is_over = self.stored.expires_at.is_some_and(|end| self.now.wall >= end);
                self.stored.access_token.clone().filter(|text| !is_over && !self.has_held(text))
            }
            _ => None,
        }
    }

    fn refresh(&mut self, with: &str, reply: Reply) -> Result<Token, Failure> {
        let done = self.request(format!("refresh {with}"), reply);
        if self.renewal != Renewal::RefreshToken {
            return done;
        }
        self.own = None;
        match reply {
            Reply::Token { .. } => {
                let kept =
                    |token: Token| Token { refresh_token: token.refresh_token.or(Some(with.to_owned())), ..token };
                return done.map(kept);
            }
            Reply::Throttled { .. } | Reply::Unavailable => self.own = Some(with.to_owned()),
            Reply::Panic | Reply::Hang => self.in_doubt = Some(with.to_owned()),
            Reply::Broken | Reply::InvalidGrant => {
                self.spent = Some(with.to_owned());
                if self.stored.refresh_token.as_deref() == Some(with) {
                    self.forget()?;
                }
            }
        }
        done
    }

    fn request(&mut self, request: String, reply: Reply) -> Result<Token, Failure> {
        self.sent.push(request);
        self.requests += 1;
        let issued = self.now;
        // One that never answers is given up by a clock of its own.
        if reply != Reply::Hang {
            self.now.monotonic += self.takes;
            self.now.wall += self.takes;
        }
        let failure = |problem, class, asked| Err(Failure { problem, class, asked });
        let refused = SessionProblem::TokenRequest;
        match reply {
            Reply::Token { lifetime, refresh_token } => {
                self.issued += 1;
                let life = lifetime.map(Duration::from_secs).map(|life| (life, life));
                let (text, refresh_token) =
                    (format!("a{}", self.issued), refresh_token.then(|| format!("r{}", self.issued)));
                Ok(Token { text, refresh_token, issued, life, rejected: false })
            }
            Reply::Throttled { retry_after } => {
                failure(refused, Class::RateLimited, Some(Duration::from_secs(retry_after)))
            }
            Reply::Broken | Reply::Unavailable => failure(refused, Class::Retry, None),
            Reply::InvalidGrant => failure(refused, Class::Reauthenticate, None),
            Reply::Panic => failure(SessionProblem::Panicked, Class::Retry, None),
            Reply::Hang => failure(SessionProblem::RequestTime, Class::Retry, None),
        }
    }

    /// It is saved before it is used, and kept if that fails.
    fn keep(&mut self, token: Token) -> Result<Token, Failure> {
        self.own.clone_from(&token.refresh_token);
        self.unsaved = Some(token.clone());
        let Token { text, refresh_token, issued, life, rejected: _ } = token.clone();
        let lifetime = life.map(|(_, life)| life);
        let expires_at = lifetime.map(|life| issued.wall + life);
        let is_over = token.age(&self.now) == Age::Expired;
        self.save(Record { access_token: (!is_over).then_some(text), expires_at, lifetime, refresh_token })?;
        self.unsaved = None;
        let late = Failure { problem: SessionProblem::ExpiredOnArrival, class: Class::Retry, asked: None };
        if is_over { Err(late) } else { Ok(token) }
    }

    fn forget(&mut self) -> Result<(), Failure> {
        self.save(Record { refresh_token: None, ..self.stored.clone() })
    }

    fn save(&mut self, record: Record) -> Result<(), Failure> {
        match (self.has_store, self.save_fails) {
            (false, _) => Ok(()),
            (true, true) => Err(STORE),
            (true, false) => {
                self.stored = record;
                Ok(())
            }
        }
    }

    /// Whether the session now pauses because of it.
    pub fn reject(&mut self, generation: u64) -> bool {
        let is_current = generation == self.generation && !self.revoked;
        let Some(held) = self.held.as_mut().filter(|held| is_current && !held.rejected) else { return false };
        held.rejected = true;
        self.rejections += 1;
        let is_young = self.now.monotonic.saturating_sub(held.issued.monotonic) < YOUNG;
        self.young_rejections = if is_young { self.young_rejections + 1 } else { 0 };
        if self.young_rejections > 1 {
            let failure = Failure { problem: SessionProblem::Rejected, class: Class::Reauthenticate, asked: None };
            self.pause = Some(Pause { until: Duration::MAX, failure });
        }
        self.young_rejections > 1
    }

    pub fn revoke(&mut self) {
        self.spent = self.in_doubt.take().or(self.spent.take());
        let refresh_token = match self.renewal {
            Renewal::RefreshToken if self.unsaved.is_some() => self.own.clone(),
            Renewal::RefreshToken => self.renews_with(),
            _ => None,
        };
        self.sent.extend(refresh_token.map(|text| format!("revoke {text}")));
        let stored = self.stored_token().filter(|token| !self.has_held(&token.text));
        let last = [self.held.take(), self.unsaved.take(), stored];
        let valid = last.into_iter().flatten().filter(|token| token.age(&self.now) != Age::Expired);
        self.sent.extend(valid.map(|token| format!("revoke {}", token.text)));
        (self.revoked, self.stored) = (true, Record::default());
        (self.own, self.in_doubt, self.spent) = (None, None, None);
    }
}

impl Token {
    pub fn age(&self, now: &Moment) -> Age {
        let Some((left, life)) = self.life else { return if self.rejected { Age::Expired } else { Age::Fresh } };
        let window = |percent: u32, longest: u64| (life * percent / 100).min(Duration::from_secs(longest));
        let has_come =
            |end: Duration| now.monotonic >= self.issued.monotonic + end || now.wall >= self.issued.wall + end;
        match () {
            () if self.rejected || has_come(left) => Age::Expired,
            () if has_come(left.saturating_sub(window(5, 60))) => Age::Mandatory,
            () if has_come(left.saturating_sub(window(20, 3600))) => Age::Advisory,
            () => Age::Fresh,
        }
    }
}
