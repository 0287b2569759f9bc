//! Middlewares that look into bodies: what they take for a refusal, and that bodies are handed on as they came.
#![cfg(all(feature = "reqwest-middleware", feature = "tower"))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use auth_runtime::http::{Method, Request, Response};
use auth_runtime::reqwest::{self, Client};
use auth_runtime::reqwest_middleware::ClientBuilder;
use auth_runtime::response::Classes;
use auth_runtime::session::{Minted, Session, SessionError, SessionLayer, SessionMiddleware, TokenSource};
use auth_runtime::{ApiError, Connection, ErrorBody, Host, Provider};
use http_body_util::BodyExt as _;
use tower::{Service as _, ServiceBuilder, ServiceExt as _};

use crate::server::{Server, answer};

struct Library;

impl Provider for Library {
    const NAME: &'static str = "library";
    const TITLE: &'static str = "Library";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.library.example")];
    const CLASSES: Classes = Classes::of::<Fault>();
}

#[derive(Debug, ErrorBody)]
struct Body {
    code: Option<String>,
}

#[derive(Debug, ApiError)]
enum Fault {
    #[api_error(200, when(code = "expired"), class = reauthenticate)]
    ExpiredUnder200(Body),
    #[api_error(403, when(code = "expired"), class = reauthenticate)]
    Expired(Body),
    #[api_error(401, when(code = "suspended"), class = denied)]
    Suspended(Body),
    #[api_error(other)]
    Other(Body),
}

/// Tokens `t1`, `t2` and so on.
#[derive(Default)]
struct Counting(AtomicU32);

impl TokenSource<Library> for Counting {
    async fn mint(&self, _: &Connection<Library>) -> Result<Minted, SessionError> {
        Ok(Minted::new(format!("t{}", self.0.fetch_add(1, Ordering::SeqCst) + 1)))
    }
}

fn session(server: &Server) -> Session<Library> {
    let connection = Connection::<Library>::builder().base_url(&*server.url).allow_loopback_http().build().unwrap();
    Session::new(Counting::default(), &connection)
}

/// A server that answers with these in order; the last is repeated.
fn answering(replies: &[String]) -> Server {
    let replies = Mutex::new(VecDeque::from(replies.to_vec()));
    Server::start(move |stream| {
        let mut replies = replies.lock().unwrap();
        let reply = if replies.len() > 1 { replies.pop_front().unwrap() } else { replies[0].clone() };
        drop(replies);
        let _ = stream.write_all(reply.as_bytes());
    })
}

fn tokens(server: &Server) -> String {
    let token = |request: &String| request.split("Bearer ").nth(1).unwrap().split('\r').next().unwrap().to_owned();
    server.requests().iter().map(token).collect::<Vec<_>>().join(" ")
}

/// By `reqwest-middleware`. Status and body, or how the body breaks.
async fn by_middleware(server: &Server, limit: Option<usize>, method: &Method) -> (u16, Result<String, String>) {
    let middleware = SessionMiddleware::new(session(server));
    let middleware = limit.into_iter().fold(middleware, SessionMiddleware::inspect_body);
    let client = ClientBuilder::new(Client::builder().no_proxy().build().unwrap()).with(middleware).build();
    let url = format!("{}/books?page=2", server.url);
    let response = client.request(method.clone(), &url).body("body").send().await.unwrap();
    assert_eq!(response.url().as_str(), url);
    (response.status().as_u16(), response.text().await.map_err(|error| error.to_string()))
}

/// The same by `tower`.
async fn by_layer(server: &Server, limit: usize, method: &Method) -> (u16, Result<String, String>) {
    let mut service = ServiceBuilder::new()
        .layer(SessionLayer::new(session(server)).inspect_body(limit))
        .map_request(|request: Request<reqwest::Body>| reqwest::Request::try_from(request).unwrap())
        .map_response(|response: reqwest::Response| Response::from(response))
        .service(Client::builder().no_proxy().build().unwrap());
    let request = Request::builder().method(method).uri(format!("{}/books?page=2", server.url));
    let request = request.body(reqwest::Body::from("body")).unwrap();
    let response = service.ready().await.unwrap().call(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.map_err(|error| error.to_string());
    (status, body.map(|body| String::from_utf8(body.to_bytes().to_vec()).unwrap()))
}

const EXPIRED: &str = r#"{"code":"expired"}"#;

/// In pieces, without a length.
fn chunked(status: &str, pieces: &[&str]) -> String {
    let pieces = pieces.iter().map(|piece| format!("{:x}\r\n{piece}\r\n", piece.len())).collect::<String>();
    format!("HTTP/1.1 {status}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n{pieces}0\r\n\r\n")
}

fn reply(status: &str, body: &str) -> String {
    answer(status, "content-type: application/json\r\n", body)
}

/// What the API answers, the limit, the tokens that it receives, and what the caller gets.
#[tokio::test]
async fn the_body_decides_where_the_user_says_so() {
    let ok = || reply("200 OK", r#"{"books":[]}"#);
    let stream = |body| answer("401 Unauthorized", "content-type: text/event-stream\r\n", body);
    let long = format!("{{\"code\":\"expired\",\"text\":\"{}\"}}", "x".repeat(100));
    let rows = [
        ("GET", vec![reply("200 OK", EXPIRED), ok()], 100, "t1 t2", 200),
        ("GET", vec![reply("403 Forbidden", EXPIRED), ok()], 100, "t1 t2", 200),
        ("GET", vec![chunked("403 Forbidden", &[r#"{"code":"#, r#""expired"}"#]), ok()], 100, "t1 t2", 200),
        ("GET", vec![reply("403 Forbidden", "{}"), ok()], 100, "t1", 403),
        ("GET", vec![reply("401 Unauthorized", "{}"), ok()], 100, "t1 t2", 200),
        ("GET", vec![reply("401 Unauthorized", r#"{"code":"suspended"}"#), ok()], 100, "t1", 401),
        ("GET", vec![reply("200 OK", EXPIRED)], 100, "t1 t2", 200),
        // Not repeatable: the next request has the new token.
        ("POST", vec![reply("403 Forbidden", EXPIRED), ok()], 100, "t1", 403),
        ("POST", vec![reply("401 Unauthorized", "{}"), ok()], 100, "t1 t2", 200),
        // Exactly the limit, and one byte more, with and without a length.
        ("GET", vec![reply("200 OK", EXPIRED), ok()], EXPIRED.len(), "t1 t2", 200),
        ("GET", vec![reply("200 OK", EXPIRED), ok()], EXPIRED.len() - 1, "t1", 200),
        ("GET", vec![chunked("200 OK", &[EXPIRED]), ok()], EXPIRED.len(), "t1 t2", 200),
        ("GET", vec![chunked("200 OK", &[EXPIRED]), ok()], EXPIRED.len() - 1, "t1", 200),
        ("GET", vec![chunked("403 Forbidden", &[&long[..50], &long[50..]]), ok()], 100, "t1", 403),
        ("GET", vec![reply("401 Unauthorized", &long), ok()], 100, "t1 t2", 200),
        // A stream is judged by its status.
        ("GET", vec![stream(EXPIRED), ok()], 100, "t1 t2", 200),
    ];
    for (method, replies, limit, sent, status) in rows {
        let last = replies.get(sent.split(' ').count() - 1).or(replies.last()).unwrap().clone();
        for way in ["middleware", "layer"] {
            let server = answering(&replies);
            let method: Method = method.parse().unwrap();
            let (found, body) = match way {
                "middleware" => by_middleware(&server, Some(limit), &method).await,
                _ => by_layer(&server, limit, &method).await,
            };
            assert_eq!((tokens(&server).as_str(), found), (sent, status), "{way} {method} {last}");
            let body = body.unwrap();
            let joined: String = if last.contains("chunked") { unchunked(&last) } else { text_of(&last) };
            assert_eq!(body, joined, "{way}: the body is handed on as it came");
        }
    }
}

fn text_of(reply: &str) -> String {
    reply.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn unchunked(reply: &str) -> String {
    text_of(reply).split("\r\n").skip(1).step_by(2).collect()
}

#[tokio::test]
async fn without_the_word_the_status_alone_decides() {
    let server = answering(&[reply("200 OK", EXPIRED)]);
    let (status, body) = by_middleware(&server, None, &Method::GET).await;
    assert_eq!((status, body.unwrap().as_str(), tokens(&server).as_str()), (200, EXPIRED, "t1"));
}

/// What came before the break is handed on, and then the break.
#[tokio::test]
async fn a_body_that_breaks_breaks_for_the_caller() {
    let broken = "HTTP/1.1 200 OK\r\ncontent-length: 90\r\nconnection: close\r\n\r\n{\"code\":\"expired\"}".to_owned();
    for way in ["middleware", "layer"] {
        let server = answering(std::slice::from_ref(&broken));
        let (status, body) = match way {
            "middleware" => by_middleware(&server, Some(100), &Method::GET).await,
            _ => by_layer(&server, 100, &Method::GET).await,
        };
        assert!(body.is_err(), "{way}");
        assert_eq!((status, tokens(&server).as_str()), (200, "t1"), "{way}");
    }
}
