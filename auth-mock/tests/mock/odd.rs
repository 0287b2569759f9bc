//! Requests that few clients send: old versions, odd encodings, headers twice, paths that are nearly right.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic"
)]

use crate::common::{address, send, send_raw, start};

const THING: &str = "/acme/base/v1/things/count";

/// Sends lines as they are, and returns the status line and the rest.
async fn raw(lines: &str) -> (u16, String) {
    let mock = start().await;
    let reply = send_raw(&address(&mock), lines.replace('\n', "\r\n").as_bytes()).await;
    let reply = String::from_utf8_lossy(&reply).into_owned();
    let status = reply.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    (status, reply)
}

#[tokio::test]
async fn every_form_of_a_request_is_read() {
    let key = "x-key: Key key_1\nconnection: close\n\n";
    let json = "content-type: application/json\nconnection: close\nhost: h";
    let chunks = "2\n{\"\n9\nname\": \"a\n2\n\"}\n0\n\n";
    let rows = [
        (format!("GET {THING} HTTP/1.0\n{key}"), 200, ""),
        (format!("GET http://any.example{THING} HTTP/1.1\nhost: h\n{key}"), 200, ""),
        (format!("GET /acme/base/v1/%74h%69ngs/count HTTP/1.1\nhost: h\n{key}"), 200, ""),
        (format!("GET {THING}?#x HTTP/1.1\nhost: h\n{key}"), 200, ""),
        (format!("GET {THING}? HTTP/1.1\nhost: h\n{key}"), 200, ""),
        (format!("GET {THING}?&&= HTTP/1.1\nhost: h\n{key}"), 400, "there is no query parameter ``"),
        (
            format!("POST /acme/base/v1/users HTTP/1.1\n{json}\ntransfer-encoding: chunked\n\n{chunks}"),
            422,
            "`password` is missing",
        ),
        (
            format!("POST /acme/base/v1/users HTTP/1.1\n{json}\nexpect: 100-continue\ncontent-length: 2\n\n{{}}"),
            100,
            "`password` is missing",
        ),
        (format!("HEAD {THING} HTTP/1.1\nhost: h\n{key}"), 405, "allow: GET"),
        (format!("OPTIONS {THING} HTTP/1.1\nhost: h\n{key}"), 405, "allow: GET"),
        (format!("OPTIONS * HTTP/1.1\nhost: h\n{key}"), 404, "no endpoint has this path"),
        (format!("CONNECT h:443 HTTP/1.1\nhost: h:443\n{key}"), 404, "no endpoint has this path"),
        (format!("get {THING} HTTP/1.1\nhost: h\n{key}"), 405, "no endpoint has the method `get`"),
    ];
    for (lines, status, part) in rows {
        let (found, reply) = raw(&lines).await;
        assert!(found == status && reply.contains(part), "{lines}{reply}");
    }
}

#[tokio::test]
async fn what_is_sent_twice_is_refused() {
    let mock = start().await;
    let users = "POST /acme/base/v1/users";
    let rows = [
        (format!("GET {THING}\nx-key: Key key_1\nx-key: Key key_1"), 400, "the header `X-Key` is there 2 times"),
        (
            format!("GET {THING}\nauthorization: Bearer at_1\nauthorization: Bearer at_1"),
            400,
            "the header `authorization` is there 2 times",
        ),
        (
            format!("{users}\ncontent-type: application/json\ncontent-type: text/plain\n\n{{}}"),
            422,
            "the header `content-type` is there 2 times",
        ),
        (
            "GET /acme/base/v1/things/a/search?q=a&q=b\nx-key: Key key_1\nx-tenant: t\nx-version: 2".to_owned(),
            400,
            "`q` is there 2 times",
        ),
        (
            "GET /acme/base/v1/things/a/search?q=a\nx-key: Key key_1\nx-tenant: t\nx-tenant: u\nx-version: 2"
                .to_owned(),
            400,
            "`X-Tenant` is there 2 times",
        ),
    ];
    for (request, status, part) in rows {
        let reply = send(&mock, &request).await;
        assert!(reply.status == status && reply.body.contains(part), "{request}: {} {}", reply.status, reply.body);
    }
}

#[tokio::test]
async fn content_types_are_those_of_the_spec() {
    let mock = start().await;
    let rows = [
        ("Application/JSON;charset=utf-8", 422, "`name` is missing"),
        ("application/json ; charset=\"utf-8\"", 422, "`name` is missing"),
        ("text/json", 400, "the body is `text/json`"),
        ("application/vnd.acme+json", 400, "the body is `application/vnd.acme+json`"),
        (";", 400, "the body is ``"),
    ];
    for (kind, status, part) in rows {
        let reply = send(&mock, &format!("POST /acme/base/v1/users\ncontent-type: {kind}\n\n{{}}")).await;
        assert!(reply.status == status && reply.body.contains(part), "{kind}: {} {}", reply.status, reply.body);
    }
}

/// The server limits what it keeps of a head, and goes on.
#[tokio::test]
async fn huge_heads_are_refused() {
    let mock = start().await;
    let long = "x".repeat(1024 * 1024);
    let many = "x-a: 1\r\n".repeat(1000);
    for head in [
        format!("GET {THING} HTTP/1.1\r\nhost: h\r\nx-long: {long}\r\n\r\n"),
        format!("GET /{long} HTTP/1.1\r\nhost: h\r\n\r\n"),
        format!("GET {THING} HTTP/1.1\r\nhost: h\r\n{many}\r\n"),
    ] {
        let reply = String::from_utf8_lossy(&try_raw(&address(&mock), head.as_bytes()).await).into_owned();
        let status = reply.split(' ').nth(1).unwrap_or_default();
        assert!(matches!(status, "" | "414" | "431"), "{status}");
    }
    assert_eq!(send(&mock, &format!("GET {THING}\nx-key: Key key_1")).await.status, 200);
}

/// The server may close before it has read all: then there is perhaps no reply.
async fn try_raw(address: &str, bytes: &[u8]) -> Vec<u8> {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut reply = Vec::new();
    let _ = stream.read_to_end(&mut reply).await;
    reply
}

#[tokio::test]
async fn an_unknown_path_names_the_nearest_endpoint() {
    let mock = start().await;
    let rows = [
        ("GET /acme/base/v1/things/count/", Some("GET /acme/base/v1/things/count")),
        ("GET //acme/base/v1//things/count", Some("GET /acme/base/v1/things/count")),
        ("GET /acme/base/v1//things/count", Some("GET /acme/base/v1/things/count")),
        ("GET /acme/things/count", Some("GET /acme/base/v1/things/count")),
        ("GET /acme/v1/things/count", Some("GET /acme/base/v1/things/count")),
        ("GET /acme/base/v1/thing/8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11", Some("GET /acme/base/v1/things/{id}")),
        ("POST /acme/login/tokens", Some("POST /acme/login/token")),
        ("POST /acme/base/v1/user", Some("POST /acme/base/v1/users")),
        ("GET /acme/base/v1/wholly/other/words", None),
        ("GET /", None),
        ("POST /token", Some("POST /acme/login/token")),
    ];
    for (request, expected) in rows {
        let reply = send(&mock, request).await;
        let near = reply.body.split("did you mean `").nth(1).and_then(|rest| rest.split('`').next());
        assert_eq!((reply.status, near), (404, expected), "{request}: {}", reply.body);
    }
}
