//! What a check of a credential shows, by the class of the answer.
#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that fails may panic")]

use auth_runtime::session::Checked;
use auth_runtime::{ApiError, Connection, Credential, Endpoint, Json, Secret};

use crate::acme::Acme;
use crate::server::{Server, answer};

#[derive(Debug, ApiError)]
enum Fault {
    #[api_error(400)]
    Incomplete,
    #[api_error(422)]
    Invalid,
    #[api_error(other)]
    Other,
}

#[derive(Clone, Debug, Endpoint)]
#[endpoint(POST "/orders", protected = Key, json, response = Json, error = Fault)]
struct CreateOrder {
    amount: Option<i64>,
}

/// An account and its key.
#[derive(Clone, Debug, Credential)]
#[credential(
    provider = Acme,
    basic(username = "{account}", password = "{key}"),
    check(CreateOrder::new(), accepts("Incomplete")),
    env_prefix = "ACME_"
)]
struct Key {
    account: String,
    #[credential(env = "ACME_SECRET")]
    key: Secret,
}

async fn checked(status: &'static str) -> (String, usize) {
    let server = Server::answering(answer(status, "", "{}"));
    let client = Connection::<Acme>::builder().allow_loopback_http().base_url(&server.url).build().unwrap();
    let shown = format!("{:?}", Key::new("acme", "s3cret").check(&client).await);
    assert!(!shown.contains("s3cret"), "{shown}");
    (shown.split('(').next().unwrap().to_owned(), server.requests().len())
}

#[tokio::test]
async fn the_class_decides() {
    let rows = [
        ("200 OK", "Works"),
        ("400 Bad Request", "Works"),
        ("401 Unauthorized", "Rejected"),
        ("403 Forbidden", "Denied"),
        ("422 Unprocessable Content", "Unknown"),
        ("429 Too Many Requests", "Unknown"),
        ("503 Service Unavailable", "Unknown"),
        ("302 Found", "Unknown"),
    ];
    for (status, expected) in rows {
        assert_eq!(checked(status).await, (expected.to_owned(), 1), "{status}");
    }
}

#[tokio::test]
async fn nobody_knows_if_nobody_answers() {
    let client = Connection::<Acme>::builder().allow_loopback_http().base_url("http://127.0.0.1:1").build().unwrap();
    let shown = Key::new("acme", "s3cret").check(&client).await;
    assert!(matches!(shown, Checked::Unknown(_)) && shown.error().is_some(), "{shown:?}");
}

#[test]
fn the_variables_of_an_input() {
    let found = Key::from_vars(|name| ["ACME_ACCOUNT", "ACME_SECRET"].contains(&name).then_some("x"));
    assert!(found.is_ok());
    let error = Key::from_vars(|_| None::<String>).unwrap_err();
    assert!(error.variables().eq(["ACME_ACCOUNT", "ACME_SECRET"]), "{error}");
}
