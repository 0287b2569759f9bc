//! What is generated of small specs, one feature of the language each, and of an obstacle course of names.
//! `UPDATE_EXPECT=1 cargo test -p auth-codegen` writes what is generated into `goldens/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use syn::{Item, UseTree};

fn specs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut specs: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    specs.sort();
    specs
}

fn generate(spec: &Path) -> String {
    let text = std::fs::read_to_string(spec).unwrap();
    let provider = auth_codegen::parse(&spec.display().to_string(), &text);
    auth_codegen::generate(&provider.unwrap_or_else(|report| panic!("{report}")))
}

#[test]
fn goldens() {
    let specs = specs();
    assert_eq!(specs.len(), 10);
    for spec in specs {
        expect_file![spec.with_extension("rs")].assert_eq(&generate(&spec));
    }
}

/// A module has one thing of each name, and imports none that it has itself.
#[test]
fn names_are_unique() {
    for spec in specs() {
        let file = syn::parse_file(&generate(&spec)).unwrap();
        let mut taken = HashSet::new();
        for name in file.items.iter().flat_map(names_of).filter(|name| name != "Client") {
            assert!(taken.insert(name.clone()), "{}: two things are called `{name}`", spec.display());
        }
    }
}

/// The names that an item brings into the module's scope.
fn names_of(item: &Item) -> Vec<String> {
    match item {
        Item::Struct(item) => vec![item.ident.to_string()],
        Item::Enum(item) => vec![item.ident.to_string()],
        Item::Type(item) => vec![item.ident.to_string()],
        Item::Const(item) => vec![item.ident.to_string()],
        Item::Use(item) => imported(&item.tree),
        _ => Vec::new(),
    }
}

fn imported(tree: &UseTree) -> Vec<String> {
    match tree {
        UseTree::Path(path) => imported(&path.tree),
        UseTree::Group(group) => group.items.iter().flat_map(imported).collect(),
        UseTree::Name(name) => vec![name.ident.to_string()],
        UseTree::Rename(rename) => vec![rename.rename.to_string()],
        UseTree::Glob(_) => panic!("a glob imports whatever there is"),
    }
}
