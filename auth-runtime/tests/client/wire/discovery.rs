//! Endpoints that a log-in discovers (RFC 8414, RFC 9728), against a server whose metadata lie.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use auth_runtime::session::{SessionProblem, TokenSource};
use auth_runtime::{Connection, Decode, Endpoint, Host, Provider, Secret};

use crate::server::{Server, answer};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[
        Host::new("base", "https://api.acme.example"),
        Host::captured("create_token", "token_endpoint", &["acme.example"]).whole(),
    ];
}

/// Where the endpoints are.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(GET "/metadata", response = Metadata, error = ())]
struct Discover;

#[derive(Debug, Decode)]
struct Metadata {
    issuer: String,
    token_endpoint: String,
}

/// A token.
#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "", host = "create_token", form, captured(token_endpoint), response = Token, error = ())]
struct CreateToken {
    client_id: String,
}

#[derive(Debug, Decode)]
struct Token {
    access_token: Secret,
}

#[derive(Clone, Debug, TokenSource)]
#[token_source(
    provider = Acme,
    mint(Discover expect(issuer = "https://login.acme.example"), CreateToken(client_id)),
    token(access_token = create_token.access_token),
    capture(token_endpoint = discover.token_endpoint)
)]
struct Service {
    client_id: String,
}

/// A server with these metadata.
fn server(issuer: &'static str, token_endpoint: &str) -> Server {
    let metadata = format!(r#"{{"issuer":"{issuer}","token_endpoint":"{token_endpoint}"}}"#);
    let is_first = AtomicBool::new(true);
    Server::start(move |stream| {
        let body = if is_first.swap(false, SeqCst) { &metadata } else { r#"{"access_token":"at_1"}"# };
        let _ = stream.write_all(answer("200 OK", "content-type: application/json\r\n", body).as_bytes());
    })
}

#[tokio::test]
async fn metadata_of_another_issuer_are_not_used() {
    let issuers = ["https://evil.example", "https://login.acme.example/", "https://LOGIN.acme.example", ""];
    for issuer in issuers {
        let server = server(issuer, "https://login.acme.example/token");
        let client = Connection::<Acme>::builder().base_url(&server.url).allow_loopback_http().build().unwrap();
        let error = Service::new("c_1").session(&client).token().await.unwrap_err();
        assert_eq!(error.problem(), SessionProblem::Unexpected { name: "issuer" }, "{issuer}: {error}");
        assert_eq!(server.requests().len(), 1, "only the metadata were asked for");
        assert!(issuer.is_empty() || !format!("{error} {error:?}").contains(issuer), "{error:?}");
    }
}

#[tokio::test]
async fn an_endpoint_elsewhere_is_sent_nothing() {
    for endpoint in
        ["https://evil.example/token", "http://login.acme.example/token", "https://acme.example@evil.example", "token"]
    {
        let server = server("https://login.acme.example", endpoint);
        let client = Connection::<Acme>::builder().base_url(&server.url).allow_loopback_http().build().unwrap();
        let error = Service::new("c_1").session(&client).token().await.unwrap_err();
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(source.contains("`token_endpoint` does not point to a host of the provider"), "{endpoint}: {source}");
        assert_eq!(server.requests().len(), 1);
    }
}

/// The client may say where the endpoint is; then the captured value is not used.
#[tokio::test]
async fn the_whole_url_of_an_endpoint_may_be_given() {
    let server = server("https://login.acme.example", "https://login.acme.example/token");
    let client = Connection::<Acme>::builder().base_url(&server.url).allow_loopback_http();
    let client = client.host("create_token", format!("{}/oauth/token", server.url)).build().unwrap();
    let session = Service::new("c_1").session(&client);
    assert!(session.token().await.unwrap().secret().matches("at_1"));
    let requests = server.requests();
    assert!(requests.last().unwrap().starts_with("POST /oauth/token HTTP/1.1"), "{requests:?}");
}
