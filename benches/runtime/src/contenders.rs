//! A valid cached token becomes a header value: ours, others', and the least that it could cost.

use std::hint::black_box;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use arc_swap::ArcSwap;
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{Connection, Host, Provider, Seconds};
use bytes::Bytes;
use google_cloud_auth::credentials::{Credentials, user_account};
use http::{HeaderValue, Method, Uri};
use huskarl::authorizer::HttpAuthorizer;
use huskarl::cache::{InMemoryTokenCache, TokenError};
use huskarl::core::platform::MaybeSendBoxFuture;
use huskarl::grant::core::{RawTokenResponse, TokenResponse};
use tokio::runtime::Runtime;

use crate::{server, token};

/// A contender: `run(n)` does its work n times.
pub struct Contender {
    pub name: &'static str,
    pub run: Box<dyn Fn(u64) + Send + Sync>,
}

/// All contenders, with their tokens obtained. Background work runs on `runtime`.
///
/// # Panics
/// If the server on this machine cannot be reached.
#[must_use]
pub fn all(runtime: &Runtime) -> Vec<Contender> {
    let (session, google, huskarl) = (session(runtime), google(runtime), huskarl(runtime));
    let uri = Uri::from_static("https://api.acme.example/me");
    let (bare, checked, copied) = (stored(), stored(), session.clone());
    let end = Instant::now() + Duration::from_secs(3600);
    vec![
        contender("ArcSwap", move || header(&bare)),
        contender("ArcSwap, Instant", move || (Instant::now() < end).then(|| header(&checked))),
        contender("Session::header", move || now(session.header())),
        contender("Session::token", move || now(copied.token())),
        contender("google headers", move || now(google.headers(http::Extensions::new()))),
        contender("huskarl headers", move || now(huskarl.get_headers(&Method::GET, &uri))),
    ]
}

fn contender<T>(name: &'static str, once: impl Fn() -> T + Send + Sync + 'static) -> Contender {
    let run = move |count| (0..count).for_each(|_| drop(black_box(once())));
    Contender { name, run: Box::new(run) }
}

/// The output of a future that is ready.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("the token is there"),
    }
}

fn stored() -> ArcSwap<HeaderValue> {
    let text = Bytes::from(format!("Bearer {}", token()));
    ArcSwap::from_pointee(HeaderValue::from_maybe_shared(text).expect("visible ASCII"))
}

fn header(stored: &ArcSwap<HeaderValue>) -> HeaderValue {
    HeaderValue::clone(&stored.load())
}

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

struct Fixed;

impl TokenSource<Acme> for Fixed {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new(token()).expires_in(Seconds::new(3600)))
    }
}

fn session(runtime: &Runtime) -> Session<Acme> {
    let connection = Connection::<Acme>::builder().build().expect("a connection");
    let session = Session::new(Fixed, &connection);
    runtime.block_on(session.token()).expect("a token");
    session
}

/// Through its token cache: an account whose tokens come from a server on this machine.
fn google(runtime: &Runtime) -> Credentials {
    let reply = serde_json::json!({ "access_token": token(), "expires_in": 3600, "token_type": "Bearer" });
    let account = serde_json::json!({
        "type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": "r",
    });
    let url = server::start(&reply.to_string());
    runtime.block_on(async {
        let credentials = user_account::Builder::new(account).with_token_uri(url).build().expect("credentials");
        credentials.headers(http::Extensions::new()).await.expect("a token");
        credentials
    })
}

/// A source of tokens that are made here, as that of the session.
struct Made;

impl huskarl::cache::TokenSource for Made {
    fn token(&self) -> MaybeSendBoxFuture<'_, Result<Arc<TokenResponse>, TokenError>> {
        let raw = RawTokenResponse::builder().access_token(token()).token_type("Bearer").expires_in(3600).build();
        let made = raw.into_token_response(None, SystemTime::now()).expect("a bearer token");
        Box::pin(std::future::ready(Ok(Arc::new(made))))
    }
}

/// Through its token cache.
fn huskarl(runtime: &Runtime) -> HttpAuthorizer {
    let authorizer = HttpAuthorizer::builder().cache(InMemoryTokenCache::builder().source(Made).build()).build();
    let uri = Uri::from_static("https://api.acme.example/me");
    runtime.block_on(authorizer.get_headers(&Method::GET, &uri)).expect("a token");
    authorizer
}
