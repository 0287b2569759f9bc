//! The provider and the store of the session, which record what they receive.

use std::collections::{HashMap, HashSet, VecDeque};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use auth_runtime::session::{
    Clock as _, Locked, ManualClock, MemoryStore, Minted, Moment, Renewal, Reuse, Rotation, Session, SessionError,
    Store, StoreFuture, Stored, TokenSource,
};
use auth_runtime::{Connection, Secret};

use super::model::{Facts, Next, Record, Reply};
use crate::session_support::{ACCESS_TOKEN, Acme, INVALID_CLIENT, INVALID_GRANT, REFRESH_TOKEN, refusal};

/// What is outside the process.
#[derive(Clone, Default)]
pub struct World(Arc<Mutex<Seen>>);

#[derive(Default)]
pub struct Seen {
    pub clock: ManualClock,
    pub replies: VecDeque<Reply>,
    pub sent: Vec<String>,
    pub issued: u32,
    pub tokens: HashMap<String, (Moment, Option<Duration>)>,
    /// Refresh tokens that are replaced or refused.
    pub used: HashSet<String>,
    /// How often a refresh token was sent without an answer that says whether it was used.
    pub uncertain: HashMap<String, u32>,
    /// How many replies in a row have left a refresh token as it was.
    pub kept: HashMap<String, u32>,
    pub violations: Vec<String>,
    pub facts: Option<Facts>,
    /// Access tokens that were saved.
    saved: HashSet<String>,
    pub save_fails: bool,
    pub takes: Duration,
    pub session: Option<Session<Acme>>,
    store: MemoryStore,
    /// What was saved last.
    record: Stored,
}

impl World {
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap()
    }

    fn arrived(&self, request: String, refresh_token: Option<&str>) -> Option<Reply> {
        let mut seen = self.seen();
        if refresh_token.is_some_and(|token| seen.used.contains(token)) {
            seen.violations.push(format!("sent again: {request}"));
        }
        seen.sent.push(request);
        let reply = seen.replies.pop_front();
        if let (Some(token), Some(reply)) = (refresh_token, reply) {
            seen.note(token, reply);
        }
        reply
    }

    async fn answer(&self, request: String, refresh_token: Option<&str>) -> Result<Minted, SessionError> {
        let requested = self.seen().clock.now();
        let Some(reply) = self.arrived(request, refresh_token) else {
            self.seen().violations.push("a request that nobody expects".to_owned());
            return Err(refusal(403, None, "{}").into());
        };
        tokio::task::yield_now().await;
        if reply != Reply::Hang {
            let seen = self.seen();
            seen.clock.advance(seen.takes);
        }
        match reply {
            Reply::Token { lifetime, next } => Ok(self.issue(requested, lifetime.map(Duration::from_secs), next)),
            Reply::Throttled { retry_after: 0 } => Err(refusal(429, Some("0"), "{}").into()),
            Reply::Throttled { retry_after: _ } => Err(refusal(429, Some("30"), "{}").into()),
            Reply::Broken => Err(refusal(500, None, "{}").into()),
            Reply::Unavailable => Err(refusal(503, None, "{}").into()),
            Reply::InvalidGrant => Err(refusal(400, None, INVALID_GRANT).into()),
            Reply::InvalidClient => Err(refusal(401, None, INVALID_CLIENT).into()),
            // Without the message that a panic writes.
            Reply::Panic => resume_unwind(Box::new("as the script says")),
            Reply::Hang => std::future::pending().await,
        }
    }

    fn issue(&self, requested: Moment, lifetime: Option<Duration>, next: Next) -> Minted {
        let mut seen = self.seen();
        seen.issued += 1;
        let text = format!("a{}", seen.issued);
        seen.tokens.insert(text.clone(), (requested, lifetime));
        let minted = Minted::new(text).refresh_token((next == Next::New).then(|| format!("r{}", seen.issued)));
        let minted = if next == Next::Unreadable { minted.unreadable_refresh_token() } else { minted };
        lifetime.into_iter().fold(minted, Minted::expires_in)
    }

    /// What is stored, and how often its refresh token was tried.
    pub fn stored(&self) -> (Record, &'static str, u32) {
        let Stored { access_token, expires_at, lifetime, refresh_token, grant, .. } = self.seen().record.clone();
        let text = |secret: Option<Secret>| secret.map(|secret| secret.expose().to_owned());
        let shown = format!("{grant:?}");
        let number = |name: &str| {
            let rest = shown.split_once(name).map_or("0", |(_, rest)| rest);
            rest.split(|char: char| !char.is_ascii_digit()).next().unwrap().parse().unwrap()
        };
        let states = ["InUse", "Uncertain", "Revoked"];
        let state = states.into_iter().find(|state| shown.contains(state)).unwrap_or("Idle");
        let (access_token, refresh_token) = (text(access_token), text(refresh_token));
        let (kept, has_owner) = (number("kept: "), shown.contains("owner: Some"));
        let record = Record { access_token, expires_at, lifetime, refresh_token, kept, has_owner, ..Record::default() };
        (record, state, number(" count: "))
    }

    /// Someone removes the record.
    pub async fn vanish(&self) {
        let store = self.seen().store.clone();
        store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
        self.seen().record = Stored::default();
    }
}

impl Seen {
    /// A refresh token that was replaced or refused is not good any more. One of which nobody knows may be sent once more,
    /// unless two replies in a row have left it as it was.
    fn note(&mut self, token: &str, reply: Reply) {
        let uncertain = self.uncertain.get(token).copied().unwrap_or_default();
        let kept = self.kept.get(token).copied().unwrap_or_default();
        if uncertain >= 2 && !self.facts.is_some_and(|facts| facts.may_be_repeated(kept)) {
            self.violations.push(format!("sent once too often: {token}"));
        }
        match reply {
            Reply::Token { next: Next::New, .. } | Reply::InvalidGrant => drop(self.used.insert(token.to_owned())),
            Reply::Token { next: Next::Absent, .. } => {
                *self.kept.entry(token.to_owned()).or_default() += 1;
                self.uncertain.remove(token);
            }
            // The provider has sent another, and nobody knows which.
            Reply::Token { next: Next::Unreadable, .. } => {
                let was_free = self.facts.is_some_and(|facts| facts.may_be_repeated(kept));
                self.kept.remove(token);
                self.uncertain.insert(token.to_owned(), if was_free { 1 } else { uncertain + 1 });
            }
            Reply::Broken | Reply::Panic | Reply::Hang => *self.uncertain.entry(token.to_owned()).or_default() += 1,
            Reply::Throttled { .. } | Reply::Unavailable | Reply::InvalidClient => {}
        }
    }
}

/// A source that renews as `R` says, from a provider of whose refresh tokens `F` tells: see [`FACTS`].
pub struct Source<const R: u8, const F: usize>(pub World);

/// What a provider may say of its refresh tokens.
pub const FACTS: [Facts; 7] = [
    facts(Rotation::Unknown, false, 0),
    facts(Rotation::Unknown, true, 0),
    facts(Rotation::Unknown, false, 30),
    facts(Rotation::Kept, false, 0),
    facts(Rotation::Replaced, false, 0),
    facts(Rotation::Replaced, true, 0),
    facts(Rotation::Replaced, false, 30),
];

const fn facts(rotation: Rotation, is_reuse_tolerated: bool, grace: u64) -> Facts {
    Facts { rotation, is_reuse_tolerated, grace: Duration::from_secs(grace) }
}

impl<const R: u8, const F: usize> TokenSource<Acme> for Source<R, F> {
    const ROTATION: Rotation = FACTS[F].rotation;
    const REUSE: Reuse = if FACTS[F].is_reuse_tolerated { Reuse::Tolerated } else { Reuse::EndsGrant };
    const GRACE: Option<Duration> = Some(FACTS[F].grace);
    const RENEWAL: Renewal = match R {
        REFRESH_TOKEN => Renewal::RefreshToken,
        ACCESS_TOKEN => Renewal::AccessToken,
        _ => Renewal::Mint,
    };
    const REVOKES_REFRESH_TOKENS: bool = R == REFRESH_TOKEN;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.answer("mint".to_owned(), None).await
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let refresh_token = (Self::RENEWAL == Renewal::RefreshToken).then(|| with.expose());
        self.0.answer(format!("refresh {}", with.expose()), refresh_token).await
    }

    async fn revoke(&self, _: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        self.0.seen().sent.push(format!("revoke {}", token.expose()));
        Ok(())
    }
}

/// The store, which fails on demand, and receives tokens before the callers of the session do.
impl Store for World {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        let store = self.seen().store.clone();
        Box::pin(async move {
            let locked = store.lock().await?;
            Ok(Box::new(Place { world: self.clone(), locked }) as Box<dyn Locked>)
        })
    }
}

struct Place {
    world: World,
    locked: Box<dyn Locked>,
}

impl Locked for Place {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.locked.load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        let fails = self.world.saves(stored);
        if fails {
            return Box::pin(std::future::ready(Err("the disk is full".into())));
        }
        self.world.seen().record = stored.clone();
        self.locked.save(stored)
    }
}

impl World {
    /// Whether saving fails. A new token must not be returned before it is saved.
    fn saves(&self, stored: &Stored) -> bool {
        let session = self.seen().session.clone().filter(|_| stored.access_token.is_some());
        let published = session.and_then(|session| now_or_never(session.token())).and_then(Result::ok);
        let mut seen = self.seen();
        let text = |token: &Secret| token.expose().to_owned();
        let published = published.map(|token| text(token.secret())).filter(|token| !seen.saved.contains(token));
        let saved = stored.access_token.as_ref().map(text);
        if published.is_some() && published == saved {
            seen.violations.push("a token is handed out before it is saved".to_owned());
        }
        let fails = seen.save_fails;
        seen.saved.extend(saved.filter(|_| !fails));
        fails
    }
}

/// The output of a future that is ready.
fn now_or_never<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(output) => Some(output),
        std::task::Poll::Pending => None,
    }
}
