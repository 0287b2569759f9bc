//! The grammar in `docs/language/grammar.md` is complete: all sketches and all specs use what it lists and nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod fit;
mod grammar;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use auth_tests::here;
use grammar::{Grammar, Since};

fn grammar() -> Grammar {
    Grammar::read(&read(&here().join("../docs/language/grammar.md")))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The specs of a folder, by file name.
fn specs(folder: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(here().join("..").join(folder)).expect("a folder of specs");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut specs: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| (format!("{folder}/{}", path.file_name().unwrap_or_default().display()), read(&path)))
        .collect();
    specs.sort();
    specs
}

fn sketches() -> Vec<(String, String)> {
    specs("docs/language/sketches")
}

/// What the first line of a sketch says: `# later: what it is the test of`.
fn said(text: &str) -> Option<Since> {
    let (word, purpose) = text.strip_prefix("# ")?.lines().next()?.split_once(": ")?;
    Since::read(word).filter(|_| !purpose.is_empty())
}

/// Each mapping of the language, and its tables on the page.
const TABLES: &[(&str, &[&str])] = &[
    ("a spec", &["spec"]),
    ("a host", &["host"]),
    ("`tls`", &["tls"]),
    ("a captured URL", &["captured"]),
    ("an environment", &["environment"]),
    ("a setting", &["setting"]),
    ("a value", &["choice"]),
    ("an enumeration", &["enum"]),
    ("a type", &["record"]),
    ("a field", &["field", "constant"]),
    ("`split`", &["split"]),
    ("an item of a list", &["element"]),
    ("an error", &["case"]),
    ("an endpoint", &["endpoint"]),
    ("an object", &["object"]),
    ("the signature of a callback", &["verify"]),
    ("several replies", &["one_of"]),
    ("a success", &["success"]),
    ("a reply", &["alternative"]),
    ("`auth`", &["auth"]),
    ("`basic`", &["basic"]),
    ("an example", &["example"]),
    ("a credential", &["credential"]),
    ("a check", &["check"]),
    ("an identity", &["identity"]),
    ("a client assertion", &["client_assertion"]),
    ("an assertion", &["jwt"]),
    ("a registration", &["registration"]),
    ("a key", &["key"]),
    ("a token", &["token"]),
    ("a step", &["step"]),
    ("an attachment", &["attach", "attached_header"]),
    ("a computation", &["computation"]),
    ("a JWT", &["jwt"]),
    ("a signature", &["sign"]),
    ("`into`", &["into"]),
    ("`sigv4`", &["sigv4"]),
    ("`oauth1`", &["oauth1"]),
    ("`digest`", &["digest"]),
    ("`dpop`", &["dpop"]),
    ("`http_signature`", &["http_signature"]),
];

#[test]
fn the_grammar_has_every_key_that_is_declared_and_promises_no_other() {
    let grammar = grammar();
    for mapping in auth_language::key::ALL {
        let tables = TABLES.iter().find(|(what, _)| *what == mapping.what).map_or(&[][..], |(_, tables)| tables);
        let rows = tables.iter().flat_map(|title| grammar.table(title).unwrap_or_default());
        let promised: BTreeSet<&str> =
            rows.filter(|row| row.since < Since::Later).map(|row| row.key.as_str()).collect();
        let declared: BTreeSet<&str> = mapping.names().into_iter().collect();
        assert_eq!(promised, declared, "{}", mapping.what);
    }
}

#[test]
fn every_sketch_uses_keys_of_the_grammar_and_says_since_when() {
    let grammar = grammar();
    let mut problems = Vec::new();
    for (name, text) in sketches() {
        match fit::spec(&grammar, &text) {
            // A sketch whose keys can all be read may still need what the generator cannot do yet.
            Ok(found) if said(&text) >= Some(found) => {}
            Ok(found) => problems.push(format!("{name}: its first line says {:?}, its keys {found:?}", said(&text))),
            Err(problem) => problems.push(format!("{name}: {problem}")),
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(sketches().len() >= 30, "the sketches were found");
}

#[test]
fn a_sketch_parses_exactly_if_its_first_line_says_now() {
    let mut problems = Vec::new();
    for (name, text) in sketches() {
        match (said(&text), auth_codegen::parse(&name, &text)) {
            (Some(Since::Now), Err(report)) => problems.push(report.to_string()),
            (Some(Since::Later), Ok(_)) => problems.push(format!("{name} parses: write `now`")),
            (None, _) => problems.push(format!("{name} begins with `# now: ` or `# later: `")),
            (Some(_), _) => {}
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_spec_that_generates_is_in_the_grammar() {
    let grammar = grammar();
    let folders = [
        "specs",
        "auth-codegen/tests/goldens",
        "tests/tests/providers/another_provider",
        "tests/tests/providers/by_yaml_alone",
        "downstream/src",
    ];
    let mut all: Vec<_> = folders.into_iter().flat_map(specs).collect();
    for name in ["specs/README.md", "docs/language.md"] {
        let page = read(&here().join("..").join(name));
        let blocks = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next());
        all.extend(blocks.map(|block| (name.to_owned(), block.to_owned())));
    }
    for (name, text) in all {
        assert_eq!(fit::spec(&grammar, &text), Ok(Since::Now), "{name}");
    }
}
