//! The client over real sockets, including faults.
#![cfg(feature = "client")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use std::error::Error as _;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use auth_runtime::host::ConfigError;
use auth_runtime::{ApiError, Bearer, Class, Error};

use crate::server::{Server, answer};
use crate::support::client::{Client, Reply};
use crate::support::{ApiKey, DeleteKey, ExchangeCode, Token, TokenError};

const TOKEN: &str = r#"{"access_token":"at_canary","expires_in":900}"#;

fn client(url: &str) -> Client {
    let builder = Client::builder().base_url(url).host("auth", url).allow_loopback_http();
    builder.timeout(Duration::from_millis(800)).build().unwrap()
}

fn exchange() -> ExchangeCode {
    ExchangeCode::new("code_canary", "app", "secret_canary").code_verifier("verifier_canary")
}

#[tokio::main(flavor = "current_thread")]
async fn call(client: &Client) -> Reply<Token, TokenError> {
    client.exchange_code(exchange()).await
}

/// Everything that can be printed of an error, after a check that it shows no secret, not even as a list of bytes.
fn shown<E: ApiError>(error: &Error<E>) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        text += &format!("\n{error}\n{error:?}");
        source = error.source();
    }
    for canary in ["canary".to_owned(), format!("{:?}", b"canary").trim_matches(['[', ']']).to_owned()] {
        assert!(!text.contains(&canary), "{text}");
    }
    error.to_string()
}

fn fail(client: &Client) -> Error<TokenError> {
    let error = call(client).unwrap_err();
    shown(&error);
    error
}

#[test]
fn sends_what_was_prepared_and_nothing_else() {
    let server = Server::answering(answer("200 OK", "x-correlation-id: c1\r\n", TOKEN));
    let reply = call(&client(&server.url)).unwrap();
    assert_eq!((reply.value().access_token.expose(), reply.header("x-correlation-id")), ("at_canary", Some("c1")));
    let host = server.url.strip_prefix("http://").unwrap();
    let version = env!("CARGO_PKG_VERSION");
    let expected = format!(
        "POST /oauth/token HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\naccept: application/json\r\n\
         accept-encoding: identity\r\nuser-agent: authwright/{version}\r\nhost: {host}\r\ncontent-length: 118\r\n\r\n\
         grant_type=authorization_code&code=code_canary&client_id=app&client_secret=secret_canary&code_verifier=verifier_canary"
    );
    let sort = |text: &str| {
        let mut lines: Vec<_> = text.split("\r\n").map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sort(&server.requests()[0]), sort(&expected));
}

#[tokio::test]
async fn attaches_the_credential_to_protected_calls_only() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let client = client(&server.url).with(Bearer::new("bearer_1"));
    client.exchange_code(exchange()).await.unwrap();
    assert_eq!(client.list_agents().await.unwrap().value().get(), TOKEN);
    client.clone().with(ApiKey::new("key_2")).list_agents().await.unwrap();
    let authorization: Vec<_> = server.requests().iter().map(|request| authorization(request)).collect();
    assert_eq!(authorization, ["", "authorization: Bearer bearer_1", "authorization: Bearer key_2"]);
    let get = server.requests()[1].to_lowercase();
    assert!(get.starts_with("get /agents http/1.1\r\n") && !get.contains("content-"), "{get}");
}

fn authorization(request: &str) -> String {
    request.lines().find(|line| line.starts_with("authorization:")).unwrap_or_default().to_owned()
}

#[test]
fn follows_no_redirect() {
    let other = Server::answering(answer("200 OK", "", TOKEN));
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = format!("location: {}/steal\r\n", other.url);
        let server = Server::answering(answer(status, &location, ""));
        let error = fail(&client(&server.url));
        assert!(matches!(&error, Error::Redirect { host: Some(host), .. } if host == "127.0.0.1"), "{error}");
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(other.requests(), [""; 0], "0 bytes reach the other origin");
}

#[tokio::test]
async fn refuses_a_url_that_no_client_can_send() {
    let client = client("http://127.0.0.1:1").with(ApiKey::new("key_canary"));
    let error = client.connection().call_protected(DeleteKey::new("k".repeat(70_000))).await.unwrap_err();
    assert_eq!(shown(&error), "`DeleteKey` cannot be sent: the URL is too long or not well-formed");
}

#[test]
fn stops_at_the_cap() {
    let written = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&written);
    let (ended, end) = mpsc::channel();
    let server = Server::start(move |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n");
        while let Ok(bytes) = stream.write(&[b' '; 8192]) {
            count.fetch_add(bytes, Ordering::Relaxed);
        }
        ended.send(()).unwrap();
    });
    let error = fail(&client(&server.url));
    assert!(matches!(error, Error::TooLarge { limit: 1_048_576, .. }), "{error}");
    end.recv().unwrap();
    let written = written.load(Ordering::Relaxed);
    assert!((1_048_576..16 * 1_048_576).contains(&written), "the server stopped after {written} bytes");
}

/// The status and `Retry-After` came before the body that is too long, cut or late.
#[test]
fn hears_a_refusal_whatever_its_body() {
    let head = "HTTP/1.1 503 Down\r\nretry-after: 30\r\n";
    let rows: [fn(&mut std::net::TcpStream); 3] =
        [|stream| while stream.write_all(&[b' '; 8192]).is_ok() {}, |_| {}, |_| thread::sleep(Duration::from_secs(10))];
    for body in rows {
        let server = Server::start(move |stream| {
            let _ = stream.write_all(format!("{head}content-length: 9999999\r\n\r\n{{").as_bytes());
            body(stream);
        });
        let error = fail(&client(&server.url));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(503), "{error}");
        assert_eq!((error.class(), error.retry_after()), (Class::Retry, Some(Duration::from_secs(30))));
    }
}

#[test]
fn accepts_a_body_of_exactly_the_cap() {
    let body = format!("{TOKEN}{}", " ".repeat(100));
    let server = Server::answering(answer("200 OK", "", &body));
    for (limit, fits) in [(body.len(), true), (body.len() - 1, false)] {
        let builder = Client::builder().base_url(&server.url).host("auth", &server.url).allow_loopback_http();
        assert_eq!(call(&builder.max_body(limit).build().unwrap()).is_ok(), fits);
    }
}

#[test]
fn ends_in_time() {
    let silent = Server::start(|_| thread::sleep(Duration::from_secs(10)));
    let error = fail(&client(&silent.url));
    assert!(matches!(error, Error::Timeout { .. }), "{error}");
    assert_eq!(error.to_string(), "`ExchangeCode` was not answered in time");
    assert!(error.is_retryable());
    let slow = Server::start(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{");
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    assert!(matches!(fail(&client(&slow.url)), Error::Timeout { .. }));
    let impatient = Client::builder().base_url(&silent.url).host("auth", &silent.url).allow_loopback_http();
    let impatient = impatient.read_timeout(Duration::from_millis(50)).build().unwrap();
    assert!(matches!(fail(&impatient), Error::Timeout { .. }));
}

#[test]
fn has_limits_by_default() {
    let settings = format!("{:?}", Client::builder());
    for limit in ["connect_timeout: 10s", "read_timeout: 30s", " timeout: 60s", "max_body: 1048576"] {
        assert!(settings.contains(limit), "{settings}");
    }
}

#[test]
fn survives_broken_connections() {
    let rows = [
        Server::answering(""),
        Server::answering("HTTP/1.1 200 OK\r\ncontent-le"),
        Server::answering("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"access_token\":\"at_canary"),
        Server::answering("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"acc\r\n"),
        Server::answering("SSH-2.0-canary\r\n"),
        Server::answering(format!("HTTP/1.1 200 OK\r\nx-canary: {}\r\n\r\n", "canary".repeat(200_000))),
        Server::answering("HTTP/1.1 200 OK\r\nx-\0canary: code_canary\r\n\r\n"),
    ];
    for (index, server) in rows.iter().enumerate() {
        let error = fail(&client(&server.url));
        assert!(matches!(&error, Error::Transport(transport) if transport.may_have_arrived()), "{index}: {error}");
    }
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = fail(&client(&format!("http://{closed}")));
    assert!(matches!(&error, Error::Transport(transport) if !transport.may_have_arrived()), "{error}");
    assert_eq!(error.to_string(), "`ExchangeCode` got no answer: no connection could be made");
}

#[test]
fn survives_a_peer_without_tls() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let client = Client::builder().host("auth", server.url.replace("http:", "https:")).build().unwrap();
    assert!(matches!(fail(&client), Error::Transport(_)));
    assert!(!server.requests().concat().contains("canary"));
}

#[test]
fn refuses_answers_of_another_shape() {
    let html = "<html>code_canary</html>";
    let rows = [
        (
            answer("200 OK", "content-type: text/html\r\n", html),
            "expected JSON, found something else at line 1, column 1",
        ),
        (answer("200 OK", "", ""), "expected JSON, the body is empty"),
        ("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_owned(), "expected JSON, the body is empty"),
        (answer("200 OK", "", r#"{"error":"code_canary"}"#), "`access_token` or `data.bearer` is missing"),
        (answer("200 OK", "content-encoding: gzip\r\n", TOKEN), "expected a body without content encoding"),
    ];
    for (text, expected) in rows {
        let error = fail(&client(&Server::answering(text).url));
        let Error::Undecodable(error) = error else { panic!("{error}") };
        assert_eq!(error.error().to_string(), expected);
    }
}

#[test]
fn hides_what_the_provider_repeats() {
    let body = r#"{"error":"secret_canary","error_description":"code_canary and verifier_canary"}"#;
    let error = fail(&client(&Server::answering(answer("400 Bad Request", "retry-after: 3\r\n", body)).url));
    assert_eq!(error.to_string(), "`ExchangeCode` was refused with 400: InvalidTokenRequest `…`: … and …");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
}

#[test]
fn works_again_after_a_fault_and_over_several_runtimes() {
    let turn = AtomicUsize::new(0);
    let server = Server::start(move |stream| {
        let text = match turn.fetch_add(1, Ordering::Relaxed) {
            0 => String::new(),
            1 => answer("503 Service Unavailable", "", ""),
            _ => answer("200 OK", "", TOKEN),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let client = client(&server.url);
    let results: Vec<_> = (0..4).map(|_| call(&client).is_ok()).collect();
    assert_eq!(results, [false, false, true, true]);
    assert_eq!(server.requests().len(), 4, "each call is one request");
}

#[test]
fn refuses_insecure_settings() {
    let errors = [
        Client::builder().base_url("http://api.acme.example").build(),
        Client::builder().base_url("http://127.0.0.1:8080").build(),
        Client::builder().base_url("http://ada:canary@localhost").allow_loopback_http().build(),
        Client::builder().base_url("https://ada:canary@api.acme.example").build(),
        Client::builder().host("oauth", "https://canary.example").build(),
        Client::builder().user_agent("a\r\nb: canary").build(),
        Client::builder().base_url("http://127.0.0.1:8080").allow_loopback_http().build(),
    ];
    let expected = [
        "the URL of host `base` is not https; http is for a literal loopback address after `allow_loopback_http()`",
        "the URL of host `base` is not https; http is for a literal loopback address after `allow_loopback_http()`",
        "the URL of host `base` is not https; http is for a literal loopback address after `allow_loopback_http()`",
        "the URL of host `base` must have the form `https://host/path`, without user name, query or fragment",
        "there is no host `oauth`; Acme has `base`, `auth`",
        "the user agent must be visible ASCII and spaces",
        "the host `auth` is still the provider's own while another is on this machine; give it a URL by `host(\"auth\", …)` too",
    ];
    for (result, expected) in errors.into_iter().zip(expected) {
        let error: ConfigError = result.unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
    let unchecked = Client::builder().base_url("https://ada:canary@api.acme.example");
    assert!(!format!("{unchecked:?}").contains("canary"), "{unchecked:?}");
}

#[tokio::test]
async fn refuses_a_token_with_a_line_break_before_sending() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let client = client(&server.url).with(Bearer::new("at_canary\r\nx-evil: 1"));
    let error = client.list_agents().await.unwrap_err();
    assert!(matches!(&error, Error::Request(_)), "{}", shown(&error));
    assert_eq!(server.requests(), [""; 0]);
}

/// Compiles only if calls can be spawned and the types shared.
#[test]
fn is_send_and_sync() {
    fn check<T: Send + Sync>(_: &T) {}
    fn check_future<T: Send>(_: T) {}
    let client = client("http://127.0.0.1:1").with(ApiKey::new("k"));
    check(&client);
    check::<Option<Error<TokenError>>>(&None);
    check::<Option<auth_runtime::Response<Token>>>(&None);
    check::<
        Option<(
            auth_runtime::consent::Authorization,
            auth_runtime::request::Prepared,
            auth_runtime::response::RawResponse,
        )>,
    >(&None);
    check::<Option<(auth_runtime::Secret, auth_runtime::Json, ConfigError, auth_runtime::consent::CallbackError)>>(
        &None,
    );
    check_future(client.list_agents());
    check_future(client.exchange_code(exchange()));
}
