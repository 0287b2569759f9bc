//! An API on loopback, which records what it receives.
#![allow(missing_docs, unreachable_pub, dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};

use auth_runtime::Connection;
use auth_runtime::session::{Minted, Session, SessionError, TokenHeader, TokenSource};

use crate::server::{Server, answer};
use crate::session_support::{Acme, Script, connection_to};

pub const OK: &str = "200 OK";
pub const UNAUTHORIZED: &str = "401 Unauthorized";

/// An API that answers with these statuses in order; the last is repeated.
pub fn api(statuses: &[&'static str]) -> Server {
    let statuses = Mutex::new(VecDeque::from(statuses.to_vec()));
    Server::start(move |stream| {
        let mut statuses = statuses.lock().unwrap();
        let status = if statuses.len() > 1 { statuses.pop_front().unwrap() } else { statuses[0] };
        drop(statuses);
        let _ = stream.write_all(answer(status, "", "{}").as_bytes());
    })
}

/// An API that waits for this many requests before it answers the first, refuses them all, and accepts later ones.
pub fn refusing_all_of(count: usize) -> Server {
    let (arrived, all) = (AtomicUsize::new(0), Barrier::new(count));
    Server::start(move |stream| {
        let is_early = arrived.fetch_add(1, Ordering::SeqCst) < count;
        if is_early {
            all.wait();
        }
        let _ = stream.write_all(answer(if is_early { UNAUTHORIZED } else { OK }, "", "{}").as_bytes());
    })
}

/// An API that redirects every request to `url`.
pub fn redirecting_to(url: &str) -> Server {
    Server::answering(answer("307 Temporary Redirect", &format!("location: {url}/steal?x=canary\r\n"), ""))
}

/// The tokens that the API received.
pub fn tokens(server: &Server) -> Vec<String> {
    let token = |request: &String| {
        request.split_once("authorization: Bearer ").unwrap().1.split('\r').next().unwrap().to_owned()
    };
    server.requests().iter().map(token).collect()
}

/// The bodies of the requests.
pub fn bodies(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.split_once("\r\n\r\n").unwrap().1.to_owned()).collect()
}

/// A session with the provider at that server.
pub fn session_at<const R: u8>(server: &Server, script: &Script<R>) -> Session<Acme> {
    Session::new(script.clone(), &connection_to(&server.url))
}

/// A provider whose tokens travel in a header of its own.
pub struct OwnHeader(pub Script);

impl TokenSource<Acme> for OwnHeader {
    const HEADER: TokenHeader = TokenHeader::new("x-api-key", "");

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }
}

/// Everything that can be printed of an error.
pub fn printed(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        write!(text, "{error}\n{error:?}\n{error:#?}\n").unwrap();
        next = error.source();
    }
    text
}
