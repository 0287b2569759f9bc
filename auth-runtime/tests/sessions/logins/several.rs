//! Sessions of a login with several tokens, against providers that fail.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_runtime::credential::{StepUp, StepUpError};
use auth_runtime::http::header::WWW_AUTHENTICATE;
use auth_runtime::http::{HeaderMap, HeaderValue};
use auth_runtime::session::{
    Declined, Inputs, Locked, Made, ManualClock, MemoryStore, Minted, Renewal, Rotation, Session, SessionBuilder,
    SessionError, SessionProblem, Store, StoreFuture, Stored, TokenOf, TokenSource, Tokens,
};
use auth_runtime::{Class, Connection, Secret};

use crate::session_support::{Acme, INVALID_GRANT, connection, refusal, seconds};

/// A login with the tokens `bot`, `user` and `feed`; the last one is renewed with `bot`. It answers by a script.
#[derive(Default)]
struct Install {
    answers: Mutex<HashMap<&'static str, VecDeque<Result<Minted, SessionError>>>>,
    calls: Mutex<Vec<String>>,
    /// Whether the next request is never answered.
    hangs: AtomicBool,
    /// What the next answer sets.
    fills: Mutex<Option<Arc<AtomicBool>>>,
}

impl Install {
    fn will(&self, call: &'static str, answer: Result<Minted, SessionError>) {
        self.answers.lock().unwrap().entry(call).or_default().push_back(answer);
    }

    async fn answer(&self, call: &'static str, with: &str) -> Result<Minted, SessionError> {
        self.calls.lock().unwrap().push(format!("{call} {with}").trim_end().to_owned());
        if self.hangs.swap(false, Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        self.fills.lock().unwrap().take().into_iter().for_each(|fills| fills.store(true, Ordering::SeqCst));
        let answer = self.answers.lock().unwrap().get_mut(call).and_then(VecDeque::pop_front);
        answer.unwrap_or_else(|| Err(refusal(503, None, "{}").into()))
    }

    fn calls(&self) -> Vec<String> {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }
}

/// The credential, and each of its tokens.
struct Login {
    install: Arc<Install>,
    /// What distinguishes inputs: their version, or the scopes.
    input: String,
}
struct Bot(Arc<Login>);
struct User(Arc<Login>);
struct Feed(Arc<Login>);

impl Login {
    fn with(install: &Arc<Install>, input: &str) -> Self {
        Self { install: Arc::clone(install), input: input.to_owned() }
    }
}

impl TokenSource<Acme> for Login {
    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<Acme>) {
        to.add(Bot(Arc::clone(self)));
        to.add(User(Arc::clone(self)));
        to.add(Feed(Arc::clone(self)));
    }

    fn scope(&self) -> Option<String> {
        Some(self.input.clone()).filter(|scope| !scope.is_empty())
    }

    fn with_scope(&self, scope: &str) -> Option<Self> {
        Some(Self::with(&self.install, scope))
    }

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.install.answer("log_in", &self.input).await
    }
}

macro_rules! token {
    ($ty:ident, $name:literal, $call:literal, { $($constant:item)* }) => {
        impl TokenSource<Acme> for $ty {
            const TOKEN: &'static str = $name;
            $($constant)*

            fn scope(&self) -> Option<String> {
                self.0.scope()
            }

            async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
                self.0.mint(at).await
            }

            async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
                self.0.install.answer($call, &format!("{} {}", with.expose(), self.0.input)).await
            }

            async fn revoke(&self, _: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
                self.0.install.calls.lock().unwrap().push(format!("revoke {}", token.expose()));
                Ok(())
            }
        }

        impl TokenOf<()> for $ty {
            const NAME: &'static str = $name;
        }
    };
}

token! { Bot, "bot", "renew_bot", {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const REVOKES_REFRESH_TOKENS: bool = true;
} }
token! { User, "user", "renew_user", {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const LIFETIME: Option<Duration> = Some(Duration::from_secs(1000));
} }
token! { Feed, "feed", "never", {
    const RENEWED_WITH: Option<&'static str> = Some("bot");

    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<Acme>) {
        to.add(Self(Arc::clone(&self.0)));
        to.add(Bot(Arc::clone(&self.0)));
    }
} }

fn minted(token: &str, refresh_token: Option<&str>) -> Minted {
    Minted::new(token).refresh_token(refresh_token).expires_in(seconds(100))
}

/// The reply of a log-in: all tokens, or only the first.
fn all() -> Result<Minted, SessionError> {
    let feed = minted("f1", None);
    Minted::several([
        ("bot", minted("b1", Some("br1"))),
        ("user", Minted::new("u1").refresh_token(Some("ur1"))),
        ("feed", feed),
    ])
}

struct World {
    install: Arc<Install>,
    store: MemoryStore,
    clock: ManualClock,
}

impl World {
    fn new() -> Self {
        Self { install: Arc::default(), store: MemoryStore::default(), clock: ManualClock::default() }
    }

    fn session(&self) -> Session<Acme> {
        self.builder(Login::with(&self.install, "")).build()
    }

    fn builder(&self, source: impl TokenSource<Acme>) -> SessionBuilder<Acme> {
        self.on(Session::builder(source, &connection()))
    }

    /// The same store and clock.
    fn on<C>(&self, builder: SessionBuilder<Acme, C>) -> SessionBuilder<Acme, C> {
        builder.store(self.store.clone()).account("ada").clock(self.clock.clone())
    }

    async fn stored(&self) -> Stored {
        self.store.lock().await.unwrap().load().await.unwrap()
    }
}

async fn text<C>(session: &Session<Acme, C>) -> Result<String, SessionProblem> {
    let token = session.token().await.map_err(|error| error.problem())?;
    Ok(token.secret().expose().to_owned())
}

#[tokio::test]
async fn one_log_in_brings_all_tokens() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    let (user, feed) = (session.of::<User>(), session.of::<Feed>());
    assert_eq!(text(&user).await.unwrap(), "u1", "whichever is asked for first logs in");
    assert_eq!((text(&session).await.unwrap(), text(&feed).await.unwrap()), ("b1".into(), "f1".into()));
    assert_eq!(
        text(&session.of::<Bot>()).await.unwrap(),
        "b1",
        "the session of the credential is that of its first token"
    );
    assert_eq!(world.install.calls(), ["log_in"]);
    let expires = user.token().await.unwrap().expires_at().unwrap();
    let bot = session.token().await.unwrap().expires_at().unwrap();
    assert_eq!(expires.duration_since(bot).unwrap(), seconds(900), "its documented lifetime, not that of the bot");
}

#[tokio::test]
async fn each_is_renewed_by_itself_and_after_a_restart() {
    let world = World::new();
    world.install.will("log_in", all());
    text(&world.session()).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.calls();
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    let session = world.session();
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u1", "in the store, and still good");
    assert_eq!(text(&session).await.unwrap(), "b2");
    assert_eq!(world.install.calls(), ["renew_bot br1"]);
    let text = world.stored().await.to_text();
    for known in ["br2", "ur1", "u1", "b2"] {
        assert!(text.expose().contains(known), "{known}");
    }
}

#[tokio::test]
async fn a_refused_refresh_token_leaves_the_other_token_alone() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.calls();
    world.install.will("renew_bot", Err(refusal(400, None, INVALID_GRANT).into()));
    world.install.will("log_in", Err(SessionError::new(Class::Reauthenticate, "the code was used")));
    let error = session.token().await.unwrap_err();
    let reason = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!((error.class(), reason.as_deref()), (Class::Reauthenticate, Some("the code was used")));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u1");
    assert_eq!(world.install.calls(), ["renew_bot br1", "log_in"]);
    let text = world.stored().await.to_text();
    assert!(!text.expose().contains("br1") && text.expose().contains("ur1"), "only the refused one is erased");
}

#[tokio::test]
async fn a_lost_answer_makes_one_refresh_token_uncertain() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(90));
    world.install.calls();
    world.install.will("renew_bot", Err(refusal(504, None, "{}").into()));
    assert_eq!(text(&session).await.unwrap(), "b1", "served while it is valid");
    session.state().wait_for(|state| !state.refreshing && state.failures == 1).await.unwrap();
    world.clock.advance(seconds(1000));
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2");
    assert_eq!(text(&session).await.unwrap(), "b2", "once more, after the access token has ended");
    assert_eq!(world.install.calls(), ["renew_bot br1", "renew_user ur1", "renew_bot br1"]);
}

/// The refresh token waits for the end of the token that somebody needs, and not for that of another one, which may live for
/// a month.
#[tokio::test]
async fn an_uncertain_refresh_token_is_sent_once_more_for_the_token_that_has_ended() {
    let world = World::new();
    let bot = minted("b1", Some("br1")).expires_in(seconds(3_000_000));
    world
        .install
        .will("log_in", Minted::several([("bot", bot), ("user", Minted::absent()), ("feed", minted("f1", None))]));
    let session = world.session();
    let feed = session.of::<Feed>();
    assert_eq!(text(&feed).await.unwrap(), "f1");
    world.clock.advance(seconds(80));
    world.install.will("renew_bot", Err(refusal(504, None, "{}").into()));
    assert_eq!(text(&feed).await.unwrap(), "f1", "served while it is valid");
    feed.state().wait_for(|state| !state.refreshing && state.failures == 1).await.unwrap();
    for _ in 0..4 {
        world.clock.advance(seconds(4));
        assert_eq!(text(&feed).await.unwrap(), "f1");
        feed.state().wait_for(|state| !state.refreshing).await.unwrap();
        assert_eq!(text(&session).await.unwrap(), "b1");
    }
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    world.clock.advance(seconds(100));
    assert_eq!(text(&feed).await.unwrap(), "f2");
    assert_eq!(world.install.calls(), ["log_in", "renew_bot br1", "renew_bot br1"]);
}

#[tokio::test]
async fn a_token_that_was_not_granted_is_an_error_with_its_name() {
    let world = World::new();
    let feed = minted("f1", None);
    world.install.will(
        "log_in",
        Minted::several([("bot", minted("b1", Some("br1"))), ("user", Minted::absent()), ("feed", feed)]),
    );
    let session = world.session();
    for session in [session.of::<User>(), session.of::<User>(), world.session().of::<User>()] {
        let error = session.token().await.unwrap_err();
        assert_eq!((error.problem(), error.class()), (SessionProblem::AbsentToken { name: "user" }, Class::Denied));
        assert!(error.to_string().contains("`user`"), "{error}");
    }
    assert_eq!(text(&session).await.unwrap(), "b1");
    assert_eq!(world.install.calls(), ["log_in"], "nobody logs in again for it");
    let world = World::new();
    let absent = [("user", Minted::absent()), ("feed", Minted::absent())];
    world.install.will("log_in", Minted::several([("bot", minted("b1", Some("br1")))].into_iter().chain(absent)));
    let session = world.session();
    assert_eq!(text(&session).await.unwrap(), "b1");
    let feed = session.of::<Feed>();
    assert_eq!(text(&feed).await.unwrap_err(), SessionProblem::AbsentToken { name: "feed" });
    assert_eq!(world.install.calls(), ["log_in"], "nor is the other token renewed for it");
    assert_eq!(Minted::several([("bot", Minted::absent())]).unwrap_err().problem(), SessionProblem::NoToken);
}

#[tokio::test]
async fn one_refresh_answers_both() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    let feed = session.of::<Feed>();
    assert_eq!(text(&feed).await.unwrap(), "f1");
    world.clock.advance(seconds(101));
    world.install.calls();
    let both = || Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]);
    world.install.will("renew_bot", both());
    let (one, other) = tokio::join!(text(&feed), text(&session));
    assert_eq!((one.unwrap(), other.unwrap()), ("f2".into(), "b2".into()));
    assert_eq!(world.install.calls(), ["renew_bot br1"], "one request, by the session that holds the refresh token");
    let token = feed.token().await.unwrap();
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b3", Some("br3"))), ("feed", minted("f3", None))]));
    feed.invalidate(token.generation());
    assert_eq!(text(&feed).await.unwrap(), "f3", "a refusal renews both, though the other is fresh");
    assert_eq!(world.install.calls(), ["renew_bot br2"]);
}

#[tokio::test]
async fn a_restart_renews_together_although_the_other_token_is_good() {
    let world = World::new();
    let feed = Minted::new("f1").expires_in(seconds(10));
    world.install.will(
        "log_in",
        Minted::several([("bot", minted("b1", Some("br1"))), ("user", Minted::absent()), ("feed", feed)]),
    );
    text(&world.session()).await.unwrap();
    world.clock.advance(seconds(11));
    world.install.calls();
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    assert_eq!(text(&world.session().of::<Feed>()).await.unwrap(), "f2");
    assert_eq!(world.install.calls(), ["renew_bot br1"]);
}

#[tokio::test]
async fn a_log_out_revokes_all_tokens() {
    let world = World::new();
    world.install.will("log_in", all());
    let (session, other) = (world.session(), world.session());
    text(&session).await.unwrap();
    assert_eq!(text(&other.of::<User>()).await.unwrap(), "u1");
    world.install.calls();
    session.of::<User>().revoke().await.unwrap();
    let calls = world.install.calls();
    assert_eq!(calls, ["revoke br1", "revoke b1", "revoke u1", "revoke f1"]);
    for gone in [text(&session).await, text(&session.of::<Feed>()).await] {
        assert_eq!(gone.unwrap_err(), SessionProblem::Revoked);
    }
    world.clock.advance(seconds(2000));
    assert_eq!(text(&other.of::<User>()).await.unwrap_err(), SessionProblem::LoggedOut);
    let text = world.stored().await.to_text();
    // The names of logins are random, and may contain any of them.
    for gone in ["b1", "br1", "u1", "ur1", "f1"].map(|token| format!("\"{token}\"")) {
        assert!(!text.expose().contains(&gone), "{gone}");
    }
}

#[tokio::test]
async fn a_record_of_one_token_is_taken_over_by_the_first() {
    let world = World::new();
    let stored = Stored { access_token: Some("old".into()), refresh_token: Some("or".into()), ..Stored::default() };
    world.store.lock().await.unwrap().save(&stored).await.unwrap();
    let session = world.session();
    assert_eq!(text(&session).await.unwrap(), "old");
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    session.invalidate(session.token().await.unwrap().generation());
    assert_eq!(text(&session).await.unwrap(), "b2");
    world.install.will("log_in", Err(SessionError::new(Class::Reauthenticate, "the code was used")));
    assert_eq!(
        text(&session.of::<User>()).await.unwrap_err(),
        SessionProblem::TokenRequest,
        "the record has no such token"
    );
    assert_eq!(world.install.calls(), ["renew_bot or", "log_in"]);
    assert!(world.stored().await.to_text().expose().contains("br2"));
}

#[tokio::test]
async fn a_new_log_in_replaces_all_tokens() {
    let world = World::new();
    world.install.will("log_in", all());
    text(&world.session()).await.unwrap();
    let anew = Minted::several([
        ("bot", minted("b9", Some("br9"))),
        ("user", minted("u9", None)),
        ("feed", minted("f9", None)),
    ]);
    world.install.will("log_in", anew);
    let session = world.builder(Login::with(&world.install, "")).log_in_anew().build();
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u9");
    assert_eq!(text(&session).await.unwrap(), "b9");
    assert_eq!(world.install.calls(), ["log_in", "log_in"], "one for all tokens");
    assert!(!world.stored().await.to_text().expose().contains("br1"));
}

/// A provider where a new log-in ends the former.
struct One(Arc<Install>);

impl TokenSource<Acme> for One {
    const ONE_SESSION: bool = true;

    fn with_scope(&self, _: &str) -> Option<Self> {
        Some(Self(Arc::clone(&self.0)))
    }

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.answer("log_in", "").await
    }
}

#[tokio::test]
async fn one_session_at_a_time_does_not_log_in_in_the_background() {
    let world = World::new();
    let session = Session::builder(One(Arc::clone(&world.install)), &connection()).clock(world.clock.clone()).build();
    world.install.will("log_in", Ok(minted("t1", None)));
    assert_eq!(text(&session).await.unwrap(), "t1");
    world.clock.advance(seconds(94));
    assert_eq!(text(&session).await.unwrap(), "t1");
    assert!(!session.state().borrow().refreshing, "a log-in would end the token that others use");
    world.clock.advance(seconds(2));
    world.install.will("log_in", Ok(minted("t2", None)));
    assert_eq!(text(&session).await.unwrap(), "t2", "callers wait for it");
    assert_eq!(world.install.calls(), ["log_in", "log_in"]);
}

/// The same with a refresh token.
struct OneRenewed(Arc<Install>);

impl TokenSource<Acme> for OneRenewed {
    const ONE_SESSION: bool = true;
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.answer("log_in", "").await
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.0.answer("renew", with.expose()).await
    }
}

#[tokio::test]
async fn one_session_at_a_time_does_not_log_in_after_a_refused_renewal() {
    let world = World::new();
    let source = OneRenewed(Arc::clone(&world.install));
    let session = Session::builder(source, &connection()).clock(world.clock.clone()).build();
    world.install.will("log_in", Ok(minted("t1", Some("r1"))));
    assert_eq!(text(&session).await.unwrap(), "t1");
    world.clock.advance(seconds(94));
    world.install.will("renew", Err(refusal(400, None, INVALID_GRANT).into()));
    world.install.will("log_in", Ok(minted("t2", Some("r2"))));
    assert_eq!(text(&session).await.unwrap(), "t1");
    session.state().wait_for(|state| !state.refreshing).await.unwrap();
    assert_eq!(text(&session).await.unwrap(), "t1", "others use it until its end");
    assert_eq!(world.install.calls(), ["log_in", "renew r1"]);
    world.clock.advance(seconds(600));
    assert_eq!(text(&session).await.unwrap(), "t2", "callers wait for it");
    assert_eq!(world.install.calls(), ["log_in"]);
}

/// Inputs whose version changes each time they are obtained.
async fn changing<C: Send + Sync + 'static>(world: &World, make: fn(Arc<Login>) -> C) -> Inputs<C> {
    let (install, version) = (Arc::clone(&world.install), AtomicU32::new(0));
    let inputs = Inputs::supplied_by(move || {
        let login = Login::with(&install, &format!("v{}", version.fetch_add(1, Ordering::SeqCst)));
        std::future::ready(Ok(make(Arc::new(login))))
    });
    inputs.await.unwrap()
}

/// The whole credential, with inputs that change: each token has its session, and each request has new inputs.
#[tokio::test]
async fn inputs_that_change_are_those_of_all_tokens() {
    let world = World::new();
    let inputs = changing(&world, |login| Arc::try_unwrap(login).unwrap_or_else(|_| panic!())).await;
    let session = world.on(inputs.builder(&connection())).tagged::<()>().build();
    world.install.will("log_in", all());
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u1");
    assert_eq!((text(&session).await.unwrap(), text(&session.of::<Feed>()).await.unwrap()), ("b1".into(), "f1".into()));
    world.clock.advance(seconds(101));
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    assert_eq!(text(&session.of::<Feed>()).await.unwrap(), "f2");
    assert_eq!(text(&session).await.unwrap(), "b2");
    world.clock.advance(seconds(1000));
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2");
    assert_eq!(world.install.calls(), ["log_in v1", "renew_bot br1 v2", "renew_user ur1 v3"]);
}

/// One token, with inputs that change. A token that another one renews is renewed by that one.
#[tokio::test]
async fn inputs_that_change_may_be_those_of_one_token() {
    let world = World::new();
    world.install.will("log_in", all());
    assert_eq!(text(&changing(&world, User).await.session(&connection())).await.unwrap(), "u1");
    assert_eq!(world.install.calls(), ["log_in v1"]);
    let feed = world.on(changing(&world, Feed).await.builder(&connection())).build();
    world.install.will("log_in", all());
    assert_eq!(text(&feed).await.unwrap(), "f1");
    world.clock.advance(seconds(101));
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    assert_eq!(text(&feed).await.unwrap(), "f2");
    assert_eq!(world.install.calls(), ["log_in v1", "renew_bot br1 v2"], "it does not log in again");
}

/// Whichever token notices first restores the record, and the others keep their refresh tokens.
#[tokio::test]
async fn every_token_survives_a_store_that_loses_its_record() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    let user = session.of::<User>();
    assert_eq!((text(&session).await.unwrap(), text(&user).await.unwrap()), ("b1".into(), "u1".into()));
    world.install.calls();
    world.store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
    world.clock.advance(seconds(1001));
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    assert_eq!((text(&session).await.unwrap(), text(&user).await.unwrap()), ("b2".into(), "u2".into()));
    assert_eq!(world.install.calls(), ["renew_bot br1", "renew_user ur1"]);
}

/// A session that has not been asked for a token yet knows what the log-in of another one brought for it.
#[tokio::test]
async fn a_token_that_nobody_asked_for_survives_a_store_that_loses_its_record() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    world.store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u1");
    assert_eq!(world.install.calls(), ["log_in"]);
}

/// The log-out of a login whose record had vanished does not reach into the next login.
#[tokio::test]
async fn a_log_out_without_a_record_ends_its_own_login_only() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    world.store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
    session.revoke().await.unwrap();
    world.install.will("log_in", all());
    let next = world.session();
    assert_eq!(text(&next.of::<User>()).await.unwrap(), "u1");
    assert_eq!(text(&next).await.unwrap(), "b1", "the log-in of the user's token brought it");
}

/// What a reply says of each token holds for it, whichever token was asked for.
#[tokio::test]
async fn what_a_log_in_says_of_another_token() {
    let world = World::new();
    let unknown = minted("u1", Some("ur1")).token_type("mac");
    world.install.will("log_in", Minted::several([("bot", minted("b1", None)), ("user", unknown)]));
    let session = world.session();
    text(&session).await.unwrap();
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2", "`u1` is of an unknown type (RFC 6749 §7.1)");
    assert_eq!(world.install.calls(), ["log_in", "renew_user ur1"]);

    let world = World::new();
    let short = minted("u1", Some("ur1")).refresh_expires_in(seconds(50));
    world.install.will("log_in", Minted::several([("bot", minted("b1", None)), ("user", short)]));
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.will("log_in", Minted::several([("bot", minted("b2", None)), ("user", minted("u2", None))]));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2");
    assert_eq!(world.install.calls(), ["log_in", "log_in"], "`ur1` has expired");
}

#[tokio::test]
async fn a_log_in_saves_all_tokens_though_nobody_has_a_session_any_more() {
    let world = World::new();
    world.install.will("log_in", all());
    let user = world.session().of::<User>();
    tokio::select! {
        biased;
        _ = user.token() => panic!("the log-in runs in its own task"),
        () = std::future::ready(()) => drop(user),
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    let text = world.stored().await.to_text();
    for known in ["b1", "br1", "u1", "ur1", "f1"] {
        assert!(text.expose().contains(known), "{known}");
    }
}

/// A later release may keep more of a token than this one knows. It stays until the login ends.
#[tokio::test]
async fn members_of_later_releases_stay_in_their_token() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    let text_of = |stored: Stored| stored.to_text().expose().to_owned();
    let later = text_of(world.stored().await).replace(r#""token":"b1""#, r#""later":["bot"],"token":"b1""#);
    let later = later.replace(r#""token":"f1""#, r#""token":"f1","later":{"feed":1}"#);
    world.store.lock().await.unwrap().save(&Stored::from_text(&later).unwrap()).await.unwrap();
    world.clock.advance(seconds(101));
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    assert_eq!(text(&session).await.unwrap(), "b2");
    let renewed = text_of(world.stored().await);
    assert!(renewed.contains(r#""later":["bot"]"#) && renewed.contains(r#""later":{"feed":1}"#), "{renewed}");
    session.revoke().await.unwrap();
    let ended = text_of(world.stored().await);
    assert!(!ended.contains("later"), "{ended}");
}

/// A renewal that the feed asks for answers the feed alone: the bot goes on with the token that it has.
#[tokio::test]
async fn a_renewal_that_brings_only_the_other_token_leaves_its_own() {
    let world = World::new();
    let (feed, only_feed) = (Minted::new("f1").expires_in(seconds(10)), |token| {
        Minted::several([("bot", Minted::absent()), ("feed", Minted::new(token).expires_in(seconds(10)))])
    });
    let user = Minted::absent();
    world.install.will("log_in", Minted::several([("bot", minted("b1", Some("br1"))), ("user", user), ("feed", feed)]));
    let session = world.session();
    assert_eq!(text(&session).await.unwrap(), "b1");
    for token in ["f2", "f3"] {
        world.clock.advance(seconds(11));
        world.install.will("renew_bot", only_feed(token));
        assert_eq!(text(&session.of::<Feed>()).await.unwrap(), token);
        assert_eq!(text(&session).await.unwrap(), "b1", "as before");
    }
    assert_eq!(session.state().borrow().failures, 0);
    assert_eq!(text(&world.session()).await.unwrap(), "b1", "after a restart, too");
    world.install.calls();

    world.clock.advance(seconds(79));
    world.install.will("renew_bot", only_feed("f4"));
    assert_eq!(text(&session).await.unwrap_err(), SessionProblem::NoToken, "its own has expired");
    assert_eq!(text(&session.of::<Feed>()).await.unwrap(), "f4");
    assert_eq!(text(&session).await.unwrap_err(), SessionProblem::NoToken);
    assert_eq!(world.install.calls(), ["renew_bot br1"], "the next request waits for the end of a pause");
    world.clock.advance(seconds(600));
    world.install.will("renew_bot", Minted::several([("bot", minted("b2", None)), ("feed", minted("f5", None))]));
    assert_eq!(text(&session).await.unwrap(), "b2", "the refresh token is still there");
}

/// Nothing renews a token whose leader the login did not bring.
#[tokio::test]
async fn a_token_without_its_leader_is_obtained_by_a_new_login() {
    let world = World::new();
    let only_feed = |token| Minted::several([("bot", Minted::absent()), ("feed", minted(token, None))]);
    world.install.will("log_in", only_feed("f1"));
    let feed = world.session().of::<Feed>();
    assert_eq!(text(&feed).await.unwrap(), "f1");
    world.clock.advance(seconds(101));
    world.install.will("log_in", only_feed("f2"));
    assert_eq!(text(&feed).await.unwrap(), "f2");
    assert_eq!(world.install.calls(), ["log_in", "log_in"]);
}

/// The bot's request hangs on a runtime that nobody drives any more, with the lock of the store.
#[tokio::test]
async fn a_request_that_stands_still_is_given_up_by_the_other_tokens() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.calls();
    world.install.hangs.store(true, Ordering::SeqCst);
    let (hanging, install) = (session.clone(), Arc::clone(&world.install));
    let idle = std::thread::spawn(move || {
        let idle = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        idle.block_on(async {
            tokio::select! {
                biased;
                _ = hanging.token() => panic!("it hangs"),
                () = async { while install.calls().is_empty() { tokio::task::yield_now().await } } => {}
            }
        });
        idle
    });
    let idle = idle.join().unwrap();
    world.clock.advance(seconds(1000));
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", minted("f2", None))]));
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2", "it waits for the lock");
    assert_eq!(text(&session.of::<Feed>()).await.unwrap(), "f2", "it waits for the request");
    std::thread::spawn(move || drop(idle)).join().unwrap();
}

fn needed(scope: &str) -> StepUp {
    let text = format!(r#"Bearer error="insufficient_scope", scope="{scope}""#);
    StepUp::of(&HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::try_from(text).unwrap())])).unwrap()
}

/// More scopes for one token are a new login, which asks for those of the others, too, and brings all of them.
#[tokio::test]
async fn a_step_up_of_one_token_brings_all_of_them() {
    let world = World::new();
    let granted = Minted::new("u1").refresh_token(Some("ur1")).scope("read");
    world.install.will("log_in", Minted::several([("bot", minted("b1", None)), ("user", granted)]));
    let session = world.builder(Login::with(&world.install, "chat read")).build();
    let user = session.of::<User>();
    let higher = user.step_up(&needed("write"), &["write"]).await.unwrap();
    let refused = user.step_up(&needed("admin"), &["write"]).await.unwrap_err();
    assert!(matches!(refused, StepUpError::NotAllowed { .. }), "{refused:?}");
    assert!(matches!(user.step_up(&needed("read"), &[]).await.unwrap_err(), StepUpError::Again));
    let granted = Minted::new("u2").refresh_token(Some("ur2")).scope("read write");
    world.install.will("log_in", Minted::several([("bot", minted("b2", Some("br2"))), ("user", granted)]));
    let higher = world.on(higher).log_in_anew().build();
    assert_eq!(text(&higher).await.unwrap(), "u2", "it is the session of the same token");
    assert_eq!(world.install.calls(), ["log_in chat read", "log_in chat read write"]);
    let text = world.stored().await.to_text();
    assert!(text.expose().contains("br2") && !text.expose().contains("ur1"), "the other token is kept, too");
}

/// Where a new log-in ends the former, the session with fewer scopes logs in no more: it would end that with more.
#[tokio::test]
async fn a_step_up_with_one_session_at_a_time_ends_the_former() {
    let world = World::new();
    let session = Session::builder(One(Arc::clone(&world.install)), &connection()).clock(world.clock.clone()).build();
    world.install.will("log_in", Ok(minted("t1", None).scope("read")));
    let higher = session.step_up(&needed("write"), &["write"]).await.unwrap();
    assert_eq!(text(&session).await.unwrap(), "t1", "nothing was requested yet");
    world.clock.advance(seconds(101));
    assert_eq!(text(&session).await.unwrap_err(), SessionProblem::Closed);
    world.install.will("log_in", Ok(minted("t2", None).scope("read write")));
    assert_eq!(text(&world.on(higher).build()).await.unwrap(), "t2");
    assert_eq!(world.install.calls(), ["log_in", "log_in"]);
}

/// What a renewal does not answer stays as it was; a token that an API has refused does not become good again.
#[tokio::test]
async fn a_renewal_that_lacks_a_token_leaves_it_in_the_record() {
    let world = World::new();
    let feed = || Minted::new("f1").expires_in(seconds(1000));
    let user = Minted::absent();
    world
        .install
        .will("log_in", Minted::several([("bot", minted("b1", Some("br1"))), ("user", user), ("feed", feed())]));
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.will("renew_bot", Minted::several([("bot", minted("b2", Some("br2"))), ("feed", Minted::absent())]));
    assert_eq!(text(&session).await.unwrap(), "b2");
    assert_eq!(text(&world.session().of::<Feed>()).await.unwrap(), "f1", "after a restart");
    session.invalidate(session.token().await.unwrap().generation());
    world.install.will("renew_bot", Minted::several([("bot", Minted::absent()), ("feed", minted("f3", None))]));
    assert_eq!(text(&session).await.unwrap_err(), SessionProblem::NoToken, "`b2` was refused");
}

/// A store that cannot be written for a while.
#[derive(Clone)]
struct Stubborn {
    inner: MemoryStore,
    is_full: Arc<AtomicBool>,
}

struct StubbornLock(Box<dyn Locked>, Arc<AtomicBool>);

impl Store for Stubborn {
    fn lock(&self) -> StoreFuture<'_, Box<dyn Locked>> {
        Box::pin(async {
            let lock = StubbornLock(self.inner.lock().await?, Arc::clone(&self.is_full));
            Ok(Box::new(lock) as Box<dyn Locked>)
        })
    }
}

impl Locked for StubbornLock {
    fn load(&mut self) -> StoreFuture<'_, Stored> {
        self.0.load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> StoreFuture<'a, ()> {
        if self.1.load(Ordering::SeqCst) {
            return Box::pin(std::future::ready(Err("the disk is full".into())));
        }
        self.0.save(stored)
    }
}

impl World {
    /// A session whose user token has a reply that is not saved: it has the lock of the store.
    async fn with_an_unsaved_user(&self) -> (Session<Acme>, Arc<AtomicBool>) {
        let is_full = Arc::new(AtomicBool::new(false));
        let store = Stubborn { inner: self.store.clone(), is_full: Arc::clone(&is_full) };
        let builder = Session::builder(Login::with(&self.install, ""), &connection()).store(store).account("ada");
        let session = builder.clock(self.clock.clone()).build();
        self.install.will("log_in", all());
        text(&session).await.unwrap();
        self.clock.advance(seconds(1001));
        // The record is marked before a refresh token is sent, and full when the answer is there.
        self.install.fills.lock().unwrap().replace(Arc::clone(&is_full));
        self.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
        assert_eq!(text(&session.of::<User>()).await.unwrap_err(), SessionProblem::Store);
        self.install.calls();
        is_full.store(false, Ordering::SeqCst);
        (session, is_full)
    }
}

#[tokio::test]
async fn a_reply_that_was_not_saved_is_saved_by_the_other_tokens() {
    let world = World::new();
    let (session, _) = world.with_an_unsaved_user().await;
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    assert_eq!(text(&session).await.unwrap(), "b2");
    let text_of = world.stored().await.to_text();
    assert!(text_of.expose().contains("ur2") && text_of.expose().contains("br2"), "both are in the record");
    assert_eq!(world.install.calls(), ["renew_bot br1"]);
}

#[tokio::test]
async fn a_log_out_begins_with_the_token_that_has_the_lock() {
    let world = World::new();
    let (session, _) = world.with_an_unsaved_user().await;
    session.revoke().await.unwrap();
    let calls = world.install.calls();
    assert!(calls.contains(&"revoke u2".to_owned()), "the token that was not saved, too: {calls:?}");
    assert!(!world.stored().await.to_text().expose().contains("ur"));
}

/// The user logs out while the bot's request has the lock, for which the user's token waits: it logs in no more, because
/// nobody would revoke what that brings for the bot.
#[tokio::test(start_paused = true)]
async fn a_log_out_ends_what_waits_for_the_lock() {
    let world = World::new();
    let tokens = [("bot", minted("b1", Some("br1"))), ("user", minted("u1", None)), ("feed", Minted::absent())];
    world.install.will("log_in", Minted::several(tokens));
    let session = world.builder(Login::with(&world.install, "")).deadline(seconds(3600)).build();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.calls();
    world.install.hangs.store(true, Ordering::SeqCst);
    let waits = |session: Session<Acme>| tokio::spawn(async move { text(&session).await });
    let bot = waits(session.clone());
    while world.install.calls.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    world.install.will("log_in", all());
    let user = waits(session.of::<User>().untagged());
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    session.revoke().await.unwrap();
    assert_eq!((bot.await.unwrap(), user.await.unwrap()), (Err(SessionProblem::Revoked), Err(SessionProblem::Revoked)));
    assert_eq!(world.install.calls(), ["renew_bot br1", "revoke br1"]);
}

/// An orderly end waits for the bot's request. Meanwhile the user's token starts none.
#[tokio::test(start_paused = true)]
async fn an_orderly_end_begins_with_all_tokens() {
    let world = World::new();
    let tokens = [("bot", minted("b1", Some("br1"))), ("user", minted("u1", Some("ur1")))];
    world.install.will("log_in", Minted::several(tokens));
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.calls();
    world.install.hangs.store(true, Ordering::SeqCst);
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    let (bot, ending) = (session.clone(), session.clone());
    let bot = tokio::spawn(async move { text(&bot).await });
    while world.install.calls.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    let ending = tokio::spawn(async move { ending.close().await });
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(text(&session.of::<User>()).await.unwrap_err(), SessionProblem::Closed);
    ending.await.unwrap().unwrap();
    bot.await.unwrap().unwrap_err();
    assert_eq!(world.install.calls(), ["renew_bot br1"]);
}

/// A log-in that waits for a person: the token `feed`, which is renewed with `bot`, or `bot`. It notes when it asks the
/// person, and when it stops waiting.
struct Asking<const IS_FEED: bool>(Arc<Mutex<Vec<&'static str>>>);

impl<const IS_FEED: bool> TokenSource<Acme> for Asking<IS_FEED> {
    const WAITS: bool = true;
    const TOKEN: &'static str = if IS_FEED { "feed" } else { "bot" };
    const RENEWED_WITH: Option<&'static str> = if IS_FEED { Some("bot") } else { None };

    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<Acme>) {
        to.add(Asking::<true>(Arc::clone(&self.0)));
        to.add(Asking::<false>(Arc::clone(&self.0)));
    }

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.mint_by(at, &Made::default()).await
    }

    async fn mint_by(&self, _: &Connection<Acme>, made: &Made) -> Result<Minted, SessionError> {
        self.0.lock().unwrap().push("asks");
        let answer = made.ask(std::future::pending::<Result<Minted, Declined>>()).await;
        self.0.lock().unwrap().push("stops");
        answer
    }
}

/// The log-in of another token goes on only while somebody waits for this one.
#[tokio::test]
async fn nobody_is_asked_for_a_token_that_nobody_waits_for() {
    let noted = Arc::new(Mutex::new(Vec::new()));
    let session = Session::builder(Asking::<true>(Arc::clone(&noted)), &connection()).build();
    let is_asked = async {
        while noted.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        _ = session.token() => panic!("the person does not answer"),
        () = is_asked => {}
    }
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(*noted.lock().unwrap(), ["asks", "stops"]);
}

/// A store that cannot be written at all, with a refresh token that is kept: renewals go on without it.
struct Kept(Arc<Login>);
struct KeptBot(Arc<Login>);
struct KeptFeed(Arc<Login>);

impl TokenSource<Acme> for Kept {
    fn tokens(self: &Arc<Self>, to: &mut impl Tokens<Acme>) {
        to.add(KeptBot(Arc::clone(&self.0)));
        to.add(KeptFeed(Arc::clone(&self.0)));
    }

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }
}

token! { KeptBot, "bot", "renew_bot", {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Kept;
} }
token! { KeptFeed, "feed", "never", {
    const RENEWED_WITH: Option<&'static str> = Some("bot");
} }

#[tokio::test]
async fn a_token_is_renewed_together_though_nothing_can_be_saved() {
    let world = World::new();
    let is_full = Arc::new(AtomicBool::new(false));
    let store = Stubborn { inner: world.store.clone(), is_full: Arc::clone(&is_full) };
    let source = Kept(Arc::new(Login::with(&world.install, "")));
    let builder = Session::builder(source, &connection()).store(store).account("ada");
    let session = builder.clock(world.clock.clone()).build();
    let both = |bot, feed| Minted::several([("bot", minted(bot, Some("br"))), ("feed", minted(feed, None))]);
    world.install.will("log_in", both("b1", "f1"));
    assert_eq!(text(&session).await.unwrap(), "b1");
    is_full.store(true, Ordering::SeqCst);
    for (bot, feed) in [("b2", "f2"), ("b3", "f3")] {
        world.clock.advance(seconds(101));
        world.install.will("renew_bot", both(bot, feed));
        assert_eq!(text(&session.of::<KeptFeed>()).await.unwrap(), feed);
        assert_eq!(text(&session).await.unwrap(), bot);
    }
    assert_eq!(world.install.calls(), ["log_in", "renew_bot br", "renew_bot br"]);
}

/// Some providers give each token the same refresh token, and replace it with each use.
#[tokio::test]
async fn a_refresh_token_of_several_tokens_is_one() {
    let world = World::new();
    let tokens = [("bot", minted("b1", Some("r1"))), ("user", minted("u1", Some("r1"))), ("feed", Minted::absent())];
    world.install.will("log_in", Minted::several(tokens));
    let session = world.session();
    text(&session).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.will("renew_bot", Ok(minted("b2", Some("r2"))));
    assert_eq!(text(&session).await.unwrap(), "b2");
    world.install.will("renew_user", Ok(minted("u2", Some("r3"))));
    assert_eq!(text(&session.of::<User>()).await.unwrap(), "u2");
    world.clock.advance(seconds(101));
    world.install.will("renew_bot", Err(refusal(504, None, "{}").into()));
    assert_eq!(session.token().await.unwrap_err().problem(), SessionProblem::TokenRequest);
    let used = || Err(SessionError::new(Class::Reauthenticate, "the code was used"));
    world.install.will("log_in", used());
    let waits = session.of::<User>().token().await.unwrap_err();
    assert_eq!(waits.problem(), SessionProblem::Uncertain, "nobody knows whether the bot has used it");
    world.clock.advance(seconds(200));
    world.install.will("renew_user", Err(refusal(400, None, INVALID_GRANT).into()));
    world.install.will("log_in", used());
    session.of::<User>().token().await.unwrap_err();
    let calls = world.install.calls();
    let refreshes: Vec<_> = calls.iter().filter(|call| call.starts_with("renew")).collect();
    assert_eq!(refreshes, ["renew_bot r1", "renew_user r2", "renew_bot r3", "renew_user r3"]);
    assert!(!world.stored().await.to_text().expose().contains("r3"), "it is refused for both");
}

/// Whichever token restores a record that has vanished, it knows the others only as they were at the login.
#[tokio::test]
async fn a_restored_record_does_not_bring_back_a_replaced_refresh_token() {
    let world = World::new();
    world.install.will("log_in", all());
    let session = world.session();
    let (user, feed) = (session.of::<User>(), session.of::<Feed>());
    text(&session).await.unwrap();
    world.install.will("renew_user", Ok(minted("u2", Some("ur2"))));
    user.invalidate(user.token().await.unwrap().generation());
    assert_eq!(text(&user).await.unwrap(), "u2");
    world.store.lock().await.unwrap().save(&Stored::default()).await.unwrap();
    world.clock.advance(seconds(101));
    world.install.will("renew_bot", Ok(minted("b2", Some("br2"))));
    assert_eq!(text(&session).await.unwrap(), "b2");
    world.install.will("renew_user", Ok(minted("u3", Some("ur3"))));
    assert_eq!(text(&user).await.unwrap(), "u3");
    assert_eq!(world.install.calls(), ["log_in", "renew_user ur1", "renew_bot br1", "renew_user ur2"]);
    world
        .install
        .will("renew_bot", Minted::several([("bot", minted("b3", Some("br3"))), ("feed", minted("f3", None))]));
    assert_eq!(text(&feed).await.unwrap(), "f3", "it was not asked for before, and nobody logs in for it");
}
