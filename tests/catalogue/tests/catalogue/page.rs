//! The page of the catalogue: how long its specs and their clients are, and which of them shows what the language can say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use auth_tests_catalogue::{About, Spec, here};

/// The head of the page, before the figures.
const HEAD: &str = "\
# The catalogue

`specs/catalogue/` has specs of well-known providers, each behind a cargo feature of `authwright-providers`, which is off by default.
A spec says what the provider's documentation says about authentication: getting, checking, renewing and ending credentials,
and one or two calls that use them. The comment at its top names the pages and the date, and says what is uncertain; its examples
are made up. No spec was written with an account: no call was made to a provider. A test calls each example and runs each session
against the mock server. To add a provider, add a YAML file, and run `cargo xtask gen` and
`UPDATE_EXPECT=1 cargo test -p auth-tests-catalogue`, which writes this page.
";

/// What no well-known provider shows, and why.
const SHOWN_BY_NOBODY: [(&str, &str); 0] = [];

/// Returns the page.
pub(crate) fn page(specs: &[Spec]) -> String {
    let abouts: Vec<(&str, About)> = specs.iter().map(|spec| (spec.provider.name.as_str(), About::of(spec))).collect();
    let lines = sorted(abouts.iter().map(|(_, about)| about.lines));
    let generated = sorted(specs.iter().map(|spec| generated_lines(&spec.provider.name)));
    format!(
        "{HEAD}\n{} providers. A spec has {} lines in the middle and {} at most; its client has {} in the middle and {} at most.\n\n{}\n{}\n{}",
        specs.len(),
        median(&lines),
        lines.last().copied().unwrap_or_default(),
        median(&generated),
        generated.last().copied().unwrap_or_default(),
        providers(specs, &abouts),
        fs::read_to_string(here().join("seconds.md")).expect("how long the clients compile"),
        capabilities(&abouts),
    )
}

fn providers(specs: &[Spec], abouts: &[(&str, About)]) -> String {
    let mut table = "| provider | lines | generated | uncertain |\n|---|--:|--:|---|\n".to_owned();
    for (Spec { provider, .. }, (name, about)) in specs.iter().zip(abouts) {
        let link = format!("[{}](../specs/catalogue/{name}.yaml)", provider.title);
        let _ = writeln!(table, "| {link} | {} | {} | {} |", about.lines, generated_lines(name), about.uncertain);
    }
    table
}

fn capabilities(abouts: &[(&str, About)]) -> String {
    let list = fs::read_to_string(here().join("../tests/capabilities/list.txt")).expect("the list of capabilities");
    let known: Vec<(&str, &str)> =
        list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" | ")).collect();
    let mut shown: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, about) in abouts {
        for id in &about.shows {
            assert!(known.iter().any(|(known, _)| known == id), "{name}: there is no capability `{id}`");
            shown.entry(id).or_default().push(name);
        }
    }
    for (id, _) in SHOWN_BY_NOBODY {
        assert!(!shown.contains_key(id), "a provider shows `{id}`: remove the reason why none does");
    }
    let ids: BTreeSet<&str> = known.iter().map(|(id, _)| *id).collect();
    let mut table = format!("## What it shows\n\n{} of {} capabilities. ", shown.len(), ids.len());
    table += "A test proves each by the parsed spec: `tests/catalogue/src/proof/` says what a spec must then have.\n\n";
    table += "| id | capability | providers |\n|---|---|---|\n";
    for (id, what) in known {
        let names = shown.get(id).map_or_else(|| reason(id), |names| names.join(", "));
        let _ = writeln!(table, "| `{id}` | {what} | {names} |");
    }
    table
}

fn reason(id: &str) -> String {
    let known = SHOWN_BY_NOBODY.iter().find(|(known, _)| *known == id);
    known.map_or_else(|| panic!("no provider shows `{id}`: say why"), |(_, why)| (*why).to_owned())
}

fn generated_lines(name: &str) -> usize {
    let path = here().join(format!("../../auth-providers/src/catalogue/generated/{name}.rs"));
    fs::read_to_string(path).expect("a generated client").lines().count()
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

/// Returns the number in the middle; of two, the greater.
fn median(sorted: &[usize]) -> usize {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
