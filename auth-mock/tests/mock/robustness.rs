//! No input brings the server down.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use crate::common::{address, send, send_bytes, send_raw, start};

#[tokio::test]
async fn answers_whatever_comes() {
    let mock = start().await;
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    let form: &[(&str, &str)] = &[("content-type", "application/x-www-form-urlencoded")];
    let deep = "[".repeat(100_000);
    let nested = format!("{{\"address\":{}1{}}}", "{\"city\":".repeat(100), "}".repeat(100));
    let bodies: Vec<&[u8]> = vec![
        b"\xff\xfe",
        b"\"\\ud800\"",
        b"1e999",
        b"-0",
        b"null",
        b"{\"name\":1e400}",
        b"{\"scopes\":[[[]]]}",
        deep.as_bytes(),
        nested.as_bytes(),
        b"\0",
        b"%",
        b"=&=&&=%ff%zz",
        b"grant_type=%F0%9F%98%80",
        b"a=1;b=2",
    ];
    let paths = [
        "/acme/base/v1/users",
        "/acme/login/token",
        "/bolt/base/send",
        "/dull/base/token",
        "/acme/base/v1/things/%ff%00/search?%=%&q",
        "//",
        "/%2e%2e/",
        "/acme",
        "/acme/",
        "/acme/base/v1/things/",
        "/acme/login/authorize?redirect_uri=data:,x&state=%00&client_id=%ff&response_type=code",
        "/*",
        "/?",
    ];
    for path in paths {
        for method in ["GET", "POST", "DELETE", "QUERY"] {
            for body in &bodies {
                for headers in [json, form, &[]] {
                    let reply = send_bytes(&mock, method, path, headers, body).await;
                    assert!((200..500).contains(&reply.status), "{method} {path} {}: {}", reply.status, reply.body);
                }
            }
        }
    }
    assert_eq!(send(&mock, "GET /acme/base/v1/things/count\nx-key: Key key_1").await.status, 200);
}

#[tokio::test]
async fn refuses_long_bodies() {
    let mock = start().await;
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    for (length, status) in [(1024 * 1024, 400), (1024 * 1024 + 1, 413), (4 * 1024 * 1024, 413)] {
        for path in ["/bolt/base/send", "/dull/base/token"] {
            let reply = send_bytes(&mock, "POST", path, json, &vec![b' '; length]).await;
            assert_eq!(reply.status, status, "{path} {length}");
            assert!(reply.body.contains("the body"), "{}", reply.body);
        }
    }
    assert_eq!(mock.exchanges()[2].request, "(more than 1 MiB)");
}

#[tokio::test]
async fn survives_what_is_not_http() {
    let mock = start().await;
    for bytes in [
        &b"hello\r\n\r\n"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"POST /dull/base/token HTTP/1.1\r\ncontent-length: x\r\n\r\n",
    ] {
        send_raw(&address(&mock), bytes).await;
    }
    assert_eq!(send(&mock, "GET /dull/base/read\nx-key: k").await.status, 204);
}
