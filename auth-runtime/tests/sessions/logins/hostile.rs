//! A provider that replaces the refresh token with each use, behind servers and gateways that do anything to its replies: what
//! is sent, and whether the login lives on.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::VecDeque;
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use auth_runtime::session::{
    ManualClock, MemoryStore, Minted, Renewal, Rotation, Session, SessionBuilder, SessionError, Store as _, Stored,
    TokenSource,
};
use auth_runtime::{Class, Connection, Secret};

use crate::server::{answer, read_request};
use crate::session_support::{Acme, GetProfile, INVALID_GRANT, RefreshGrant, connection_to, seconds, served};

/// A login that cannot be repeated. `UNTIL_USED`: a replaced refresh token is good until the new tokens are used.
struct Login<const UNTIL_USED: bool>;

impl<const UNTIL_USED: bool> TokenSource<Acme> for Login<UNTIL_USED> {
    const RENEWAL: Renewal = Renewal::RefreshToken;
    const ROTATION: Rotation = Rotation::Replaced;
    const GRACE_UNTIL_USED: bool = UNTIL_USED;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// Makes the reply that arrives of the body that the provider sends.
type Spoil = fn(&str) -> String;
/// What happens to one token request: whether the provider sees it, and what becomes of the reply that it makes.
type Step = (bool, Spoil);

/// The newest refresh token, the replaced one that is still good, and what was sent.
#[derive(Default)]
struct State {
    newest: usize,
    former: Option<usize>,
    is_until_used: bool,
    is_over: bool,
    sent: Vec<String>,
    steps: VecDeque<Step>,
}

#[derive(Clone, Default)]
struct Provider(Arc<Mutex<State>>);

impl Provider {
    /// Starts with the refresh token `r1`.
    fn start(steps: &[Step], is_until_used: bool) -> (Self, String) {
        let steps = steps.iter().copied().collect();
        let state = State { newest: 1, steps, is_until_used, ..State::default() };
        let provider = Self(Arc::new(Mutex::new(state)));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let own = provider.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let reply = own.reply(&read_request(&mut stream));
                let _ = stream.write_all(reply.as_bytes());
            }
        });
        (provider, url)
    }

    fn reply(&self, request: &str) -> String {
        let state = &mut *self.0.lock().unwrap();
        match request.split_once("&refresh_token=r") {
            Some((_, number)) => state.renew(number.parse().unwrap()),
            None => state.use_of(request),
        }
    }

    fn sent(&self) -> String {
        self.0.lock().unwrap().sent.join(" ")
    }
}

impl State {
    fn renew(&mut self, number: usize) -> String {
        self.sent.push(format!("r{number}"));
        let (is_seen, spoil) = self.steps.pop_front().unwrap_or((true, |body| answer("200 OK", "", body)));
        if is_seen && (self.is_over || (number != self.newest && Some(number) != self.former)) {
            self.is_over = true;
            return answer("400 Bad Request", "", INVALID_GRANT);
        }
        if is_seen {
            (self.newest, self.former) = (self.newest + 1, self.is_until_used.then_some(number));
        }
        let newest = self.newest;
        spoil(&format!(r#"{{"access_token":"a{newest}","expires_in":100,"refresh_token":"r{newest}"}}"#))
    }

    /// A call with an access token: that before is good for a while.
    fn use_of(&mut self, request: &str) -> String {
        if request.contains(&format!("authorization: Bearer a{}\r\n", self.newest)) {
            self.former = None;
        }
        answer("200 OK", "", "{}")
    }
}

fn session<const UNTIL_USED: bool>(url: &str, store: &MemoryStore, clock: &ManualClock) -> SessionBuilder<Acme> {
    let builder = Session::builder(Login::<UNTIL_USED>, &connection_to(url)).refresh_token("r1");
    builder.store(store.clone()).clock(clock.clone())
}

/// Asks until there is a token, and a second one after its end. Returns what was sent, and whether there were both.
async fn outcome(steps: &[Step]) -> (String, bool) {
    let ((provider, url), clock) = (Provider::start(steps, false), ManualClock::default());
    let session = session::<false>(&url, &MemoryStore::default(), &clock).build();
    let mut tokens = 0;
    for _ in 0..30 {
        tokens += usize::from(served(&session).await.is_ok());
        if tokens == 2 {
            break;
        }
        clock.advance(seconds(if tokens == 1 { 100 } else { 3_601 }));
    }
    (provider.sent(), tokens == 2)
}

const UNSEEN: bool = false;
const SEEN: bool = true;

/// A reply that is whole although its end, its length or its head is not what it must be.
const WHOLE: [(&str, Spoil); 14] = [
    ("a length that is too long", |body| format!("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n{body}")),
    ("one byte too long", |body| format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len() + 1)),
    ("chunks without an end", |body| {
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n", body.len())
    }),
    ("a chunk that breaks off", |body| format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfff\r\n{body}")),
    ("a chunk of no length after it", |body| {
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\nzz\r\n", body.len())
    }),
    ("an odd line after the chunks", |body| {
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\nbroken", body.len())
    }),
    ("an interim reply before it", |body| "HTTP/1.1 103 Early Hints\r\n\r\n".to_owned() + &answer("200 OK", "", body)),
    ("a mark before it, and a wrong length", |body| {
        format!("HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n\u{feff}{body}\r\n")
    }),
    ("its length twice", |body| answer("200 OK", &format!("content-length: {}\r\n", body.len()), body)),
    ("no length at all", |body| format!("HTTP/1.1 200 OK\r\n\r\n{body}")),
    ("an earlier version", |body| format!("HTTP/1.0 200\r\n\r\n{body}")),
    ("created", |body| answer("201 Created", "", body)),
    ("a part", |body| answer("206 Partial Content", "", body)),
    ("another success", |body| answer("299 Odd", "x-odd: \u{e4}\r\ncontent-type: ;;\r\n", body)),
];

/// The reply is used, so that the replaced refresh token is not sent again.
#[tokio::test]
async fn a_reply_that_is_whole_is_used() {
    for (name, spoil) in WHOLE {
        assert_eq!(outcome(&[(SEEN, spoil)]).await, ("r1 r2".to_owned(), true), "{name}");
    }
}

const NOTHING: Spoil = |_| String::new();
const HALF: Spoil = |body| format!("HTTP/1.1 200 OK\r\n\r\n{}", &body[..body.len() / 2]);
const BAD_GATEWAY: Spoil = |_| answer("502 Bad Gateway", "", "<html>");
const BUSY: Spoil = |_| answer("503 Unavailable", "retry-after: soon\r\n", INVALID_GRANT);
const LIMITED: Spoil = |_| answer("429 Slow Down", "retry-after: Fri, 31 Dec 9999 23:59:59 GMT\r\n", "");
const MOVED: Spoil = |_| answer("307 Moved", "location: https://elsewhere.example/\r\n", "");
const NONCE: Spoil = |_| answer("400 Bad Request", "dpop-nonce: n\r\n", r#"{"error":"use_dpop_nonce"}"#);
const CLIENT: Spoil = |_| answer("401 Unauthorized", "", r#"{"error":"invalid_client"}"#);
const ERROR: Spoil = |_| answer("200 OK", "", r#"{"error":"temporarily_unavailable"}"#);

/// Several faults in a row: steps, what is sent, whether the login lives on.
#[tokio::test]
async fn faults_in_a_row() {
    let unseen = |replies: &[Spoil]| replies.iter().map(|reply| (UNSEEN, *reply)).collect::<Vec<_>>();
    let rows = [
        (unseen(&[BUSY; 9]), "r1 r1 r1 r1 r1 r1 r1 r1 r1 r1 r2", true),
        (unseen(&[LIMITED, BUSY, MOVED, NONCE, CLIENT, LIMITED]), "r1 r1 r1 r1 r1 r1 r1 r2", true),
        (unseen(&[BUSY, BAD_GATEWAY, BUSY, CLIENT]), "r1 r1 r1 r1 r1 r2", true),
        (unseen(&[ERROR]), "r1 r1 r2", true),
        (unseen(&[NOTHING, LIMITED]), "r1 r1 r1 r2", true),
        // Nobody knows, twice.
        (unseen(&[HALF, NOTHING]), "r1 r1", false),
        // It was replaced, and the reply is lost.
        (vec![(SEEN, HALF)], "r1 r1", false),
    ];
    for (steps, sent, lives) in rows {
        assert_eq!(outcome(&steps).await, (sent.to_owned(), lives), "{sent}");
    }
}

/// `grace: until_used`, from the first request to a call with the token: a request whose reply was lost is repeated, however
/// often, and the token that was replaced is not sent any more once the new one is saved.
#[tokio::test]
async fn a_replaced_token_is_sent_until_the_new_one_is_used() {
    for lost in [vec![], vec![HALF], vec![NOTHING, HALF, BAD_GATEWAY, NOTHING]] {
        let steps: Vec<Step> = lost.iter().map(|reply| (SEEN, *reply)).collect();
        let ((provider, url), clock) = (Provider::start(&steps, true), ManualClock::default());
        let session = session::<true>(&url, &MemoryStore::default(), &clock).build();
        let client = connection_to(&url).with(session.clone());
        for _ in &lost {
            served(&session).await.unwrap_err();
            clock.advance(seconds(120));
        }
        for _ in 0..2 {
            client.call_protected(GetProfile).await.unwrap();
            assert!(provider.0.lock().unwrap().former.is_none(), "the new one was used");
            clock.advance(seconds(100));
        }
        assert_eq!(provider.sent(), format!("{}r{}", "r1 ".repeat(lost.len() + 1), lost.len() + 2));
    }
}

/// The process ends after the reply and before it is saved. The next one repeats the request, when the first can be in
/// progress no more.
#[tokio::test]
async fn the_next_process_repeats_what_was_not_saved() {
    let ((provider, url), clock) = (Provider::start(&[(SEEN, HALF)], true), ManualClock::default());
    let store = MemoryStore::default();
    let first = session::<true>(&url, &store, &clock).build();
    served(&first).await.unwrap_err();
    drop(first);
    let next = session::<true>(&url, &store, &clock).build();
    let wait = served(&next).await.unwrap_err().retry_after().unwrap();
    clock.advance(wait);
    assert_eq!(served(&next).await.unwrap(), "a3");
    assert_eq!(provider.sent(), "r1 r1");
}

/// A machine whose clock was wrong at the log-in, or is wrong now: before a person has to log in, a refresh token that seems
/// to have expired is sent once.
#[tokio::test]
async fn a_refresh_token_that_seems_to_have_expired_is_the_last_resort() {
    for is_over in [false, true] {
        let ((provider, url), clock) = (Provider::start(&[], false), ManualClock::default());
        provider.0.lock().unwrap().is_over = is_over;
        let store = MemoryStore::default();
        let record = r#"{"format":"authwright session 2","refresh_token":"r1","refresh_expires_at":1000}"#;
        store.lock().await.unwrap().save(&Stored::from_text(record).unwrap()).await.unwrap();
        let session = session::<false>(&url, &store, &clock).build();
        for _ in 0..2 {
            assert_eq!(served(&session).await.is_ok(), !is_over);
            clock.advance(seconds(90));
        }
        assert_eq!(provider.sent(), "r1");
    }
}
