//! Which connections requests go over, and how long they may take.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use auth_runtime::call::Arrived;
use auth_runtime::reqwest;
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{Class, Connection, Error};

use super::world::{handed_in, loopback};
use crate::server::read_request;
use crate::session_support::{Acme, GetProfile, LogIn, connection, connection_to};

/// A server that keeps its connections, and counts them.
fn keeping() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, SeqCst);
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let body = r#"{"access_token":"at_1","expires_in":1}"#;
                while !read_request(&mut stream).is_empty() {
                    let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
                }
            });
        }
    });
    (url, count)
}

async fn log_in_twice(connection: &Connection<Acme>) {
    for _ in 0..2 {
        connection.call(LogIn::new("ada", "pw_1")).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_not_pooled_has_its_own_connection() {
    let (url, count) = keeping();
    let connection = connection_to(&url).unpooled();
    log_in_twice(&connection).await;
    log_in_twice(&connection.with_timeout(Duration::from_secs(60))).await;
    assert_eq!(count.load(SeqCst), 4);
}

/// A client that was handed in keeps its connections, unless there is another for tokens.
#[tokio::test]
async fn a_client_for_tokens_is_used_for_them() {
    let (url, count) = keeping();
    let http = || reqwest::Client::builder().no_proxy();
    let builder = handed_in(http()).base_url(&url).allow_loopback_http();
    let tokens = http().pool_max_idle_per_host(0).user_agent("tokens/1").build().unwrap();
    log_in_twice(&builder.token_http_client(tokens).build().unwrap().unpooled()).await;
    assert_eq!(count.load(SeqCst), 2);
}

/// A source whose logins take that connection.
struct LogsIn;

impl TokenSource<Acme> for LogsIn {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(at.call(LogIn::new("ada", "pw_1")).await?.into_value().into())
    }
}

#[tokio::test]
async fn sessions_do_not_share_connections() {
    let (url, count) = keeping();
    for _ in 0..3 {
        Session::new(LogsIn, &connection_to(&url)).token().await.unwrap();
    }
    let connection = connection_to(&url);
    let session = Session::new(LogsIn, &connection);
    session.token().await.unwrap();
    session.invalidate(1);
    session.token().await.unwrap();
    assert_eq!(count.load(SeqCst), 5);
}

/// A source that never answers.
struct Hangs;

impl TokenSource<Acme> for Hangs {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        std::future::pending().await
    }
}

/// The limit of a call counts the wait for a token.
#[tokio::test(start_paused = true)]
async fn a_call_has_its_own_limit() {
    let session = Session::builder(Hangs, &connection()).deadline(Duration::from_secs(30)).build();
    let client = connection().with(session).with_timeout(Duration::from_secs(2));
    let begun = tokio::time::Instant::now();
    let error = client.call_protected(GetProfile).await.unwrap_err();
    assert!(matches!(error, Error::Timeout { arrived: Arrived::No, .. }), "{error:?}");
    assert_eq!((begun.elapsed().as_secs(), error.class()), (2, Class::Retry));
    assert_eq!(error.to_string(), "`GetProfile` could not be sent in time");
}

#[test]
fn a_limit_may_be_longer_than_that_of_the_client() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (arrived, mut arrivals) = tokio::sync::mpsc::unbounded_channel();
    let (go_on, waits) = std::sync::mpsc::channel::<()>();
    std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        read_request(&mut stream);
        arrived.send(()).unwrap();
        waits.recv().unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 23\r\n\r\n{\"access_token\":\"at_1\"}");
        let _ = stream.read(&mut [0; 1]);
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let connection =
            loopback(&url).timeout(Duration::from_secs(60)).read_timeout(Duration::from_secs(1000)).build();
        let connection = connection.unwrap().with_timeout(Duration::from_secs(500));
        let clock = async {
            arrivals.recv().await;
            tokio::time::pause();
            tokio::time::advance(Duration::from_secs(400)).await;
            tokio::time::resume();
            go_on.send(()).unwrap();
        };
        let (answer, ()) = tokio::join!(connection.call(LogIn::new("ada", "pw_1")), clock);
        assert!(answer.is_ok(), "{answer:?}");
    });
}
