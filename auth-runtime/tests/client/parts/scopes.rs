//! Calls that need a scope, and calls that work without a credential.

#![cfg(all(feature = "client", feature = "derive"))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::request::RequestProblem;
use auth_runtime::session::{Minted, Session, SessionError, TokenSource};
use auth_runtime::{ApiError, Connection, Credential, Endpoint, Error, Host, Provider, Secret};

struct Acme;

impl Provider for Acme {
    const NAME: &'static str = "acme";
    const TITLE: &'static str = "Acme";
    const HOSTS: &'static [Host] = &[Host::new("base", "https://acme.example")];
}

#[derive(Debug, ApiError)]
enum Fault {
    #[api_error(other)]
    Other,
}

#[derive(Credential)]
#[credential(provider = Acme, header = "X-Key")]
struct Key(Secret);

#[derive(Endpoint)]
#[endpoint(GET "/maps", protected, scopes("maps:read", "maps:write"), response = (), error = Fault)]
struct DrawMap;

#[derive(Endpoint)]
#[endpoint(GET "/maps", protected(Key), optional, response = (), error = Fault)]
struct ListMaps;

/// A source of tokens with these scopes.
struct Source(&'static str);

impl TokenSource<Acme> for Source {
    const EXACT_SCOPES: bool = true;

    async fn mint(&self, _: &Connection<Acme>) -> Result<Minted, SessionError> {
        Ok(Minted::new(Secret::from("token-1")).with_scope(&self.0.to_owned()))
    }
}

/// A connection to a port of this machine at which nobody listens.
fn connection() -> Connection<Acme> {
    let builder = Connection::<Acme>::builder().base_url("http://127.0.0.1:1").allow_loopback_http();
    builder.build().expect("a connection")
}

/// The scope that a call is refused for, or `None` if it is sent.
async fn missing(granted: &'static str) -> Option<&'static str> {
    let connection = connection();
    let session = Session::builder(Source(granted), &connection).build();
    match connection.with(session).call_protected(DrawMap).await {
        Err(Error::Request(error)) => match error.problem() {
            RequestProblem::MissingScope { scope } => Some(scope),
            other => panic!("{other:?}"),
        },
        Err(Error::Transport(_)) => None,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_call_without_a_granted_scope_is_not_sent() {
    let rows = [
        ("maps:read maps:write", None),
        ("maps:write, maps:read", None),
        ("maps:read", Some("maps:write")),
        ("maps", Some("maps:read")),
    ];
    for (granted, expected) in rows {
        assert_eq!(missing(granted).await, expected, "{granted}");
    }
}

#[tokio::test]
async fn an_optional_credential_can_be_left_out() {
    let without = connection().call_protected(ListMaps).await;
    assert!(matches!(without, Err(Error::Transport(_))), "it was sent: {without:?}");
    let with = connection().with(Key::new("key-1")).call_protected(ListMaps).await;
    assert!(matches!(with, Err(Error::Transport(_))), "it was sent: {with:?}");
}
