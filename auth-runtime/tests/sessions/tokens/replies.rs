//! Replies that have a good token next to something odd: the login goes on.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use auth_runtime::call::read;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::session::{
    Made, ManualClock, MemoryStore, Minted, OneTime, Renewal, Session, SessionError, SessionProblem, Store, TokenSource,
};
use auth_runtime::{Class, Connection, Decode, Endpoint, Seconds, Secret};

use crate::server::{Server, answer};
use crate::session_support::{Acme, Fault, RefreshGrant, connection_to, seconds, served};

/// A login that cannot be repeated.
struct Grant;

impl TokenSource<Acme> for Grant {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Err(SessionError::new(Class::Reauthenticate, "log in again"))
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        Ok(at.call(RefreshGrant::new(with)).await?.into_value().into())
    }
}

/// The same with a type whose lifetime is required.
struct Strict;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, response = StrictToken, error = Fault)]
struct StrictGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct StrictToken {
    access_token: Secret,
    expires_in: Seconds,
    refresh_token: Option<Secret>,
}

/// The same with the type of the token.
struct Typed;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, response = TypedToken, error = Fault)]
struct TypedGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct TypedToken {
    access_token: Secret,
    refresh_token: Option<Secret>,
    token_type: Option<String>,
}

impl TokenSource<Acme> for Typed {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Grant.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let TypedToken { access_token, refresh_token, token_type } = at.call(TypedGrant::new(with)).await?.into_value();
        let minted = Minted::new(access_token).refresh_token(refresh_token);
        Ok(token_type.into_iter().fold(minted, Minted::token_type))
    }
}

impl TokenSource<Acme> for Strict {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Grant.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let StrictToken { access_token, expires_in, refresh_token } =
            at.call(StrictGrant::new(with)).await?.into_value();
        Ok(Minted::new(access_token).expires_in(expires_in).refresh_token(refresh_token))
    }
}

/// The token that is served, when it ends in seconds, the refresh token that is stored and whether it is certain, and what
/// was odd.
async fn outcome(source: impl TokenSource<Acme>, body: &str) -> Outcome {
    outcome_of(source, answer("200 OK", "", body)).await
}

type Outcome = (Result<String, SessionProblem>, Option<u64>, String, bool, Vec<String>);

/// The same of a whole reply.
async fn outcome_of(source: impl TokenSource<Acme>, reply: impl Into<Vec<u8>>) -> Outcome {
    let server = Server::answering(reply);
    let (clock, store) = (ManualClock::default(), MemoryStore::default());
    let builder = Session::builder(source, &connection_to(&server.url)).refresh_token("rt_1").store(store.clone());
    let session = builder.clock(clock.clone()).build();
    let begun = auth_runtime::session::Clock::now(&clock).wall;
    let token = served(&session).await.map_err(|error| error.problem());
    let state = session.state().borrow();
    let life = state.expires_at.map(|end| end.duration_since(begun).unwrap().as_secs());
    let stored = store.lock().await.unwrap().load().await.unwrap();
    let is_certain = !format!("{:?}", stored.grant).contains("Uncertain");
    let refresh_token = stored.refresh_token.map_or("-".to_owned(), |token| token.expose().to_owned());
    (token, life, refresh_token, is_certain, state.odd_members)
}

/// The members, the lifetime, the refresh token, whether it is certain, and what is odd.
type Row = (&'static str, Option<u64>, &'static str, bool, &'static [&'static str]);

#[tokio::test]
async fn a_good_token_is_used() {
    let members = |members: &str| format!(r#"{{"access_token":"at_2",{members}}}"#);
    let hour = Some(3600);
    let rows: [Row; 20] = [
        (r#""expires_in":3600,"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":"""#, hour, "rt_1", true, &[]),
        (r#""expires_in":3600,"refresh_token":null"#, hour, "rt_1", true, &[]),
        (r#""expires_in":3600"#, hour, "rt_1", true, &[]),
        (r#""expires_in":3600,"refresh_token":7"#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":["rt_2"]"#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3599.98,"refresh_token":"rt_2""#, Some(3599), "rt_2", true, &[]),
        (r#""expires_in":"3599.98","refresh_token":"rt_2""#, Some(3599), "rt_2", true, &[]),
        (r#""expires_in":3.6e3,"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":"","refresh_token":"rt_2""#, None, "rt_2", true, &[]),
        (r#""expires_in":"never","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":-1,"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":0,"refresh_token":"rt_2""#, None, "rt_2", true, &[]),
        (r#""expires_in":true,"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":{},"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","scope":7"#, hour, "rt_2", true, &["scope"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","scope":["a","b"]"#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":"rt_2","scope":"""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"expires_in":3600,"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":"rt_2","extra":1E400"#, hour, "rt_2", true, &[]),
    ];
    for (text, life, refresh_token, is_certain, odd) in rows {
        let found = outcome(Grant, &members(text)).await;
        let odd: Vec<_> = odd.iter().map(ToString::to_string).collect();
        let expected = (Ok("at_2".to_owned()), life, refresh_token.to_owned(), is_certain, odd);
        assert_eq!(found, expected, "{text}");
    }
    for body in ["\u{feff}{\"access_token\":\"at_2\"}", r#"[{"access_token":"at_2"}]"#] {
        assert_eq!(outcome(Grant, body).await.0, Ok("at_2".to_owned()), "{body}");
    }
}

/// The same with more of what providers answer.
#[tokio::test]
async fn a_good_token_is_used_whatever_else_is_odd() {
    let members = |members: &str| format!(r#"{{"access_token":"at_2",{members}}}"#);
    let (hour, ten_years) = (Some(3600), Some(10 * 365 * 24 * 3600));
    let rows: [Row; 33] = [
        (r#""expires_in":"+3600","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"3,600","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"٣٦٠٠","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"PT1H","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":1e-400,"refresh_token":"rt_2""#, None, "rt_2", true, &[]),
        (r#""expires_in":-9223372036854775809,"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":3600,"scope":"\ud800","refresh_token":"rt_2""#, hour, "rt_2", true, &["scope"]),
        (r#""expires_in":3600,"refresh_token":"\ud800""#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":"3600s","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":" 3600 ","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"0x10","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"NaN","refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":[3600],"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":"3.6e3","refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600.0000,"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":1e30,"refresh_token":"rt_2""#, ten_years, "rt_2", true, &[]),
        (r#""expires_in":"18446744073709551616","refresh_token":"rt_2""#, ten_years, "rt_2", true, &[]),
        (r#""expires_in":-0,"refresh_token":"rt_2""#, None, "rt_2", true, &[]),
        (r#""expires_in":-0.5,"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":0.9,"refresh_token":"rt_2""#, None, "rt_2", true, &[]),
        (r#""expires_in":100,"expires_in":3600,"refresh_token":"rt_2""#, None, "rt_2", true, &["expires_in"]),
        (r#""expires_in":3600,"scope":null,"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"scope":{},"refresh_token":"rt_2""#, hour, "rt_2", true, &["scope"]),
        (r#""expires_in":3600,"scope":["a",7],"refresh_token":"rt_2""#, hour, "rt_2", true, &["scope"]),
        (r#""expires_in":3600,"scope":[],"refresh_token":"rt_2""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":false"#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":{"value":"rt_2"}"#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","refresh_token":"rt_3""#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","refresh_token":null"#, hour, "rt_1", false, &["refresh_token"]),
        (r#""expires_in":3600,"refresh_token":"rt_2","error":"none""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":"rt_2","error":null,"error_uri":"""#, hour, "rt_2", true, &[]),
        (r#""expires_in":3600,"refresh_token":"rt_2","":{"access_token":"no"}"#, hour, "rt_2", true, &[]),
    ];
    for (text, life, refresh_token, is_certain, odd) in rows {
        let found = outcome(Grant, &members(text)).await;
        let odd: Vec<_> = odd.iter().map(ToString::to_string).collect();
        let expected = (Ok("at_2".to_owned()), life, refresh_token.to_owned(), is_certain, odd);
        assert_eq!(found, expected, "{text}");
    }
    let spaced = " \r\n\t{ \"access_token\" : \"at_2\" , \"expires_in\" : 3600 }\n\n";
    assert_eq!(outcome(Grant, spaced).await.0, Ok("at_2".to_owned()));
    assert_eq!(outcome(Grant, r#"{"access_token":"\u0061t_2"}"#).await.0, Ok("at_2".to_owned()), "escaped");
}

const TOKEN: &str = r#"{"access_token":"at_2","expires_in":3600,"refresh_token":"rt_2"}"#;

/// A good token in an answer whose head is odd, or says what is not so.
#[tokio::test]
async fn a_good_token_is_used_however_it_is_sent() {
    let length = TOKEN.len();
    let many: String = (0..300).map(|number| format!("x-{number}: v\r\n")).collect();
    let heads = [
        "x-a: b\r\n c\r\n",
        "x-a : b\r\n",
        "Set Cookie: b\r\n",
        "garbage\r\n",
        ": x\r\n",
        "x-ä: b\r\n",
        "set-cookie: a=b; \u{1}\r\n",
        &many,
        "content-type: application/x-www-form-urlencoded\r\n",
        "content-type: text/html; charset=iso-8859-1\r\n",
        "content-type: application/json; charset=utf-16\r\n",
        "content-type: image/png\r\n",
        "content-type: \r\n",
        "content-encoding: gzip\r\n",
        "content-encoding: utf-8\r\n",
        "content-encoding: none\r\n",
        "retry-after: -5\r\n",
        "location: http://[::\r\n",
    ];
    let plain = heads.map(|head| answer("200 OK", head, TOKEN));
    let form = "access_token=at_2&expires_in=3600&refresh_token=rt_2";
    let others = [
        answer("200 OK", "content-type: text/plain\r\n", form),
        answer("200 OK", "content-type: application/x-www-form-urlencoded; charset=utf-8\r\n", form),
        answer("203 Odd", "", TOKEN),
        format!("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n{}", answer("200 OK", "", TOKEN)),
        format!("HTTP/1.0 200 OK\r\n\r\n{TOKEN}"),
        format!("\r\nHTTP/1.1 200\ncontent-length: {length}\n\n{TOKEN}"),
        format!("HTTP/1.1 200 OK\r\ncontent-length: {length}, {length}\r\n\r\n{TOKEN}"),
        format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n00{length:X};a=b \r\n{TOKEN}\r\n0\r\nx-t: 1\r\n\r\n"
        ),
    ];
    for reply in plain.into_iter().chain(others) {
        let (token, life, refresh_token, is_certain, _) = outcome_of(Grant, reply.clone()).await;
        let expected = (Ok("at_2".to_owned()), Some(3600), "rt_2", true);
        assert_eq!((token, life, refresh_token.as_str(), is_certain), expected, "{reply}");
    }
}

/// A reply in Latin-1: its token is used, but no refresh token of which nobody knows what its characters are.
#[tokio::test]
async fn a_good_token_is_used_although_a_name_is_no_utf_8() {
    let latin1 = |text: &str| text.chars().map(|one| u8::try_from(one).unwrap()).collect::<Vec<u8>>();
    for (refresh_token, kept, is_certain) in [("rt_2", "rt_2", true), ("rt_ö", "rt_1", false)] {
        let body = format!(r#"{{"access_token":"at_2","refresh_token":"{refresh_token}","user":"Jörg"}}"#);
        let found = outcome_of(Grant, latin1(&format!("HTTP/1.0 200 OK\r\n\r\n{body}"))).await;
        assert_eq!(found, (Ok("at_2".to_owned()), None, kept.to_owned(), is_certain, vec![".".to_owned()]));
    }
    let odd_token = latin1("HTTP/1.0 200 OK\r\n\r\n{\"access_token\":\"ät\",\"refresh_token\":\"rt_2\"}");
    assert_eq!(outcome_of(Grant, odd_token).await.0, Err(SessionProblem::TokenText));
}

/// Names of types are compared without regard to case; what is no name is another type.
#[tokio::test]
async fn a_type_that_is_not_known_is_not_used() {
    for text in [
        "\"token_type\":null",
        "\"token_type\":\"\"",
        r#""token_type":"bEARER""#,
        r#""token_type":["bearer"]"#,
        r#""x":1"#,
    ] {
        let body = format!(r#"{{"access_token":"at_2",{text}}}"#);
        assert_eq!(outcome(Typed, &body).await.0, Ok("at_2".to_owned()), "{text}");
    }
    for kind in [r#""mac""#, r#"["mac"]"#, r#"["bearer","mac"]"#, r#""DPoP""#, r#""bearer ""#, "{}", "7", "true"] {
        let body = format!(r#"{{"access_token":"at_2","refresh_token":"rt_2","token_type":{kind}}}"#);
        let (token, _, refresh_token, is_certain, _) = outcome(Typed, &body).await;
        let expected = (Err(SessionProblem::TokenType), "rt_2", true);
        assert_eq!((token, refresh_token.as_str(), is_certain), expected, "{kind}");
    }
}

#[tokio::test]
async fn a_lifetime_that_is_required_is_not_needed() {
    for text in [r#""expires_in":"soon","#, r#""expires_in":"","#, r#""expires_in":null,"#, ""] {
        let body = format!(r#"{{{text}"access_token":"at_2","refresh_token":"rt_2"}}"#);
        let (token, life, refresh_token, ..) = outcome(Strict, &body).await;
        assert_eq!((token, life, refresh_token.as_str()), (Ok("at_2".to_owned()), None, "rt_2"), "{body}");
    }
}

/// The same with a type whose other members are required, too.
struct Documented;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, response = DocumentedToken, error = Fault)]
struct DocumentedGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct DocumentedToken {
    access_token: Secret,
    refresh_token: Option<Secret>,
    token_type: String,
    #[decode(separator = " ")]
    scope: Vec<String>,
    created_at: i64,
    #[decode(at("data.ok"))]
    ok: bool,
    user: User,
    instance_url: String,
}

#[derive(Clone, Debug, Decode)]
struct User {
    id: String,
    teams: Vec<String>,
    email: Option<String>,
}

impl TokenSource<Acme> for Documented {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Grant.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let reply = at.call(DocumentedGrant::new(with)).await?.into_value();
        let DocumentedToken { access_token, refresh_token, token_type, scope, created_at, ok, user, instance_url } =
            reply;
        let User { id, teams, email } = user;
        let _ = (ok, id, teams, email);
        let minted = Minted::new(access_token).expires_in(seconds(100)).refresh_token(refresh_token);
        let minted = minted.token_type(token_type);
        let minted = minted.scope(scope.join(" ")).with_capture("created_at", &created_at);
        Ok(minted.with_capture("instance_url", &instance_url))
    }
}

/// A provider that leaves out what its documentation has, as most leave out the scopes of a renewal (RFC 6749 §6): nobody
/// needs it, and what was captured before stays.
#[tokio::test]
async fn a_member_that_is_required_is_not_needed() {
    let members = [
        ("token_type", r#""Bearer""#),
        ("scope", r#""read write""#),
        ("created_at", "1790000000"),
        ("data", r#"{"ok":true}"#),
        ("user", r#"{"id":"u_1","teams":["t_1"]}"#),
        ("instance_url", r#""https://eu.acme.example""#),
    ];
    let body = |number: u32, members: Vec<(&str, &str)>| {
        let members: String = members.iter().map(|(name, value)| format!(r#","{name}":{value}"#)).collect();
        format!(r#"{{"access_token":"at_{number}","expires_in":100,"refresh_token":"rt_{number}"{members}}}"#)
    };
    let odd = ["null", r#""""#, "7e400", "[[]]", r#""\ud800""#, "{}", "false"];
    for (name, _) in members {
        for replacement in odd.map(Some).into_iter().chain([None]) {
            if name == "token_type" && replacement.is_some_and(|text| !["null", r#""""#].contains(&text)) {
                continue; // It may be another type.
            }
            let changed = members.iter().filter_map(|(known, value)| match replacement {
                _ if *known != name => Some((*known, *value)),
                replacement => Some((*known, replacement?)),
            });
            let (count, second) = (AtomicUsize::new(0), body(2, changed.collect()));
            let replies = [body(1, members.to_vec()), second.clone(), body(3, vec![])];
            let server = Server::start(move |stream| {
                let body = &replies[count.fetch_add(1, Ordering::SeqCst)];
                let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
            });
            let clock = ManualClock::default();
            let builder = Session::builder(Documented, &connection_to(&server.url)).refresh_token("rt_0");
            let session = builder.clock(clock.clone()).build();
            for number in 1..=3 {
                let token = session.token().await.unwrap();
                assert!(token.secret().matches(&format!("at_{number}")), "{second}");
                let captured = |name| token.captured(name).map(|value| value.expose().to_owned());
                assert_eq!(captured("instance_url").as_deref(), Some("https://eu.acme.example"), "{second}");
                assert!(captured("created_at").is_some_and(|value| value != "0"), "{second}");
                clock.advance(seconds(100));
            }
            let sent: Vec<_> =
                server.requests().iter().map(|request| request[request.len() - 4..].to_owned()).collect();
            assert_eq!(sent, ["rt_0", "rt_1", "rt_2"], "{second}");
        }
    }
    let empty = r#"{"token_type":"Bearer","scope":"","created_at":1,"data":{"ok":true},"user":{"id":"","teams":[]}}"#;
    assert_eq!(outcome(Documented, empty).await.0, Err(SessionProblem::TokenRequest), "the token itself is needed");
}

/// The same with secrets that are required, as for a provider that documents them in every reply.
struct Promised;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, response = PromisedToken, error = Fault)]
struct PromisedGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct PromisedToken {
    access_token: Secret,
    #[decode(at("refresh_token", "data.refreshToken"))]
    refresh_token: Secret,
    id_token: Secret,
}

impl TokenSource<Acme> for Promised {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Grant.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let reply = at.call(PromisedGrant::new(with)).await?.into_value();
        let minted = Minted::new(reply.access_token).refresh_token(Some(reply.refresh_token));
        Ok(minted.with_capture("id_token", &reply.id_token))
    }
}

/// A refresh token that is required and absent leaves the one before (RFC 6749 §6); one that cannot be read makes it uncertain.
#[tokio::test]
async fn a_refresh_token_that_is_required_may_be_absent() {
    let id = r#""id_token":"a.b.c""#;
    let rows = [
        (format!(r#""refresh_token":"rt_2",{id}"#), "rt_2", true),
        (format!(r#""data":{{"refreshToken":"rt_2"}},{id}"#), "rt_2", true),
        (id.to_owned(), "rt_1", true),
        (format!(r#""refresh_token":"",{id}"#), "rt_1", true),
        (format!(r#""refresh_token":null,{id}"#), "rt_1", true),
        (format!(r#""refresh_token":7,{id}"#), "rt_1", false),
        (format!(r#""refresh_token":["rt_2"],{id}"#), "rt_1", false),
        (r#""refresh_token":"rt_2""#.to_owned(), "rt_2", true),
        (r#""refresh_token":"rt_2","id_token":null"#.to_owned(), "rt_2", true),
        (r#""refresh_token":"rt_2","id_token":7"#.to_owned(), "rt_2", true),
    ];
    for (members, refresh_token, is_certain) in rows {
        let found = outcome(Promised, &format!(r#"{{"access_token":"at_2",{members}}}"#)).await;
        let expected = (Ok("at_2".to_owned()), refresh_token, is_certain);
        assert_eq!((found.0, found.2.as_str(), found.3), expected, "{members}");
    }
    for body in [r#"{"refresh_token":"rt_2","id_token":"a.b.c"}"#, r#"{"access_token":"","refresh_token":"rt_2"}"#] {
        assert_eq!(outcome(Promised, body).await.0, Err(SessionProblem::TokenRequest), "{body}");
    }
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/challenge", response = Challenge, error = Fault)]
struct Challenged;

#[derive(Clone, Debug, Decode)]
struct Challenge {
    id: String,
}

/// A log-in of two calls, of which the second sends what the first has answered. It asks the application before them, whose
/// own calls are none of the log-in's.
struct Steps(OneTime<Secret>);

impl Steps {
    fn new() -> Self {
        let reply = || RawResponse::new(StatusCode::OK, HeaderMap::new(), "{}");
        Self(OneTime::supplied_by(move || async move {
            assert!(read::<Challenged>(reply()).is_err(), "its member is required");
            Ok(Secret::from("code_1"))
        }))
    }
}

impl TokenSource<Acme> for Steps {
    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        self.mint_by(at, &Made::default()).await
    }

    async fn mint_by(&self, at: &Connection<Acme>, made: &Made) -> Result<Minted, SessionError> {
        self.0.ready().await?;
        let challenge = match made.recall::<Challenge>("challenge") {
            Some(challenge) => challenge,
            None => made.note("challenge", at.call(Challenged).await?.into_value(), None),
        };
        Ok(at.call(RefreshGrant::new(Secret::from(&*challenge.id))).await?.into_value().into())
    }
}

/// What a later call sends is needed: it is not sent without it.
#[tokio::test]
async fn a_member_that_is_sent_later_is_needed() {
    for (body, requests) in [("{}", 1), (r#"{"id":null}"#, 1), (r#"{"id":7}"#, 1), (r#"{"id":"c_1"}"#, 2)] {
        let server = Server::answering(answer("200 OK", "", body));
        let session = Session::builder(Steps::new(), &connection_to(&server.url)).build();
        assert_eq!(served(&session).await.unwrap_err().problem(), SessionProblem::TokenRequest, "{body}");
        assert_eq!(server.requests().len(), requests, "{body}");
    }
}

/// A reply that cannot be used leaves the refresh token as it was, and uncertain.
#[tokio::test]
async fn a_reply_without_a_token_is_no_reply() {
    let rows = ["{}", r#"{"access_token":7,"refresh_token":"rt_2"}"#, "<html>", "", r#"{"access_token":""}"#, "[]"];
    for body in rows {
        let (token, _, refresh_token, is_certain, _) = outcome(Grant, body).await;
        let expected = (Err(SessionProblem::TokenRequest), "rt_1", false);
        assert_eq!((token, refresh_token.as_str(), is_certain), expected, "{body}");
    }
    // A new refresh token is saved, whatever the access token is like.
    let (token, _, refresh_token, is_certain, _) =
        outcome(Typed, r#"{"access_token":"a","refresh_token":"rt_2","token_type":7}"#).await;
    assert_eq!((token, refresh_token.as_str(), is_certain), (Err(SessionProblem::TokenType), "rt_2", true));
    let two = r#"{"access_token":"at_2","access_token":"at_3"}"#;
    assert_eq!(outcome(Grant, two).await.0, Err(SessionProblem::TokenRequest), "nobody knows which one is meant");
}

/// The same with an ID token.
struct Identified;

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, response = IdentifiedToken, error = Fault)]
struct IdentifiedGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
struct IdentifiedToken {
    access_token: Secret,
    refresh_token: Option<Secret>,
    id_token: Option<Secret>,
}

impl TokenSource<Acme> for Identified {
    const RENEWAL: Renewal = Renewal::RefreshToken;

    async fn mint(&self, at: &Connection<Acme>) -> Result<Minted, SessionError> {
        Grant.mint(at).await
    }

    async fn refresh(&self, at: &Connection<Acme>, with: &Secret) -> Result<Minted, SessionError> {
        let reply = at.call(IdentifiedGrant::new(with)).await?.into_value();
        assert!(reply.id_token.is_none());
        Ok(Minted::new(reply.access_token).refresh_token(reply.refresh_token))
    }
}

/// An ID token that cannot be read says nothing of the refresh token, which the provider leaves as it is.
#[tokio::test]
async fn another_secret_is_no_refresh_token() {
    for odd in ["7", "{}", r#"["a.b.c"]"#, r#""a.b.c","id_token":"d.e.f""#] {
        let found = outcome(Identified, &format!(r#"{{"access_token":"at_2","id_token":{odd}}}"#)).await;
        let expected = (Ok("at_2".to_owned()), None, "rt_1".to_owned(), true, vec!["id_token".to_owned()]);
        assert_eq!(found, expected, "{odd}");
    }
}

/// A reply without scopes leaves them as they are (RFC 6749 §6).
#[tokio::test]
async fn scopes_stay() {
    let replies = [
        r#"{"access_token":"at_1","expires_in":100,"scope":"read write"}"#,
        r#"{"access_token":"at_2","expires_in":100}"#,
        r#"{"access_token":"at_3","expires_in":100,"scope":["read"]}"#,
    ];
    let count = AtomicUsize::new(0);
    let server = Server::start(move |stream| {
        let body = replies[count.fetch_add(1, Ordering::SeqCst)];
        let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
    });
    let clock = ManualClock::default();
    let builder = Session::builder(Grant, &connection_to(&server.url)).refresh_token("rt_1");
    let session = builder.clock(clock.clone()).build();
    for scope in ["read write", "read write", "read"] {
        assert_eq!(session.token().await.unwrap().scope(), Some(scope));
        clock.advance(seconds(100));
    }
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/begin", response = Begun, error = Fault)]
struct Begin;

/// The first reply of a log-in: its `id` is sent later, and nothing else.
#[derive(Clone, Debug, Decode)]
struct Begun {
    id: String,
    #[allow(dead_code, reason = "nothing uses it")]
    region: String,
    #[allow(dead_code, reason = "nothing uses it")]
    attempts: i64,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/token", json, response = Whole, error = Fault)]
struct Finish {
    id: String,
}

/// The last reply, of which only the token is needed.
#[derive(Clone, Debug, Decode)]
struct Whole {
    access_token: Secret,
    token_type: String,
    scope: String,
    expires_in: Seconds,
}

/// A log-in of two calls.
#[derive(Debug, auth_runtime::session::TokenSource)]
#[token_source(provider = Acme, mint(Begin, Finish(id = begin.id)), token(
    access_token = finish.access_token,
    token_type = finish.token_type,
    scope = finish.scope,
    expires_in = finish.expires_in
))]
struct TwoCalls {}

const BEGUN: &str = r#"{"id":"c_1","region":"eu","attempts":3}"#;

/// Answers each request with the next body.
fn in_turn(bodies: &'static [&'static str]) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |stream| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        let body = bodies.get(number).copied().unwrap_or("{}");
        let _ = stream.write_all(answer("200 OK", "", body).as_bytes());
    })
}

/// In a log-in of several calls, a member that is required is needed where a later call sends it, and nowhere else.
#[tokio::test]
async fn what_nothing_uses_loses_no_log_in_of_several_calls() {
    let rows: [(&'static [&'static str], usize); 10] = [
        (&[BEGUN, r#"{"access_token":"at_1","token_type":"Bearer","scope":"a","expires_in":9}"#], 2),
        (&[BEGUN, r#"{"access_token":"at_1"}"#], 2),
        (&[r#"{"id":"c_1"}"#, r#"{"access_token":"at_1","scope":null}"#], 2),
        (&[r#"{"id":"c_1","region":7,"attempts":"x"}"#, r#"{"access_token":"at_1","expires_in":"soon"}"#], 2),
        // What is sent is needed; the first call is made again.
        (&["{}"], 1),
        (&[r#"{"id":null,"region":"eu"}"#], 1),
        (&[r#"{"id":"","region":"eu"}"#], 1),
        (&[r#"{"region":"eu","attempts":3}"#], 1),
        (&[r#"{"id":"c_1"}"#, "{}"], 2),
        (&[r#"{"id":"c_1"}"#, r#"{"scope":"a"}"#], 2),
    ];
    for (index, (bodies, requests)) in rows.into_iter().enumerate() {
        let (server, clock) = (in_turn(bodies), ManualClock::default());
        let session = Session::builder(TwoCalls {}, &connection_to(&server.url)).clock(clock.clone()).build();
        let token = served(&session).await;
        assert_eq!(token.is_ok(), index < 4, "{bodies:?} {token:?}");
        assert_eq!(server.requests().len(), requests, "{bodies:?}");
        if token.is_err() {
            clock.advance(seconds(120));
            let _ = served(&session).await;
            assert!(server.requests().len() > requests, "{bodies:?}");
        }
    }
}
