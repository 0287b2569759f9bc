//! Keys that live elsewhere: their signatures are in the request that is sent, wherever the JWT is.
#![cfg(all(
    feature = "derive",
    feature = "client",
    feature = "sign",
    any(feature = "tls-rustls", feature = "tls-ring")
))]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use auth_runtime::sign::{Algorithm, PrivateKey, PublicKey, Signer, SignerFuture};
use auth_runtime::{ApiError, Client, Connection, Credential, Endpoint, Json, Secret};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::vectors;
use crate::acme::Acme;
use crate::server::{Server, answer};

#[derive(Clone, Client)]
struct AcmeClient<C = auth_runtime::Anonymous>(Connection<Acme, C>);

#[derive(Debug, ApiError)]
enum AcmeError {
    #[api_error(other)]
    Other,
}

/// A token request with an assertion in its form.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(
    POST "/token",
    body("assertion" = jwt(algorithm = RS256, key = key, claims("iss" = "{issuer}", "jti" = random(uuid), "exp" = "{now + 5m}"))),
    form,
    response = Json,
    error = AcmeError
)]
struct CreateToken {
    #[endpoint(input)]
    issuer: String,
    #[endpoint(input)]
    key: PrivateKey,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/app", protected, response = Json, error = AcmeError)]
struct GetApp;

/// A JWT as the credential.
#[derive(Clone, Debug, Credential)]
#[credential(provider = Acme, bearer(jwt(algorithm = RS256, key = key, claims("iss" = "{issuer}", "iat" = "{now - 60s}", "exp" = "{now + 9m}"))))]
struct App {
    issuer: String,
    key: PrivateKey,
}

/// A service that signs, and counts how often.
struct Service {
    key: PrivateKey,
    count: Arc<AtomicUsize>,
}

impl Signer for Service {
    fn sign<'a>(&'a self, algorithm: Algorithm, message: &'a [u8]) -> SignerFuture<'a> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            self.count.fetch_add(1, SeqCst);
            self.key.sign(algorithm, message).await
        })
    }

    fn public_key(&self) -> Option<PublicKey> {
        self.key.public_key().ok()
    }
}

fn service() -> (PrivateKey, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let service = Service { key: vectors::RSA.parse().unwrap(), count: count.clone() };
    (PrivateKey::from(service), count)
}

fn server() -> Server {
    Server::start(|stream| {
        let _ = stream.write_all(answer("200 OK", "", "{}").as_bytes());
    })
}

fn client(server: &Server) -> AcmeClient {
    AcmeClient::builder().base_url(&server.url).allow_loopback_http().build().unwrap()
}

/// Whether the signature of a token is that of the key: RS256 has one for each text.
fn is_signed(token: &str) -> bool {
    let (input, signature) = token.rsplit_once('.').unwrap();
    let key: PrivateKey = vectors::RSA.parse().unwrap();
    let expected = tokio::task::block_in_place(|| {
        tokio::runtime::Handle::current().block_on(key.sign(Algorithm::Rs256, input.as_bytes())).unwrap()
    });
    URL_SAFE_NO_PAD.encode(expected) == signature
}

#[tokio::test(flavor = "multi_thread")]
async fn signs_a_form_and_a_header() {
    let server = server();
    let (key, count) = service();
    let client = client(&server);
    client.connection().call(CreateToken::new("acme", key.clone())).await.unwrap();
    let app = client.with(App::new("acme", key));
    app.connection().call_protected(GetApp).await.unwrap();
    app.connection().call_protected(GetApp).await.unwrap();
    let requests = server.requests();
    let assertion = requests[0].split("assertion=").nth(1).unwrap();
    assert!(is_signed(assertion), "{assertion}");
    let bearer = |request: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")).unwrap();
        line.to_owned()
    };
    assert!(is_signed(&bearer(&requests[1])));
    // The credential's token is good for several requests; an assertion is made for one.
    assert_eq!((bearer(&requests[1]), count.load(SeqCst)), (bearer(&requests[2]), 2));
}

#[test]
fn a_key_here_needs_no_client() {
    let request = CreateToken::new("acme", vectors::RSA.parse::<PrivateKey>().unwrap());
    let hosts = auth_runtime::host::Hosts::of::<Acme>().unwrap();
    let prepared = request.prepare(&hosts, None).unwrap();
    let body = String::from_utf8_lossy(prepared.as_http().body().as_slice()).into_owned();
    assert!(body.starts_with("assertion=eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."), "{body}");
    let (elsewhere, _) = service();
    let refused = CreateToken::new("acme", elsewhere).prepare(&hosts, None).unwrap_err();
    assert!(refused.to_string().contains("signs requests"), "{refused}");
    let secret = Secret::from("x");
    assert_eq!(format!("{secret:?} {:?}", request.key), "Secret(…) PrivateKey(…)");
}
