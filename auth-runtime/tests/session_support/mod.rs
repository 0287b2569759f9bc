//! A provider and a scripted token source.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    ManualClock, Minted, Renewal, Rotation, Session, SessionBuilder, SessionError, SessionState, TokenSource,
};
use auth_runtime::{
    ApiError, Authorizes, Bearer, Connection, Decode, Endpoint, Error, ErrorBody, Host, Json, Provider, Seconds, Secret,
};
use tokio::sync::Semaphore;

#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

impl Authorizes<Acme> for Bearer {}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", json, response = Token, error = Fault)]
pub struct LogIn {
    email: String,
    password: Secret,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, body("grant_type" = "refresh_token"), response = Token, error = Fault)]
pub struct RefreshGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/refresh", protected, response = Token, error = Fault)]
pub struct Refresh;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(DELETE "/token", protected, response = (), error = Fault)]
pub struct Revoke;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/me", protected, response = Json, error = Fault)]
pub struct GetProfile;

#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    pub access_token: Secret,
    pub expires_in: Option<Seconds>,
    pub refresh_token: Option<Secret>,
    pub scope: Option<String>,
}

#[derive(Clone, Debug, ErrorBody)]
pub struct Body {
    #[error_body(code)]
    pub error: Option<String>,
}

#[derive(Clone, Debug, ApiError)]
pub enum Fault {
    #[api_error(400, when(error = "invalid_grant"), class = reauthenticate)]
    InvalidGrant(Body),
    #[api_error(other)]
    Other(Body),
}

impl From<Token> for Minted {
    fn from(token: Token) -> Self {
        let minted = Self::new(token.access_token).refresh_token(token.refresh_token);
        let minted = token.scope.into_iter().fold(minted, Self::scope);
        token.expires_in.into_iter().fold(minted, Self::expires_in)
    }
}

/// A connection to the server at `url`, or to no server.
pub fn connection_to(url: &str) -> Connection<Acme> {
    let builder = Connection::<Acme>::builder().base_url(url).allow_loopback_http();
    builder.timeout(Duration::from_secs(5)).build().unwrap()
}

pub fn connection() -> Connection<Acme> {
    connection_to("http://127.0.0.1:1")
}

/// The result of one token request.
pub enum Reply {
    /// The access token, its lifetime in seconds, the refresh token.
    Token(&'static str, Option<u64>, Option<&'static str>),
    /// Status, `Retry-After`, body.
    Refuse(u16, Option<&'static str>, &'static str),
    /// An error that is not a response of the server.
    Fail(SessionError),
    Panic,
    Hang,
}

pub fn token(text: &'static str, lifetime: u64) -> Reply {
    Reply::Token(text, Some(lifetime), None)
}

pub fn refused(status: u16) -> Reply {
    Reply::Refuse(status, None, "{}")
}

pub const INVALID_GRANT: &str = r#"{"error":"invalid_grant"}"#;
pub const INVALID_CLIENT: &str = r#"{"error":"invalid_client"}"#;

pub const MINT: u8 = 0;
pub const REFRESH_TOKEN: u8 = 1;
pub const ACCESS_TOKEN: u8 = 2;
/// With a refresh token, which can be revoked too.
pub const REVOCABLE: u8 = 3;
/// With a refresh token that stays the same.
pub const KEPT: u8 = 4;
/// With a refresh token that is replaced, and may be used twice within ten seconds.
pub const GRACE: u8 = 5;

/// Answers token requests by a script and records them. `R` says how it renews.
pub struct Script<const R: u8 = MINT> {
    inner: Arc<Inner>,
}

struct Inner {
    replies: Mutex<VecDeque<Reply>>,
    calls: Mutex<Vec<String>>,
    gate: Semaphore,
    arrived: Semaphore,
}

impl<const R: u8> Clone for Script<R> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner) }
    }
}

impl<const R: u8> Script<R> {
    pub fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Self::gated(replies);
        script.release(1_000_000);
        script
    }

    /// Each request waits until it is released.
    pub fn gated(replies: impl IntoIterator<Item = Reply>) -> Self {
        let inner = Inner {
            replies: Mutex::new(replies.into_iter().collect()),
            calls: Mutex::default(),
            gate: Semaphore::new(0),
            arrived: Semaphore::new(0),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Adds a response.
    pub fn then(&self, reply: Reply) {
        self.inner.replies.lock().unwrap().push_back(reply);
    }

    pub fn release(&self, requests: usize) {
        self.inner.gate.add_permits(requests);
    }

    /// Waits for the next request to arrive.
    pub async fn arrival(&self) {
        self.inner.arrived.acquire().await.unwrap().forget();
    }

    pub fn calls(&self) -> Vec<String> {
        self.inner.calls.lock().unwrap().clone()
    }

    /// How many responses are left.
    pub fn left(&self) -> usize {
        self.inner.replies.lock().unwrap().len()
    }

    pub fn count(&self) -> usize {
        self.calls().len()
    }

    async fn answer(&self, call: String) -> Result<Minted, SessionError> {
        self.inner.calls.lock().unwrap().push(call);
        self.inner.arrived.add_permits(1);
        self.inner.gate.acquire().await.unwrap().forget();
        let reply = self.inner.replies.lock().unwrap().pop_front();
        match reply.unwrap_or_else(|| panic!("more requests than the script has: {:?}", self.calls())) {
            Reply::Token(token, expires_in, refresh_token) => {
                let minted = Minted::new(token).refresh_token(refresh_token);
                Ok(expires_in.map(Duration::from_secs).into_iter().fold(minted, Minted::expires_in))
            }
            Reply::Refuse(status, retry_after, body) => Err(refusal(status, retry_after, body).into()),
            Reply::Fail(error) => Err(error),
            Reply::Panic => panic!("as the script says"),
            Reply::Hang => std::future::pending().await,
        }
    }
}

/// The error of a call with this response.
pub fn refusal(status: u16, retry_after: Option<&'static str>, body: &'static str) -> Error<Fault> {
    let headers = retry_after.map(|text| ("retry-after".parse().unwrap(), HeaderValue::from_static(text)));
    let raw = RawResponse::new(StatusCode::from_u16(status).unwrap(), HeaderMap::from_iter(headers), body);
    read::<LogIn>(raw).unwrap_err()
}

impl<const R: u8> TokenSource<Acme> for Script<R> {
    const RENEWAL: Renewal = match R {
        REFRESH_TOKEN | REVOCABLE | KEPT | GRACE => Renewal::RefreshToken,
        ACCESS_TOKEN => Renewal::AccessToken,
        _ => Renewal::Mint,
    };
    const REVOKES_REFRESH_TOKENS: bool = R == REVOCABLE;
    const ROTATION: Rotation = match R {
        KEPT => Rotation::Kept,
        GRACE => Rotation::Replaced,
        _ => Rotation::Unknown,
    };
    const GRACE: Option<Duration> = if R == GRACE { Some(Duration::from_secs(10)) } else { None };

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.answer("mint".to_owned()).await
    }

    async fn refresh(&self, _: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        self.answer(format!("refresh {}", with.expose())).await
    }

    async fn revoke(&self, _: &Connection<Acme>, token: &Secret) -> Result<(), SessionError> {
        self.answer(format!("revoke {}", token.expose())).await.map(|_| ())
    }
}

/// A session with a scripted source, on a clock that the test moves.
pub fn build<const R: u8>(script: &Script<R>) -> (SessionBuilder<Acme>, ManualClock) {
    let clock = ManualClock::default();
    (Session::builder(script.clone(), &connection()).clock(clock.clone()), clock)
}

pub fn session<const R: u8>(script: &Script<R>) -> (Session<Acme>, ManualClock) {
    let (builder, clock) = build(script);
    (builder.build(), clock)
}

/// The text of the session's token, or the error.
pub async fn served(session: &Session<Acme>) -> Result<String, SessionError> {
    session.token().await.map(|token| token.secret().expose().to_owned())
}

/// Waits for the request in flight to end.
pub async fn settled(session: &Session<Acme>) -> SessionState {
    session.state().wait_for(|state| !state.refreshing).await.unwrap().clone()
}

pub fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
