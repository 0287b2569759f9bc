//! What the derives say: `cases/*.txt` has an item under a derive, and a line for each problem of it.
//! `UPDATE_EXPECT=1 cargo test -p authwright-derive` writes what is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]

use std::path::Path;

use auth_derive::DERIVES;
use auth_language::problem::Code;
use expect_test::expect_file;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{DeriveInput, LitStr};

/// What begins the line of a problem.
const PROBLEM: &str = "--> ";

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let cases: Vec<String> = text.trim_end().split("\n\n").map(case).collect();
        expect_file![path].assert_eq(&(cases.join("\n\n") + "\n"));
    }
}

/// An item and what is said about it; text before an item explains the case.
fn case(case: &str) -> String {
    let item: Vec<&str> = case.lines().filter(|line| !line.starts_with(PROBLEM)).collect();
    let said = problems(&item.join("\n")).into_iter().map(|message| format!("{PROBLEM}{message}"));
    item.iter().map(|line| (*line).to_owned()).chain(said).collect::<Vec<_>>().join("\n")
}

fn problems(item: &str) -> Vec<String> {
    let mut input: DeriveInput = syn::parse_str(item).unwrap_or_else(|error| panic!("{error}\n{item}"));
    let derive = input.attrs.remove(0).parse_args::<syn::Ident>().expect("#[derive(Name)]");
    let (_, expand) = DERIVES.into_iter().find(|(name, _)| derive == name).expect("a derive");
    let tokens = expand(input.into_token_stream());
    syn::parse2::<syn::File>(tokens.clone()).unwrap_or_else(|error| panic!("{error}\n{item}"));
    messages(tokens)
}

/// The text of each `compile_error!`.
fn messages(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_error = false;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => is_error = ident == "compile_error",
            TokenTree::Group(group) if is_error => {
                found.push(syn::parse2::<LitStr>(group.stream()).unwrap().value());
                is_error = false;
            }
            TokenTree::Group(group) => found.extend(messages(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

/// The pages of the two codes that only derives have show what is wrong and what is right.
#[test]
fn pages_have_examples_of_derives() {
    let pages = include_str!("../../cargo-authwright/diagnostics.md");
    for code in [Code::DERIVE, Code::ATTRIBUTE] {
        let (_, section) = pages.split_once(&format!("\n## {code}\n")).expect("a page");
        let examples: Vec<&str> =
            section.split("```rust\n").skip(1).filter_map(|rest| rest.split("```").next()).take(2).collect();
        assert_eq!(problems(examples[0]).len(), 1, "{code} wrong");
        assert_eq!(problems(examples[1]), Vec::<String>::new(), "{code} right");
    }
}
