//! What a provider with customers sends, and what it is understood to say.

use auth_runtime::call::read;
use auth_runtime::host::Hosts;
use auth_runtime::http::{HeaderMap, StatusCode};
use auth_runtime::response::RawResponse;
use auth_runtime::{Class, Endpoint, Error};
use downstream::customers::{Account, ApiToken, Count, CreateToken, DepotError, Keys};

fn hosts() -> Hosts<downstream::customers::Depot> {
    Hosts::with_settings(&Account::new("acme-eu")).expect("an account")
}

#[test]
fn an_account_is_a_part_of_the_host() {
    let keys = Keys::new("key_1", "app_1");
    let request = Count::new("d 1").trace("7").prepare(&hosts(), Some(&keys)).expect("a request").into_http();
    assert_eq!(request.uri(), "https://acme-eu.depot.example/depots/d%201");
    let headers = ["x-region", "x-trace", "x-api-key", "x-app-key"].map(|name| &request.headers()[name]);
    assert_eq!(headers, ["eu", "rust-7", "key_1", "app_1"]);
    let error = Hosts::with_settings(&Account::new("evil.example/")).expect_err("another host");
    assert!(error.to_string().contains("account"), "{error}");
}

#[test]
fn a_trace_that_is_absent_is_not_sent() {
    let request = Count::new("d1").prepare(&hosts(), Some(&Keys::new("key_1", "app_1"))).expect("a request");
    assert!(!request.as_http().headers().contains_key("x-trace"));
}

#[test]
fn ids_and_secrets_are_form_urlencoded_first() {
    let request = CreateToken::new("app 1", "a:b/1").prepare(&hosts(), None).expect("a request").into_http();
    assert_eq!(request.headers()["authorization"], "Basic YXBwKzE6YSUzQWIlMkYx");
    let api_token = ApiToken::new("ada@acme.example", "t:1");
    let request = Count::new("d1").prepare(&hosts(), Some(&api_token)).expect("a request").into_http();
    assert_eq!(request.headers()["authorization"], "Basic YWRhQGFjbWUuZXhhbXBsZS90b2tlbjp0OjE=");
}

#[test]
fn a_success_may_be_a_refusal() {
    let rows = [
        (r#"{"boxes":7}"#, None),
        (r#"{"ok":false}"#, Some(Class::Denied)),
        (r#"{"ok":false,"code":602}"#, Some(Class::Reauthenticate)),
        (r#"{"ok":false,"code":7}"#, Some(Class::Denied)),
    ];
    for (body, class) in rows {
        let raw = RawResponse::new(StatusCode::OK, HeaderMap::new(), body);
        let read = read::<Count>(raw);
        assert_eq!(read.as_ref().err().map(Error::<DepotError>::class), class, "{body}");
    }
}
