//! Faults of the kinds that end a login in other libraries, in many forms: what is sent next, and what the store keeps.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};

use auth_runtime::session::{
    FileStore, Identity, ManualClock, MemoryStore, Minted, OneTime, Renewal, Session, SessionBuilder, SessionError,
    SessionProblem, Store, Stored, TokenSource,
};
use auth_runtime::{Class, Connection, Endpoint, Json, Secret};

use crate::api;
use crate::server::{Server, answer, read_request};
use crate::session_support;
use crate::session_support::{
    Acme, Fault, GetProfile, KEPT, LogIn, MINT, REFRESH_TOKEN, Refresh, RefreshGrant, Reply, Script, connection_to,
    refused, seconds, served, settled, token,
};

/// A login by a code, which is used once, and then by refresh tokens.
struct Code(OneTime<Secret>);

impl Code {
    fn new(code: &'static str) -> Self {
        Self(OneTime::new(Secret::from(code)))
    }

    fn none() -> Self {
        Self(OneTime::default())
    }
}

impl TokenSource<Acme> for Code {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let code = self.0.next().await?;
        let answer = at.call(LogIn::new("code", &code)).await.map_err(SessionError::from);
        self.0.settle(code, &answer);
        Ok(answer?.into_value().into())
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// A session with a refresh token in its store, and no other input.
fn stored_at(url: &str, store: &MemoryStore, clock: &ManualClock) -> SessionBuilder<Acme> {
    let builder = Session::builder(Code::none(), &connection_to(url)).refresh_token("rt_1");
    builder.store(store.clone()).clock(clock.clone())
}

async fn stored(store: &impl Store) -> Stored {
    store.lock().await.unwrap().load().await.unwrap()
}

fn text(secret: Option<Secret>) -> String {
    secret.map_or("-".to_owned(), |secret| secret.expose().to_owned())
}

const TOKEN: &str = r#"{"access_token":"at_2","expires_in":100,"refresh_token":"rt_2"}"#;

/// A server that does one thing to the first connection, and answers all others with a token.
fn failing_once(first: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |stream| {
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            first(stream);
        } else {
            let _ = stream.write_all(answer("200 OK", "", TOKEN).as_bytes());
        }
    })
}

/// A port at which nothing listens, and then a provider that is back.
struct Away(std::net::SocketAddr);

impl Away {
    fn new() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
    }

    fn url(&self) -> String {
        format!("http://{}", self.0)
    }

    fn comes_back(self) -> std::sync::mpsc::Receiver<String> {
        let listener = TcpListener::bind(self.0).unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let request = read_request(&mut stream);
                let _ = stream.write_all(answer("200 OK", "", TOKEN).as_bytes());
                let _ = tell.send(request);
            }
        });
        told
    }
}

/// However long the provider is away: what was not sent was not used.
#[tokio::test]
async fn what_could_not_be_sent_is_sent_when_the_provider_is_back() {
    for (code, refresh_token, expected) in [
        ("code_1", None, "code_1"),
        ("code_1", Some("rt_1"), "refresh_token=rt_1"),
        ("", Some("rt_1"), "refresh_token=rt_1"),
    ] {
        let (away, clock, store) = (Away::new(), ManualClock::default(), MemoryStore::default());
        let source = if code.is_empty() { Code::none() } else { Code::new("code_1") };
        let builder = Session::builder(source, &connection_to(&away.url())).store(store.clone()).clock(clock.clone());
        let session = refresh_token.into_iter().fold(builder, SessionBuilder::refresh_token).build();
        for _ in 0..20 {
            let error = served(&session).await.unwrap_err();
            assert_eq!((error.class(), error.problem()), (Class::Retry, SessionProblem::TokenRequest), "{expected}");
            clock.advance(seconds(60));
        }
        let told = away.comes_back();
        assert_eq!(served(&session).await.unwrap(), "at_2", "{expected}");
        assert!(told.recv().unwrap().contains(expected), "{expected}");
    }
}

/// What a failing server, a gateway or a cut connection answers: the token is uncertain, is kept, and is sent once more.
#[tokio::test]
async fn an_answer_that_says_nothing_about_the_grant_ends_no_login() {
    let statuses = [500, 501, 502, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 599, 600, 999];
    let bodies =
        ["", "{}", "<html>", r#"{"error":"server_error"}"#, r#"{"error":"invalid_grant"}"#, "{\"access_token\":"];
    let gateways = statuses.into_iter().zip(bodies.into_iter().cycle()).map(|(status, body)| {
        (format!("{status} {body}"), answer(&format!("{status} Odd"), "content-type: text/html\r\n", body))
    });
    let cut = [
        "HTTP/1.1 200 OK\r\ncontent-length: 63\r\n\r\n{\"access_token\":\"at_9\"".to_owned(),
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{\"access_token\":\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"access_token\":\"at_9\",\"expires_in\":1".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\n\u{1f}".to_owned(),
        "HTTP/1.1 200".to_owned(),
        "HTTP/1.1 2000 OK\r\n\r\n".to_owned(),
        "SSH-2.0-OpenSSH_9.6\r\n".to_owned(),
        String::new(),
    ];
    for (name, reply) in gateways.chain(cut.map(|reply| (reply.clone(), reply))) {
        let server = failing_once(move |stream| drop(stream.write_all(reply.as_bytes())));
        let (clock, store) = (ManualClock::default(), MemoryStore::default());
        let session = stored_at(&server.url, &store, &clock).build();
        served(&session).await.unwrap_err();
        assert_eq!(text(stored(&store).await.refresh_token), "rt_1", "{name}");
        clock.advance(seconds(60));
        assert_eq!(served(&session).await.unwrap(), "at_2", "{name}");
        let sent = server.requests().iter().filter(|request| request.contains("refresh_token=rt_1")).count();
        assert_eq!((sent, text(stored(&store).await.refresh_token)), (2, "rt_2".to_owned()), "{name}");
    }
}

/// Refusals of the client, the request or the network, which did not look at the grant.
#[tokio::test]
async fn a_refusal_of_something_else_ends_no_login() {
    let rows = [
        ("401 Unauthorized", "www-authenticate: Basic\r\n", r#"{"error":"invalid_client"}"#),
        ("401 Unauthorized", "", r#"{"error":"invalid_token"}"#),
        ("400 Bad Request", "", r#"{"error":"unauthorized_client"}"#),
        ("400 Bad Request", "", r#"{"error":"invalid_request"}"#),
        ("400 Bad Request", "", r#"{"error":"invalid_scope"}"#),
        ("400 Bad Request", "", r#"{"error":"unsupported_grant_type"}"#),
        ("400 Bad Request", "", r#"{"error":"use_dpop_nonce"}"#),
        ("401 Unauthorized", "dpop-nonce: n\r\n", r#"{"error":"use_dpop_nonce"}"#),
        ("400 Bad Request", "", r#"{"error":"slow_down"}"#),
        ("400 Bad Request", "", r#"{"error":"invalid_grant "}"#),
        ("400 Bad Request", "", r#"{"error_description":"invalid_grant"}"#),
        ("400 Bad Request", "", "invalid_grant"),
        ("400 Bad Request", "", ""),
        ("403 Forbidden", "content-type: text/html\r\n", "<title>Attention Required! | Cloudflare</title>"),
        ("403 Forbidden", "", r#"{"error":"access_denied"}"#),
        ("404 Not Found", "", "<html>"),
        ("405 Method Not Allowed", "allow: GET\r\n", ""),
        ("407 Proxy Authentication Required", "", ""),
        ("408 Request Timeout", "", ""),
        ("413 Content Too Large", "", ""),
        ("415 Unsupported Media Type", "", ""),
        ("421 Misdirected Request", "", ""),
        ("425 Too Early", "", ""),
        ("429 Too Many Requests", "retry-after: 5\r\n", r#"{"error":"invalid_grant"}"#),
        ("431 Request Header Fields Too Large", "", ""),
        ("451 Unavailable For Legal Reasons", "", ""),
        ("503 Service Unavailable", "retry-after: 5\r\n", r#"{"error":"temporarily_unavailable"}"#),
        ("503 Service Unavailable", "", r#"{"error":"invalid_grant"}"#),
        ("302 Found", "location: https://login.acme.example/maintenance\r\n", ""),
        ("304 Not Modified", "", ""),
    ];
    for (status, headers, body) in rows {
        let reply = answer(status, headers, body);
        let server = failing_once(move |stream| drop(stream.write_all(reply.as_bytes())));
        let (clock, store) = (ManualClock::default(), MemoryStore::default());
        let session = stored_at(&server.url, &store, &clock).build();
        served(&session).await.unwrap_err();
        assert_eq!(text(stored(&store).await.refresh_token), "rt_1", "{status} {body}");
        clock.advance(seconds(60));
        assert_eq!(served(&session).await.unwrap(), "at_2", "{status} {body}");
    }
}

/// The grant itself was refused: it is not sent again, and leaves the store.
#[tokio::test]
async fn a_refusal_of_the_grant_ends_it() {
    for (status, body) in [
        ("400 Bad Request", r#"{"error":"invalid_grant"}"#),
        ("401 Unauthorized", r#"{"error":"invalid_grant","error_description":"expired"}"#),
        ("403 Forbidden", r#"{"error":"invalid_grant"}"#),
        ("404 Not Found", r#"{"error":"invalid_grant"}"#),
        ("400 Bad Request", r#"{"error":["invalid_grant"]}"#),
    ] {
        let reply = answer(status, "", body);
        let server = failing_once(move |stream| drop(stream.write_all(reply.as_bytes())));
        let (clock, store) = (ManualClock::default(), MemoryStore::default());
        let session = stored_at(&server.url, &store, &clock).build();
        assert_eq!(served(&session).await.unwrap_err().class(), Class::Reauthenticate, "{status}");
        assert_eq!(text(stored(&store).await.refresh_token), "-", "{status}");
        clock.advance(seconds(600));
        served(&session).await.unwrap_err();
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

/// Refusals of the grant whose text or head is odd: the user is asked to log in.
#[tokio::test]
async fn an_odd_refusal_of_the_grant_ends_it() {
    let bodies: [&[u8]; 4] = [
        b"\xef\xbb\xbf{\"error\":\"invalid_grant\"}",
        b"{\"error\":\"invalid_grant\",\"error_description\":\"jeton expir\xe9\"}",
        br#"{"error":"invalid_grant","error":"invalid_grant"}"#,
        br#"{"error":"invalid_grant","error_description":"\ud800","error_uri":7}"#,
    ];
    let heads =
        ["", "x-a : b\r\n", "content-encoding: none\r\n", "content-type: application/x-www-form-urlencoded\r\n"];
    for (body, head) in bodies.iter().flat_map(|body| heads.map(|head| (*body, head))) {
        let head = format!("HTTP/1.1 400 Bad Request\r\n{head}connection: close\r\n\r\n");
        let name = format!("{head}{}", String::from_utf8_lossy(body));
        let reply = [head.as_bytes(), body].concat();
        let server = failing_once(move |stream| drop(stream.write_all(&reply)));
        let (clock, store) = (ManualClock::default(), MemoryStore::default());
        let session = stored_at(&server.url, &store, &clock).build();
        assert_eq!(served(&session).await.unwrap_err().class(), Class::Reauthenticate, "{name}");
        assert_eq!(text(stored(&store).await.refresh_token), "-", "{name}");
    }
}

/// A store that can be read and not written, in several ways.
#[derive(Clone)]
struct Failing {
    inner: MemoryStore,
    /// The number of saves that succeed before all others fail.
    saves: std::sync::Arc<AtomicUsize>,
}

impl Failing {
    fn after(saves: usize) -> Self {
        Self { inner: MemoryStore::default(), saves: std::sync::Arc::new(AtomicUsize::new(saves)) }
    }
}

impl Store for Failing {
    fn lock(&self) -> auth_runtime::session::StoreFuture<'_, Box<dyn auth_runtime::session::Locked>> {
        Box::pin(async {
            let locked = self.inner.lock().await?;
            Ok(Box::new(FailingLock { inner: locked, saves: self.saves.clone() })
                as Box<dyn auth_runtime::session::Locked>)
        })
    }
}

struct FailingLock {
    inner: Box<dyn auth_runtime::session::Locked>,
    saves: std::sync::Arc<AtomicUsize>,
}

impl auth_runtime::session::Locked for FailingLock {
    fn load(&mut self) -> auth_runtime::session::StoreFuture<'_, Stored> {
        self.inner.load()
    }

    fn save<'a>(&'a mut self, stored: &'a Stored) -> auth_runtime::session::StoreFuture<'a, ()> {
        let left = self.saves.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_err() {
            return Box::pin(async { Err("the file system is read-only".into()) });
        }
        self.inner.save(stored)
    }

    fn unlock(self: Box<Self>) -> auth_runtime::session::StoreFuture<'static, ()> {
        self.inner.unlock()
    }
}

/// A store that stops taking records after any number of them: no refresh token that may be replaced is sent twice, by this
/// session or by the next.
#[tokio::test]
async fn a_store_that_fails_at_any_time_sends_no_token_twice() {
    for saves in 0..8 {
        let store = Failing::after(saves);
        let numbers = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let replies = numbers.map(|number| Reply::Token(number, Some(100), Some(number)));
        let script = Script::<REFRESH_TOKEN>::new(replies);
        let clock = ManualClock::default();
        for _ in 0..2 {
            let builder = Session::builder(script.clone(), &session_support::connection());
            let session = builder.store(store.clone()).clock(clock.clone()).build();
            for _ in 0..4 {
                let _ = served(&session).await;
                clock.advance(seconds(100));
            }
            drop(session);
            clock.advance(seconds(200));
        }
        let sent: Vec<String> = script.calls().into_iter().filter(|call| call.starts_with("refresh")).collect();
        let mut once = sent.clone();
        once.dedup();
        assert_eq!(sent, once, "{saves}");
    }
}

/// The same with a token that stays: it is sent as often as it is needed, whatever the store does.
#[tokio::test]
async fn a_token_that_stays_needs_no_store_that_is_written() {
    for saves in 1..5 {
        let store = Failing::after(saves);
        let script = Script::<KEPT>::new((0..5).map(|_| Reply::Token("a", Some(100), Some("r1"))));
        let clock = ManualClock::default();
        let session = Session::builder(script.clone(), &session_support::connection());
        let session = session.store(store.clone()).clock(clock.clone()).build();
        for _ in 0..5 {
            assert_eq!(served(&session).await.unwrap(), "a", "{saves}");
            clock.advance(seconds(100));
        }
        assert_eq!(script.calls()[1..], ["refresh r1"; 4], "{saves}");
    }
}

/// A log-out elsewhere, at any moment of another session: it writes nothing afterwards, and a session with inputs may log in.
#[tokio::test]
async fn a_log_out_stays_one_at_any_moment() {
    let directory = tempfile::tempdir().unwrap();
    for (index, age) in [0, 50, 85, 97, 100, 1000].into_iter().enumerate() {
        let store = FileStore::new(directory.path().join(format!("{index}.json")));
        let clock = ManualClock::default();
        let script = Script::<REFRESH_TOKEN>::new(
            [("a", "r1"), ("b", "r2"), ("c", "r3")]
                .map(|(token, refresh)| Reply::Token(token, Some(100), Some(refresh))),
        );
        let open = || {
            let builder = Session::builder(script.clone(), &session_support::connection());
            builder.store(store.clone()).clock(clock.clone()).build()
        };
        let (one, other) = (open(), open());
        assert_eq!((served(&one).await.unwrap(), served(&other).await.unwrap()), ("a".into(), "a".into()));
        clock.advance(seconds(age));
        let _ = other.revoke().await;
        for _ in 0..3 {
            let _ = served(&one).await;
            settled(&one).await;
            clock.advance(seconds(100));
        }
        assert_eq!(served(&one).await.unwrap_err().problem(), SessionProblem::LoggedOut, "{age}");
        let left = stored(&store).await;
        assert_eq!((text(left.access_token), text(left.refresh_token)), ("-".into(), "-".into()), "{age}");
        let calls = script.calls();
        assert!(calls.iter().skip(1).all(|call| call.starts_with("revoke")), "{age}: {calls:?}");
        // A session that begins later has its inputs.
        served(&open()).await.unwrap();
        assert_eq!(script.calls().last().unwrap(), "mint", "{age}");
    }
}

/// Two endpoints that refuse every token, asked by many callers next to calls that work, for ten minutes.
#[tokio::test]
async fn forbidden_endpoints_take_no_token_from_others() {
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(DELETE "/admin", protected, response = Json, error = Fault)]
    struct Remove;
    #[derive(Clone, Debug, Endpoint)]
    #[endpoint(POST "/audit", protected, json, response = Json, error = Fault)]
    struct Audit;

    let script = Script::<MINT>::new((0..500).map(|_| token("a", 120)));
    let (session, clock) = session_support::session(&script);
    let (forbidden, good) = (api::api(&[api::UNAUTHORIZED]), api::api(&[api::OK]));
    let admin = connection_to(&forbidden.url).with(session.clone());
    let client = connection_to(&good.url).with(session.clone());
    for second in 0..600 {
        let (one, two, me) =
            tokio::join!(admin.call_protected(Remove), admin.call_protected(Audit), client.call_protected(GetProfile));
        assert!(one.is_err() && two.is_err(), "{second}");
        me.unwrap_or_else(|error| panic!("{second}: {error}"));
        settled(&session).await;
        clock.advance(seconds(1));
    }
    // A token lives for 120 s and is renewed after 96 at the latest; each new one may be refused once by each endpoint.
    let requests = session.state().borrow().requests;
    assert!(requests <= 3 * 7, "{requests} tokens in ten minutes");
}

/// A hundred tenants whose configuration is wrong or whose provider fails, next to one that is all right.
#[tokio::test]
async fn one_tenant_waits_for_no_other() {
    let connection = session_support::connection();
    let clock = ManualClock::default();
    let open = |script: &Script<MINT>, account: String| {
        Session::builder(script.clone(), &connection).clock(clock.clone()).account(account).build()
    };
    let wrong: Vec<Script<MINT>> = (0..100)
        .map(|number| Script::new((0..200).map(move |_| refused([400, 401, 403, 500, 502, 503][number % 6]))))
        .collect();
    let wrong: Vec<_> =
        wrong.iter().enumerate().map(|(number, script)| open(script, format!("tenant {number}"))).collect();
    let good = Script::<MINT>::new([refused(503), refused(503), token("a", 100)]);
    let session = open(&good, "good".to_owned());
    let waited = waits(&session, &wrong, &clock).await;
    assert!(waited <= 3, "{waited} s");
}

/// The seconds until a session is served, while others are refused.
async fn waits(session: &Session<Acme>, others: &[Session<Acme>], clock: &ManualClock) -> u32 {
    let mut waited = 0;
    while served(session).await.is_err() {
        for other in others {
            served(other).await.unwrap_err();
        }
        clock.advance(seconds(1));
        waited += 1;
    }
    waited
}

/// A tenant whose inputs are all secret, and whose application has no name for it.
struct Nameless(Script<MINT>);

impl TokenSource<Acme> for Nameless {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.0.mint(at).await
    }

    fn identity(&self) -> Identity {
        Identity::of("ApiKey").only_secrets()
    }
}

/// Nobody knows that they are of one account.
#[tokio::test]
async fn tenants_without_names_do_not_wait_for_each_other() {
    let (connection, clock) = (session_support::connection(), ManualClock::default());
    let open = |script: Script<MINT>| Session::builder(Nameless(script), &connection).clock(clock.clone()).build();
    let wrong: Vec<_> = (0..100).map(|_| open(Script::new((0..20).map(|_| refused(503))))).collect();
    let session = open(Script::new([refused(503), refused(503), token("a", 100)]));
    let waited = waits(&session, &wrong, &clock).await;
    assert!(waited <= 3, "{waited} s");
}

/// A pause that the endpoint asked for is not shortened by anything that happens meanwhile.
#[tokio::test]
async fn a_pause_only_grows() {
    let replies = [
        token("a", 10_000),
        Reply::Refuse(503, Some("3600"), "{}"),
        Reply::Panic,
        Reply::Refuse(401, Some("10"), "{}"),
        token("b", 100),
    ];
    let script = Script::<MINT>::new(replies);
    let (session, clock) = session_support::session(&script);
    let first = session.token().await.unwrap();
    clock.advance(seconds(8_500));
    assert_eq!(served(&session).await.unwrap(), "a");
    settled(&session).await;
    for _ in 0..10 {
        session.invalidate(first.generation());
        assert!(served(&session).await.is_err());
        clock.advance(seconds(300));
    }
    assert_eq!(script.count(), 2, "the hour is not over");
    clock.advance(seconds(600));
    assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Panicked);
    assert!(served(&session).await.is_err());
    assert_eq!(script.count(), 3, "a panic is followed by a pause, too");
    clock.advance(seconds(61));
    served(&session).await.unwrap_err();
    clock.advance(seconds(9));
    served(&session).await.unwrap_err();
    assert_eq!(script.count(), 4);
    clock.advance(seconds(60));
    assert_eq!(served(&session).await.unwrap(), "b");
}

/// A login by a code, in a call that another session authorizes.
struct Attested {
    code: OneTime<Secret>,
    app: Session<Acme>,
}

impl TokenSource<Acme> for Attested {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        let code = self.code.next().await?;
        let answer = at.with(self.app.clone()).call_protected(Refresh).await.map_err(SessionError::from);
        self.code.settle(code, &answer);
        Ok(answer?.into_value().into())
    }
}

/// Whatever the other session's error asks for: the code was not sent.
#[tokio::test]
async fn a_code_is_not_lost_because_another_session_has_no_token() {
    for class in [Class::Denied, Class::Reauthenticate, Class::Configuration, Class::Retry] {
        let server = Server::answering(answer("200 OK", "", TOKEN));
        let (at, clock) = (connection_to(&server.url), ManualClock::default());
        let app = Script::<MINT>::new([Reply::Fail(SessionError::new(class, "no token for the app")), token("app", 9)]);
        let app = Session::builder(app, &at).clock(clock.clone()).build();
        let source = Attested { code: OneTime::new(Secret::from("code_1")), app };
        let session = Session::builder(source, &at).clock(clock.clone()).build();
        assert_eq!(served(&session).await.unwrap_err().class(), class);
        clock.advance(seconds(60));
        assert_eq!(served(&session).await.unwrap(), "at_2", "{class:?}");
        assert_eq!(server.requests().len(), 1, "{class:?}");
    }
}

/// Which texts are tokens: those that `Authorization` can carry (RFC 6750 §2.1), and a few that providers issue beside.
#[tokio::test]
async fn a_token_is_visible_ascii() {
    let good = ["a", "~", "!", "eyJhbGciOiJub25lIn0.e30.", "a/b+c==", "a|b", "\"a\"", "a,b;c", "%20", "{\"a\":1}"];
    let bad =
        ["", " ", "a b", " a", "a ", "a\tb", "a\n", "\u{7f}", "\u{a0}", "ä", "日本", "\u{feff}a", "a\0b", "a\r\nx: y"];
    for (text, is_good) in good.map(|text| (text, true)).into_iter().chain(bad.map(|text| (text, false))) {
        let script = Script::<REFRESH_TOKEN>::new([Reply::Token(text, Some(100), Some("r1")), token("next", 100)]);
        let (session, clock) = session_support::session(&script);
        match served(&session).await {
            Ok(found) => assert!(is_good && found == text, "{text:?}"),
            Err(error) => {
                assert!(!is_good && error.problem() == SessionProblem::TokenText, "{text:?}");
                // Its refresh token is good all the same.
                clock.advance(seconds(60));
                assert_eq!(served(&session).await.unwrap(), "next", "{text:?}");
                assert_eq!(script.calls(), ["mint", "refresh r1"], "{text:?}");
            }
        }
    }
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/pair", json, response = session_support::Token, error = Fault)]
struct Pair {
    code: Secret,
    proof: Secret,
}

/// A log-in with two inputs that can be used once.
#[derive(Debug, auth_runtime::session::TokenSource)]
#[token_source(provider = Acme, mint(Pair), token(access_token, expires_in))]
struct Both {
    code: OneTime<Secret>,
    proof: OneTime<Secret>,
}

/// The first of two inputs is not lost while the second cannot be had: because its callback fails or panics.
#[tokio::test]
async fn no_input_is_lost_because_another_one_fails() {
    let server = Server::answering(answer("200 OK", "", TOKEN));
    let count = AtomicUsize::new(0);
    let proof = OneTime::supplied_by(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            match number {
                0 => Err(SessionError::new(Class::Retry, "the device is locked")),
                1 => panic!("as the test says"),
                _ => Ok(Secret::from("proof_1")),
            }
        }
    });
    let source = Both::new(OneTime::new(Secret::from("code_1")), proof);
    let clock = ManualClock::default();
    let session = Session::builder(source, &connection_to(&server.url)).clock(clock.clone()).build();
    for problem in [SessionProblem::TokenRequest, SessionProblem::Panicked] {
        assert_eq!(served(&session).await.unwrap_err().problem(), problem);
        clock.advance(seconds(60));
    }
    assert_eq!(served(&session).await.unwrap(), "at_2");
    let sent = server.requests();
    assert!(sent.len() == 1 && sent[0].contains("code_1") && sent[0].contains("proof_1"), "{sent:?}");
}

/// What the application gives to a session, and what calls it back at every opportunity.
mod called_back {
    use std::cell::Cell;
    use std::fmt;
    use std::sync::{Arc, OnceLock};
    use std::task::{Context, Poll, Wake, Waker};

    use auth_runtime::session::{Clock, Moment};

    use super::*;

    #[derive(Clone, Default)]
    struct Hook(Arc<OnceLock<Session<Acme>>>);

    thread_local! {
        static IS_INSIDE: Cell<bool> = const { Cell::new(false) };
    }

    impl Hook {
        /// Looks at the session, refuses its token, and asks for one.
        fn fire(&self) {
            let Some(session) = self.0.get() else { return };
            if IS_INSIDE.replace(true) {
                return;
            }
            let watch = session.state();
            let state = watch.borrow();
            session.invalidate(state.generation + 1);
            let mut token = std::pin::pin!(session.token());
            let _ = token.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            drop((watch, state));
            IS_INSIDE.set(false);
        }
    }

    #[derive(Clone)]
    struct Nosy(ManualClock, Hook);

    impl Clock for Nosy {
        fn now(&self) -> Moment {
            self.1.fire();
            self.0.now()
        }
    }

    impl Wake for Hook {
        fn wake(self: Arc<Self>) {
            self.fire();
        }
    }

    /// An error whose text and whose end call back.
    struct Reason(Hook);

    impl fmt::Debug for Reason {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fire();
            f.write_str("Reason")
        }
    }

    impl fmt::Display for Reason {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fire();
            f.write_str("no")
        }
    }

    impl std::error::Error for Reason {}

    impl Drop for Reason {
        fn drop(&mut self) {
            self.0.fire();
        }
    }

    struct Source(Hook, AtomicUsize);

    impl TokenSource<Acme> for Source {
        async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
            self.0.fire();
            match self.1.fetch_add(1, Ordering::SeqCst) % 3 {
                2 => Err(SessionError::new(Class::Retry, Reason(self.0.clone()))),
                number => Ok(Minted::new(format!("at_{number}")).expires_in(seconds(100))),
            }
        }
    }

    /// Nothing of the application's runs under a lock of the session: whatever calls back is answered.
    #[tokio::test]
    async fn whatever_calls_back_is_answered() {
        let (hook, clock) = (Hook::default(), ManualClock::default());
        let source = Source(hook.clone(), AtomicUsize::new(0));
        let builder = Session::builder(source, &session_support::connection());
        let session = builder.clock(Nosy(clock.clone(), hook.clone())).build();
        assert!(hook.0.set(session.clone()).is_ok());
        let waker = Waker::from(Arc::new(hook.clone()));
        for _ in 0..50 {
            let mut watch = session.state();
            let held = watch.borrow_and_update();
            let mut changed = std::pin::pin!(watch.changed());
            let is_waiting = changed.as_mut().poll(&mut Context::from_waker(&waker)) == Poll::Pending;
            if let Err(error) = served(&session).await {
                let _ = format!("{error:?} {:?}", std::error::Error::source(&error).map(ToString::to_string));
            }
            session.invalidate(held.generation);
            drop((held, is_waiting));
            clock.advance(seconds(40));
        }
        settled(&session).await;
        session.close().await.unwrap();
    }
}

#[cfg(unix)]
mod files {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    /// A record of an earlier release, which has no owner.
    const OLD: &str = r#"{"format":"authwright session 1","access_token":"at_1","expires_at":1,"lifetime":100,"refresh_token":"rt_1"}"#;

    /// A record of an earlier release behind links: it is taken over where it is, once, whichever path a process uses.
    #[tokio::test]
    async fn an_old_record_behind_links_is_taken_over_once() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        fs::create_dir_all(at("real/deep")).unwrap();
        symlink("real", at("folder")).unwrap();
        fs::write(at("real/deep/session.json"), OLD).unwrap();
        fs::set_permissions(at("real/deep/session.json"), Permissions::from_mode(0o664)).unwrap();
        symlink(at("folder/deep/session.json"), at("absolute")).unwrap();
        symlink("absolute", at("chain")).unwrap();
        let server = Server::answering(answer("200 OK", "", TOKEN));
        let open = |path: &str| {
            let builder = Session::builder(Code::none(), &connection_to(&server.url)).store(FileStore::new(at(path)));
            builder.clock(ManualClock::default())
        };
        let error = served(&open("chain").build()).await.unwrap_err();
        assert_eq!((error.problem(), server.requests().len()), (SessionProblem::OldRecord, 0));
        for path in ["chain", "folder/deep/session.json", "absolute", "real/deep/../deep/session.json"] {
            assert_eq!(served(&open(path).adopt_record().build()).await.unwrap(), "at_2", "{path}");
        }
        assert_eq!(served(&open("absolute").build()).await.unwrap(), "at_2", "it has an owner now");
        assert_eq!(server.requests().len(), 1);
        for link in ["folder", "absolute", "chain"] {
            assert!(fs::symlink_metadata(at(link)).unwrap().is_symlink(), "{link}");
        }
        let mode = fs::metadata(at("chain")).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "a file that others could read is private now");
    }

    /// The folder of the store is gone for a while, as a volume that is not mounted: nothing is sent that could not be
    /// written down, and nothing twice.
    #[tokio::test]
    async fn a_folder_that_is_away_for_a_while() {
        let directory = tempfile::tempdir().unwrap();
        let (folder, away) = (directory.path().join("volume"), directory.path().join("away"));
        fs::create_dir(&folder).unwrap();
        let numbers = ["1", "2", "3", "4", "5", "6"];
        let script = Script::<REFRESH_TOKEN>::new(numbers.map(|number| Reply::Token(number, Some(100), Some(number))));
        let clock = ManualClock::default();
        let open = || {
            let builder = Session::builder(script.clone(), &session_support::connection());
            builder.store(FileStore::new(folder.join("session.json"))).clock(clock.clone()).build()
        };
        let session = open();
        assert_eq!(served(&session).await.unwrap(), "1");
        fs::rename(&folder, &away).unwrap();
        fs::write(&folder, "no folder").unwrap();
        for _ in 0..5 {
            clock.advance(seconds(100));
            assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store);
        }
        assert_eq!(script.calls(), ["mint"]);
        fs::remove_file(&folder).unwrap();
        fs::rename(&away, &folder).unwrap();
        clock.advance(seconds(100));
        assert_eq!(served(&session).await.unwrap(), "2");
        clock.advance(seconds(100));
        assert_eq!(served(&open()).await.unwrap(), "3");
        assert_eq!(script.calls(), ["mint", "refresh 1", "refresh 2"]);
    }
}

/// A code that the provider did not look at is sent again (RFC 9449 §8); one that it may have looked at is not.
#[tokio::test]
async fn a_code_that_was_not_looked_at_is_sent_again() {
    let rows = [
        ("400 Bad Request", r#"{"error":"use_dpop_nonce"}"#, 2),
        ("401 Unauthorized", r#"{"error":"use_dpop_nonce"}"#, 2),
        ("429 Too Many Requests", r#"{"error":"invalid_grant"}"#, 2),
        ("503 Service Unavailable", "", 2),
        ("400 Bad Request", r#"{"error":"invalid_grant"}"#, 1),
        ("500 Internal Server Error", "", 1),
    ];
    for (status, body, requests) in rows {
        let reply = answer(status, "", body);
        let server = failing_once(move |stream| drop(stream.write_all(reply.as_bytes())));
        let clock = ManualClock::default();
        let session = Session::builder(Code::new("code_1"), &connection_to(&server.url)).clock(clock.clone()).build();
        served(&session).await.unwrap_err();
        clock.advance(seconds(60));
        assert_eq!(served(&session).await.is_ok(), requests == 2, "{status} {body}");
        let sent = server.requests().iter().filter(|request| request.contains("code_1")).count();
        assert_eq!(sent, requests, "{status} {body}");
    }
}

/// A store that takes no record any more still has an older access token, which is not used again.
#[tokio::test]
async fn an_older_token_of_the_store_is_not_used_again() {
    let (store, clock) = (Failing::after(1), ManualClock::default());
    let lives = [("a", 1000), ("b", 100), ("c", 100)];
    let script = Script::<KEPT>::new(lives.map(|(text, life)| Reply::Token(text, Some(life), Some("r1"))));
    let builder = Session::builder(script.clone(), &session_support::connection()).clock(clock.clone());
    let session = builder.store(store).build();
    let first = session.token().await.unwrap();
    session.invalidate(first.generation());
    for expected in ["b", "c"] {
        assert_eq!(served(&session).await.unwrap(), expected);
        clock.advance(seconds(100));
    }
    assert_eq!(script.calls(), ["mint", "refresh r1", "refresh r1"]);
}

/// What could not be saved stays under the lock of the store, so that nobody else sends the token that it was made with.
#[tokio::test]
async fn the_lock_is_kept_until_the_reply_is_saved() {
    let is_free = |store: &MemoryStore| {
        let mut lock = std::pin::pin!(store.lock());
        lock.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())).is_ready()
    };
    // The first log-in and the mark of the attempt are saved; the reply is not, whether or not it has a new refresh token.
    for refresh_token in [None, Some("r2")] {
        let store = Failing::after(2);
        let replies = [Reply::Token("a", Some(100), Some("r1")), Reply::Token("b", Some(100), refresh_token)];
        let script = Script::<REFRESH_TOKEN>::new(replies);
        let clock = ManualClock::default();
        let builder = Session::builder(script.clone(), &session_support::connection());
        let session = builder.store(store.clone()).clock(clock.clone()).build();
        assert_eq!(served(&session).await.unwrap(), "a");
        assert!(is_free(&store.inner));
        clock.advance(seconds(100));
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::Store, "{refresh_token:?}");
        assert!(!is_free(&store.inner), "{refresh_token:?}");
        store.saves.store(9, Ordering::SeqCst);
        clock.advance(seconds(10));
        assert_eq!(served(&session).await.unwrap(), "b");
        assert!(is_free(&store.inner));
        assert_eq!(script.calls(), ["mint", "refresh r1"]);
    }
}
