//! A provider, or whatever sits before it, that repeats a secret of a token request wherever it can: in bodies of any
//! encoding, cut anywhere, in headers, in the status line, in redirects, in what is not HTTP. Nothing that is printed or
//! logged has it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write;
use std::sync::{Arc, Mutex};

use auth_runtime::session::{Minted, Renewal, Session, SessionError, TokenSource};
use auth_runtime::{Class, Connection, Secret, reqwest};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::server::{Server, answer};
use crate::session_support::{Acme, RefreshGrant, connection_to, served};

/// A refresh token with what has to be escaped somewhere. It is found by its plain parts, too.
const CANARY: &str = "c4n4ry/k3y+one&\"two\"<3>";

struct Account;

impl TokenSource<Acme> for Account {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// Hears everything, whoever says it.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<String>>);

struct Line<'a>(&'a mut String);

impl Visit for Line<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Ear {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Line(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Line(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

fn percent(text: &str, escape: fn(u8) -> String) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { escape(byte) })
        .collect()
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// The secret as different systems write it.
fn forms() -> Vec<String> {
    let upper = percent(CANARY, |byte| format!("%{byte:02X}"));
    let html = CANARY.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = json(CANARY);
    let inner = quoted.trim_matches('"').to_owned();
    vec![
        CANARY.to_owned(),
        CANARY.to_uppercase(),
        upper.clone(),
        percent(CANARY, |byte| format!("%{byte:02x}")),
        percent(&upper, |byte| format!("%{byte:02X}")),
        percent(CANARY, |byte| format!("&#{byte};")),
        percent(CANARY, |byte| format!("&#x{byte:x};")),
        percent(CANARY, |byte| format!("\\u{byte:04x}")),
        html.clone(),
        percent(&html, |byte| format!("%{byte:02X}")),
        inner.clone(),
        json(&inner).trim_matches('"').to_owned(),
        json(&format!("{{\"refresh_token\":{quoted}}}")),
        format!("grant_type=refresh_token&refresh_token={upper}"),
        STANDARD.encode(CANARY),
        URL_SAFE_NO_PAD.encode(CANARY),
        STANDARD.encode(format!("a{CANARY}")),
        STANDARD.encode(format!("app:{CANARY}")),
        STANDARD.encode(format!("{{\"refresh_token\":{quoted}}}")),
        STANDARD.encode(&upper),
        percent(&STANDARD.encode(CANARY), |byte| format!("%{byte:02X}")),
        format!("the token {CANARY} and the token {CANARY} and {upper}"),
    ]
}

/// What must not be in any text: a part of the secret that no encoding changes, or the secret in an encoding that changes all.
fn needles() -> Vec<String> {
    let decimals = |text: &str| text.bytes().map(|byte| byte.to_string()).collect::<Vec<_>>().join(", ");
    let base64 = |text: &str| STANDARD.encode(text)[..8].to_owned();
    vec![
        "c4n4ry".to_owned(),
        "k3y".to_owned(),
        base64(CANARY),
        STANDARD.encode(format!("app:{CANARY}"))[8..16].to_owned(),
        decimals("c4n4ry"),
        "63346e347279".to_owned(),
    ]
}

fn find(text: &str) -> Option<String> {
    needles().into_iter().find(|needle| text.to_lowercase().contains(&needle.to_lowercase()))
}

/// A server whose replies are set by the test, and a connection to it.
struct World {
    server: Server,
    reply: Arc<Mutex<Vec<u8>>>,
    connection: Connection<Acme>,
}

impl World {
    fn new() -> Self {
        let reply = Arc::<Mutex<Vec<u8>>>::default();
        let next = Arc::clone(&reply);
        let server = Server::start(move |stream| {
            // In small pieces, so that a secret is cut anywhere.
            for piece in next.lock().unwrap().chunks(5) {
                if stream.write_all(piece).is_err() {
                    return;
                }
            }
        });
        let connection = connection_to(&server.url);
        Self { server, reply, connection }
    }

    /// Everything that can be printed after a token request that is answered by these bytes, and all that was logged.
    async fn said(&self, reply: Vec<u8>) -> String {
        *self.reply.lock().unwrap() = reply;
        let text = said(&self.connection).await;
        assert!(self.server.requests().last().unwrap().contains("c4n4ry"), "it was sent");
        text
    }

    async fn expect_silence(&self, name: &str, reply: impl Into<Vec<u8>>) {
        let text = self.said(reply.into()).await;
        if let Some(needle) = find(&text) {
            panic!("{name}: `{needle}` is in {text}");
        }
    }
}

/// Everything that can be printed after a token request, and all that was logged.
async fn said(connection: &Connection<Acme>) -> String {
    let ear = Ear::default();
    let listening = tracing::subscriber::set_default(ear.clone());
    let session = Session::builder(Account, connection).refresh_token(CANARY).build();
    let result = served(&session).await;
    drop(listening);
    let mut text = format!("{session:?} {:?}", session.state().borrow());
    if let Err(error) = &result {
        text.push_str(&printed(error));
    }
    let heard = ear.0.lock().unwrap();
    assert!(heard.contains("acme"), "the session was heard: {heard}");
    text + &heard
}

fn printed(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error: &&(dyn Error + 'static)| error.source());
    chain.fold(String::new(), |text, error| format!("{text}{error}\n{error:?}\n{error:#?}\n"))
}

fn chunked(status: &str, headers: &str, body: &str) -> String {
    let mut text = format!("HTTP/1.1 {status}\r\n{headers}transfer-encoding: chunked\r\nconnection: close\r\n\r\n");
    for piece in body.as_bytes().chunks(7) {
        write!(text, "{:x}\r\n{}\r\n", piece.len(), String::from_utf8_lossy(piece)).unwrap();
    }
    text + "0\r\n\r\n"
}

const JSON: &str = "content-type: application/json\r\n";

#[tokio::test]
async fn in_the_body_of_an_error() {
    let world = World::new();
    for (number, form) in forms().into_iter().enumerate() {
        let body = format!("{{\"error\":{0},\"error_description\":{0}}}", json(&form));
        world.expect_silence(&format!("form {number}"), answer("400 Bad Request", JSON, &body)).await;
        world.expect_silence(&format!("form {number}, in pieces"), chunked("500 Oops", JSON, &body)).await;
        for media_type in ["text/plain", "text/html", "application/x-www-form-urlencoded", "application/problem+json"] {
            let headers = format!("content-type: {media_type}\r\n");
            world.expect_silence(media_type, answer("401 Unauthorized", &headers, &format!("error={form}"))).await;
        }
    }
}

#[tokio::test]
async fn in_a_success_that_is_none() {
    let world = World::new();
    for form in forms() {
        let text = json(&form);
        let bodies = [
            format!("{{\"error\":{text}}}"),
            format!("{{\"access_token\":{{{text}:1}}}}"),
            format!("{{\"access_token\":[{text}]}}"),
            format!("{{\"access_token\":\"a b\",\"scope\":{text}}}"),
            format!(
                "{{\"access_token\":\"a\",\"expires_in\":{text},\"refresh_token\":[{text}],\"scope\":{{{text}:{text}}}}}"
            ),
            format!("{{{text}:"),
            format!("{{\"access_token\":{text}"),
            format!("{text}{text}"),
            form.clone(),
        ];
        for body in bodies {
            world.expect_silence(&body, answer("200 OK", JSON, &body)).await;
        }
    }
}

#[tokio::test]
async fn around_the_body() {
    let world = World::new();
    let percent = percent(CANARY, |byte| format!("%{byte:02X}"));
    let plain = "c4n4ry-k3y";
    let redirect = |location: &str| answer("302 Found", &format!("location: {location}\r\n"), "");
    let rows = [
        ("in the status line", answer(&format!("400 {plain}"), "", "{}")),
        ("in a challenge", answer("401 x", &format!("www-authenticate: Bearer error=\"{percent}\"\r\n"), "{}")),
        ("in Retry-After", answer("429 x", &format!("retry-after: {percent}\r\n"), "{}")),
        ("in Content-Type", answer("400 x", &format!("content-type: text/{plain}\r\n"), "{}")),
        ("in Content-Encoding", answer("200 x", &format!("content-encoding: {plain}\r\n"), "{}")),
        ("in Set-Cookie", answer("500 x", &format!("set-cookie: t={percent}\r\n"), "{}")),
        ("in the name of a header", answer("500 x", &format!("x-{plain}: 1\r\n"), "{}")),
        ("in a header that is none", answer("500 x", &format!("x {plain}: 1\r\n"), "{}")),
        ("in a length", answer("200 x", &format!("content-length: {plain}\r\n"), "{}")),
        ("in the size of a chunk", format!("HTTP/1.1 200 x\r\ntransfer-encoding: chunked\r\n\r\n{plain}\r\n")),
        ("in a version", format!("HTTP/{plain} 200 x\r\n\r\n")),
        ("without HTTP", format!("{plain}\r\n{CANARY}\r\n")),
        ("in the path of a redirect", redirect(&format!("https://other.example/{percent}?t={percent}#{percent}"))),
        ("in the user name of a redirect", redirect(&format!("https://{plain}:{percent}@other.example/"))),
        ("in a redirect that is no URL", redirect(&format!("https://[{plain}"))),
        ("in a redirect on the same host", redirect(&format!("/again?refresh_token={percent}"))),
    ];
    for (name, reply) in rows {
        world.expect_silence(name, reply).await;
    }
}

/// The host of a redirect is in the error, which is what one has to know; a secret in it is not.
#[tokio::test]
async fn in_the_host_of_a_redirect() {
    let world = World::new();
    let text = world.said(answer("302 Found", "location: https://portal.example/\r\n", "").into_bytes()).await;
    assert!(text.contains("portal.example"), "{text}");
}

/// The URL of a proxy has a password, and the proxy repeats it.
#[tokio::test]
async fn in_the_url_of_a_proxy() {
    for status in ["407 Proxy Authentication Required", "502 Bad Gateway", "200 OK", ""] {
        let server = Server::answering(answer(&format!("{status} c4n4ry"), "x-c4n4ry: k3y\r\n", CANARY));
        let at = if status.is_empty() { "127.0.0.1:1" } else { server.url.trim_start_matches("http://") };
        let proxy = reqwest::Proxy::all(format!("http://ada:c4n4ry-k3y@{at}")).unwrap();
        let http = reqwest::Client::builder().proxy(proxy).build().unwrap();
        let builder = Connection::<Acme>::builder().base_url("https://127.0.0.1:2").http_client(http);
        let text = said(&builder.build().unwrap()).await;
        assert_eq!(find(&text), None, "{status}: {text}");
        assert_eq!(server.requests().is_empty(), status.is_empty(), "{status}");
    }
}
