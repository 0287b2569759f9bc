//! Requests that are sent again with newly computed values: after a refusal because of the clock, and with a server's nonce.
#![cfg(all(feature = "client", feature = "sign", feature = "tls-rustls"))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use auth_runtime::{ApiError, Connection, Endpoint, ErrorBody, PrivateKey};

use crate::acme::Acme;
use crate::server::{Server, answer};

#[derive(Debug, ErrorBody)]
struct Fault {}

#[derive(Debug, ApiError)]
enum AcmeError {
    #[api_error(400, class = clock_skew)]
    WrongTime(Fault),
    #[api_error(other)]
    Other(Fault),
}

/// A call that says its time and an identifier.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/orders",
    form,
    body("id" = random(uuid), "time" = now(unix_seconds)),
    response = (),
    error = AcmeError
)]
struct Order {
    kind: String,
}

/// The same with a proof of possession.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    form,
    body("id" = random(uuid)),
    sign(dpop(algorithm = EdDSA, key = key)),
    response = (),
    error = AcmeError
)]
struct Proved {
    #[endpoint(input)]
    key: PrivateKey,
}

const KEY: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

/// A server that refuses the first requests with these headers, and then accepts.
fn server(refusals: usize, headers: &'static str) -> Server {
    let left = AtomicUsize::new(refusals);
    Server::start(move |stream| {
        let is_refused = left.fetch_update(SeqCst, SeqCst, |left| left.checked_sub(1)).is_ok();
        let text = if is_refused { answer("400 Bad Request", headers, "{}") } else { answer("204 No Content", "", "") };
        let _ = stream.write_all(text.as_bytes());
    })
}

fn client(server: &Server) -> Connection<Acme> {
    Connection::<Acme>::builder().base_url(&server.url).allow_loopback_http().build().unwrap()
}

/// The value of a field of the form in a request.
fn field<'r>(request: &'r str, name: &str) -> &'r str {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let pair = body.split('&').find_map(|pair| pair.split_once('=').filter(|(known, _)| *known == name));
    pair.unwrap().1
}

#[tokio::test]
async fn the_time_of_the_server_is_in_what_is_computed() {
    let server = server(1, "date: Thu, 01 Jan 2099 00:00:00 GMT\r\n");
    client(&server).call(Order::new("apple")).await.unwrap();
    let requests = server.requests();
    let times: Vec<u64> = requests.iter().map(|request| field(request, "time").parse().unwrap()).collect();
    assert_eq!(times.len(), 2);
    assert!(times[0] < 4_070_000_000 && (4_070_908_700..4_070_912_400).contains(&times[1]), "{times:?}");
    assert_ne!(field(&requests[0], "id"), field(&requests[1], "id"), "an identifier is used once");
    assert_eq!((field(&requests[0], "kind"), field(&requests[1], "kind")), ("apple", "apple"));
}

#[tokio::test]
async fn a_request_is_made_again_once() {
    let server = server(9, "date: Thu, 01 Jan 2099 00:00:00 GMT\r\n");
    client(&server).call(Order::new("apple")).await.unwrap_err();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_nonce_leads_to_a_new_request_too() {
    let server = server(1, "dpop-nonce: nonce_1\r\n");
    let key: PrivateKey = KEY.parse().unwrap();
    client(&server).call(Proved::new(key)).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_ne!(field(&requests[0], "id"), field(&requests[1], "id"));
}
