//! Settings, HTTP Basic, several parts, headers of every request, named credentials and refusals with a status of success.
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "expect-test writes the hashes; a test that fails may panic, and its texts are short"
)]

use auth_codegen::model::Provider;
use auth_mock::{Mock, curl};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::{Expect, expect};

use crate::common;
use crate::common::{send, sketch};

const NAMES: [&str; 6] =
    ["zendesk", "client_secret_basic", "refusals_under_200", "datadog", "half_basic", "tenant_header"];

fn providers() -> Vec<Provider> {
    NAMES.map(sketch).into()
}

/// Sends each request, in which `BASIC(…)` is the header of HTTP Basic, and compares status, challenge and body.
async fn check(rows: &[(&str, Expect)]) {
    let mock = Mock::start(providers()).await.expect("a free port");
    for (request, expected) in rows {
        let reply = send(&mock, &with_basic(request)).await;
        let challenge = reply.headers.get("www-authenticate").map(|value| format!(" {value}")).unwrap_or_default();
        expected.assert_eq(&format!("{}{challenge} {}", reply.status, reply.body));
    }
}

fn with_basic(request: &str) -> String {
    let Some((before, rest)) = request.split_once("BASIC(") else { return request.to_owned() };
    let (pair, after) = rest.split_once(')').expect("a parenthesis");
    format!("{before}authorization: Basic {}{after}", STANDARD.encode(pair))
}

#[tokio::test]
async fn basic_as_a_credential() {
    check(&[
        ("GET /zendesk/base/api/v2/users/me.json\nBASIC(ada@acme.example/token:token_example_1)", expect![[r#"200 {"user":{"id":35436}}"#]]),
        ("GET /zendesk/base/api/v2/users/me.json\nBASIC(ada@acme.example:token_example_1)", expect![[r#"401 Basic realm="mock" {"error":"Couldn't authenticate you"}"#]]),
        ("GET /zendesk/base/api/v2/users/me.json\nBASIC(ada@acme.example/token:other)", expect![[r#"401 Basic realm="mock" {"error":"Couldn't authenticate you"}"#]]),
        ("GET /zendesk/base/api/v2/users/me.json\nauthorization: Bearer token_example_1", expect![[r#"401 Basic realm="mock" {"error":"Couldn't authenticate you"}"#]]),
        ("GET /zendesk/base/api/v2/users/me.json", expect![[r#"401 Basic realm="mock" {"error":"Couldn't authenticate you"}"#]]),
        ("GET /half_basic/base/v2/charges\nBASIC(sk_example_1:)\nAccept: application/vnd.ledger.v2+json\nLedger-Version: 2026-02-01", expect!["200 []"]),
        ("GET /half_basic/base/v2/charges\nBASIC(sk_example_1:x)\nAccept: application/vnd.ledger.v2+json\nLedger-Version: 2026-02-01", expect![[r#"401 Basic realm="mock" {"message":"the credential in `authorization` is unknown: send `authorization: Basic …` with a key from the spec or a token from the response of an example"}"#]]),
        ("GET /half_basic/base/v2/charges\nBASIC(api:lk_example_1)\nAccept: application/vnd.ledger.v2+json\nLedger-Version: 2026-02-01", expect!["200 []"]),
        ("GET /half_basic/base/v2/charges\nBASIC(lk_example_1:)\nAccept: application/vnd.ledger.v2+json\nLedger-Version: 2026-02-01", expect![[r#"401 Basic realm="mock" {"message":"the credential in `authorization` is unknown: send `authorization: Basic …` with a key from the spec or a token from the response of an example"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn basic_of_a_client() {
    const TOKEN: &str = "POST /client_secret_basic/login/oauth2/token\ncontent-type: application/x-www-form-urlencoded\nHarbour-Version: 2026-05-01";
    const GRANT: &str = "grant_type=refresh_token&refresh_token=refresh_example_1";
    let row = |authorization: &str| format!("{TOKEN}\n{authorization}\n\n{GRANT}");
    check(&[
        (&row("BASIC(app+1:cs%3Aexample%2F1)"), expect![[r#"200 {"access_token":"token_example_2","expires_in":600}"#]]),
        (&row("BASIC(app%201:cs%3aexample%2f1)"), expect![[r#"200 {"access_token":"token_example_2","expires_in":600}"#]]),
        (&row("BASIC(app 1:cs:example/1)"), expect![[r#"401 Basic realm="mock" {"message":"the user name and the password in `authorization` must be form-urlencoded first (RFC 6749 §2.3.1)"}"#]]),
        (&row("BASIC(app+1:other)"), expect![[r#"401 Basic realm="mock" {"message":"`client_secret` is unknown: send the value of an example of the spec"}"#]]),
        (&row("authorization: Basic !"), expect![[r#"401 Basic realm="mock" {"message":"`authorization` must be `Basic` and `username:password` in base64 (RFC 7617)"}"#]]),
        (&row("authorization: Bearer x"), expect![[r#"401 Basic realm="mock" {"message":"`authorization` must be `Basic` and `username:password` in base64 (RFC 7617)"}"#]]),
        (&row("x: y"), expect![[r#"401 Basic realm="mock" {"message":"this call needs `authorization: Basic …` (RFC 7617)"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn headers_of_every_request() {
    check(&[
        ("GET /half_basic/base/v2/charges\nBASIC(sk_example_1:)\nAccept: application/json\nLedger-Version: 2026-02-01", expect![[r#"400 {"message":"`Accept` must be `application/vnd.ledger.v2+json`"}"#]]),
        ("GET /half_basic/base/v2/charges\nBASIC(sk_example_1:)\nAccept: application/vnd.ledger.v2+json", expect![[r#"400 {"message":"`Ledger-Version` must be `2026-02-01`"}"#]]),
        // The endpoint's own header wins.
        ("GET /half_basic/base/v2/charges/export\nBASIC(sk_example_1:)\nAccept: application/json\nLedger-Version: 2026-02-01", expect![[r#"200 ["ch_1"]"#]]),
        ("GET /half_basic/base/v2/charges/export\nBASIC(sk_example_1:)\nAccept: application/vnd.ledger.v2+json\nLedger-Version: 2026-02-01", expect![[r#"400 {"message":"`Accept` must be `application/json`"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn settings_in_paths_and_headers() {
    check(&[
        ("POST /tenant_header/base/v3/tenants/acme/token\ncontent-type: application/json\nX-Tenant: acme\n\n{\"api_key\":\"ak_example_1\"}", expect![[r#"200 {"access_token":"token_example_1","expires_in":900}"#]]),
        ("POST /tenant_header/base/v3/tenants/other/token\ncontent-type: application/json\nX-Tenant: acme\n\n{\"api_key\":\"ak_example_1\"}", expect![[r#"400 {"message":"`tenant` must be `acme`"}"#]]),
        ("POST /tenant_header/base/v3/tenants/acme/token\ncontent-type: application/json\nX-Tenant: other\n\n{\"api_key\":\"ak_example_1\"}", expect![[r#"400 {"message":"`X-Tenant` must be `acme`"}"#]]),
        ("GET /tenant_header/base/v3/trees?row=r1\nauthorization: Orchard token_example_1\nX-Organization: org_1\nX-Tenant: acme\nX-Trace: rust-t1", expect!["200 []"]),
        ("GET /tenant_header/base/v3/trees?row=r1\nauthorization: Orchard token_example_1\nX-Organization: org_1\nX-Tenant: acme", expect!["200 []"]),
        ("GET /tenant_header/base/v3/trees?row=r1\nauthorization: Orchard token_example_1\nX-Organization: org_1\nX-Tenant: acme\nX-Trace: t1", expect![[r#"400 {"message":"`X-Trace` must be `rust-t1`"}"#]]),
        ("GET /client_secret_basic/base/eu/ships\nauthorization: Bearer token_example_2\nHarbour-Version: 2026-05-01", expect![[r#"404 {"message":"no endpoint has this path: the paths are POST /client_secret_basic/login/oauth2/token, GET /client_secret_basic/login/oauth2/authorize"}"#]]),
        ("GET /client_secret_basic/base/us/ships\nauthorization: Bearer token_example_2\nHarbour-Version: 2026-05-01", expect![[r#"404 {"message":"no endpoint has this path: the paths are POST /client_secret_basic/login/oauth2/token, GET /client_secret_basic/login/oauth2/authorize"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn credentials_of_several_parts() {
    check(&[
        ("GET /datadog/base/api/v1/monitor\nDD-API-KEY: api_key_example_1\nDD-APPLICATION-KEY: app_key_example_1", expect![[r#"200 [{"id":1}]"#]]),
        ("GET /datadog/base/api/v1/monitor\nDD-API-KEY: api_key_example_1", expect![[r#"401 {"message":"the credential in `DD-API-KEY` is unknown: send `DD-API-KEY: …` and `DD-APPLICATION-KEY: …` with a key from the spec or a token from the response of an example"}"#]]),
        ("GET /datadog/base/api/v1/monitor\nDD-API-KEY: api_key_example_1\nDD-APPLICATION-KEY: other", expect![[r#"401 {"message":"the credential in `DD-API-KEY` is unknown: send `DD-API-KEY: …` and `DD-APPLICATION-KEY: …` with a key from the spec or a token from the response of an example"}"#]]),
        ("GET /datadog/base/api/v1/monitor", expect![[r#"401 {"message":"this call needs a credential: send `DD-API-KEY: …` and `DD-APPLICATION-KEY: …` with a key from the spec or a token from the response of an example"}"#]]),
        ("GET /datadog/base/api/v1/validate\nDD-API-KEY: api_key_example_1", expect![[r#"200 {"valid":true}"#]]),
        // A constant is a part of the credential too.
        ("GET /refusals_under_200/base/parcels\nX-Auth: token_example_1\nX-Client: rust", expect![[r#"200 {"ok":true,"parcels":[]}"#]]),
        ("GET /refusals_under_200/base/parcels\nX-Auth: token_example_1\nX-Client: go", expect![[r#"200 {"ok":false,"code":602}"#]]),
        ("GET /tenant_header/base/v3/trees?row=r1\nauthorization: Orchard token_example_1\nX-Tenant: acme\nX-Trace: rust-t1", expect![[r#"401 {"message":"the credential in `authorization` is unknown: send `authorization: Orchard …` and `X-Organization: …` with a key from the spec or a token from the response of an example"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn refusals_with_a_status_of_success() {
    let mock = Mock::start(providers()).await.unwrap();
    let call = "GET /refusals_under_200/base/parcels\nX-Auth: token_example_1\nX-Client: rust";
    for (case, status, body) in [
        ("TokenExpired", 200, r#"{"ok":false,"code":602}"#),
        ("Failed", 200, r#"{"ok":false,"error":"no_such_parcel"}"#),
        ("Refused", 200, r#"{"ok":false}"#),
    ] {
        assert!(mock.fail_next("refusals_under_200", "list_parcels", case), "{case}");
        let reply = send(&mock, call).await;
        assert_eq!((reply.status, reply.body.as_str()), (status, body), "{case}");
    }
    assert_eq!(send(&mock, call).await.body, r#"{"ok":true,"parcels":[]}"#);
}

/// A spec whose refusals all have a status of success, and whose bodies have a media type of its own.
const ODD: &str = r#"
name: zendesk
title: Odd
base_url: https://odd.example
headers: { Content-Type: { const: application/vnd.odd+json }, Accept: { const: application/vnd.odd+json } }
types:
  Fault:
    fields:
      ok: { type: optional boolean, at: status.ok }
      code: { type: optional integer, at: status.code }
      why: { type: optional string, at: status.why, means: message }
error_body: Fault
errors:
  200:
    - { name: Unknown, doc: Nobody knows you., when: { code: [7, 8] }, class: reauthenticate, example: { status: { ok: false, code: 7 } } }
    - { name: Wrong, doc: A field is wrong., when: { ok: false }, class: configuration, example: { status: { ok: false, why: No reason } } }
endpoints:
  send:
    doc: Send a number.
    POST: /send
    auth: required
    json: { amount: number }
    returns: { 200: json }
    examples: [{ request: { amount: 1.5 }, response: { status: { ok: true } } }]
credentials:
  key: { doc: A key., key: {}, attach: { basic: { username: { const: api }, password: "{key}" } } }
"#;

#[tokio::test]
async fn all_refusals_have_a_status_of_success() {
    let provider = common::parse(ODD);
    let endpoint = provider.endpoints.iter().next().unwrap();
    let command = curl(&provider, endpoint, "http://mock");
    expect![[r#"curl -X POST -H 'authorization: Basic YXBpOmV4YW1wbGU=' -H 'Content-Type: application/vnd.odd+json' -H 'Accept: application/vnd.odd+json' --data-raw '{"amount":1.5}' http://mock/send"#]].assert_eq(&command);
    let mock = Mock::start(vec![provider]).await.unwrap();
    let call = "POST /zendesk/base/send\nBASIC(api:x)\nContent-Type: application/vnd.odd+json\nAccept: application/vnd.odd+json\n\n{\"amount\":1.5}";
    let rows = [
        (call.to_owned(), expect![[r#"200 {"status":{"ok":true}}"#]]),
        (
            call.replace("1.5", "true"),
            expect![[
                r#"200 {"status":{"ok":false,"why":"`amount`: expected a number, found a boolean (the fields here are `amount`)"}}"#
            ]],
        ),
        (
            call.replace("BASIC(api:x)", "BASIC(other:x)"),
            expect![[
                r#"200 {"status":{"ok":false,"code":7,"why":"the credential in `authorization` is unknown: send `authorization: Basic …` with a key from the spec or a token from the response of an example"}}"#
            ]],
        ),
        (
            call.replace("BASIC(api:x)", "BASIC(api:)"),
            expect![[
                r#"200 {"status":{"ok":false,"code":7,"why":"the credential in `authorization` is unknown: send `authorization: Basic …` with a key from the spec or a token from the response of an example"}}"#
            ]],
        ),
        (
            call.replace("Content-Type: application/vnd.odd+json", "Content-Type: application/json"),
            expect![[
                r#"200 {"status":{"ok":false,"why":"the body is `application/json`: send it with `content-type: application/vnd.odd+json`"}}"#
            ]],
        ),
    ];
    for (request, expected) in rows {
        let reply = send(&mock, &with_basic(&request)).await;
        expected.assert_eq(&format!("{} {}", reply.status, reply.body));
    }
    for (case, expected) in [
        ("Unknown", expect![[r#"{"status":{"ok":false,"code":7}}"#]]),
        ("Wrong", expect![[r#"{"status":{"ok":false,"why":"No reason"}}"#]]),
    ] {
        assert!(mock.fail_next("zendesk", "send", case));
        expected.assert_eq(&send(&mock, &with_basic(call)).await.body);
    }
}

/// Credentials with a part that may be absent, and with a value that differs from one request to the next.
const VARYING: &str = r#"
name: zendesk
title: Varying
base_url: https://varying.example
endpoints:
  list_charges: { doc: List., GET: /charges, auth: key, returns: { 200: json }, examples: [{ response: [] }] }
  list_clocks: { doc: List., GET: /clocks, auth: clock, returns: { 200: json }, examples: [{ response: [] }] }
credentials:
  key:
    doc: "A key, perhaps on behalf of an account."
    inputs: { key: secret, account: optional string }
    example: { key: key_example_1, account: acct_1 }
    attach: { headers: { Authorization: "Bearer {key}", X-Account: "{account}" } }
  clock:
    doc: A key with the time.
    inputs: { key: secret }
    example: { key: key_example_2 }
    attach: { headers: { Authorization: "Stamp {now}", X-Key: "{key}" } }
"#;

#[tokio::test]
async fn parts_may_be_absent_and_schemes_have_no_case() {
    let mock = Mock::start(vec![common::parse(VARYING)]).await.unwrap();
    let (key, clock) =
        ("GET /zendesk/base/charges\nauthorization:", "GET /zendesk/base/clocks\nX-Key: key_example_2\nauthorization:");
    for (request, expected) in [
        (format!("{key} Bearer key_example_1\nX-Account: acct_1"), 200),
        (format!("{key} Bearer key_example_1"), 200),
        (format!("{key} Bearer key_example_1\nX-Account: acct_2"), 401),
        (format!("{key} Bearer other"), 401),
        ("GET /zendesk/base/charges\nX-Account: acct_1".to_owned(), 401),
        (format!("{clock} Stamp 1795747741"), 200),
        (format!("{clock} stamp 1795747741"), 200),
        (format!("{clock} Other 1795747741"), 401),
        (format!("{clock} Stamp"), 401),
    ] {
        assert_eq!(send(&mock, &request).await.status, expected, "{request}");
    }
    let unknown = send(&mock, "GET /zendesk/base/clocks").await.body;
    expect![[r#"{"message":"this call needs a credential: send `X-Key: …` with a key from the spec or a token from the response of an example"}"#]].assert_eq(&unknown);
}

#[tokio::test]
async fn exchanges_show_no_secret() {
    let mock = Mock::start(providers()).await.unwrap();
    let requests = [
        "GET /zendesk/base/api/v2/users/me.json\nBASIC(ada@acme.example/token:c4nary)",
        "POST /client_secret_basic/login/oauth2/token\nBASIC(app:c4nary)\ncontent-type: application/x-www-form-urlencoded\n\ngrant_type=refresh_token&refresh_token=c4nary",
        "GET /datadog/base/api/v1/monitor\nDD-API-KEY: c4nary\nDD-APPLICATION-KEY: c4nary",
        "GET /refusals_under_200/base/parcels\nX-Auth: c4nary\nX-Client: rust",
    ];
    for request in requests {
        send(&mock, &with_basic(request)).await;
    }
    let shown = format!("{:?}", mock.exchanges());
    assert!(!shown.contains("c4nary") && !shown.contains("YzRuYXJ5") && !shown.contains("M0bmFye"), "{shown}");
}

#[test]
fn curl_shows_each_part() {
    let command = |name: &str, endpoint: &str| {
        let provider = sketch(name);
        let endpoint = provider.endpoints.iter().find(|known| known.spec_name() == endpoint).unwrap();
        curl(&provider, endpoint, "http://mock")
    };
    let rows = [
        (
            "zendesk",
            "get_me",
            expect![
                "curl -H 'authorization: Basic YWRhQGFjbWUuZXhhbXBsZS90b2tlbjp0b2tlbl9leGFtcGxlXzE=' http://mock/api/v2/users/me.json"
            ],
        ),
        (
            "client_secret_basic",
            "renew",
            expect![
                "curl -X POST -H 'content-type: application/x-www-form-urlencoded' -H 'authorization: Basic YXBwKzE6Y3MlM0FleGFtcGxlJTJGMQ==' -H 'Harbour-Version: 2026-05-01' --data-raw 'grant_type=refresh_token&refresh_token=refresh_example_1' http://mock/oauth2/token"
            ],
        ),
        (
            "half_basic",
            "list_charges",
            expect![
                "curl -H 'authorization: Basic c2tfZXhhbXBsZV8xOg==' -H 'Accept: application/vnd.ledger.v2+json' -H 'Ledger-Version: 2026-02-01' http://mock/v2/charges"
            ],
        ),
        (
            "half_basic",
            "export_charges",
            expect![
                "curl -H 'authorization: Basic c2tfZXhhbXBsZV8xOg==' -H 'Ledger-Version: 2026-02-01' -H 'Accept: application/json' http://mock/v2/charges/export"
            ],
        ),
        (
            "datadog",
            "list_monitors",
            expect![
                "curl -H 'DD-API-KEY: api_key_example_1' -H 'DD-APPLICATION-KEY: app_key_example_1' http://mock/v1/monitor"
            ],
        ),
        (
            "tenant_header",
            "log_in",
            expect![[
                r#"curl -X POST -H 'content-type: application/json' -H 'X-Tenant: acme' --data-raw '{"api_key":"ak_example_1"}' http://mock/tenants/acme/token"#
            ]],
        ),
        (
            "tenant_header",
            "list_trees",
            expect![
                "curl -H 'authorization: Orchard token_example_1' -H 'X-Organization: org_1' -H 'X-Tenant: acme' -H 'X-Trace: rust-t1' 'http://mock/trees?row=r1'"
            ],
        ),
        (
            "refusals_under_200",
            "log_in",
            expect![[
                r#"curl -X POST -H 'content-type: application/json' --data-raw '{"name":"ada","password":"pw_example_1","remember":true,"version":2}' http://mock/login"#
            ]],
        ),
    ];
    for (provider, endpoint, expected) in rows {
        expected.assert_eq(&command(provider, endpoint));
    }
}

const TWINS: &str = "name: twins
title: Twins
base_url: https://api.twins.example
types: { Tokens: { fields: { bot_token: secret, user_token: secret } } }
endpoints:
  exchange_key:
    doc: Exchange a key for both tokens.
    POST: /install
    json: { key: secret }
    returns: { 200: Tokens }
    examples: [{ request: { key: key_example_1 }, response: { bot_token: bot_example_1, user_token: user_example_1 } }]
  bot: { doc: Who the bot is., GET: /me, auth: install.bot, returns: { 200: json }, examples: [{ response: { is: bot } }] }
  user: { doc: Who the user is., GET: /me, auth: install.user, returns: { 200: json }, examples: [{ response: { is: user } }] }
credentials:
  install:
    doc: A bot and its user.
    tokens: { bot: { from: exchange_key, value: bot_token }, user: { from: exchange_key, value: user_token } }
    attach: bearer
";

/// Of two endpoints with one method and path, a request is for the one whose credential it carries.
#[tokio::test]
async fn endpoints_that_differ_in_their_credential() {
    let provider = auth_codegen::parse("twins.yaml", TWINS).expect("a spec without mistakes");
    let mock = Mock::start(vec![provider]).await.expect("a free port");
    for (token, expected) in
        [("bot_example_1", r#"200 {"is":"bot"}"#), ("user_example_1", r#"200 {"is":"user"}"#), ("other", "401 ")]
    {
        let reply = send(&mock, &format!("GET /twins/base/me\nauthorization: Bearer {token}")).await;
        let found = format!("{} {}", reply.status, reply.body);
        assert!(found.starts_with(expected), "{token}: {found}");
    }
}

/// An input that a call takes, and that the credential declares once more, has the value of the call's example.
#[tokio::test]
async fn an_input_that_is_declared_again() {
    let provider = common::parse(
        r#"
name: dull
title: Pier
docs: https://pier.example
base_url: https://api.pier.example
types: { Token: { fields: { token: secret } } }
endpoints:
  log_in:
    doc: Log in.
    POST: /login
    json: { tenant: string, password: secret }
    returns: { 200: Token }
    examples: [{ request: { tenant: tenant_1, password: pw_1 }, response: { token: t_1 } }]
  list: { doc: List., GET: /list, auth: user, returns: { 204: nothing } }
credentials:
  user:
    doc: A user.
    inputs: { tenant: string }
    token: { from: log_in, value: token }
    attach: { headers: { X-Tenant: "{tenant}", Authorization: "Bearer {token}" } }
"#,
    );
    let mock = Mock::start(vec![provider]).await.expect("a free port");
    let list = |tenant: &str| format!("GET /dull/base/list\nauthorization: Bearer t_1\nx-tenant: {tenant}");
    assert_eq!(send(&mock, &list("tenant_1")).await.status, 204);
    assert_eq!(send(&mock, &list("tenant_2")).await.status, 401);
}
