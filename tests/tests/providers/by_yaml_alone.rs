//! Two providers from public documentation, each by YAML alone: `by_yaml_alone/zendesk.yaml` has the account in the host and an
//! email address in HTTP Basic, `by_yaml_alone/notion.yaml` has client authentication by HTTP Basic and a version in every request.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use auth_mock::{Exchange, Mock};
use auth_runtime as rt;
use auth_runtime::consent::PendingCallback;
use auth_runtime::host::Hosts;
use auth_runtime::session::OneTime;
use auth_runtime::{ClientBuilder, Connection, Endpoint as _, Provider};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use notion::Notion;
use zendesk::Zendesk;

mod zendesk {
    #![allow(dead_code, unreachable_pub, reason = "the tests do not use all of a client")]

    /// Zendesk, from `zendesk.yaml`.
    #[derive(Clone, Copy, Debug, auth_runtime::Provider)]
    #[provider(spec = "by_yaml_alone/zendesk.yaml")]
    pub struct Zendesk;
}
mod notion {
    #![allow(dead_code, unreachable_pub, reason = "the tests do not use all of a client")]

    /// Notion, from `notion.yaml`, with a runtime under another name.
    #[derive(Clone, Copy, Debug, super::rt::Provider)]
    #[provider(spec = "by_yaml_alone/notion.yaml", crate = super::rt)]
    pub struct Notion;
}

async fn mock(name: &str, spec: &str) -> Mock {
    let provider = auth_codegen::parse(name, spec).unwrap_or_else(|report| panic!("{report}"));
    Mock::start(vec![provider]).await.expect("a free port")
}

async fn zendesk() -> (Mock, zendesk::Client) {
    let mock = mock("zendesk.yaml", include_str!("by_yaml_alone/zendesk.yaml")).await;
    let connection = connect::<Zendesk>(&mock, |builder| builder.settings(zendesk::Settings::new("acme-eu")));
    (mock, zendesk::Client::from(connection))
}

async fn notion() -> (Mock, notion::Client) {
    let mock = mock("notion.yaml", include_str!("by_yaml_alone/notion.yaml")).await;
    let connection = connect::<Notion>(&mock, |builder| builder);
    (mock, notion::Client::from(connection))
}

fn connect<P: Provider>(mock: &Mock, set: impl FnOnce(ClientBuilder<P>) -> ClientBuilder<P>) -> Connection<P> {
    let url = mock.url(P::NAME, "base").expect("a host that the mock plays");
    set(ClientBuilder::new().allow_loopback_http().base_url(url)).build().expect("a client for loopback")
}

fn basic(pair: &str) -> String {
    format!("Basic {}", STANDARD.encode(pair))
}

/// The values of a header of every request that the server received.
fn sent(exchanges: &[Exchange], header: &str) -> Vec<String> {
    exchanges.iter().map(|exchange| header_of(exchange, header)).collect()
}

fn header_of(exchange: &Exchange, name: &str) -> String {
    let found = exchange.headers.iter().find(|(header, _)| header == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

#[test]
fn zendesk_is_at_the_host_of_the_account() {
    let hosts = Hosts::with_settings(&zendesk::Settings::new("acme-eu")).expect("the host of the account");
    let credential = zendesk::ApiToken::new("ada@acme.example", "token_71");
    let request = zendesk::GetMe.prepare(&hosts, Some(&credential)).expect("a request");
    let http = request.into_http();
    assert_eq!(http.uri(), "https://acme-eu.zendesk.com/api/v2/users/me.json");
    assert_eq!(http.headers()["authorization"], basic("ada@acme.example/token:token_71"));
}

#[test]
fn an_account_is_one_label_of_the_host() {
    for account in ["evil.example/", "a.b", "", "A_B"] {
        let error = zendesk::Client::new(zendesk::Settings::new(account)).expect_err(account);
        assert!(error.to_string().contains("subdomain"), "{error}");
    }
    let error = Connection::<Zendesk>::builder().build().expect_err("an account is missing");
    assert!(error.to_string().contains("subdomain"), "{error}");
}

#[tokio::test]
async fn zendesk_accepts_an_api_token() {
    let (_mock, client) = zendesk().await;
    let known = client.with(zendesk::ApiToken::new("ada@acme.example", "api_token_example_1"));
    known.get_me().await.expect("the user");
    let unknown = client.with(zendesk::ApiToken::new("ada@acme.example", "another"));
    let error = unknown.get_me().await.expect_err("a wrong token");
    assert!(error.to_string().contains("NotAuthenticated"), "{error}");
}

#[tokio::test]
async fn a_session_of_zendesk_renews_its_token() {
    let (mock, client) = zendesk().await;
    let session = zendesk::ClientCredentials::new("app_1", "cs_example_1", [zendesk::Scope::Read]).session(&client);
    let first = session.token().await.expect("a token");
    client.with(session.clone()).get_me().await.expect("the user");
    session.invalidate(first.generation());
    client.with(session).get_me().await.expect("the user, with the next token");
    let called: Vec<_> = mock.exchanges().into_iter().filter_map(|exchange| exchange.endpoint).collect();
    assert_eq!(called, ["create_token", "get_me", "create_token", "get_me"]);
}

#[tokio::test]
async fn a_session_of_notion_logs_in_renews_and_revokes() {
    let (mock, client) = notion().await;
    let code = PendingCallback::new("s", None).finish("?state=s&code=code_example_1").expect("a callback");
    let code = OneTime::new(code);
    let session = notion::User::new("app_1", "cs_example_1", code, "https://app.example/back").session(&client);
    let first = session.token().await.expect("a token");
    session.invalidate(first.generation());
    client.with(session.clone()).get_me().await.expect("the bot");
    session.revoke().await.expect("the end");
    let exchanges = mock.exchanges();
    let called: Vec<_> = exchanges.iter().filter_map(|exchange| exchange.endpoint.as_deref()).collect();
    assert_eq!(called, ["exchange_code", "renew", "get_me", "revoke", "revoke"]);
    assert!(sent(&exchanges, "notion-version").iter().all(|version| version == "2025-09-03"), "in every request");
    let schemes: Vec<_> = sent(&exchanges, "authorization").iter().map(|value| value[..6].to_owned()).collect();
    assert_eq!(schemes, ["Basic ", "Basic ", "Bearer", "Basic ", "Basic "]);
}
