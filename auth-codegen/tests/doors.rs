//! The command, the build script and the derive call one function. Their output differs in the head of the file, in the type
//! of the provider, and in full paths, which a derive needs.

#![allow(clippy::unwrap_used, reason = "a test that fails may panic")]

use std::fs;
use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens as text, with short names, and without what a printer may add or omit: spaces and trailing commas.
fn normal(tokens: impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string().replace("= r\"", "= \"").replace(' ', "");
    let text = [",}", ",]", ",)"].iter().fold(text, |text, end| text.replace(end, &end[1..]));
    let std = [("Vec", "vec"), ("String", "string"), ("Option", "option"), ("Result", "result")];
    std.iter().fold(text, |text, (name, module)| text.replace(&format!("::std::{module}::{name}"), name))
}

fn file(text: &str) -> Vec<String> {
    syn::parse_file(text).unwrap().items.into_iter().map(normal).collect()
}

/// The items of the private module that a build script's output consists of, beside its re-exports.
fn included(text: &str) -> Vec<String> {
    let items = syn::parse_file(text).unwrap().items;
    let [syn::Item::Mod(module), syn::Item::Use(_)] = items.as_slice() else {
        unreachable!("a module and its re-exports")
    };
    module.content.clone().unwrap().1.into_iter().map(normal).collect()
}

fn derived(tokens: TokenStream) -> Vec<String> {
    syn::parse2::<syn::File>(tokens).unwrap().items.into_iter().map(normal).collect()
}

#[test]
fn the_three_doors_lead_to_the_same_items() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let mut compared = 0;
    for entry in fs::read_dir(specs).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let provider = auth_codegen::parse("spec.yaml", &fs::read_to_string(&path).unwrap()).unwrap();
        let command = file(&auth_codegen::generate(&provider));
        let script = included(&auth_codegen::include(&provider));
        let mut derive = derived(auth_codegen::expand(&provider, &provider.ident, None));
        assert_eq!(command, script);
        let marker = command.iter().position(|item| item.ends_with(&format!("pubstruct{};", provider.ident))).unwrap();
        assert_eq!(derive[marker], format!("usesuper::{};", provider.ident));
        derive[marker].clone_from(&command[marker]);
        assert_eq!(command, derive);
        compared += 1;
    }
    assert!(compared >= 5, "the launch providers are compared: {compared}");
}
