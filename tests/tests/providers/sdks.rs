//! The requests of the providers' own SDKs beside those of our clients, for every call that both know. Both are sent to the mock
//! server. `UPDATE_EXPECT=1 cargo test` updates the page `docs/sdks.md`; a difference that nobody has explained is a failed test.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::Command;
use std::rc::Rc;

use auth_mock::{Exchange, Mock};
use auth_tests::servers::python;
use auth_tests::{Tour, calls, here, providers};
use expect_test::expect_file;
use serde_json::Value as Json;

/// Why the requests differ. A difference is named without the values that change with a version.
const EXPLAINED: [(&str, &str); 6] = [
    ("another `accept`", "ours is `application/json`, which is what we read; httpx sends `*/*`."),
    (
        "another `accept-encoding`",
        "ours is what the build of the runtime can decode, often `identity`; httpx always sends a list.",
    ),
    ("another `user-agent`", "each names its own library."),
    ("the SDK's alone has `connection`", "httpx writes `keep-alive`, which HTTP/1.1 means anyway (RFC 9112 §9.3)."),
    (
        "the SDK's alone has `content-type`",
        "oneclaw sends `application/json` with every request; ours sends it where there is a body.",
    ),
    ("the SDK's alone has `x-interhuman-sdk`", "the provider counts which version of its SDK is used; that is not us."),
];
/// What the SDKs can do and the specs do not say.
const LEFT_OUT: [(&str, &str); 3] = [
    ("AuthResource.export_data", "a copy of personal data, which authenticates nobody."),
    ("AuthResource.get_human_factor_auth", "a rule about wallets, which authenticates nobody."),
    ("AuthResource.set_human_factor_auth", "likewise."),
];

/// A call of an SDK, as `servers/python/sdks.py` prints it.
struct Called {
    sdk: String,
    name: String,
    endpoints: Vec<String>,
}

fn read(line: &str) -> Called {
    let json: Json = serde_json::from_str(line).expect("a line of the script");
    let text = |name: &str| json[name].as_str().map(str::to_owned).expect(name);
    assert!(json["error"].is_null(), "{}: {}", text("call"), json["error"]);
    let endpoints = json["endpoints"].as_array().into_iter().flatten().filter_map(Json::as_str);
    Called { sdk: text("sdk"), name: text("call"), endpoints: endpoints.map(str::to_owned).collect() }
}

fn headers(exchange: &Exchange) -> BTreeMap<&str, &str> {
    let all = exchange.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    all.filter(|(name, _)| !["host", "content-length"].contains(name)).collect()
}

fn body(exchange: &Exchange) -> Json {
    serde_json::from_str(&exchange.request).unwrap_or_else(|_| Json::from(exchange.request.clone()))
}

/// The differences between two requests, ours and theirs.
fn differences(ours: &Exchange, theirs: &Exchange) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (here, there) = (headers(ours), headers(theirs));
    let names: BTreeSet<&str> = here.keys().chain(there.keys()).copied().collect();
    for name in names {
        let differs = match (here.get(name), there.get(name)) {
            (Some(_), None) => "ours alone has",
            (None, Some(_)) => "the SDK's alone has",
            (Some(ours), Some(theirs)) if ours != theirs => "another",
            _ => continue,
        };
        found.insert(format!("{differs} `{name}`"));
    }
    if (&ours.method, &ours.path) != (&theirs.method, &theirs.path) {
        found.insert(format!("`{} {}` is `{} {}`", ours.method, ours.path, theirs.method, theirs.path));
    }
    if body(ours) != body(theirs) {
        found.insert(format!("the body `{}` is `{}`", ours.request, theirs.request));
    }
    found
}

/// Of our requests to an endpoint, the one that is most like theirs: an endpoint may have several examples.
fn nearest(ours: &[Exchange], theirs: &Exchange) -> BTreeSet<String> {
    let same = ours.iter().filter(|ours| (&ours.provider, &ours.endpoint) == (&theirs.provider, &theirs.endpoint));
    let found = same.map(|ours| differences(ours, theirs)).min_by_key(BTreeSet::len);
    found.unwrap_or_else(|| panic!("no example of {:?}", theirs.endpoint))
}

#[tokio::test]
async fn the_sdks_send_what_our_clients_send() {
    let Some(python) = python() else { return };
    let mock = Rc::new(Mock::start(providers()).await.expect("a free port"));
    let mut tour = Tour::of(Rc::clone(&mock));
    calls(&mut tour);
    tour.run().await;
    let ours = mock.exchanges();
    let urls = ["one_claw", "interhuman"].map(|name| mock.url(name, "base").expect("a host"));
    let mut command = Command::new(python);
    command.arg(here().join("servers/python/sdks.py")).args(urls);
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("no panic").expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let called: Vec<Called> = String::from_utf8_lossy(&output.stdout).lines().map(read).collect();
    let page = page(&called, &ours, &mock.exchanges()[ours.len()..]);
    expect_file![here().join("../docs/sdks.md")].assert_eq(&page);
}

/// The page: a table of calls, and below it what the differences are.
fn page(called: &[Called], ours: &[Exchange], theirs: &[Exchange]) -> String {
    let unknown: BTreeSet<String> =
        theirs.iter().flat_map(|sent| nearest(ours, sent)).filter(|one| !is_explained(one)).collect();
    assert!(unknown.is_empty(), "nobody has explained: {unknown:#?}");
    let mut theirs = theirs.iter();
    let mut found = BTreeSet::new();
    let mut rows = String::new();
    for call in called.iter().filter(|call| !call.endpoints.is_empty()) {
        let sent: Vec<&Exchange> = theirs.by_ref().take(call.endpoints.len()).collect();
        let reached: Vec<&str> = sent.iter().map(|sent| sent.endpoint.as_deref().unwrap_or("nothing")).collect();
        assert_eq!(reached, call.endpoints, "{}", call.name);
        let all: BTreeSet<String> = sent.iter().flat_map(|sent| nearest(ours, sent)).collect();
        let numbers: BTreeSet<usize> = all.iter().map(|one| number(one)).collect();
        let listed: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let (endpoints, listed) = (reached.join("`, `"), listed.join(", "));
        let _ = writeln!(rows, "| {} | `{}` | `{endpoints}` | {listed} |", call.sdk, call.name);
        found.extend(numbers);
    }
    assert!(theirs.next().is_none(), "the SDKs sent more requests than the script says");
    let unseen = (1..=EXPLAINED.len()).find(|number| !found.contains(number));
    assert_eq!(unseen.map(|number| EXPLAINED[number - 1].0), None, "this difference is gone: remove its explanation");
    HEAD.to_owned() + &rows + &explained() + &left_out(called, ours)
}

const HEAD: &str = "# Beside the providers' own SDKs

`tests/tests/providers/sdks.rs` writes this page: it makes every call that both a provider's Python SDK and our spec know, of oneclaw 0.61.14
and interhumanai 1.3.4, and compares the requests with those of our clients. All of them are answered by the mock server, and all of
the answers are read by the SDKs. The numbers name the differences, which are explained below.

| SDK | call | endpoint | differences |
|---|---|---|---|
";

fn is_explained(difference: &str) -> bool {
    EXPLAINED.iter().any(|(known, _)| *known == difference)
}

/// The number of a difference that is explained.
fn number(difference: &str) -> usize {
    EXPLAINED.iter().take_while(|(known, _)| *known != difference).count() + 1
}

fn explained() -> String {
    let mut text = "\n## The differences\n\n".to_owned();
    for (index, (difference, reason)) in EXPLAINED.iter().enumerate() {
        let _ = writeln!(text, "{}. {difference}: {reason}", index + 1);
    }
    text
}

/// What one side cannot do.
fn left_out(called: &[Called], ours: &[Exchange]) -> String {
    let mut text = "\n## What only one side has\n\n".to_owned();
    let alone: Vec<&str> =
        called.iter().filter(|call| call.endpoints.is_empty()).map(|call| call.name.as_str()).collect();
    let known: Vec<&str> = LEFT_OUT.iter().map(|(name, _)| *name).collect();
    assert_eq!(alone, known, "what the SDKs have and the specs have not");
    for (name, reason) in LEFT_OUT {
        let _ = writeln!(text, "- The SDK has `{name}`: {reason}");
    }
    let reached: BTreeSet<&str> = called.iter().flat_map(|call| &call.endpoints).map(String::as_str).collect();
    let is_theirs = |name: &Option<String>| matches!(name.as_deref(), Some("one_claw" | "interhuman"));
    let endpoints = ours.iter().filter(|ours| is_theirs(&ours.provider)).filter_map(|ours| ours.endpoint.as_deref());
    for endpoint in endpoints.collect::<BTreeSet<_>>().difference(&reached) {
        let _ = writeln!(text, "- Our spec has `{endpoint}`, which is documented.");
    }
    text
}
