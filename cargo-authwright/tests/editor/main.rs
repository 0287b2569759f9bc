//! What an author sees in an editor: completion, hover and diagnostics of a real yaml-language-server, by the line at the top of a
//! spec. It needs Node.js, and the server from npm:
//!
//! ```text
//! (cd cargo-authwright/tests/editor && npm ci)
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use cargo_authwright::schema;
use server::Server;

/// Starts the server in a folder with the schema, if it is installed.
fn start() -> Option<(Server, tempfile::TempDir)> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editor/node_modules/.bin/yaml-language-server");
    let has_node = std::process::Command::new("node").arg("--version").output().is_ok();
    if !has_node || !program.exists() {
        eprintln!("NOT RUN: this test needs Node.js, and `npm ci` in cargo-authwright/tests/editor");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("schema.json"), schema::text()).unwrap();
    Some((Server::start(&program, folder.path()), folder))
}

const HEAD: &str = "\
# yaml-language-server: $schema=schema.json
name: acme
title: Acme
base_url: https://api.acme.example
";

#[test]
fn keys_and_words_are_completed() {
    let Some((mut server, _folder)) = start() else { return };
    let rows = [
        ("endpoints:\n  ping:\n    ret^", "returns"),
        ("endpoints:\n  ping:\n    doc: Ping.\n    visit: /a\n    pkce: ^", "S256"),
        ("types:\n  Token:\n    fields:\n      access_token: ^", "secret"),
        ("credentials:\n  user:\n    att^", "attach"),
        ("cred^", "credentials"),
    ];
    for (text, expected) in rows {
        let found = server.complete(&format!("{HEAD}{text}"));
        assert!(found.contains(&expected.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn keys_are_explained() {
    let Some((mut server, _folder)) = start() else { return };
    let found = server.hover(&format!("{HEAD}endpoints:\n  ping:\n    GET: /ping\n    ret^urns: {{ 204: nothing }}\n"));
    assert!(found.contains("The type of the reply, by HTTP status."), "{found}");
    assert!(found.contains("returns: { 200: Token }"), "{found}");
}

#[test]
fn mistakes_are_underlined() {
    let Some((mut server, _folder)) = start() else { return };
    let ping = "endpoints:\n  ping:\n    doc: Ping.\n    GET: /ping\n    returns: { 204: nothing }\n";
    assert_eq!(server.diagnostics(&format!("{HEAD}{ping}")), Vec::<String>::new());
    let rows = [
        (ping.replace("GET:", "GTE:"), "8: Property GTE is not allowed."),
        (ping.replace("    doc: Ping.\n", ""), "6: Missing property \"doc\"."),
        (ping.replace("returns", "repeat: maybe\n    returns"), "9: Incorrect type. Expected \"boolean\"."),
        (format!("{ping}types: {{ A: {{ fields: {{ a: strng }} }} }}\n"), "10: a type is a word such as `string`"),
    ];
    for (text, expected) in rows {
        let found = server.diagnostics(&format!("{HEAD}{text}"));
        assert!(found.iter().any(|found| found.starts_with(expected)), "{text}: {found:?}");
    }
}

/// The server's own validator agrees with the generator about every spec of the repository.
#[test]
fn specs_are_without_diagnostics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["specs", "docs/language/sketches"].map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<PathBuf> = folders.into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "yaml"));
    paths.sort();
    // A server uses one core, and takes longest of all here.
    let halves = paths.split_at(paths.len() / 2);
    let (one, other) = thread::scope(|scope| {
        let one = scope.spawn(|| check(halves.0));
        let other = check(halves.1);
        (one.join().unwrap(), other)
    });
    if let (Some(one), Some(other)) = (one, other) {
        assert!(one + other > 70, "the specs were found: {one} and {other}");
    }
}

/// Opens those specs that are right in a server, and returns how many they are, if it is installed.
fn check(paths: &[PathBuf]) -> Option<usize> {
    let (mut server, _folder) = start()?;
    let mut checked = 0;
    for path in paths {
        let text = fs::read_to_string(path).unwrap();
        if auth_codegen::parse("acme.yaml", &text).is_ok() {
            let text = format!("# yaml-language-server: $schema=schema.json\n{text}");
            assert_eq!(server.diagnostics(&text), Vec::<String>::new(), "{}", path.display());
            checked += 1;
        }
    }
    Some(checked)
}
