//! The derives as a library, over all items of a file.

use auth_derive::DERIVES;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{DeriveInput, Path, Token};

use super::Seen;

/// What the derives, or rustc's lexer, say against the items of a file. Items that were `seen` in another file are skipped.
pub(crate) fn refusals(code: &str, seen: &Seen) -> Vec<String> {
    let items = code.split("\n\n").filter(|item| seen.insert(item));
    items.flat_map(refusals_of).collect()
}

fn refusals_of(item: &str) -> Vec<String> {
    if let Some(char) = item.chars().find(|char| is_text_direction(*char)) {
        return vec![format!("rustc refuses {char:?}")];
    }
    if !item.contains("#[derive(") {
        return Vec::new();
    }
    match syn::parse_str(item) {
        Ok(item) => derived(&item).into_iter().flat_map(errors).collect(),
        Err(error) => vec![format!("this is not Rust: {error}\n{item}")],
    }
}

/// What the derives make of each item, by the names of the derives.
pub(crate) fn expanded(items: TokenStream) -> Vec<(&'static str, TokenStream)> {
    let items = syn::parse2::<syn::File>(items).expect("items").items;
    let items = items.into_iter().filter(|item| matches!(item, syn::Item::Struct(_) | syn::Item::Enum(_)));
    items.flat_map(|item| named(&syn::parse2(item.into_token_stream()).expect("a type"))).collect()
}

/// What the derives of an item make of it.
fn derived(item: &DeriveInput) -> Vec<TokenStream> {
    named(item).into_iter().map(|(_, tokens)| tokens).collect()
}

fn named(item: &DeriveInput) -> Vec<(&'static str, TokenStream)> {
    let lists = item.attrs.iter().filter(|attr| attr.path().is_ident("derive"));
    let paths =
        lists.flat_map(|attr| attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).expect("paths"));
    let names: Vec<String> = paths.filter_map(|path| Some(path.segments.last()?.ident.to_string())).collect();
    let derives = DERIVES.into_iter().filter(|(name, _)| names.iter().any(|known| known == name));
    derives.map(|(name, derive)| (name, derive(item.to_token_stream()))).collect()
}

/// The message of each `compile_error!`.
fn errors(tokens: TokenStream) -> Vec<String> {
    let mut found = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == "compile_error" => {
                tokens.next();
                found.extend(tokens.next().map(|message| message.to_string()));
            }
            TokenTree::Group(group) => found.extend(errors(group.stream())),
            _ => {}
        }
    }
    found
}

/// The characters of rustc's lint `text_direction_codepoint_in_literal`, which is an error.
fn is_text_direction(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}
