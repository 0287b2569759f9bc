//! Signers: what they see, what they add, and the one repetition after a challenge.
#![cfg(all(feature = "derive", feature = "client"))]
#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test that fails may panic, and its texts are short")]

use std::io::Write;
use std::sync::Mutex;
use std::time::SystemTime;

use auth_runtime::http::StatusCode;
use auth_runtime::request::{Context, Fields, Place, RequestProblem};
use auth_runtime::sign::{Heard, Hearing, Sign, SignError, SignFuture, Signature, Unsigned};
use auth_runtime::value::Value;
use auth_runtime::{Anonymous, Secret};
use auth_runtime::{ApiError, Authorizes, Class, Client, Connection, Credential, Endpoint, Error, Json};
use sha2::{Digest, Sha256};

use crate::acme::Acme;
use crate::server::{Server, answer};

#[derive(Clone, Client)]
struct AcmeClient<C = Anonymous>(Connection<Acme, C>);

#[derive(Debug, ApiError)]
enum AcmeError {
    #[api_error(401)]
    Unauthorized,
    #[api_error(other)]
    Other,
}

#[derive(Endpoint)]
#[endpoint(POST "/orders", json, protected, response = Json, error = AcmeError)]
struct CreateOrder {
    #[endpoint(query)]
    market: String,
    amount: i64,
}

/// A challenge-response: the key, the last nonce, and the request are hashed.
struct Signed {
    key: Secret,
    nonce: Mutex<Option<String>>,
    sealed: bool,
}

impl Signed {
    fn new() -> Self {
        Self { key: "key_canary".into(), nonce: Mutex::new(None), sealed: false }
    }
}

fn digest(key: &str, nonce: &str, request: Unsigned<'_>) -> String {
    let trace = request.headers().get("x-trace").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let path = request.url().split_once("/orders").map_or("", |(_, rest)| rest);
    let body = std::str::from_utf8(request.body()).unwrap();
    let text = format!("{key}|{nonce}|{} {path}|{trace}|{body}", request.method());
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Credential for Signed {
    fn parts<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.part(Place::Header, "x-trace", Value::text("t1"));
        Ok(())
    }

    fn signer(&self) -> Option<Box<dyn Sign + '_>> {
        Some(Box::new(self))
    }
}

impl Authorizes<Acme> for Signed {}

impl Sign for Signed {
    fn sign<'a>(&'a self, request: Unsigned<'a>, context: &'a Context) -> SignFuture<'a> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            assert!(context.now() > SystemTime::UNIX_EPOCH);
            if self.sealed {
                return Err(SignError::new(Class::Retry, "the vault is sealed"));
            }
            let nonce = self.nonce.lock().unwrap().clone().unwrap_or_default();
            let signature = digest(self.key.expose(), &nonce, request);
            Ok(Signature::default().header("x-signature", signature).query("nonce", nonce))
        })
    }

    fn hear(&self, reply: Heard<'_>) -> Hearing {
        let nonce = reply.headers.get("x-nonce").and_then(|nonce| nonce.to_str().ok()).map(str::to_owned);
        let is_new = nonce.is_some();
        if is_new {
            *self.nonce.lock().unwrap() = nonce;
        }
        if is_new && reply.status == StatusCode::UNAUTHORIZED { Hearing::SignAgain } else { Hearing::Done }
    }
}

/// Accepts a request that is signed with that nonce.
fn challenging(nonce: &'static str, refusal: &'static str) -> Server {
    let attempts = Mutex::new(0);
    Server::start(move |stream| {
        let mut attempts = attempts.lock().unwrap();
        *attempts += 1;
        let text = match *attempts {
            1 => answer("401 Unauthorized", &format!("x-nonce: {nonce}\r\n"), "{}"),
            _ => answer(refusal, "x-nonce: n_3\r\n", "{\"ok\": true}"),
        };
        let _ = stream.write_all(text.as_bytes());
    })
}

fn client(server: &Server) -> AcmeClient {
    AcmeClient::builder().base_url(&server.url).allow_loopback_http().build().unwrap()
}

async fn create(server: &Server, credential: Signed) -> Result<String, Error<AcmeError>> {
    let client = client(server).with(credential);
    let reply = client.connection().call_protected(CreateOrder::new("eu", 5)).await?;
    Ok(reply.value().get().to_owned())
}

/// The line and the signature of each request.
fn seen(server: &Server) -> Vec<(String, String)> {
    let requests = server.requests();
    let header = |request: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix("x-signature: "));
        line.unwrap_or_default().to_owned()
    };
    requests.iter().map(|request| (request.lines().next().unwrap_or_default().to_owned(), header(request))).collect()
}

fn expected(server: &Server, nonce: &str) -> (String, String) {
    let (url, headers) = (format!("{}/orders?market=eu", server.url), [("x-trace", "t1")]);
    let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
    let method = auth_runtime::http::Method::POST;
    let unsigned = Unsigned::new("CreateOrder", &method, &url, &headers, br#"{"amount":5}"#);
    (format!("POST /orders?market=eu&nonce={nonce} HTTP/1.1"), digest("key_canary", nonce, unsigned))
}

#[tokio::test]
async fn signs_again_once_after_a_challenge() {
    for (refusal, is_accepted) in [("200 OK", true), ("401 Unauthorized", false)] {
        let server = challenging("n_2", refusal);
        let reply = create(&server, Signed::new()).await;
        assert_eq!(seen(&server), [expected(&server, ""), expected(&server, "n_2")]);
        match reply {
            Ok(body) => assert!(is_accepted && body == "{\"ok\": true}"),
            Err(error) => assert!(!is_accepted && error.status() == Some(StatusCode::UNAUTHORIZED), "{error}"),
        }
    }
}

#[tokio::test]
async fn one_that_has_a_nonce_signs_once() {
    let server = Server::answering(answer("200 OK", "", "{}"));
    let credential = Signed { nonce: Mutex::new(Some("n_1".into())), ..Signed::new() };
    create(&server, credential).await.unwrap();
    assert_eq!(seen(&server), [expected(&server, "n_1")]);
}

#[tokio::test]
async fn a_signature_that_fails_is_a_typed_error() {
    let server = Server::answering(answer("200 OK", "", "{}"));
    let error = create(&server, Signed { sealed: true, ..Signed::new() }).await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.class()),
        ("`CreateOrder` cannot be signed: the vault is sealed", Class::Retry)
    );
    let line = Signed { nonce: Mutex::new(Some("n\n".into())), ..Signed::new() };
    create(&server, line).await.unwrap();
    assert_eq!(server.requests().len(), 1, "the nonce is percent-encoded");
    let hosts = auth_runtime::host::Hosts::of::<Acme>().unwrap();
    let error = CreateOrder::new("eu", 5).prepare(&hosts, Some(&Signed::new())).unwrap_err();
    assert_eq!(error.problem(), &RequestProblem::NeedsSignature);
}

#[tokio::test]
async fn a_signature_that_is_repeated_is_hidden() {
    let server = Server::start(|stream| {
        let body = r#"{"title":"bad nonce n_canary_1"}"#;
        let _ = stream.write_all(answer("400 Bad Request", "", body).as_bytes());
    });
    let credential = Signed { nonce: Mutex::new(Some("n_canary_1".into())), ..Signed::new() };
    let client = client(&server).with(credential);
    let error = client.connection().call_protected(Order(5)).await.unwrap_err();
    assert_eq!(error.to_string(), "`Order` was refused with 400: Problem: bad nonce …");
}

struct Order(i64);

#[derive(Debug, ApiError)]
enum Problem {
    #[api_error(other)]
    Problem(auth_runtime::ProblemDetails),
}

impl Endpoint for Order {
    type Response = Json;
    type Error = Problem;
    const CALL: auth_runtime::call::Call =
        auth_runtime::call::Call::new("Order", auth_runtime::call::Method::Post, "/orders").json();

    fn fields<'a>(&'a self, to: &mut Fields<'a>, _: &Context) -> Result<(), RequestProblem> {
        to.body("amount", &self.0);
        Ok(())
    }
}

impl auth_runtime::call::ProtectedEndpoint for Order {
    type Auth = ();
}
