//! A session that authorizes requests of other HTTP clients, and the hosts that get its tokens.
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::collections::HashMap;
use std::error::Error as _;

use auth_runtime::http::Request;
use auth_runtime::request::{Place, RequestProblem};
use auth_runtime::session::{FurtherParts, Minted, Session, SessionError, SessionProblem, TokenSource};
use auth_runtime::{Class, Connection, Encode, Secret, reqwest};

use crate::api::{OK, OwnHeader, api, printed, session_at, tokens};
use crate::session_support::{Acme, MINT, Script, connection_to, refused, token};

fn session_for(url: &str) -> Session<Acme> {
    Session::new(Script::<MINT>::new([token("at_canary", 1000)]), &connection_to(url))
}

async fn authorize_http(session: &Session<Acme>, url: &str) -> Option<Result<Request<()>, SessionError>> {
    let mut request = Request::get(url).body(()).ok()?;
    Some(session.authorize(&mut request).await.map(|_| request))
}

async fn authorize_reqwest(session: &Session<Acme>, url: &str) -> Option<Result<reqwest::Request, SessionError>> {
    let mut request = reqwest::Request::new(reqwest::Method::GET, url.parse().ok()?);
    Some(session.authorize(&mut request).await.map(|_| request))
}

/// Configured host, URL of the request, and whether it gets a token as `http::Request` and as `reqwest::Request`, whose
/// URLs are normalized by their parser; `None` if it is not a URL there.
#[tokio::test]
async fn a_token_goes_to_the_origin_of_a_host_only() {
    const YES: Option<bool> = Some(true);
    const NO: Option<bool> = Some(false);
    let base = "https://api.acme.example/v1";
    let rows = [
        (base, "https://api.acme.example/v1/me?x=1", YES, YES),
        (base, "https://api.acme.example", YES, YES),
        (base, "https://api.acme.example/other", YES, YES),
        (base, "https://api.acme.example?x=1", YES, YES),
        (base, "HTTPS://API.Acme.Example/v1", YES, YES),
        (base, "https://api.acme.example:443/v1", YES, YES),
        (base, "https://api.acme.example:/v1", NO, YES),
        (base, "https://api.acme.example:0443/v1", NO, YES),
        (base, "https://api.acme.example:80/v1", NO, NO),
        (base, "https://api.acme.example:8443/v1", NO, NO),
        (base, "https://api.acme.example:65979/v1", NO, None),
        (base, "https://api.acme.example:443:443/v1", None, None),
        (base, "http://api.acme.example/v1", NO, NO),
        (base, "http://api.acme.example:443/v1", NO, NO),
        (base, "wss://api.acme.example/v1", NO, NO),
        (base, "https://api.acme.example./v1", NO, NO),
        (base, "https://acme.example/v1", NO, NO),
        (base, "https://eu.api.acme.example/v1", NO, NO),
        (base, "https://api.acme.example.evil.example/v1", NO, NO),
        (base, "https://api.acme.example@evil.example/v1", NO, NO),
        (base, "https://api.acme.example:443@evil.example/v1", NO, NO),
        (base, "https://ada@api.acme.example/v1", NO, NO),
        (base, "https://ada:canary@api.acme.example/v1", NO, NO),
        (base, "https://evil.example/https://api.acme.example/v1", NO, NO),
        (base, "https://evil.example/?https://api.acme.example/v1", NO, NO),
        (base, "https://evil.example#@api.acme.example/", NO, NO),
        (base, "https://evil.example\\@api.acme.example/", None, NO),
        (base, "https://\u{ff41}pi.acme.example/", None, YES),
        (base, "/v1/me", NO, None),
        (base, "api.acme.example:443", NO, NO),
        (base, "*", NO, None),
        (base, "", None, None),
        (base, "data:text/plain,api.acme.example", None, NO),
        ("https://api.acme.example:8443", "https://api.acme.example:8443/v1", YES, YES),
        ("https://api.acme.example:8443", "https://api.acme.example/v1", NO, NO),
        ("https://api.acme.example:80", "https://api.acme.example/v1", NO, NO),
        ("https://api.acme.example:443", "https://api.acme.example/v1", YES, YES),
        ("https://API.acme.example./", "https://api.acme.example./v1", YES, YES),
        ("https://API.acme.example./", "https://api.acme.example/v1", NO, NO),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1", YES, YES),
        ("http://127.0.0.1:8080", "https://127.0.0.1:8080/v1", NO, NO),
        ("http://127.0.0.1:8080", "http://127.0.0.1/v1", NO, NO),
        ("http://127.0.0.1:8080", "http://127.0.0.2:8080/v1", NO, NO),
        ("http://127.0.0.1:8080", "http://localhost:8080/v1", NO, NO),
        ("http://127.0.0.1:80", "http://127.0.0.1/v1", YES, YES),
        ("http://127.0.0.1:80", "http://127.0.0.1:80/v1", YES, YES),
        ("http://127.0.0.1", "http://127.1/v1", NO, YES),
        ("http://[::1]:80", "http://[::1]/v1", YES, YES),
        ("http://[::1]", "http://[::1]:80/v1", YES, YES),
        ("http://[::1]", "http://[::80]/v1", NO, NO),
        ("http://[::1]", "http://[0:0:0:0:0:0:0:1]/v1", NO, YES),
    ];
    let mut connections = HashMap::new();
    for (host, url, as_http, as_reqwest) in rows {
        let script = Script::<MINT>::new([token("at_canary", 1000)]);
        let session = Session::new(script.clone(), connections.entry(host).or_insert_with(|| connection_to(host)));
        let http = authorize_http(&session, url).await;
        assert_eq!(http.as_ref().map(Result::is_ok), as_http, "http: {host} and {url}");
        let reqwest = authorize_reqwest(&session, url).await;
        assert_eq!(reqwest.as_ref().map(Result::is_ok), as_reqwest, "reqwest: {host} and {url}");
        let errors = http.and_then(Result::err).into_iter().chain(reqwest.and_then(Result::err));
        for error in errors {
            assert_eq!((error.problem(), error.class()), (SessionProblem::OtherHost, Class::Configuration));
            assert!(!printed(&error).contains("canary") && !printed(&error).contains("v1"), "{}", printed(&error));
        }
        let asked = usize::from(as_http == YES || as_reqwest == YES);
        assert_eq!((script.count(), session.state().borrow().failures), (asked, 0), "{host} and {url}");
    }
}

#[tokio::test]
async fn a_refusal_says_where_the_request_was_going() {
    let builder = Connection::<Acme>::builder().base_url("https://api.acme.example/v1");
    let script = Script::<MINT>::new([]);
    let session = Session::new(script, &builder.build().unwrap());
    let rows = [
        (
            "https://evil.example:8443/p?q",
            "`https://evil.example:8443` is not of the provider, which has `https://api.acme.example`",
        ),
        (
            "http://ada:canary@api.acme.example/p?q",
            "`http://api.acme.example` is not of the provider, which has `https://api.acme.example`",
        ),
        (
            "https://ada:canary@api.acme.example/p?q",
            "the URL of `api.acme.example` has a user name or a password; take it out",
        ),
        ("/p?q", "the URL has no host; the provider has `https://api.acme.example`"),
    ];
    for (url, expected) in rows {
        let error = authorize_http(&session, url).await.unwrap().unwrap_err();
        assert_eq!(error.to_string(), "the request does not go to a host of the provider, and gets no token");
        assert_eq!(error.source().unwrap().to_string(), expected);
    }
}

/// `https://api.acme.example*` as text, which is another host.
#[tokio::test]
async fn a_path_does_not_go_on_where_the_host_ends() {
    let mut parts = auth_runtime::http::uri::Parts::default();
    parts.scheme = "https".parse().ok();
    parts.authority = "api.acme.example".parse().ok();
    parts.path_and_query = "*".parse().ok();
    let mut request = Request::new(());
    *request.uri_mut() = parts.try_into().unwrap();
    let error = session_for("https://api.acme.example").authorize(&mut request).await.unwrap_err();
    assert_eq!(error.problem(), SessionProblem::OtherHost);
}

#[tokio::test]
async fn the_header_is_sensitive_and_replaces_another() {
    let session = session_for("https://api.acme.example");
    let mut request = Request::get("https://api.acme.example/me").body(vec![1_u8]).unwrap();
    for old in ["Basic YTpi", "Bearer old"] {
        request.headers_mut().append("authorization", old.parse().unwrap());
    }
    let token = session.authorize(&mut request).await.unwrap();
    let values: Vec<_> = request.headers().get_all("authorization").iter().collect();
    assert_eq!(values, ["Bearer at_canary"]);
    assert!(values[0].is_sensitive());
    assert_eq!((token.generation(), token.secret().expose()), (1, "at_canary"));
    let mut request = reqwest::Request::new(reqwest::Method::GET, "https://api.acme.example/me".parse().unwrap());
    session.authorize(&mut request).await.unwrap();
    assert!(!format!("{request:?} {token:?} {session:?}").contains("canary"));
}

#[tokio::test]
async fn a_header_of_another_name_leaves_authorization_alone() {
    let source = OwnHeader(Script::new([token("key_1", 1000)]));
    let session = Session::new(source, &connection_to("https://api.acme.example"));
    let mut request = Request::get("https://api.acme.example/me").body(()).unwrap();
    request.headers_mut().append("authorization", "Basic YTpi".parse().unwrap());
    session.authorize(&mut request).await.unwrap();
    assert_eq!(
        (&request.headers()["x-api-key"], &request.headers()["authorization"]),
        (&"key_1".parse().unwrap(), &"Basic YTpi".parse().unwrap())
    );
}

#[tokio::test]
async fn a_session_that_fails_leaves_the_request_as_it_is() {
    let session = Session::new(Script::<MINT>::new([refused(503)]), &connection_to("https://api.acme.example"));
    let mut request = Request::get("https://api.acme.example/me").body(()).unwrap();
    let error = session.authorize(&mut request).await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::TokenRequest, Class::Retry));
    assert!(request.headers().is_empty());
}

/// As a user has it who sends by a client of their own.
#[tokio::test]
async fn an_authorized_request_is_sent_by_any_client() {
    let server = api(&[OK]);
    let session = session_at(&server, &Script::<MINT>::new([token("a", 1000)]));
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let mut request = client.post(format!("{}/me", server.url)).bearer_auth("old").body("{}").build().unwrap();
    session.authorize(&mut request).await.unwrap();
    assert_eq!(client.execute(request).await.unwrap().status(), 200);
    assert_eq!(tokens(&server), ["a"]);
}

/// Compiles only if it can be awaited in a task, with a body that is not shared.
#[test]
fn authorizing_can_be_spawned() {
    fn check<T: Send>(_: T) {}
    let session = session_for("https://api.acme.example");
    let mut request = Request::new(std::cell::Cell::new(0));
    check(session.authorize(&mut request));
    let mut request = reqwest::Request::new(reqwest::Method::GET, "https://api.acme.example".parse().unwrap());
    check(session.authorize(&mut request));
}

/// A source whose calls carry more than headers.
struct InTheQuery;

impl TokenSource<Acme> for InTheQuery {
    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new("at_1"))
    }

    fn further_parts(&self, _: &Secret, to: &mut FurtherParts) -> Result<(), RequestProblem> {
        to.part(Place::Query, "org", &"o_1".encode())
    }
}

/// Another HTTP client is given headers alone, so it cannot make the calls of such a session.
#[tokio::test]
async fn a_session_that_needs_its_client_authorizes_nothing() {
    let session = Session::new(InTheQuery, &connection_to("https://api.acme.example"));
    let mut request = Request::get("https://api.acme.example/me").body(()).unwrap();
    let error = session.authorize(&mut request).await.unwrap_err();
    assert_eq!((error.problem(), error.class()), (SessionProblem::NeedsClient, Class::Configuration));
    assert!(request.headers().is_empty());
}
