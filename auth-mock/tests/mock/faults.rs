//! Faults: what a client meets, how often, and what happens to its tokens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use auth_mock::{Fault, Mock};
use expect_test::expect;

use crate::common::{Reply, address, parse, send, send_raw, start};

const COUNT: &str = "GET /acme/base/v1/things/count\nx-key: Key key_1";
const DELETE: &str = "DELETE /acme/base/v1/users\nauthorization: Bearer";
const FORM: &str = "POST /acme/login/token\ncontent-type: application/x-www-form-urlencoded\n\n";

async fn statuses(mock: &Mock, request: &str, count: usize) -> Vec<u16> {
    let mut found = Vec::new();
    for _ in 0..count {
        found.push(send(mock, request).await.status);
    }
    found
}

async fn exchange(mock: &Mock) -> Reply {
    send(mock, &format!("{FORM}grant_type=authorization_code&code=code_1&client_secret=cs_1")).await
}

async fn renew(mock: &Mock, token: &str) -> Reply {
    send(mock, &format!("{FORM}grant_type=refresh_token&client_secret=cs_1&refresh_token={token}")).await
}

#[tokio::test]
async fn once_some_times_every_third_or_until_switched_off() {
    let rows = [
        ("503, once", [503, 200, 200, 200, 200, 200]),
        ("503, 2 times", [503, 503, 200, 200, 200, 200]),
        ("503, every 3", [200, 200, 503, 200, 200, 503]),
        ("503", [503, 503, 503, 503, 503, 503]),
    ];
    for (fault, expected) in rows {
        let mock = start().await;
        mock.plan_text(&format!("count_things: {fault}")).unwrap();
        assert_eq!(statuses(&mock, COUNT, 6).await, expected, "{fault}");
        let left = mock.faults();
        mock.switch_off("acme.count_things").unwrap();
        assert_eq!(statuses(&mock, COUNT, 3).await, [200, 200, 200], "{fault}");
        assert_eq!(left.is_empty(), fault.ends_with("once") || fault.ends_with("times"), "{fault}: {left:?}");
    }
}

#[tokio::test]
async fn the_first_due_fault_decides() {
    let mock = start().await;
    mock.plan("*", &Fault::slow(Duration::from_millis(1))).unwrap();
    mock.plan("count_things", &Fault::status(500).every(2)).unwrap();
    mock.plan("count_things", &Fault::case("Slow").retry_after(7).once()).unwrap();
    assert_eq!(statuses(&mock, COUNT, 4).await, [429, 500, 200, 500]);
    let exchanges = mock.exchanges();
    assert_eq!(exchanges[0].faults, ["slow 1ms", "Slow retry-after 7, once"]);
    assert!(exchanges.iter().all(|exchange| exchange.took >= Duration::from_millis(1)), "{exchanges:?}");
    let other = send(&mock, "GET /dull/base/read\nx-key: k").await;
    assert_eq!((other.status, mock.exchanges()[4].faults.as_slice()), (204, &["slow 1ms".to_owned()][..]));
}

#[tokio::test]
async fn refusals_are_those_of_the_spec() {
    let mock = start().await;
    let rows = [
        ("429 retry-after 3", 429, Some("3"), r#"{"error":{"message":"Too many requests."}}"#),
        ("429", 429, Some("1"), r#"{"error":{"message":"Too many requests."}}"#),
        ("503 retry-after 9", 503, Some("9"), r#"{"message":"a fault that was asked for"}"#),
        ("Unknown", 401, None, r#"{"error":{"code":"unknown","message":"Who are you"}}"#),
    ];
    for (fault, status, wait, body) in rows {
        mock.plan_text(&format!("acme.count_things {fault} once")).unwrap();
        let reply = send(&mock, COUNT).await;
        assert_eq!((reply.status, reply.body.as_str()), (status, body), "{fault}");
        assert_eq!(reply.headers.get("retry-after").map(String::as_str), wait, "{fault}");
    }
    mock.plan_text("authorize: 500 once").unwrap();
    assert_eq!(send(&mock, "GET /acme/login/authorize").await.status, 500);
}

#[tokio::test]
async fn slow_replies_come_later() {
    let mock = start().await;
    mock.plan_text("count_things: slow 60ms, once").unwrap();
    let begin = Instant::now();
    assert_eq!(send(&mock, COUNT).await.status, 200);
    assert!(begin.elapsed() >= Duration::from_millis(60));
}

#[tokio::test]
async fn connections_are_closed_before_or_within_the_reply() {
    let mock = start().await;
    let request = b"GET /acme/base/v1/things/count HTTP/1.1\r\nhost: mock\r\nx-key: Key key_1\r\n\r\n";
    mock.plan_text("count_things: closed once").unwrap();
    assert_eq!(String::from_utf8_lossy(&send_raw(&address(&mock), request).await), "");
    assert_eq!(mock.exchanges()[0].status, 0);
    mock.plan_text("search: truncated once").unwrap();
    let request = b"GET /acme/base/v1/things/big/search?q=none HTTP/1.1\r\nhost: mock\r\nx-key: Key key_1\r\nx-tenant: t\r\nx-version: 2\r\n\r\n";
    let reply = String::from_utf8_lossy(&send_raw(&address(&mock), request).await).into_owned();
    assert!(reply.starts_with("HTTP/1.1 200") && reply.contains("content-length: 12\r\n"), "{reply}");
    assert!(reply.ends_with("\r\n\r\n{\"foun"), "{reply}");
    // Where there is no body, there is no middle either.
    mock.plan_text("delete_user: truncated once").unwrap();
    let request = b"DELETE /acme/base/v1/users HTTP/1.1\r\nhost: mock\r\nx-key: Key key_1\r\n\r\n";
    assert_eq!(send_raw(&address(&mock), request).await, b"");
    mock.plan_text("exchange: closed").unwrap();
    let request = b"POST /acme/login/token HTTP/1.1\r\nhost: mock\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(send_raw(&address(&mock), request).await, b"");
    assert_eq!(send(&mock, COUNT).await.status, 200);
}

#[tokio::test]
async fn an_expired_token_is_refused_until_it_is_issued_again() {
    let mock = start().await;
    exchange(&mock).await;
    let call = format!("{DELETE} at_1");
    assert_eq!(send(&mock, &call).await.status, 204);
    mock.plan_text("delete_user: expired once").unwrap();
    let refused = send(&mock, &call).await;
    assert_eq!(refused.status, 401);
    let challenge = refused.headers.get("www-authenticate").unwrap();
    assert_eq!(challenge, "Bearer error=\"invalid_token\", error_description=\"the token has expired: get a new one\"");
    assert_eq!(statuses(&mock, &call, 2).await, [401, 401]);
    assert_eq!(send(&mock, &format!("{DELETE} at_3")).await.status, 204, "another token is still good");
    assert_eq!(mock.exchanges()[3].refused, ["the token has expired: get a new one"]);
    assert_eq!(mock.exchanges()[3].credential.as_deref(), Some("oauth"));
    exchange(&mock).await;
    assert_eq!(send(&mock, &call).await.status, 204);
}

#[tokio::test]
async fn a_revoked_grant_is_not_renewed() {
    let mock = start().await;
    assert_eq!(renew(&mock, "rt_1").await.status, 200);
    mock.plan_text("delete_user: revoked once").unwrap();
    assert_eq!(send(&mock, &format!("{DELETE} at_1")).await.status, 401);
    let refused = renew(&mock, "rt_1").await;
    assert_eq!((refused.status, refused.body.contains("invalid_grant")), (400, true), "{}", refused.body);
    assert_eq!(exchange(&mock).await.status, 200);
    assert_eq!((renew(&mock, "rt_1").await.status, send(&mock, &format!("{DELETE} at_1")).await.status), (200, 204));
}

/// A key does not change: it is refused as often as the fault says.
#[tokio::test]
async fn a_key_can_expire_too() {
    let mock = start().await;
    mock.plan_text("count_things: expired 2 times").unwrap();
    assert_eq!(statuses(&mock, COUNT, 3).await, [401, 401, 200]);
}

#[tokio::test]
async fn an_expired_refresh_token_asks_for_a_log_in() {
    let mock = start().await;
    mock.plan_text("renew: expired once").unwrap();
    let refused = renew(&mock, "rt_1").await;
    assert!(refused.status == 400 && refused.body.contains("the refresh token has expired"), "{}", refused.body);
    assert_eq!(renew(&mock, "rt_1").await.status, 400);
    exchange(&mock).await;
    assert_eq!(renew(&mock, "rt_1").await.status, 200);
}

#[tokio::test]
async fn a_rotated_refresh_token_is_the_only_good_one() {
    let mock = start().await;
    mock.plan_text("exchange: rotated").unwrap();
    mock.plan_text("renew: rotated").unwrap();
    let first = exchange(&mock).await.body;
    assert!(first.contains(r#""refresh_token":"rt_1_rotated_1""#), "{first}");
    let second = renew(&mock, "rt_1_rotated_1").await.body;
    assert!(second.contains("at_3") && second.contains(r#""refresh_token":"rt_1_rotated_2""#), "{second}");
    let replayed = renew(&mock, "rt_1_rotated_1").await;
    assert!(replayed.status == 400 && replayed.body.contains("used before, and replaced"), "{}", replayed.body);
    assert_eq!(renew(&mock, "rt_1_rotated_2").await.status, 200);
    mock.switch_off("*").unwrap();
    assert_eq!(renew(&mock, "rt_1_rotated_3").await.status, 200);
    let log = format!("{:?}", mock.exchanges());
    assert!(!log.contains("rotated_1") && !log.contains("rt_1"), "{log}");
}

/// `grace: until_used`: a replaced refresh token is good until the new one, or the access token beside it, is used.
#[tokio::test]
async fn a_rotated_refresh_token_may_be_good_until_the_new_one_is_used() {
    const SKETCH: &str = include_str!("../../../docs/language/sketches/until_used.yaml");
    let renew = |token: &str| {
        format!("POST /until_used/base/refresh\ncontent-type: application/json\n\n{{\"refresh_token\":\"{token}\"}}")
    };
    let uses =
        [renew("rt_example_1_rotated_2"), "GET /until_used/base/rooms\nauthorization: Bearer at_example_2".into()];
    for used in uses {
        let mock = Mock::start(vec![parse(SKETCH)]).await.unwrap();
        mock.plan_text("renew: rotated").unwrap();
        for number in 1..3 {
            let reply = send(&mock, &renew("rt_example_1")).await;
            assert_eq!(reply.status, 200, "its reply may have been lost: {}", reply.body);
            assert!(reply.body.contains(&format!("rt_example_1_rotated_{number}")), "{}", reply.body);
        }
        assert_eq!(send(&mock, &used).await.status, 200, "{used}");
        let ended = send(&mock, &renew("rt_example_1")).await;
        assert!(ended.body.contains("used before, and replaced"), "{used} {}", ended.body);
    }
}

#[tokio::test]
async fn what_cannot_be_planned_is_explained() {
    let mock = start().await;
    let rows = [
        ("log_im: 503", "there is no endpoint `log_im`: did you mean `log_in`?"),
        ("acmee.exchange: 503", "there is no provider `acmee`: did you mean `acme`?"),
        ("acme.log_in: 503", "there is no endpoint `log_in`: the endpoints are `authorize`, `exchange`,"),
        ("exchange: InvalidGrnat", "`exchange` has no error `InvalidGrnat`: did you mean `InvalidGrant`?"),
        ("authorize: Slow", "`authorize` is a page for a browser, and has no errors of the spec: use a status"),
        ("send: expired", "`send` is called without a credential, so that nothing of it can be expired"),
        (
            "count_things: rotated",
            "`count_things` issues no refresh token that could be rotated: those that do are `exchange`",
        ),
        ("exchange", "write the endpoint and what happens to its calls"),
        (": 503", "write the endpoint and what happens to its calls"),
        ("dull.*: rotated", "`log_in` issues no refresh token that could be rotated"),
    ];
    for (text, expected) in rows {
        let said = mock.plan_text(text).unwrap_err().to_string();
        assert!(said.starts_with(expected), "{text}: {said}");
    }
    assert!(mock.plan("exchange", &Fault::status(200)).is_err() && mock.switch_off("log_im").is_err());
    assert_eq!(mock.faults(), []);
}

#[tokio::test]
async fn other_languages_plan_by_http() {
    let mock = start().await;
    let ready = send(&mock, "GET /-/").await;
    assert_eq!(ready.body, mock.ready().to_string());
    let mut said = String::new();
    for request in [
        "POST /-/faults\n\ncount_things: 429 retry-after 3, once",
        "POST /-/faults\ncontent-type: application/json\n\n{\"endpoint\":\"acme.count_things\",\"fault\":\"slow 1ms\"}",
        "GET /-/faults\n",
        "DELETE /-/faults/acme.count_things\n",
        "DELETE /-/faults/count_thing\n",
        "DELETE /-/faults\n",
        "POST /-/faults\n\ncount_thing: 503",
        "POST /-/faults\n\n{\"endpoint\":1",
        "GET /-/exchanges?after=x\n",
        "GET /-/exchanges\n",
        "PUT /-/faults\n",
        "GET /-/nothing\n",
        "GET /-/\norigin: https://evil.example",
    ] {
        let reply = send(&mock, request).await;
        writeln!(said, "{} {}", reply.status, reply.body).unwrap();
    }
    expect![[r#"
        201 {"faults":[{"endpoint":"acme.count_things","fault":"429 retry-after 3, once"}]}
        201 {"faults":[{"endpoint":"acme.count_things","fault":"slow 1ms"}]}
        200 {"faults":[{"endpoint":"acme.count_things","fault":"429 retry-after 3, once"},{"endpoint":"acme.count_things","fault":"slow 1ms"}]}
        200 {"switched_off":2}
        404 {"error":"there is no endpoint `count_thing`: did you mean `count_things`?"}
        200 {"switched_off":0}
        400 {"error":"there is no endpoint `count_thing`: did you mean `count_things`?"}
        400 {"error":"write `{ \"endpoint\": \"log_in\", \"fault\": \"503 once\" }`, or `log_in: 503 once` as text"}
        400 {"error":"`after` is how many exchanges to leave out: a number"}
        200 {"exchanges":[]}
        405 {"error":"the paths are GET /-/, GET, POST and DELETE /-/faults, DELETE /-/faults/ENDPOINT, GET /-/exchanges"}
        404 {"error":"there is nothing at `/-/nothing`: the paths are GET /-/, GET, POST and DELETE /-/faults, DELETE /-/faults/ENDPOINT, GET /-/exchanges"}
        403 {"error":"pages of other sites have nothing to say here"}
    "#]].assert_eq(&said);
    send(&mock, COUNT).await;
    send(&mock, COUNT).await;
    let shown = send(&mock, "GET /-/exchanges?after=1").await.body;
    let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(shown["exchanges"].as_array().unwrap().len(), 1);
    assert_eq!(shown["exchanges"][0]["endpoint"], "count_things");
    assert_eq!(shown["exchanges"][0]["headers"][3], serde_json::json!(["x-key", "Key ***"]), "{shown}");
}
