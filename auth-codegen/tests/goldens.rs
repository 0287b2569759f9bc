//! What is generated from small specs, one feature of the language each, and from an obstacle course of names.
//!
//! A golden shows what its feature adds: without the imports, and without what `smallest.yaml` has as well. Every spec is
//! compiled whole by `auth-tests`. `UPDATE_EXPECT=1 cargo test -p authwright-codegen` writes what is generated into `goldens/`.
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
    assert!(specs.len() > 10);
    for spec in specs {
        expect_file![spec.with_extension("rs")].assert_eq(&shown(&spec));
    }
}

/// What is shown whole: the frame of every client, and two whose names collide with the imports.
const WHOLE: [&str; 3] = ["smallest", "obstacle_course", "token_source"];

/// What a golden holds: everything, or what it adds to the smallest.
fn shown(spec: &Path) -> String {
    let whole = generate(spec);
    if WHOLE.iter().any(|name| spec.file_stem().is_some_and(|stem| stem == *name)) {
        return whole;
    }
    let frame = generate(&spec.with_file_name("smallest.yaml"));
    let frame = blocks(&frame);
    let added = blocks(&whole).into_iter().filter(|block| !block.starts_with("use ") && !frame.contains(block));
    added.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// The items of a file, with their documentation.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for piece in text.trim_end().split("\n\n") {
        match blocks.last_mut() {
            Some(block) if piece.starts_with(' ') => block.extend(["\n\n", piece]),
            _ => blocks.push(piece.to_owned()),
        }
    }
    blocks
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
