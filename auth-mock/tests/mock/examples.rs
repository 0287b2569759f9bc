//! The curl command of every example is answered with the response of that example.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::format_push_string,
    reason = "a test that fails may panic, and its texts are short"
)]

use std::fs;
use std::path::Path;

use auth_codegen::model::{Call, Endpoint, Example, Provider};
use auth_mock::{Mock, curl};
use serde_json::Value as Json;

use crate::common;

#[tokio::test]
async fn the_specs_of_the_workspace() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let paths = entries.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let specs: Vec<String> = paths.map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(specs.len() >= 5);
    check(&specs.iter().map(String::as_str).collect::<Vec<_>>()).await;
}

/// What a command line cannot compute, or what curl puts together itself.
const COMPUTED: [&str; 9] =
    ["sign:", "jwt:", "_jwt", "hmac_", "sha1:", "sha256:", "random:", "encoding:", "multipart:"];

/// The sketches of the language that can be written today: their first line says `now`. Those with computed values are played
/// through their clients in `tests/tests/capabilities.rs`.
#[tokio::test]
async fn the_sketches() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/language/sketches");
    let specs = fs::read_dir(dir).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let is_plain = |spec: &String| !COMPUTED.iter().any(|key| spec.contains(key));
    let specs: Vec<String> = specs.filter(|spec| spec.starts_with("# now:")).filter(is_plain).collect();
    assert!(specs.len() >= 6);
    check(&specs.iter().map(String::as_str).collect::<Vec<_>>()).await;
}

#[tokio::test]
async fn made_up_specs() {
    check(&[common::ACME, common::BOLT, common::DULL]).await;
}

async fn check(specs: &[&str]) {
    let providers: Vec<Provider> = specs.iter().map(|spec| common::parse(spec)).collect();
    let mock = Mock::start(providers.clone()).await.unwrap();
    for provider in &providers {
        for endpoint in &provider.endpoints {
            // Examples of equal requests take turns, so they are asked for in their order.
            for example in &endpoint.examples {
                check_example(&mock, provider, endpoint, example).await;
            }
        }
    }
}

async fn check_example(mock: &Mock, provider: &Provider, endpoint: &Endpoint, example: &Example) {
    let base = mock.url(&provider.name, &provider.hosts[endpoint.host].name).unwrap();
    let command = curl(provider, &Endpoint { examples: vec![example.clone()], ..endpoint.clone() }, &base);
    let request = Command::parse(&command);
    let headers: Vec<(&str, &str)> = request.headers.iter().map(|header| header.split_once(": ").unwrap()).collect();
    let address = base.split('/').nth(2).unwrap();
    let reply = common::send_to(address, &request.method, &request.path, &headers, request.body.as_bytes()).await;
    let expected = example.response.clone().unwrap_or_default();
    match &endpoint.call {
        Call::Http(_) => {
            assert_eq!(reply.status, example.status, "{command}\n{}", reply.body);
            match &example.text {
                Some(text) => assert_eq!(&reply.body, text, "{command}"),
                None if reply.body.is_empty() => assert_eq!(expected, Json::Null, "{command}"),
                None => {
                    let body: Json = serde_json::from_str(&reply.body).unwrap();
                    assert_eq!(body, expected, "{command}");
                }
            }
        }
        Call::Visit(_) => {
            // A page that routes by its fragment is a script, which curl does not run.
            if endpoint.path().split_once('#').is_some_and(|(_, fragment)| fragment.contains('/')) {
                return;
            }
            assert_eq!(reply.status, 302, "{command}\n{}", reply.body);
            let signature = endpoint.visit().and_then(|visit| visit.compared.signature.as_ref());
            // The state is that of the request, whatever the example calls it.
            let plain = |name: &str| name != "state" && signature.is_none_or(|signature| signature.name.value != name);
            for (name, value) in expected.as_object().unwrap().iter().filter(|(name, _)| plain(name)) {
                let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert_eq!(parameter(&reply.headers["location"], name), value, "{command}");
            }
            assert_eq!(parameter(&reply.headers["location"], "state"), "example-state", "{command}");
        }
    }
}

/// Returns a parameter of the URL that a browser is sent to: of its query, or of its fragment.
fn parameter(location: &str, name: &str) -> String {
    let url = url::Url::parse(location).unwrap();
    let fragment = url::form_urlencoded::parse(url.fragment().unwrap_or_default().as_bytes());
    let mut parameters = url.query_pairs().chain(fragment);
    parameters.find(|(found, _)| found == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// A curl command, read as curl would.
struct Command {
    method: String,
    path: String,
    headers: Vec<String>,
    body: String,
}

impl Command {
    fn parse(text: &str) -> Self {
        let mut words = shell_words::split(text).unwrap().into_iter().skip(1);
        let mut command =
            Self { method: "GET".to_owned(), path: String::new(), headers: Vec::new(), body: String::new() };
        while let Some(word) = words.next() {
            match word.as_str() {
                "--include" => {}
                "-X" => command.method = words.next().unwrap(),
                "-H" => command.headers.push(words.next().unwrap()),
                "--data-raw" => command.body = words.next().unwrap(),
                url => command.path = format!("/{}", url.splitn(4, '/').nth(3).unwrap()),
            }
        }
        command
    }
}
