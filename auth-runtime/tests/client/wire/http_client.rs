//! A client that uses the caller's own `reqwest::Client` (promise 2.16).
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write;
use std::thread;
use std::time::Duration;

use auth_runtime::call::Arrived;
use auth_runtime::host::ConfigError;
use auth_runtime::http::{HeaderMap, HeaderValue};
use auth_runtime::reqwest;
use auth_runtime::reqwest::redirect::Policy;
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{Bearer, Class, ClientBuilder, Connection, Error};

use crate::server::{Server, answer};
use crate::support::client::{Client, Reply};
use crate::support::{Acme, ExchangeCode, Token, TokenError};

const TOKEN: &str = r#"{"access_token":"at_canary","expires_in":900}"#;

fn http() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

fn builder(url: &str, http: reqwest::ClientBuilder) -> ClientBuilder<Acme, Client> {
    let builder = Client::builder().base_url(url).host("auth", url).allow_loopback_http();
    builder.http_client(http.build().unwrap())
}

async fn exchange(client: &Client) -> Reply<Token, TokenError> {
    client.exchange_code(ExchangeCode::new("code_canary", "app", "secret_canary")).await
}

fn redirecting(status: &str, location: &str) -> Server {
    Server::answering(answer(status, &format!("location: {location}\r\n"), ""))
}

#[tokio::test]
async fn sends_by_the_client_that_was_handed_in() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let headers = HeaderMap::from_iter([("x-team".parse().unwrap(), HeaderValue::from_static("a"))]);
    let http = http().user_agent("mine/1").default_headers(headers);
    let client = builder(&server.url, http).user_agent("no effect").build().unwrap().with(Bearer::new("at_1"));
    client.list_agents().await.unwrap();
    let request = &server.requests()[0];
    for line in ["user-agent: mine/1", "x-team: a", "authorization: Bearer at_1"] {
        assert!(request.contains(line), "{request}");
    }
}

/// A response from another URL is not used; the other host still has the request, but no body goes to a second host.
#[tokio::test]
async fn a_redirect_that_was_followed_is_an_error() {
    let other = Server::answering(answer("200 OK", "", TOKEN));
    let rows = [
        ("301 Moved", true),
        ("302 Found", true),
        ("303 See Other", true),
        ("307 Temporary Redirect", false),
        ("308 Permanent Redirect", false),
    ];
    for (status, is_followed) in rows {
        let server = redirecting(status, &format!("{}/steal?canary", other.url));
        let error = exchange(&builder(&server.url, http()).build().unwrap()).await.unwrap_err();
        let Error::Redirect { host: Some(host), followed, .. } = &error else { panic!("{error:?}") };
        assert_eq!((host.as_str(), *followed), ("127.0.0.1", is_followed), "{status}");
        assert_eq!((error.class(), error.arrived()), (Class::Configuration, Arrived::Yes));
        assert_eq!(error.to_string().contains("and the HTTP client followed; hand in one that does not"), is_followed);
        assert!(!format!("{error:?}").contains("canary"));
    }
    assert_eq!(other.requests().len(), 3, "nobody can keep a client that follows from following");
    assert!(
        !other.requests().concat().contains("canary\r\n\r\n") && !other.requests().concat().contains("code_canary")
    );
}

#[tokio::test]
async fn a_client_that_does_not_follow_has_the_redirect() {
    let other = Server::answering(answer("200 OK", "", TOKEN));
    let server = redirecting("307 Temporary Redirect", &other.url);
    let client = builder(&server.url, http().redirect(Policy::none())).build().unwrap();
    let error = exchange(&client).await.unwrap_err();
    assert!(matches!(&error, Error::Redirect { status, followed: false, .. } if status.as_u16() == 307), "{error}");
    assert_eq!(other.requests(), [""; 0]);
}

/// A refresh token that went to another host may have been used there.
#[tokio::test]
async fn what_was_taken_elsewhere_is_uncertain() {
    struct Exchange;
    impl TokenSource<Acme> for Exchange {
        const RENEWAL: auth_runtime::session::Renewal = auth_runtime::session::Renewal::RefreshToken;

        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            Err(SessionError::new(Class::Reauthenticate, "log in again"))
        }

        async fn refresh(&self, at: &Connection<Acme>, with: &auth_runtime::Secret) -> Result<Minted, SessionError> {
            let request = ExchangeCode::new(with, "app", "secret_canary");
            Ok(Minted::new(at.call(request).await?.into_value().access_token))
        }
    }

    let other = Server::answering(answer("200 OK", "", TOKEN));
    for (policy, is_uncertain) in [(Policy::limited(3), true), (Policy::none(), false)] {
        let server = redirecting("303 See Other", &other.url);
        let builder =
            Connection::<Acme>::builder().base_url(&server.url).host("auth", &server.url).allow_loopback_http();
        let connection = builder.http_client(http().redirect(policy).build().unwrap()).build().unwrap();
        let store = auth_runtime::session::MemoryStore::default();
        let stored = auth_runtime::session::Stored { refresh_token: Some("rt_1".into()), ..Default::default() };
        auth_runtime::session::Store::lock(&store).await.unwrap().save(&stored).await.unwrap();
        let session = Session::builder(Exchange, &connection).store(store.clone()).build();
        assert_eq!(session.token().await.unwrap_err().class(), Class::Configuration);
        let stored = auth_runtime::session::Store::lock(&store).await.unwrap().load().await.unwrap();
        assert_eq!(stored.refresh_token.as_ref().map(auth_runtime::Secret::expose), Some("rt_1"));
        assert_eq!(format!("{:?}", stored.grant).contains("Uncertain"), is_uncertain);
    }
}

#[tokio::test]
async fn limits_hold_for_it() {
    let long = Server::answering(answer("200 OK", "", &" ".repeat(100)));
    let client = builder(&long.url, http()).max_body(99).build().unwrap();
    let error = exchange(&client).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge { limit: 99, .. }), "{error}");

    let silent = Server::start(|_| thread::sleep(Duration::from_secs(10)));
    let slow = Server::start(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{");
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    for url in [&silent.url, &slow.url] {
        let patient = http().timeout(Duration::from_secs(3600));
        let client = builder(url, patient).timeout(Duration::from_millis(200)).build().unwrap();
        let error = exchange(&client).await.unwrap_err();
        assert!(matches!(error, Error::Timeout { .. }), "{error}");
    }
}

#[test]
fn it_makes_no_insecure_host_acceptable() {
    let build = |url: &str| Client::builder().base_url(url).http_client(http().build().unwrap()).build();
    assert!(matches!(build("http://api.acme.example").unwrap_err(), ConfigError::InsecureUrl { .. }));
    assert!(matches!(build("http://127.0.0.1:1").unwrap_err(), ConfigError::InsecureUrl { .. }));
    assert!(build("https://api.acme.example").is_ok());
}

/// reqwest's own `Debug` shows default headers.
#[test]
fn debug_shows_none_of_its_headers() {
    let headers = HeaderMap::from_iter([("x-key".parse().unwrap(), HeaderValue::from_static("key_canary"))]);
    let http = http().default_headers(headers);
    let builder = builder("http://127.0.0.1:1", http);
    assert!(format!("{builder:?}").contains("reqwest::Client"));
    assert!(!format!("{builder:?} {:?}", builder.clone().build().unwrap()).contains("canary"));
}
