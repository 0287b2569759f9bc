//! How error responses become typed errors.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use std::time::Duration;

use auth_runtime::call::read;
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, StatusCode, header};
use auth_runtime::response::{RawResponse, Refusal};
use auth_runtime::{ApiError, Class, Endpoint, Error, Secret};

use crate::support;
use crate::support::{Acme, AcmeError, CreateKey, ExchangeCode, ListAgents, Scope, TokenError};

fn refuse<E: Endpoint>(status: u16, body: &str) -> Refusal<E::Error> {
    let raw = RawResponse::new(StatusCode::from_u16(status).unwrap(), HeaderMap::new(), body.to_owned());
    match read::<E>(raw) {
        Err(Error::Api(refusal)) => *refusal,
        _ => panic!("{status} is a refusal"),
    }
}

#[test]
fn finds_the_variant() {
    let rows = [
        (
            400,
            r#"{"error":"invalid_grant","error_description":"D"}"#,
            "InvalidGrant",
            Class::Reauthenticate,
            Some("invalid_grant"),
            Some("D"),
        ),
        (
            400,
            r#"{"error":{"code":"invalid_grant","message":"M"}}"#,
            "InvalidGrant",
            Class::Reauthenticate,
            Some("invalid_grant"),
            Some("M"),
        ),
        (
            400,
            r#"{"error":{"message":"M"},"error_description":"D"}"#,
            "InvalidTokenRequest",
            Class::Configuration,
            None,
            Some("M"),
        ),
        (
            400,
            r#"{"error":"invalid_grant2"}"#,
            "InvalidTokenRequest",
            Class::Configuration,
            Some("invalid_grant2"),
            None,
        ),
        (400, r#"{"error":7,"error_description":["D"],"status_code":7}"#, "Seventh", Class::Configuration, None, None),
        (400, "<html>", "InvalidTokenRequest", Class::Configuration, None, None),
        (400, "", "InvalidTokenRequest", Class::Configuration, None, None),
        (401, r#"{"error":"invalid_client"}"#, "InvalidClient", Class::Configuration, Some("invalid_client"), None),
        (403, "[]", "Other", Class::Denied, None, None),
        (408, "{}", "Other", Class::Retry, None, None),
        (429, r#"{"error":"slow"}"#, "RateLimit", Class::RateLimited, None, None),
        (503, "{\"a\":", "Other", Class::Retry, None, None),
        (404, &"[".repeat(100_000), "Other", Class::Configuration, None, None),
    ];
    for (status, body, name, class, code, message) in rows {
        let refusal = refuse::<ExchangeCode>(status, body);
        let found = (refusal.error().name(), refusal.class(), refusal.code(), refusal.message());
        assert_eq!(found, (name, class, code, message), "{status} {}", body.get(..50).unwrap_or(body));
        assert_eq!((refusal.status().as_u16(), &refusal.body()[..]), (status, body.as_bytes()));
    }
}

#[test]
fn reads_problem_details() {
    let body = r#"{"type":"approval_required","detail":"Wait","approval_request_id":"apr_17"}"#;
    let AcmeError::ApprovalRequired(problem) = refuse::<ListAgents>(403, body).into_error() else { panic!() };
    assert_eq!(problem.extension("approval_request_id").map(auth_runtime::value::JsonRef::get), Some("\"apr_17\""));
    assert_eq!(refuse::<ListAgents>(403, "{\"type\":7}").error().name(), "Other");
    assert_eq!(refuse::<ListAgents>(401, body).error().to_string(), "Unauthorized");
}

#[test]
fn displays_code_and_message_on_one_line() {
    let body = format!(r#"{{"error":"invalid_grant","error_description":"a\nb{}"}}"#, "x".repeat(1000));
    let refusal = refuse::<ExchangeCode>(400, &body);
    let expected =
        format!("`ExchangeCode` was refused with 400: InvalidGrant `invalid_grant`: a b{}…", "x".repeat(297));
    assert_eq!(refusal.to_string(), expected);
}

#[test]
fn tells_when_to_come_back() {
    let headers = HeaderMap::from_iter([(header::RETRY_AFTER, "7".parse().unwrap())]);
    let error = read::<ExchangeCode>(RawResponse::new(StatusCode::TOO_MANY_REQUESTS, headers, "")).unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!((error.status(), error.is_retryable()), (Some(StatusCode::TOO_MANY_REQUESTS), true));
}

#[test]
fn names_the_host_of_a_redirect() {
    let rows = [
        ("https://evil.example/?code=canary", "evil.example"),
        ("http://10.0.0.1:81/", "10.0.0.1"),
        ("/elsewhere?canary", "its own host"),
        ("file:///etc/passwd", "its own host"),
        ("https://canary-secret.example/", "….example"),
    ];
    let hosts = Hosts::of::<Acme>().unwrap();
    let prepared = ExchangeCode::new("canary-secret", "app", "s").prepare(&hosts, None).unwrap();
    for (location, host) in rows {
        let headers = HeaderMap::from_iter([(header::LOCATION, location.parse().unwrap())]);
        let raw = RawResponse::new(StatusCode::TEMPORARY_REDIRECT, headers, "").hiding(prepared.carried());
        let error = read::<ExchangeCode>(raw).unwrap_err();
        assert_eq!(error.to_string(), format!("`ExchangeCode` was redirected to {host} with 307; it is not followed"));
        assert!(!format!("{error:?}").contains("canary"));
    }
}

/// Everything that can be printed of an error, sources included.
fn shown<E: ApiError>(error: &Error<E>) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text += &format!(" {error} {error:?}");
        source = error.source();
    }
    text
}

#[test]
fn hides_secrets_that_the_provider_repeats() {
    let hosts = Hosts::of::<Acme>().unwrap();
    let request = ExchangeCode::new("canary\"1", "app", Secret::from("canary/2"));
    let carried = request.prepare(&hosts, Some(&support::ApiKey::new("canary-3"))).unwrap().carried();
    let body = r#"{"error":"canary-3","error_description":"code canary\"1 and canary\/2 are bad"}"#;
    let raw = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body).hiding(carried);
    let error = read::<ExchangeCode>(raw).unwrap_err();
    assert!(!shown(&error).contains("canary"), "{}", shown(&error));
    let Error::Api(refusal) = error else { unreachable!() };
    assert_eq!((refusal.code(), refusal.message()), (Some("…"), Some("code … and … are bad")));
    assert!(
        matches!(refusal.error(), TokenError::InvalidTokenRequest(fault) if !format!("{fault:?}").contains("canary"))
    );
    assert_eq!(&refusal.body()[..], body.as_bytes());
}

/// Keys of several people.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/unlock", response = (), error = TokenError)]
struct Unlock {
    #[endpoint(header = "X-Keys", separator = ",")]
    keys: Vec<Secret>,
    #[endpoint(header = "X-Doors", separator = ",")]
    doors: Vec<String>,
}

#[test]
fn a_list_of_secrets_is_secret() {
    let request = Unlock::new(["canary-1", "canary-2"].map(Secret::from), ["front", "back"]);
    let prepared = request.prepare(&Hosts::of::<Acme>().unwrap(), None).unwrap();
    let headers = prepared.as_http().headers();
    assert_eq!(headers["x-keys"], "canary-1,canary-2");
    assert!(headers["x-keys"].is_sensitive() && !headers["x-doors"].is_sensitive());
    assert!(!format!("{request:?} {prepared:?}").contains("canary"));
    let body = r#"{"error":"canary-2","error_description":"canary-1 and canary-2 do not open the front door"}"#;
    let raw = RawResponse::new(StatusCode::BAD_REQUEST, HeaderMap::new(), body).hiding(prepared.carried());
    let error = read::<Unlock>(raw).unwrap_err();
    assert!(!shown(&error).contains("canary") && shown(&error).contains("front"), "{}", shown(&error));
}

#[test]
fn requests_that_cannot_be_built_are_errors_of_a_call() {
    let problem = CreateKey::new("n", [] as [Scope; 0]).prepare(&Hosts::of::<Acme>().unwrap(), None).unwrap_err();
    let error = Error::<AcmeError>::from(problem);
    assert_eq!((error.class(), error.endpoint(), error.status()), (Class::Configuration, "CreateKey", None));
}
