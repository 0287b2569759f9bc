//! Each kind of mistake in a request, and the response of the mock.
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "expect-test writes the hashes; a test that fails may panic, and its texts are short"
)]

use expect_test::{Expect, expect};

use crate::common::{send, start};

const JSON: &str = "content-type: application/json";
const FORM: &str = "content-type: application/x-www-form-urlencoded";

/// Sends each request to a server of its own, and compares status, headers of interest and body.
async fn check(rows: &[(&str, Expect)]) {
    let mock = start().await;
    for (request, expected) in rows {
        let reply = send(&mock, &request.replace("JSON", JSON).replace("FORM", FORM)).await;
        let shown = ["content-type", "allow", "www-authenticate", "location", "retry-after"];
        let headers = shown.iter().filter_map(|name| Some(format!("{name}: {}\n", reply.headers.get(*name)?)));
        expected.assert_eq(&format!("{}\n{}{}", reply.status, headers.collect::<String>(), reply.body));
    }
}

#[tokio::test]
async fn paths_and_methods() {
    check(&[
        ("GET /", expect![[r#"
            404
            content-type: application/json
            {"message":"no endpoint has this path: the paths are GET /acme/login/authorize, POST /acme/login/token, GET /acme/base/v1/things/{kind}/search, GET /acme/base/v1/things/{id}, GET /acme/base/v1/things/count, POST /acme/base/v1/users, DELETE /acme/base/v1/users, POST /bolt/base/send, POST /dull/base/token, GET /dull/base/read"}"#]]),
        ("GET /acme/base/v1/thing", expect![[r#"
            404
            content-type: application/json
            {"error":{"message":"no endpoint has this path: the paths are GET /acme/login/authorize, POST /acme/login/token, GET /acme/base/v1/things/{kind}/search, GET /acme/base/v1/things/{id}, GET /acme/base/v1/things/count, POST /acme/base/v1/users, DELETE /acme/base/v1/users"}}"#]]),
        ("GET /bolt/other/send", expect![[r#"
            404
            content-type: application/problem+json
            {"type":"about:blank","title":"Not Found","status":404,"detail":"no endpoint has this path: the paths are POST /bolt/base/send"}"#]]),
        ("GET /dull/base/", expect![[r#"
            404
            content-type: application/json
            {"message":"no endpoint has this path: the paths are POST /dull/base/token, GET /dull/base/read"}"#]]),
        ("PUT /acme/base/v1/users", expect![[r#"
            405
            content-type: application/json
            allow: DELETE, POST
            {"message":"no endpoint has the method `PUT` at this path: use `DELETE` or `POST`"}"#]]),
        ("HEAD /dull/base/read", expect![[r#"
            405
            content-type: application/json
            allow: GET
        "#]]),
    ])
    .await;
}

#[tokio::test]
async fn content_types() {
    check(&[
        ("POST /bolt/base/send\n\n{}", expect![[r#"
            415
            content-type: application/problem+json
            {"type":"about:blank","title":"Unsupported Media Type","status":415,"detail":"the body has no content type: send it with `content-type: application/json`"}"#]]),
        ("POST /acme/base/v1/users\nFORM\n\nname=ada", expect![[r#"
            400
            content-type: application/json
            {"error":{"code":"malformed","message":"the body is `application/x-www-form-urlencoded`: send it with `content-type: application/json`"}}"#]]),
        ("POST /acme/login/token\nJSON\n\n{}", expect![[r#"
            400
            content-type: application/json
            {"error_description":"the body is `application/json`: send it with `content-type: application/x-www-form-urlencoded`"}"#]]),
        ("POST /dull/base/token\ncontent-type: text/plain\n\n{}", expect![[r#"
            415
            content-type: application/json
            {"message":"the body is `text/plain`: send it with `content-type: application/json`"}"#]]),
        ("POST /bolt/base/send\ncontent-type: Application/Json; charset=utf-8\n\n{\"amount\":2}", expect![[r#"
            204
        "#]]),
    ])
    .await;
}

#[tokio::test]
async fn json_bodies() {
    check(&[
        ("POST /bolt/base/send\nJSON\n\n{\n  \"amount\": 1,\n}", expect![[r#"
            400
            content-type: application/problem+json
            {"type":"https://bolt.example/malformed","title":"Malformed","status":400,"detail":"the body is not JSON: look at line 3, column 1","hint":"x"}"#]]),
        ("POST /bolt/base/send\nJSON\n\n{\"amount\": 1", expect![[r#"
            400
            content-type: application/problem+json
            {"type":"https://bolt.example/malformed","title":"Malformed","status":400,"detail":"the JSON in the body is incomplete: look at line 1, column 12","hint":"x"}"#]]),
        ("POST /bolt/base/send\nJSON", expect![[r#"
            400
            content-type: application/problem+json
            {"type":"https://bolt.example/malformed","title":"Malformed","status":400,"detail":"the body is empty: send JSON","hint":"x"}"#]]),
        ("POST /bolt/base/send\nJSON\n\n[]", expect![[r#"
            400
            content-type: application/problem+json
            {"type":"https://bolt.example/malformed","title":"Malformed","status":400,"detail":"expected an object, found a list (the fields here are `amount`)","hint":"x"}"#]]),
        ("POST /bolt/base/send\nJSON\n\n{\"amount\": \"1\", \"amuont\": 1}", expect![[r#"
            400
            content-type: application/problem+json
            {"type":"https://bolt.example/malformed","title":"Malformed","status":400,"detail":"`amount`: expected a number, found text; there is no field `amuont` (the fields here are `amount`)","hint":"x"}"#]]),
        ("POST /dull/base/token\nJSON\n\n{\"password\": null}", expect![[r#"
            400
            content-type: application/json
            {"message":"`password` is `null` (the fields here are `password`)"}"#]]),
        ("POST /acme/base/v1/users\nJSON\n\n{}", expect![[r#"
            422
            content-type: application/json
            {"error":{"message":"`version` must be `v1`; `name` is missing; `password` is missing; `scopes` is missing (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}"#]]),
        (
            "POST /acme/base/v1/users\nJSON\n\n{\"name\":\"a\",\"password\":\"p\",\"scopes\":[],\"version\":\"v2\"}",
            expect![[r#"
                422
                content-type: application/json
                {"error":{"message":"`version` must be `v1`; `scopes`: has fewer than 1 item (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}"#]],
        ),
        (
            "POST /acme/base/v1/users\nJSON\n\n{\"name\":7,\"password\":\"\",\"scopes\":[\"reed\"],\"version\":\"v1\",\
             \"address\":{\"town\":\"Kyiv\",\"number\":\"7\"}}",
            expect![[r#"
                422
                content-type: application/json
                {"error":{"message":"`name`: expected text, found a number; `password`: expected text that is not empty, found empty text; `scopes.0`: `Scope` has no value `reed`; `address`: `city` is missing; `address.number`: expected a whole number, found text; `address.town`: there is no field `town` (the fields here are `version`, `name`, `password`, `scopes`, `address`)"}}"#]],
        ),
        ("DELETE /acme/base/v1/users\nauthorization: bearer at_1\n\n{}", expect![[r#"
            400
            content-type: application/json
            {"error":{"code":"malformed","message":"this endpoint has no body: send none"}}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn text_places() {
    check(&[
        ("GET /acme/base/v1/things/big/search?q=1\nx-key: Key key_1\nx-tenant: t", expect![[r#"
            400
            content-type: application/json
            {"error":{"code":"malformed","message":"`X-Version` must be `2`"}}"#]]),
        (
            "GET /acme/base/v1/things/big/search?limit=x&exact=yes&ids=1,b&page=2\nx-key: Key key_1\nx-version: 1",
            expect![[r#"
                400
                content-type: application/json
                {"error":{"code":"malformed","message":"`X-Version` must be `2`; the query parameter `q` is missing; the query parameter `limit`: expected a whole number, found text; the query parameter `exact`: expected `true` or `false`, found text; the query parameter `ids.1`: expected a whole number, found text; there is no query parameter `page` (the fields here are `q`, `limit`, `exact`, `tag`, `ids`); the header `X-Tenant` is missing (the fields here are `X-Version`, `X-Tenant`)"}}"#]],
        ),
        ("GET /acme/base/v1/things/big/search?q=1&q=2\nx-key: Key key_1\nx-tenant: t\nx-version: 2", expect![[r#"
            400
            content-type: application/json
            {"error":{"code":"malformed","message":"the query parameter `q` is there 2 times: send it once"}}"#]]),
        ("GET /acme/base/v1/things/7\nx-key: Key key_1", expect![[r#"
            400
            content-type: application/json
            {"error":{"code":"malformed","message":"the path parameter `id`: expected a UUID (RFC 9562), found other text (the fields here are `id`)"}}"#]]),
        ("POST /acme/login/token\nFORM\n\n", expect![[r#"
            400
            content-type: application/json
            {"error_description":"`grant_type` must be `authorization_code` or `refresh_token`; `code` is missing; `client_secret` is missing (the fields here are `grant_type`, `code`, `client_secret`, `code_verifier`)"}"#]]),
        ("POST /acme/login/token\nFORM\n\ngrant_type=password&code=code_1", expect![[r#"
            400
            content-type: application/json
            {"error_description":"`grant_type` must be `authorization_code` or `refresh_token`; `client_secret` is missing (the fields here are `grant_type`, `code`, `client_secret`, `code_verifier`)"}"#]]),
        ("POST /acme/login/token\nFORM\n\ngrant_type=refresh_token", expect![[r#"
            400
            content-type: application/json
            {"error_description":"`refresh_token` is missing; `client_secret` is missing (the fields here are `grant_type`, `refresh_token`, `client_secret`)"}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn credentials() {
    check(&[
        ("GET /acme/base/v1/things/count", expect![[r#"
            401
            content-type: application/json
            www-authenticate: Bearer
            {"error":{"code":"unknown","message":"this call needs a credential: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}"#]]),
        ("GET /acme/base/v1/things/count\nauthorization: Bearer nobody", expect![[r#"
            401
            content-type: application/json
            www-authenticate: Bearer
            {"error":{"code":"unknown","message":"the credential in `authorization` is unknown: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}"#]]),
        ("GET /acme/base/v1/things/count\nauthorization: Basic at_1", expect![[r#"
            401
            content-type: application/json
            www-authenticate: Bearer
            {"error":{"code":"unknown","message":"the credential in `authorization` is unknown: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}"#]]),
        ("GET /acme/base/v1/things/count\nx-key: key_1", expect![[r#"
            401
            content-type: application/json
            www-authenticate: Bearer
            {"error":{"code":"unknown","message":"the credential in `X-Key` is unknown: send `X-Key: Key …` or `authorization: Bearer …` with a key from the spec or a token from the response of an example"}}"#]]),
        ("GET /acme/base/v1/things/count\nx-key: Key key_1", expect![[r#"
            200
            content-type: application/json
            1"#]]),
        ("GET /acme/base/v1/things/count\nauthorization: bearer at_3", expect![[r#"
            200
            content-type: application/json
            2"#]]),
        ("GET /dull/base/read", expect![[r#"
            401
            content-type: application/json
            {"message":"this call needs a credential: send `X-Key: …` with a key from the spec or a token from the response of an example"}"#]]),
        ("GET /dull/base/read\nx-key: anything", expect![[r#"
            204
        "#]]),
    ])
    .await;
}

#[tokio::test]
async fn secrets_of_tokens() {
    check(&[
        ("POST /acme/login/token\nFORM\n\ngrant_type=authorization_code&code=code_9&client_secret=cs_1", expect![[r#"
            400
            content-type: application/json
            {"error":"invalid_grant","error_description":"`code` is unknown: send the value of an example of the spec"}"#]]),
        ("POST /acme/login/token\nFORM\n\ngrant_type=authorization_code&code=code_1&client_secret=cs_9", expect![[r#"
            401
            content-type: application/json
            {"error":"invalid_client","error_description":"`client_secret` is unknown: send the value of an example of the spec"}"#]]),
        (
            "POST /acme/login/token\nFORM\n\ngrant_type=refresh_token&refresh_token=rt_9&client_secret=cs_1",
            expect![[r#"
                400
                content-type: application/json
                {"error":"invalid_grant","error_description":"`refresh_token` is unknown: send the value of an example of the spec"}"#]],
        ),
        // No example renews with `rt_2`, but one answers it.
        (
            "POST /acme/login/token\nFORM\n\ngrant_type=refresh_token&refresh_token=rt_2&client_secret=cs_1",
            expect![[r#"
                200
                content-type: application/json
                {"access_token":"at_3","expires_in":"60"}"#]],
        ),
        // Making a token is not what these two are for, so any password does.
        ("POST /dull/base/token\nJSON\n\n{\"password\":\"other\"}", expect![[r#"
            200
            content-type: application/json
            {}"#]]),
    ])
    .await;
}

#[tokio::test]
async fn visits() {
    const CHALLENGE: &str = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    const QUERY: &str = "client_id=app_1&redirect_uri=https%3A%2F%2Fapp.example%2Fback%3Fx%3D1&response_type=code";
    let visit = |query: &str| {
        format!("GET /acme/login/authorize?{query}").replace("QUERY", QUERY).replace("CHALLENGE", CHALLENGE)
    };
    check(&[
        (&visit("QUERY&state=s%26&CHALLENGE"), expect![[r#"
            302
            location: https://app.example/back?x=1&code=code_1&iss=https%3A%2F%2Flogin.acme.example&state=s%26
        "#]]),
        (&visit("QUERY&CHALLENGE"), expect![[r#"
            400
            content-type: application/json
            {"message":"`state` is missing: send an unguessable text (RFC 6749 §10.12)"}"#]]),
        (&visit("QUERY&state=s"), expect![[r#"
            400
            content-type: application/json
            {"message":"`code_challenge` is missing: send the S256 challenge of a verifier (RFC 7636 §4.2)"}"#]]),
        (&visit("QUERY&state=s&code_challenge=x"), expect![[r#"
            400
            content-type: application/json
            {"message":"`code_challenge` needs `code_challenge_method=S256` (RFC 7636 §4.3)"}"#]]),
        (&visit("QUERY&state=s&code_challenge=x&code_challenge_method=S256"), expect![[r#"
            400
            content-type: application/json
            {"message":"`code_challenge` is not 32 bytes in base64url: send the SHA-256 of the verifier (RFC 7636 §4.2)"}"#]]),
        (&visit("QUERY&state=s&state=t&CHALLENGE"), expect![[r#"
            400
            content-type: application/json
            {"message":"the query parameter `state` is repeated: send it once"}"#]]),
        (&visit("client_id=app_1&redirect_uri=back&response_type=token&state=s&CHALLENGE"), expect![[r#"
            400
            content-type: application/json
            {"message":"`response_type` must be `code`; the query parameter `redirect_uri`: expected an absolute URL, found other text (the fields here are `response_type`, `client_id`, `redirect_uri`, `scope`)"}"#]]),
        (&visit("QUERY&scope=read+all&state=s&CHALLENGE"), expect![[r#"
            400
            content-type: application/json
            {"message":"the query parameter `scope.1`: `Scope` has no value `all` (the fields here are `response_type`, `client_id`, `redirect_uri`, `scope`)"}"#]]),
    ])
    .await;
}
