//! The bodies of the fuzz targets: what must hold of every text from outside. They are also run on the committed corpus
//! by a plain test of the runtime, `tests/client/parts/fuzz_corpus.rs`.
//!
//! None of the runtime's own texts has a `~`: what an error shows with one, it has from the text that was read.
#![allow(missing_docs, unreachable_pub, reason = "the test includes this file as a module")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a target that fails panics")]

use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::time::Duration;

use auth_runtime::call::read;
use auth_runtime::consent::{AuthorizationCode, CallbackError, PendingCallback};
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, HeaderValue, StatusCode, header};
use auth_runtime::response::RawResponse;
use auth_runtime::session::SessionError;
use auth_runtime::{ApiError, Decode, Endpoint, Error, Host, ProblemDetails, Provider, Response, Seconds, Secret};
use serde_json::value::RawValue;
use url::Url;

#[derive(Clone, Copy, Debug)]
pub struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://api.acme.example")];
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/oauth/token", form, body("grant_type" = "refresh_token"), response = Token, error = Fault)]
pub struct RefreshGrant {
    refresh_token: Secret,
}

#[derive(Clone, Debug, Decode)]
#[non_exhaustive]
pub struct Token {
    pub access_token: Secret,
    pub expires_in: Option<Seconds>,
    pub refresh_token: Option<Secret>,
    pub scope: Option<String>,
}

#[derive(Clone, Debug, ApiError)]
pub enum Fault {
    #[api_error(other)]
    Other(ProblemDetails),
}

/// The members of an object, as another parser sees them. Of a member that is there twice it has the last.
type Members = BTreeMap<String, Box<RawValue>>;

fn members(json: &[u8]) -> Members {
    serde_json::from_slice(json).unwrap_or_default()
}

fn text_of(members: &Members, name: &str) -> Option<String> {
    serde_json::from_str(members.get(name)?.get()).ok()
}

/// A successful answer of a token endpoint. The first byte says whether it calls itself a form.
pub fn token_response(data: &[u8]) {
    let Some((&form, body)) = data.split_first() else { return };
    let content_type = if form == b'f' { "application/x-www-form-urlencoded" } else { "application/json" };
    match token(content_type, body) {
        Ok(token) if form == b'f' => assert!(!token.access_token.expose().is_empty()),
        Ok(token) => is_what_the_body_says(&token, &members(body)),
        Err(error) => shows_nothing_of_the_body(&error),
    }
    if let Ok(text) = std::str::from_utf8(body) {
        any_text_is_a_token(text);
    }
}

fn token(content_type: &'static str, body: &[u8]) -> Result<Token, Error<Fault>> {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]);
    read::<RefreshGrant>(RawResponse::new(StatusCode::OK, headers, body.to_vec())).map(Response::into_value)
}

/// The other parser refuses some documents whose members nobody asks for: such a document says nothing here.
fn is_what_the_body_says(token: &Token, members: &Members) {
    let Token { access_token, expires_in, refresh_token, scope } = token;
    assert!(!access_token.expose().is_empty() && expires_in.is_none_or(|seconds| seconds <= Seconds::MAX));
    if !members.is_empty() {
        assert_eq!(Some(access_token.expose()), text_of(members, "access_token").as_deref());
        assert_eq!(refresh_token.as_ref().map(Secret::expose), text_of(members, "refresh_token").as_deref());
        assert_eq!(*scope, text_of(members, "scope"));
    }
}

fn shows_nothing_of_the_body(error: &Error<Fault>) {
    for shown in shown(error) {
        assert!(!shown.contains('~'), "{shown}");
    }
    assert!(matches!(error, Error::Undecodable(_)), "{error}");
}

fn any_text_is_a_token(text: &str) {
    let json = serde_json::json!({ "scope": text, "access_token": text, "other": [text, { text: 1 }] }).to_string();
    let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("access_token", text).finish();
    for (content_type, body) in [("application/json", json), ("application/x-www-form-urlencoded; charset=utf-8", form)]
    {
        // A member that is called like one of the token's would be there twice.
        let read = token(content_type, body.as_bytes()).map(|token| token.access_token.expose().to_owned()).ok();
        assert_eq!(read.unwrap_or_default(), text, "{body}");
    }
}

/// The value of `Retry-After`.
pub fn retry_after(data: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(data) else { return };
    let headers = HeaderMap::from_iter([(header::RETRY_AFTER, value.clone())]);
    let error = read::<RefreshGrant>(RawResponse::new(StatusCode::TOO_MANY_REQUESTS, headers, "")).unwrap_err();
    let wait = error.retry_after();
    assert!(wait <= Some(Duration::from_secs(60 * 60)));
    let text = value.to_str().unwrap_or("no text").trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
        assert_eq!(wait, Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX).min(60 * 60))));
    } else {
        assert_eq!(wait.is_some(), httpdate::parse_http_date(text).is_ok(), "{text}");
    }
    assert_eq!(SessionError::from(error).retry_after(), wait);
}

/// What went out with the request. A provider may repeat it as it is, escaped, or encoded.
const CANARY: &str = "canary~ \"1\"/é";

/// The body of a refusal. The first byte makes the status.
pub fn problem_details(data: &[u8]) {
    let Some((&status, body)) = data.split_first() else { return };
    let status = StatusCode::from_u16(400 + u16::from(status) % 200).unwrap();
    let plain = refusal(status, body, false);
    for shown in shown(&plain) {
        is_one_short_line(&shown);
    }
    says_what_the_body_says(&plain, &members(body));
    let hidden = refusal(status, body, true);
    let Error::Api(refusal) = &hidden else { panic!("{hidden}") };
    let Fault::Other(problem) = refusal.error();
    let texts = [&problem.r#type, &problem.title, &problem.detail, &problem.instance].map(Option::as_deref);
    let extension = problem.extension("extension").map(|json| json.parse_into::<String>().unwrap_or_default());
    let seen = texts.into_iter().flatten().map(str::to_owned).chain(extension).chain(shown(&hidden));
    for text in seen {
        assert!(!text.contains(CANARY), "{text}");
    }
}

fn refusal(status: StatusCode, body: &[u8], hiding: bool) -> Error<Fault> {
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"))]);
    let mut raw = RawResponse::new(status, headers, body.to_vec());
    if hiding {
        let request = RefreshGrant::new(CANARY).prepare(&Hosts::of::<Acme>().unwrap(), None).unwrap();
        raw = raw.hiding(request.carried());
    }
    read::<RefreshGrant>(raw).unwrap_err()
}

/// A code and a message may be long; a log can bear 300 characters of each, of which `Debug` may escape every one.
fn is_one_short_line(shown: &str) {
    assert!(shown.chars().count() < 2 * 300 * "\\u{10ffff}".len(), "{}", shown.len());
    let breaks = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{202E}');
    assert!(!shown.contains(breaks), "{shown:?}");
}

fn says_what_the_body_says(error: &Error<Fault>, members: &Members) {
    let Error::Api(refusal) = error else { panic!("{error}") };
    let Fault::Other(problem) = refusal.error();
    for (name, found) in [("type", &problem.r#type), ("title", &problem.title), ("detail", &problem.detail)] {
        // One that is there twice counts as absent.
        assert!(found.is_none() || *found == text_of(members, name) || members.is_empty(), "{name}: {found:?}");
    }
    for (name, value) in members {
        assert!(problem.extension(name).is_none_or(|json| json.get() == value.get()), "{name}");
    }
}

const STATE: &str = "state~1";
const ISSUER: &str = "https://acme.example";

/// The URL of a callback. The first byte says whether an issuer is expected.
pub fn callback_url(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (expects_issuer, url) = text.strip_prefix('i').map_or((false, text), |url| (true, url));
    let mut pending = PendingCallback::new(STATE, Some(Secret::from("verifier")));
    if expects_issuer {
        pending = pending.issuer(ISSUER);
    }
    let found = pending.finish(url);
    if let Some(other) = other_reading(url) {
        let expected = code_in(&other, expects_issuer).unwrap_or_default();
        assert_eq!(found.as_ref().ok().map(|code| code.callback.code.expose()), expected.as_deref(), "{url}");
    }
    is_finished_or_open(&mut pending, &found);
    if let Err(error) = found {
        is_one_short_line(&error.to_string());
        assert!(matches!(error, CallbackError::Denied { .. }) || !shown(&error).concat().contains('~'), "{error}");
    }
}

/// A callback with the right state ends the authorization; any other leaves it open to the right one.
fn is_finished_or_open(pending: &mut PendingCallback, found: &Result<AuthorizationCode, CallbackError>) {
    let right = format!("?state={STATE}&code=c&iss={ISSUER}");
    match found {
        Err(CallbackError::State | CallbackError::Repeated { .. }) => assert!(pending.finish(&right).is_ok()),
        _ => assert_eq!(pending.finish(&right).unwrap_err(), CallbackError::Finished),
    }
}

/// The URL, as another parser sees it. That one leaves out white space and control characters.
fn other_reading(url: &str) -> Option<Url> {
    let is_plain = !url.contains(|char: char| char.is_control() || char.is_whitespace());
    Url::parse("http://localhost/").and_then(|base| base.join(url)).ok().filter(|_| is_plain)
}

/// The code of a callback that must be accepted; an error where a parameter is there twice.
fn code_in(url: &Url, expects_issuer: bool) -> Result<Option<String>, ()> {
    let one = |name: &str| {
        let mut values = url.query_pairs().filter(|(found, value)| found == name && !value.is_empty());
        let first = values.next().map(|(_, value)| value.into_owned());
        if values.next().is_some() { Err(()) } else { Ok(first) }
    };
    let [state, code, iss, error, description] = ["state", "code", "iss", "error", "error_description"].map(one);
    let (state, code, iss, error, _) = (state?, code?, iss?, error?, description?);
    let is_ours = state.as_deref() == Some(STATE) && (!expects_issuer || iss.as_deref() == Some(ISSUER));
    Ok(code.filter(|_| is_ours && error.is_none()))
}

/// The file of a store.
pub fn store_file(data: &[u8]) {
    match auth_runtime::session::rewritten(data) {
        Ok(written) => {
            assert_eq!(auth_runtime::session::rewritten(&written).unwrap(), written, "it is read as it was written");
            holds_the_same(&members(data), &members(&written));
        }
        Err(error) => assert!(!shown(&error).concat().contains('~'), "{error}"),
    }
}

fn holds_the_same(read: &Members, written: &Members) {
    assert_eq!(text_of(written, "format").as_deref(), Some("authwright session 2"));
    if !read.is_empty() {
        for name in ["access_token", "refresh_token", "scope"] {
            assert_eq!(text_of(written, name), text_of(read, name), "{name}");
        }
    }
}

/// All that a log may have of it.
fn shown(error: &(impl Display + Debug)) -> [String; 2] {
    [error.to_string(), format!("{error:?}")]
}
