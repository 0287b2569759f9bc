//! Clients that register themselves (RFC 7591): once, whoever asks, and again when the registration has ended.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use auth_runtime::call::Arrived;
use auth_runtime::session::{FileStore, Minted, Registered, Session, SessionError, SessionProblem, Store, TokenSource};
use auth_runtime::value::UnixSeconds;
use auth_runtime::{Connection, Decode, Endpoint, Error, Json, Secret};

use crate::acme::Acme;
use crate::server::{Server, answer};

/// Register this client.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/register",
    json,
    registers(client_id, "client_secret" = secret, expires_at = secret_expires_at),
    response = Client,
    error = ()
)]
struct Register {
    client_name: String,
}

#[derive(Debug, Decode)]
struct Client {
    client_id: String,
    #[decode(rename = "client_secret")]
    secret: Option<Secret>,
    #[decode(rename = "client_secret_expires_at")]
    secret_expires_at: Option<UnixSeconds>,
}

/// A token for the client.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", form, body("client_id" = "{client_id}"), captured(client_id), response = Token, error = ())]
struct CreateToken {
    scope: String,
}

#[derive(Debug, Decode)]
struct Token {
    access_token: Secret,
}

#[derive(Clone, Debug, TokenSource)]
#[token_source(provider = Acme, mint(CreateToken), token(access_token))]
struct App {
    scope: String,
}

/// Which client asks.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    GET "/me", header("X-Client" = "{client_id}"), captured(client_id), protected, response = Json, error = ()
)]
struct Me;

/// A server that gives each registration a number, and a token that says how many there are.
fn server(ends: &'static str) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |stream| {
        let number = count.fetch_add(1, SeqCst) + 1;
        let ends = format!(r#","client_secret":"cs_canary_{number}","client_secret_expires_at":{ends}"#);
        let body = format!(r#"{{"client_id":"client_{number}","access_token":"at_{number}"{ends}}}"#);
        let _ = stream.write_all(answer("201 Created", "content-type: application/json\r\n", &body).as_bytes());
    })
}

fn client(server: &Server) -> Connection<Acme> {
    Connection::<Acme>::builder().base_url(&server.url).allow_loopback_http().build().unwrap()
}

fn path() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.json");
    (folder, path)
}

#[tokio::test]
async fn a_client_registers_once() {
    let (server, (_folder, path)) = (server("0"), path());
    let client = client(&server);
    let stores: Vec<FileStore> = (0..8).map(|_| FileStore::new(&path)).collect();
    let all = stores.iter().map(|store| Registered::obtain(Register::new("app"), &client, store));
    let mut found = Vec::new();
    for one in futures(all).await {
        found.push(one.unwrap());
    }
    assert!(found.iter().all(|one| one.get("client_id").unwrap().matches("client_1")), "{found:?}");
    assert_eq!((server.requests().len(), found[0].expires_at()), (1, None));
    assert!(found[0].get("client_secret").unwrap().matches("cs_canary_1"));
    assert!(!format!("{found:?}").contains("canary"));
}

/// Polls all at once.
async fn futures<T>(all: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = all.map(|one| (Some(Box::pin(one)), None)).collect();
    std::future::poll_fn(|cx| {
        for (one, done) in &mut all {
            let polled = one.as_mut().map(|one| one.as_mut().poll(cx));
            if let Some(std::task::Poll::Ready(value)) = polled {
                (*one, *done) = (None, Some(value));
            }
        }
        if all.iter().all(|(one, _)| one.is_none()) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    all.into_iter().filter_map(|(_, done)| done).collect()
}

#[tokio::test]
async fn a_registration_that_has_ended_is_made_anew() {
    for (ends, expected) in [("1", "client_2"), ("4102444800", "client_1"), ("null", "client_1")] {
        let (server, (_folder, path)) = (server(ends), path());
        let store = FileStore::new(&path);
        let mut last = None;
        for _ in 0..2 {
            last = Some(Registered::obtain(Register::new("app"), &client(&server), &store).await.unwrap());
        }
        assert!(last.unwrap().get("client_id").unwrap().matches(expected), "{ends}");
    }
}

#[tokio::test]
async fn a_registration_outlives_log_in_and_log_out() {
    let (server, (_folder, path)) = (server("0"), path());
    let registered = Registered::obtain(Register::new("app"), &client(&server), &FileStore::new(&path)).await.unwrap();
    let client = client(&server).with_registration(&registered);
    let session = App::new("all").session(&client);
    let session = {
        drop(session);
        auth_runtime::session::Session::builder(App::new("all"), &client).store(FileStore::new(&path)).build()
    };
    assert!(session.token().await.unwrap().secret().matches("at_2"));
    client.with(session.clone()).call_captured(Me).await.unwrap();
    let _ = session.revoke().await;
    let again = Registered::obtain(Register::new("app"), &client, &FileStore::new(&path)).await.unwrap();
    assert!(again.get("client_id").unwrap().matches("client_1"));
    let requests = server.requests();
    assert!(requests[1].contains("client_id=client_1") && requests[2].contains("x-client: client_1"), "{requests:?}");
    assert_eq!(requests.len(), 3);
}

/// The store loses its record, and the client registers anew before the session looks: the session goes on with its tokens
/// and the new registration.
#[tokio::test]
async fn a_registration_is_kept_when_a_lost_record_is_restored() {
    let (server, (_folder, path)) = (server("0"), path());
    let store = || FileStore::new(&path);
    let registered = Registered::obtain(Register::new("app"), &client(&server), &store()).await.unwrap();
    let client = client(&server).with_registration(&registered);
    let session = Session::builder(App::new("all"), &client).store(store()).build();
    session.token().await.unwrap();
    std::fs::remove_file(&path).unwrap();
    Registered::obtain(Register::new("app"), &client, &store()).await.unwrap();
    session.invalidate(session.token().await.unwrap().generation());
    session.token().await.unwrap();
    let stored = store().lock().await.unwrap().load().await.unwrap();
    assert!(stored.access_token.as_ref().is_some_and(|token| token.matches("at_4")), "{stored:?}");
    let known = Registered::obtain(Register::new("app"), &client, &store()).await.unwrap();
    assert!(known.get("client_id").unwrap().matches("client_3"), "{known:?}");
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_registration_elsewhere_is_not_used() {
    let (one, other, (_folder, path)) = (server("0"), server("0"), path());
    let store = FileStore::new(&path);
    Registered::obtain(Register::new("app"), &client(&one), &store).await.unwrap();
    let error = Registered::obtain(Register::new("app"), &client(&other), &store).await.unwrap_err();
    assert_eq!(error.problem(), SessionProblem::OtherOwner);
    assert!(other.requests().is_empty());
    assert_eq!(store.lease(), std::time::Duration::ZERO);
}

/// Without a registration, what needs it says so.
#[tokio::test]
async fn an_unregistered_client_sends_nothing() {
    let server = server("0");
    let error = App::new("all").session(&client(&server)).token().await.unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(source.contains("client_id"), "{source}");
    assert!(server.requests().is_empty());
}

/// A log-in that never ends.
struct Slow;

impl TokenSource<Acme> for Slow {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        std::future::pending().await
    }
}

/// The time limit of a call with captured values covers the wait for the token, too.
#[tokio::test(start_paused = true)]
async fn the_limit_of_a_call_covers_the_wait_for_its_token() {
    let server = server("0");
    let session = Session::builder(Slow, &client(&server)).tagged::<App>().build();
    let limited = client(&server).with(session).with_timeout(std::time::Duration::from_secs(1));
    let error = limited.call_captured(Me).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { arrived: Arrived::No, .. }), "{error:?}");
    assert!(server.requests().is_empty());
}

/// Where the endpoints of the server are.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/server", response = Metadata, error = ())]
struct Discover;

#[derive(Debug, Decode)]
struct Metadata {
    issuer: String,
    registration_endpoint: Option<String>,
}

/// Register this client, where the metadata say.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/register",
    json,
    header("X-At" = "{registration_endpoint}"),
    captured(registration_endpoint),
    registers(client_id),
    after(Discover expect(issuer = "https://acme.example")),
    capture(registration_endpoint = discover.registration_endpoint),
    response = Client,
    error = ()
)]
struct RegisterThere {
    client_name: String,
}

/// A server whose metadata have this issuer.
fn described(issuer: &'static str) -> Server {
    Server::start(move |stream| {
        let body = format!(
            r#"{{"issuer":"{issuer}","registration_endpoint":"https://acme.example/clients","client_id":"client_1"}}"#
        );
        let _ = stream.write_all(answer("200 OK", "content-type: application/json\r\n", &body).as_bytes());
    })
}

#[tokio::test]
async fn a_client_registers_where_the_metadata_say() {
    let (server, (_folder, path)) = (described("https://acme.example"), path());
    let store = FileStore::new(&path);
    for _ in 0..2 {
        let found = Registered::obtain(RegisterThere::new("app"), &client(&server), &store).await.unwrap();
        assert!(found.get("client_id").unwrap().matches("client_1"));
        assert!(found.get("registration_endpoint").unwrap().matches("https://acme.example/clients"));
    }
    let requests = server.requests();
    assert!(requests[0].starts_with("GET /server") && requests[1].starts_with("POST /register"), "{requests:?}");
    assert!(requests[1].contains("x-at: https://acme.example/clients"), "{requests:?}");
    assert_eq!(requests.len(), 2);
}

#[tokio::test]
async fn metadata_of_another_issuer_register_nobody() {
    let (server, (_folder, path)) = (described("https://evil.example"), path());
    let store = FileStore::new(&path);
    let error = Registered::obtain(RegisterThere::new("app"), &client(&server), &store).await.unwrap_err();
    assert_eq!(error.problem(), SessionProblem::Unexpected { name: "issuer" });
    assert_eq!(server.requests().len(), 1);
}
