//! The files of a crate import each other in one direction, and functions, quotations and folders stay small.
//!
//! ```text
//! cargo test -p auth-tests --test repository rooms                                   # fails if a file, folder or function is too large
//! cargo test -p auth-tests --test repository rooms -- --ignored --nocapture          # prints the sizes, and the imports of each circle
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

mod circles;
mod crates;
mod imports;
mod modules;
mod sizes;
mod tokens;

use std::collections::BTreeMap;

use auth_tests::in_parallel;
use crates::{Crate, File};
use sizes::Sizes;

/// The most `.rs` files in a folder.
const FOLDER: usize = 12;
/// The most lines of a function, from its first to its last.
const FUNCTION: usize = 40;
/// The most lines of a `quote!`.
const QUOTE: usize = 25;

#[test]
fn the_house_is_in_order() {
    let found = in_parallel(&crates::all(), exceptions).concat();
    assert!(found.is_empty(), "{}", found.concat());
}

/// The exceptions of a crate, one line each.
fn exceptions(of: &Crate) -> Vec<String> {
    let circles = circles::find(&imports::of(of));
    let circles = circles.iter().map(|circle| format!("circle in {}: {}\n", of.name, circle.files.join(", ")));
    let folders = folders(of).into_iter().filter(|(_, files)| *files > FOLDER);
    let folders = folders.map(|(folder, files)| format!("folder {folder}: {files} files\n"));
    circles.chain(folders).chain(of.files.iter().flat_map(long)).collect()
}

/// How many files each folder has.
fn folders(of: &Crate) -> BTreeMap<String, usize> {
    let mut folders = BTreeMap::new();
    for file in &of.files {
        *folders.entry(format!("{}/src{}", of.name, file.folder())).or_default() += 1;
    }
    folders
}

fn long(file: &File) -> Vec<String> {
    let Sizes { functions, quotes } = sizes::of(&file.text);
    let functions = functions.into_iter().filter(|part| part.lines > FUNCTION);
    let functions = functions.map(|part| format!("function {} in {}: {} lines\n", part.name, file.path, part.lines));
    let quotes = quotes.into_iter().filter(|part| part.lines > QUOTE);
    functions.chain(quotes.map(|part| format!("quote in {}: {} lines\n", file.path, part.lines))).collect()
}

/// Paths are resolved to the declaration of their last name, through re-exports, globs, modules, macros and local imports.
#[test]
fn paths_are_followed() {
    let found = |path: &str| {
        let files = [
            ("", "mod a;\nmod b;\npub use b::*;\npub(crate) mod inner { pub use crate::a::A as Renamed; }"),
            ("a", "pub struct A;\n#[cfg(test)]\nmod tests { use crate::b; }"),
            ("b", "mod c;\npub use self::c::C;\npub fn b() {}"),
            ("b/c", "pub struct C;"),
            ("user", path),
        ];
        let imports = imports::of(&Crate { name: "acme".to_owned(), files: files.map(File::of).into() });
        let user = imports.files.iter().position(|path| path.ends_with("user.rs")).unwrap();
        imports.of[user].keys().map(|target| imports.files[*target].clone()).collect::<Vec<_>>().join(" ")
    };
    let rows = [
        ("use crate::a::A;", "a.rs"),
        ("use super::{inner::Renamed as Other, C};", "a.rs b/c.rs"),
        ("fn f() -> crate::inner::Renamed { todo!() }", "a.rs"),
        ("use crate::b; fn f() { b::C::new() }", "b.rs b/c.rs"),
        ("fn f() { println!(\"{}\", super::b::b()) }", "b.rs"),
        ("fn f() { use crate::C; }", "b/c.rs"),
        ("pub use crate::a::A;", ""),
        ("pub use crate::a::A; fn f(_: A) {}", "a.rs"),
        ("pub(in crate::b) fn f() { quote! { crate::a::A } } #[cfg(test)] use crate::a;", ""),
        ("use ::crates::a; use std::fmt; fn f(a: X) { a.b() }", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
#[ignore = "prints a table"]
fn sizes_of_the_house() {
    println!("| | fn p50/p90/max | quote! p90/max | largest file | files in the fullest folder | circles |");
    println!("|---|---|---|--:|--:|--:|");
    for of in crates::all() {
        println!("{}", line(&of));
    }
}

#[test]
#[ignore = "prints the imports of each circle"]
fn imports_of_the_circles() {
    for of in crates::all() {
        for circle in circles::find(&imports::of(&of)) {
            println!("{}: {}\n{}", of.name, circle.files.join(", "), circle.edges.join("\n"));
        }
    }
}

/// The line of a crate in the table.
fn line(of: &Crate) -> String {
    let sizes: Vec<Sizes> = of.files.iter().map(|file| sizes::of(&file.text)).collect();
    let functions = sizes::sorted(sizes.iter().flat_map(|sizes| &sizes.functions));
    let quotes = sizes::sorted(sizes.iter().flat_map(|sizes| &sizes.quotes));
    let at = sizes::percentile;
    format!(
        "| {} | {}/{}/{} | {}/{} | {} | {} | {} |",
        of.name,
        at(&functions, 50),
        at(&functions, 90),
        at(&functions, 100),
        at(&quotes, 90),
        at(&quotes, 100),
        of.files.iter().map(|file| file.text.lines().count()).max().unwrap_or_default(),
        folders(of).values().max().copied().unwrap_or_default(),
        circles::find(&imports::of(of)).len(),
    )
}
