//! `cargo xtask gen` in temporary directories: what it writes, what it removes, and when it changes nothing.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use expect_test::expect;
use tempfile::TempDir;
use xtask::r#gen::{Options, run};

const MANIFEST: &str = "\
[package]
name = \"clients\"

[features] # ours
default = []
tls = [] # theirs

[dependencies]
authwright-runtime = \"0.1\"
";

const ACME: &str = "\
name: acme
title: Acme
base_url: https://api.acme.example
endpoints:
  ping:
    doc: Ask whether it is there.
    GET: /ping
    returns: { 204: nothing }
";

/// A crate with a directory for specs and one for clients.
struct Tree(TempDir);

impl Tree {
    fn new() -> Self {
        let tree = Self(TempDir::new().expect("a directory"));
        tree.write("Cargo.toml", MANIFEST);
        tree.write("specs/acme.yaml", ACME);
        tree
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, check: bool) -> ExitCode {
        let options = Options::new(check, Some(self.path("specs")), Some(self.path("src/generated")));
        run(&options).expect("files that can be read")
    }

    /// Every file and its text.
    fn files(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        collect(self.0.path(), self.0.path(), &mut found);
        found
    }

    fn features(&self) -> String {
        let manifest = fs::read_to_string(self.path("Cargo.toml")).expect("the manifest");
        let section = manifest.split("[features]").nth(1).and_then(|rest| rest.split("\n\n").next());
        section.expect("the features").trim_end().to_owned()
    }
}

fn collect(root: &Path, dir: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("a file of the tree").display().to_string();
            found.insert(name, fs::read_to_string(&path).expect("a file"));
        }
    }
}

/// `ExitCode` has no `==`, but a `Debug`.
fn code(code: ExitCode) -> String {
    format!("{code:?}").chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn a_spec_becomes_a_client_and_a_feature() {
    let tree = Tree::new();
    assert_eq!(code(tree.run(false)), "0");
    let files = tree.files();
    assert!(files["src/generated/acme.rs"].contains("pub async fn ping(&self) -> Reply<()>"));
    assert!(files["src/generated/mod.rs"].contains("#[cfg(feature = \"acme\")]\npub mod acme;"));
    expect![[r#"
         # ours
        default = []
        tls = [] # theirs
        acme = []
        all = ["acme"]"#]]
    .assert_eq(&tree.features());
    assert_eq!(code(tree.run(true)), "0", "what was written is fresh");
}

#[test]
fn a_client_without_a_spec_is_removed_and_other_files_stay() {
    let tree = Tree::new();
    tree.write("specs/beta.yaml", &ACME.replace("name: acme", "name: beta"));
    tree.write("src/generated/notes.rs", "// written by hand\n");
    tree.run(false);
    assert!(tree.path("src/generated/beta.rs").exists());
    fs::remove_file(tree.path("specs/beta.yaml")).expect("a spec");
    assert_eq!(code(tree.run(true)), "1", "stale");
    assert!(tree.path("src/generated/beta.rs").exists(), "--check removes nothing");
    assert_eq!(code(tree.run(false)), "0");
    assert!(!tree.path("src/generated/beta.rs").exists());
    assert!(tree.path("src/generated/notes.rs").exists());
    assert!(!tree.features().contains("beta") && tree.features().contains("tls"));
}

#[test]
fn a_feature_goes_with_its_spec_although_the_client_went_first() {
    let tree = Tree::new();
    tree.write("specs/beta.yaml", &ACME.replace("name: acme", "name: beta"));
    tree.run(false);
    fs::remove_file(tree.path("specs/beta.yaml")).expect("a spec");
    fs::remove_file(tree.path("src/generated/beta.rs")).expect("a client");
    assert_eq!(code(tree.run(true)), "1", "stale");
    assert_eq!(code(tree.run(false)), "0");
    assert!(!tree.features().contains("beta") && tree.features().contains("tls") && tree.features().contains("acme"));
}

#[test]
fn a_file_written_by_hand_is_not_overwritten() {
    let tree = Tree::new();
    tree.write("src/generated/acme.rs", "// written by hand\n");
    let before = tree.files();
    let options = Options::new(false, Some(tree.path("specs")), Some(tree.path("src/generated")));
    let error = run(&options).expect_err("a file of somebody's").to_string();
    assert!(error.contains("acme.rs was written by hand"), "{error}");
    assert_eq!(tree.files(), before);
}

#[test]
fn a_bad_spec_touches_nothing() {
    let tree = Tree::new();
    tree.run(false);
    tree.write("specs/acme.yaml", &ACME.replace("/ping", "/pong"));
    tree.write("specs/beta.yaml", &ACME.replace("name: acme", "nmae: beta"));
    let before = tree.files();
    assert_eq!(code(tree.run(false)), "2");
    assert_eq!(tree.files(), before);
}

#[test]
fn nothing_is_written_that_has_not_changed() {
    let tree = Tree::new();
    tree.run(false);
    let path = tree.path("src/generated/acme.rs");
    let written = fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time");
    tree.run(false);
    assert_eq!(fs::metadata(&path).and_then(|meta| meta.modified()).expect("a time"), written);
}

#[test]
fn a_file_is_called_like_its_provider() {
    let tree = Tree::new();
    fs::rename(tree.path("specs/acme.yaml"), tree.path("specs/other.yaml")).expect("a spec");
    let options = Options::new(false, Some(tree.path("specs")), Some(tree.path("src/generated")));
    let error = run(&options).expect_err("a name that does not fit").to_string();
    assert!(error.contains("call the file `acme.yaml`"), "{error}");
}

/// If a spec were skipped, its client would be removed.
#[test]
fn another_extension_is_an_error() {
    let tree = Tree::new();
    tree.run(false);
    fs::rename(tree.path("specs/acme.yaml"), tree.path("specs/acme.yml")).expect("a spec");
    let options = Options::new(false, Some(tree.path("specs")), Some(tree.path("src/generated")));
    let error = run(&options).expect_err("another extension").to_string();
    assert!(error.contains("ends in `.yaml`"), "{error}");
    assert!(tree.path("src/generated/acme.rs").exists());
}

#[test]
fn a_directory_without_specs_is_an_error() {
    let tree = Tree::new();
    fs::remove_file(tree.path("specs/acme.yaml")).expect("a spec");
    let options = Options::new(false, Some(tree.path("specs")), Some(tree.path("src/generated")));
    let error = run(&options).expect_err("no specs").to_string();
    assert!(error.starts_with("there are no specs (*.yaml) in"), "{error}");
}
