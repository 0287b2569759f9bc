//! The exact requests of the providers' own SDKs beside those of our clients. The SDKs send them to the mock server, and read its
//! answers. A difference that nobody has explained is a failed test, and so is an explanation of none.

mod compare;
mod explained;
mod page;

use std::path::PathBuf;
use std::process::Command;

use auth_codegen::model::{Piece, Provider};
use auth_mock::Mock;
use auth_tests::servers::{node_sdks, python};
use auth_tests::{Message, WireGolden};
use auth_tests_catalogue::{calls, here, providers};
use expect_test::expect_file;
use serde_json::{Map, Value as Json, json};

/// A call of an SDK, as the scripts print it.
#[derive(Debug)]
struct Called {
    provider: String,
    /// The package and its version.
    sdk: String,
    name: String,
    /// The endpoints that it should have reached.
    endpoints: Vec<String>,
    requests: Vec<Request>,
}

/// A request as an SDK made it, with the real URL.
#[derive(Debug)]
struct Request {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
}

#[tokio::test]
async fn the_sdks_send_what_our_clients_send() {
    let (Some(python), Some(node)) = (python(), node_sdks()) else { return };
    let mock = Mock::start(providers()).await.expect("a free port");
    let hosts = hosts(&mock).to_string();
    let [mut in_python, mut in_node] = [python, "node".into()].map(Command::new);
    in_python.args(["-m", "catalogue", &hosts]).current_dir(tests().join("servers/python"));
    in_node.arg(node).arg(&hosts);
    let mut called = run(in_python).await;
    called.extend(run(in_node).await);
    check_reached(&called, &mock);
    expect_file![tests().join("../docs/catalogue-sdks.md")].assert_eq(&page::page(&called, &ours(&called)));
}

fn tests() -> PathBuf {
    here().join("..")
}

/// Returns the real URL of each host, and where the mock server plays it.
fn hosts(mock: &Mock) -> Json {
    let providers = providers();
    let all = providers.iter().flat_map(|provider| provider.hosts.iter().map(move |host| (provider, host)));
    let pair = |(provider, host): (&Provider, &auth_codegen::model::Host)| {
        let pieces = host.url.template.pieces().iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Name(name) => provider.example_of(name).unwrap_or_default(),
        });
        Some((pieces.collect::<String>(), json!(mock.url(&provider.name, &host.name)?)))
    };
    Json::Object(all.filter_map(pair).collect::<Map<String, Json>>())
}

/// Runs a script, and reads the calls that it prints.
async fn run(mut command: Command) -> Vec<Called> {
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("a program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<Json> =
        printed.lines().map(|line| serde_json::from_str(line).expect("a line of the script")).collect();
    let failed: Vec<&Json> = lines.iter().filter(|json| !json["error"].is_null()).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    lines.iter().map(read).collect()
}

fn read(json: &Json) -> Called {
    let endpoints = items(json, "endpoints").filter_map(Json::as_str).map(str::to_owned);
    Called {
        provider: text(json, "provider"),
        sdk: format!("{} {}", text(json, "sdk"), text(json, "version")),
        name: text(json, "call"),
        endpoints: endpoints.collect(),
        requests: items(json, "requests").map(request).collect(),
    }
}

fn request(json: &Json) -> Request {
    let pair = |pair: &Json| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned()));
    Request {
        method: text(json, "method"),
        url: text(json, "url"),
        headers: items(json, "headers").filter_map(pair).collect(),
        body: text(json, "body"),
    }
}

fn text(json: &Json, name: &str) -> String {
    json[name].as_str().map(str::to_owned).expect(name)
}

fn items<'j>(json: &'j Json, name: &str) -> impl Iterator<Item = &'j Json> {
    json[name].as_array().into_iter().flatten()
}

/// Checks that the calls have reached these endpoints, and that the mock server has refused none.
fn check_reached(called: &[Called], mock: &Mock) {
    let exchanges = mock.exchanges();
    let refused: Vec<String> =
        exchanges.iter().filter(|exchange| exchange.status >= 300).map(ToString::to_string).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    let reached: Vec<(&str, &str)> = exchanges
        .iter()
        .map(|exchange| {
            (exchange.provider.as_deref().unwrap_or_default(), exchange.endpoint.as_deref().unwrap_or_default())
        })
        .collect();
    let is_page = |endpoint: &&String| *endpoint != "authorize";
    let expected = called.iter().flat_map(|call| {
        call.endpoints.iter().filter(is_page).map(|endpoint| (call.provider.as_str(), endpoint.as_str()))
    });
    assert_eq!(reached, expected.collect::<Vec<_>>());
}

/// Returns the requests of our clients to the same providers.
fn ours(called: &[Called]) -> Vec<Message> {
    let mut golden = WireGolden::default();
    let mut providers: Vec<&str> = called.iter().map(|call| call.provider.as_str()).collect();
    providers.dedup();
    for provider in providers {
        calls(provider, &mut golden);
    }
    golden.messages
}
