//! The page: a table of calls for each SDK, and below it what the differences are.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use auth_tests::Message;

use super::compare::differences;
use super::explained::{Explained, explained};
use super::{Called, Request};

const HEAD: &str = "# The catalogue beside the providers' own SDKs

`tests/catalogue` writes this page: it makes the calls that both a provider's own SDK and our spec know, and compares the requests
with those of our clients: method, URL, headers and body. The SDKs keep their own hosts and are not changed; where they would open a
connection, the request is kept and sent to the mock server, whose answers they read. What the spec has not got, and the mock server
would refuse, is taken away in between, and what it needs is added; these are differences, too. Our requests are those of
`tests/catalogue/wire`. A JWT is compared by its header and its claims.

Not compared are the order of parameters and headers, the values that are new in each request, and what the HTTP libraries add to
whatever they send: `host`, `content-length`, `user-agent`, `accept-encoding`, `connection`. The numbers name the differences, which
are explained below; how the launch providers compare is said in [another page](sdks.md).
";

/// Returns the page.
pub(super) fn page(called: &[Called], ours: &[Message]) -> String {
    let known = explained();
    let rows: Vec<(&Called, BTreeSet<String>)> = called.iter().map(|call| (call, all(call, ours))).collect();
    check_explained(&rows, &known);
    HEAD.to_owned() + &table(&rows, &known) + &reasons(&known)
}

/// The differences of all requests of a call.
fn all(call: &Called, ours: &[Message]) -> BTreeSet<String> {
    assert_eq!(call.requests.len(), call.endpoints.len(), "{}: {:?}", call.name, call.requests);
    let each = call.requests.iter().zip(&call.endpoints);
    each.flat_map(|(theirs, endpoint)| nearest(&call.provider, endpoint, ours, theirs)).collect()
}

/// Of our requests to an endpoint, the one that is most like theirs: an endpoint may have several examples.
fn nearest(provider: &str, endpoint: &str, ours: &[Message], theirs: &Request) -> BTreeSet<String> {
    let same = ours.iter().filter(|ours| (ours.provider, ours.endpoint) == (provider, endpoint));
    let found = same.map(|ours| differences(ours, theirs)).min_by_key(BTreeSet::len);
    found.unwrap_or_else(|| panic!("no example of {provider}.{endpoint}"))
}

/// Checks that each difference is explained, and each explanation is of one.
fn check_explained(rows: &[(&Called, BTreeSet<String>)], known: &[Explained]) {
    let found: BTreeSet<(&str, &str)> =
        rows.iter().flat_map(|(call, all)| all.iter().map(|one| (call.provider.as_str(), one.as_str()))).collect();
    let unknown = found.iter().filter(|(provider, one)| number(provider, one, known).is_none());
    let unknown: Vec<String> = unknown.map(|(provider, one)| format!("{provider} | {one} | ")).collect();
    assert!(unknown.is_empty(), "nobody has explained:\n{}", unknown.join("\n"));
    let seen: BTreeSet<usize> = found.iter().filter_map(|(provider, one)| number(provider, one, known)).collect();
    let gone: Vec<&Explained> =
        (1..).zip(known).filter(|(number, _)| !seen.contains(number)).map(|(_, one)| one).collect();
    assert!(gone.is_empty(), "these differences are gone, remove their explanations: {gone:#?}");
}

/// The number of a difference that is explained.
fn number(provider: &str, difference: &str, known: &[Explained]) -> Option<usize> {
    known.iter().position(|one| one.is(provider, difference)).map(|index| index + 1)
}

fn table(rows: &[(&Called, BTreeSet<String>)], known: &[Explained]) -> String {
    let mut text = "\n| SDK | call | endpoint | differences |\n|---|---|---|---|\n".to_owned();
    for (call, all) in rows {
        let numbers: BTreeSet<usize> = all.iter().filter_map(|one| number(&call.provider, one, known)).collect();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let numbers = if numbers.is_empty() { "none".to_owned() } else { numbers.join(", ") };
        let mut endpoints = call.endpoints.clone();
        endpoints.dedup();
        let Called { sdk, name, provider, .. } = call;
        let _ = writeln!(text, "| {sdk} | `{name}` | `{provider}`: `{}` | {numbers} |", endpoints.join("`, `"));
    }
    text
}

fn reasons(known: &[Explained]) -> String {
    let mut text = "\n## The differences\n\n".to_owned();
    for (number, Explained { provider, difference, reason }) in (1..).zip(known) {
        let provider = provider.as_ref().map(|provider| format!("{provider}: ")).unwrap_or_default();
        let _ = writeln!(text, "{number}. {provider}{difference}: {reason}");
    }
    text
}
