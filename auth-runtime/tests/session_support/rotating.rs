//! An account whose refresh token can be used once, at a server that revokes everything when one is used twice; and two
//! processes that share it.
#![allow(missing_docs, unreachable_pub, reason = "a part of two tests")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write;
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::{env, thread};

use auth_runtime::session::{ManualClock, Minted, Renewal, Session, SessionError, Store, TokenSource};
use auth_runtime::{Class, Connection, Secret};

use crate::server::{answer, read_request};
use crate::session_support::{Acme, INVALID_GRANT, RefreshGrant, connection_to, seconds};

/// An account with a rotating refresh token.
struct Rotating;

impl TokenSource<Acme> for Rotating {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "the family of refresh tokens was revoked"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

const URL: &str = "ROTATING_URL";
const PLACE: &str = "ROTATING_PLACE";
const ROUNDS: u64 = 30;

/// Does the part of one of the two processes, with the store at the given place; returns whether this is one of them.
pub fn has_done_its_part<S: Store>(store: impl Fn(&str) -> S) -> bool {
    let told = [URL, PLACE].map(env::var);
    if let [Ok(url), Ok(place)] = &told {
        be_a_process(url, || store(place));
    }
    told.iter().all(Result::is_ok)
}

/// A new session every time, as in a command line tool, each time later.
#[tokio::main(flavor = "current_thread")]
async fn be_a_process<S: Store>(url: &str, store: impl Fn() -> S) {
    let connection = connection_to(url);
    for round in 0..ROUNDS {
        let clock = ManualClock::default();
        clock.advance(seconds(round * 1000));
        let session = Session::builder(Rotating, &connection).clock(clock).store(store()).refresh_token("r0").build();
        session.token().await.unwrap();
    }
}

/// Runs the test with this name in two processes, which must use each refresh token once.
pub fn run_two_processes(test: &str, place: &str) {
    let (url, uses) = rotating_server();
    let process = || {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", test]).env(URL, &url).env(PLACE, place).spawn().unwrap()
    };
    for mut process in [process(), process()] {
        assert!(process.wait().unwrap().success());
    }
    let uses = uses.lock().unwrap();
    let expected: Vec<_> = (0..uses.len()).map(|number| format!("r{number}")).collect();
    assert_eq!(*uses, expected);
    assert!((ROUNDS..=2 * ROUNDS).contains(&(uses.len() as u64)), "{}", uses.len());
}

/// The refresh tokens that it received.
fn rotating_server() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let uses = Arc::<Mutex<Vec<_>>>::default();
    let seen = Arc::clone(&uses);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = read_request(&mut stream);
            let (_, token) = request.split_once("&refresh_token=").unwrap();
            let reply = rotate(&mut seen.lock().unwrap(), token);
            let _ = stream.write_all(reply.as_bytes());
        }
    });
    (url, uses)
}

fn rotate(seen: &mut Vec<String>, token: &str) -> String {
    let is_next = token == format!("r{}", seen.len());
    seen.push(token.to_owned());
    let body = format!(r#"{{"access_token":"a{0}","expires_in":100,"refresh_token":"r{0}"}}"#, seen.len());
    if is_next { answer("200 OK", "", &body) } else { answer("400 Bad Request", "", INVALID_GRANT) }
}
