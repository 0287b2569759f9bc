//! The requests that the mock records for a test.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test that fails may panic, and its texts are short"
)]

use std::time::Duration;

use auth_mock::Mock;
use expect_test::{Expect, expect};
use tokio::net::TcpStream;

use crate::common::{ACME, address, parse, send, start};

const COUNT: &str = "GET /acme/base/v1/things/count\nx-key: Key key_1";

/// Sends a request, and shows its record.
async fn check(request: &str, expected: Expect) {
    let mock = start().await;
    send(&mock, request).await;
    let exchanges = mock.exchanges();
    let exchange = &exchanges[0];
    let headers =
        exchange.headers.iter().filter(|(name, _)| !["host", "connection", "content-length"].contains(&name.as_str()));
    let headers: String = headers.map(|(name, value)| format!("{name}: {value}\n")).collect();
    expected.assert_eq(&format!(
        "{}.{}\n{} {}\n{headers}{}\n{}\n{}\n",
        exchange.provider.as_deref().unwrap_or("?"),
        exchange.endpoint.as_deref().unwrap_or("?"),
        exchange.method,
        exchange.path,
        exchange.request,
        exchange.status,
        exchange.response,
    ));
}

#[tokio::test]
async fn shows_no_secret() {
    let json = "content-type: application/json";
    let form = "content-type: application/x-www-form-urlencoded";
    let users = format!("POST /acme/base/v1/users\n{json}\n\n");
    check(&(users.clone() + r#"{"name":"ada","password":"real","pasword":"real","scopes":["read"],"version":"v1","address":{"city":"Kyiv","key":"real"}}"#), expect![[r#"
        acme.create_user
        POST /acme/base/v1/users
        content-type: application/json
        {"name":"ada","password":"***","pasword":"***","scopes":["read"],"version":"v1","address":{"city":"Kyiv","key":"***"}}
        422
        {"error":{"message":"`address.key`: there is no field `key`; there is no field `pasword` (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}
    "#]]).await;
    check(&(users.clone() + r#"{"name":{"password":"real"},"password":["real"],"address":"real"}"#), expect![[r#"
        acme.create_user
        POST /acme/base/v1/users
        content-type: application/json
        {"name":"***","password":"***","address":"***"}
        422
        {"error":{"message":"`version` must be `v1`; `scopes` is missing; `name`: expected text, found an object; `password`: expected text that is not empty, found a list; `address`: expected an object, found text (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}
    "#]])
        .await;
    check(&(users.clone() + r#"["real"]"#), expect![[r#"
        acme.create_user
        POST /acme/base/v1/users
        content-type: application/json
        "***"
        422
        {"error":{"message":"`version` must be `v1`; expected an object, found a list (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}
    "#]]).await;
    check(
        &(users + r#"{"password":"real""#),
        expect![[r#"
            acme.create_user
            POST /acme/base/v1/users
            content-type: application/json
            (18 bytes)
            422
            {"error":{"message":"the JSON in the body is incomplete: look at line 1, column 18"}}
        "#]],
    )
    .await;
    check(
        &format!(
            "POST /acme/login/token\n{form}\n\ngrant_type=authorization_code&code=code_1&client_secret=cs_1&x=real"
        ),
        expect![[r#"
            acme.exchange
            POST /acme/login/token
            content-type: application/x-www-form-urlencoded
            grant_type=authorization_code&code=***&client_secret=***&x=***
            400
            {"error_description":"there is no field `x` (the fields here are `grant_type`, `code`, `client_secret`, `code_verifier`)"}
        "#]],
    )
    .await;
    check("GET /acme/login/authorize?client_id=app_1&state=real&token=real&code_challenge=c", expect![[r#"
        acme.authorize
        GET /acme/login/authorize?client_id=app_1&state=***&token=***&code_challenge=c

        400
        {"message":"`response_type` must be `code`; the query parameter `redirect_uri` is missing; there is no query parameter `token` (the fields here are `response_type`, `client_id`, `redirect_uri`, `scope`)"}
    "#]]).await;
    check(
        "GET /acme/base/v1/things/count\nx-key: Key real\nauthorization: Bearer real\ncookie: real\naccept: */*",
        expect![[r#"
            acme.count_things
            GET /acme/base/v1/things/count
            x-key: Key ***
            authorization: Bearer ***
            cookie: ***
            accept: */*

            401
            {"error":{"code":"unknown","message":"the credential in `X-Key` is unknown: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}
        "#]],
    )
    .await;
    check("GET /acme/base/v1/things/count\nx-key: real\nauthorization: Basic real", expect![[r#"
        acme.count_things
        GET /acme/base/v1/things/count
        x-key: ***
        authorization: ***

        401
        {"error":{"code":"unknown","message":"the credential in `X-Key` is unknown: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}
    "#]]).await;
    check("GET /acme/base/v1/keys/sk0live1a2b3c4d5e6f7g8h9?sk0live1a2b3c4d5e6f7g8h0=1", expect![[r#"
        acme.?
        GET /acme/base/v1/keys/***?***=***

        404
        {"error":{"message":"no endpoint has this path: the paths are GET /acme/login/authorize, POST /acme/login/token, GET /acme/base/v1/things/{kind}/search, GET /acme/base/v1/things/{id}, GET /acme/base/v1/things/count, POST /acme/base/v1/users, DELETE /acme/base/v1/users"}}
    "#]]).await;
    check(&format!("POST /acme/login/token\n{form}\n\nsk0live1a2b3c4d5e6f7g8h9i0j"), expect![[r#"
        acme.exchange
        POST /acme/login/token
        content-type: application/x-www-form-urlencoded
        ***=***
        400
        {"error_description":"`grant_type` must be `authorization_code` or `refresh_token`; `code` is missing; `client_secret` is missing; there is no field `***` (the fields here are `grant_type`, `code`, `client_secret`, `code_verifier`)"}
    "#]]).await;
    check("POST /nowhere?token=real\nx-key: Key real\n\nreal", expect![[r#"
        ?.?
        POST /nowhere?token=***
        x-key: Key ***
        (4 bytes)
        404
        {"message":"no endpoint has this path: the paths are GET /acme/login/authorize, POST /acme/login/token, GET /acme/base/v1/things/{kind}/search, GET /acme/base/v1/things/{id}, GET /acme/base/v1/things/count, POST /acme/base/v1/users, DELETE /acme/base/v1/users, POST /bolt/base/send, POST /dull/base/token, GET /dull/base/read"}
    "#]]).await;
}

#[tokio::test]
async fn a_planned_failure_answers_once() {
    let mock = start().await;
    for (provider, endpoint, case) in [
        ("acmo", "count_things", "Slow"),
        ("acme", "count", "Slow"),
        ("acme", "count_things", "Fast"),
        ("acme", "authorize", "Slow"),
    ] {
        assert!(!mock.fail_next(provider, endpoint, case), "{provider} {endpoint} {case}");
    }
    assert!(mock.fail_next("acme", "count_things", "Slow") && mock.fail_next("acme", "count_things", "Unknown"));
    let rows = [
        (429, r#"{"error":{"message":"Too many requests."}}"#),
        (401, r#"{"error":{"code":"unknown","message":"Who are you"}}"#),
        (200, "1"),
    ];
    for (status, body) in rows {
        let reply = send(&mock, COUNT).await;
        assert_eq!((reply.status, reply.body.as_str()), (status, body));
        assert_eq!(reply.headers.get("retry-after").map(String::as_str), (status == 429).then_some("1"));
    }
    assert!(mock.fail_next("acme", "exchange", "InvalidGrant"));
    let reply = send(&mock, "POST /acme/login/token\ncontent-type: application/x-www-form-urlencoded\n\n").await;
    assert_eq!(
        (reply.status, reply.body.as_str()),
        (400, r#"{"error":"invalid_grant","error_description":"Expired"}"#)
    );
}

#[tokio::test]
async fn equal_examples_take_turns() {
    let mock = start().await;
    for expected in ["1", "2", "3", "1"] {
        assert_eq!(send(&mock, COUNT).await.body, expected);
    }
}

#[tokio::test]
async fn the_nearest_example_answers() {
    let mock = start().await;
    let rows = [
        ("grant_type=authorization_code&code=code_2&client_secret=cs_1&code_verifier=any", "at_2"),
        ("grant_type=authorization_code&code=code_1&client_secret=cs_1", "at_1"),
        ("grant_type=refresh_token&refresh_token=rt_1&client_secret=cs_1", "at_3"),
    ];
    for (body, token) in rows {
        let reply =
            send(&mock, &format!("POST /acme/login/token\ncontent-type: application/x-www-form-urlencoded\n\n{body}"))
                .await;
        assert!(reply.body.contains(token), "{body}: {}", reply.body);
    }
    let search = "x-key: Key key_1\nx-tenant: t\nx-version: 2";
    let rows = [
        ("small%2Fred/search?tag=x&q=a+b&limit=3&tag=y&ids=1,2&exact=true", "all"),
        ("big/search?q=none", "[]"),
        ("huge/search?q=other&ids=", "all"),
    ];
    for (path, found) in rows {
        let reply = send(&mock, &format!("GET /acme/base/v1/things/{path}\n{search}")).await;
        assert!(reply.body.contains(found), "{path}: {}", reply.body);
    }
}

#[tokio::test]
async fn a_code_comes_with_its_verifier() {
    let mock = start().await;
    let visit = "GET /acme/login/authorize?client_id=app_1&redirect_uri=https%3A%2F%2Fapp.example%2F&response_type=code&state=s\
                 &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    assert_eq!(send(&mock, visit).await.status, 302);
    let rows = [
        ("", 400, "`code_verifier` is missing"),
        ("&code_verifier=wrong", 400, "invalid_grant"),
        ("&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", 200, "at_1"),
    ];
    for (verifier, status, part) in rows {
        let head = "POST /acme/login/token\ncontent-type: application/x-www-form-urlencoded";
        let reply =
            send(&mock, &format!("{head}\n\ngrant_type=authorization_code&code=code_1&client_secret=cs_1{verifier}"))
                .await;
        assert_eq!(reply.status, status, "{verifier}");
        assert!(reply.body.contains(part), "{verifier}: {}", reply.body);
    }
}

#[tokio::test]
async fn every_reply_of_a_provider_has_its_headers() {
    let mock = start().await;
    for (request, expected) in
        [(COUNT, Some("mock-1")), ("GET /acme/nowhere", Some("mock-2")), ("GET /dull/base/read", None)]
    {
        assert_eq!(send(&mock, request).await.headers.get("x-request-id").map(String::as_str), expected, "{request}");
    }
}

#[tokio::test]
async fn a_log_waits_for_the_next_exchange() {
    let mock = start().await;
    send(&mock, COUNT).await;
    assert_eq!(mock.exchanges_after(0).await.len(), 1);
    let waiting = tokio::time::timeout(Duration::from_millis(20), mock.exchanges_after(1)).await;
    assert!(waiting.is_err());
    let (found, _) = tokio::join!(mock.exchanges_after(1), send(&mock, "GET /nowhere"));
    assert_eq!(found[0].to_string(), "GET /nowhere 404");
}

#[tokio::test]
async fn dropping_it_stops_the_server() {
    let mock = start().await;
    let address = address(&mock);
    let idle = TcpStream::connect(&address).await.unwrap();
    drop(mock);
    for _ in 0..200 {
        if TcpStream::connect(&address).await.is_err() {
            drop(idle);
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("{address} still answers");
}

#[tokio::test]
async fn a_port_is_taken_once() {
    let mock = start().await;
    let port = address(&mock).rsplit(':').next().unwrap().parse().unwrap();
    assert!(Mock::start_on(port, vec![parse(ACME)]).await.is_err());
    assert_eq!(mock.url("acme", "base").unwrap(), format!("http://127.0.0.1:{port}/acme/base/v1"));
    assert_eq!(mock.url("acme", "login").unwrap(), format!("http://127.0.0.1:{port}/acme/login"));
    assert_eq!((mock.url("acme", "other"), mock.url("other", "base")), (None, None));
}
