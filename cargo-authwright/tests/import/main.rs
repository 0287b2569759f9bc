//! Specs that are written from documentation pages and documents: what they say, and that they generate.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod agreement;
mod curl;
mod hostile;
mod metadata;
mod openapi;
mod pasted;
mod scaffold;

use std::fs;
use std::path::{Path, PathBuf};

use cargo_authwright::import::{Identity, Imported};

/// The folder of the inputs.
fn inputs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn read(path: &str) -> String {
    fs::read_to_string(inputs().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn acme() -> Identity {
    Identity { name: "acme".to_owned(), ..Identity::default() }
}

/// Checks that a spec generates, and returns its text.
fn generated(imported: &Imported) -> String {
    match imported.check() {
        Ok(provider) => assert!(auth_codegen::generate(&provider).contains("pub struct Client")),
        Err(report) => panic!("{report}\n{}", imported.spec),
    }
    imported.spec.clone()
}

/// Compares the spec of an input with the file beside it. `UPDATE_EXPECT=1` writes that file.
fn expect(path: &str, imported: &Imported) {
    expect_test::expect_file![inputs().join(path)].assert_eq(&generated(imported));
}
