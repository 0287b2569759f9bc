//! The parts of an item that callers do not name: how it is sent and read, and its documentation.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, ImplItem, Item};

/// A part of an item, by the name that it has for callers.
pub(super) struct Part {
    pub(super) name: String,
    /// Without documentation.
    pub(super) text: String,
    pub(super) docs: String,
}

impl Part {
    fn new(name: String, tokens: &TokenStream) -> Self {
        let docs = docs(tokens.clone());
        Self { name, text: without_docs(tokens.clone()).to_string(), docs }
    }

    fn of_attributes(name: String, attributes: &[Attribute]) -> Self {
        // What is derived is compared as API.
        let attributes = attributes.iter().filter(|attribute| !attribute.path().is_ident("derive"));
        Self::new(name, &quote!(#(#attributes)*))
    }
}

/// Returns the parts of an item: of a type its attributes and those of its members, of an impl its members.
pub(super) fn parts(item: &Item) -> Vec<Part> {
    match item {
        Item::Struct(item) => {
            let owner = item.ident.to_string();
            let mut parts = vec![Part::of_attributes(owner.clone(), &item.attrs)];
            parts.extend(fields(&owner, &item.fields));
            parts
        }
        Item::Enum(item) => {
            let owner = item.ident.to_string();
            let mut parts = vec![Part::of_attributes(owner.clone(), &item.attrs)];
            let variants = item.variants.iter();
            parts.extend(variants.map(|one| Part::of_attributes(format!("{owner}::{}", one.ident), &one.attrs)));
            parts
        }
        Item::Impl(item) => {
            let owner = item.self_ty.to_token_stream().to_string();
            let owner = owner.split_whitespace().next().unwrap_or_default().to_owned();
            item.items.iter().filter_map(|member| of_member(&owner, member)).collect()
        }
        Item::Const(item) => vec![Part::new(item.ident.to_string(), &item.to_token_stream())],
        Item::Static(item) => vec![Part::new(item.ident.to_string(), &item.to_token_stream())],
        Item::Fn(item) => vec![Part::new(item.sig.ident.to_string(), &item.to_token_stream())],
        Item::Trait(item) => vec![Part::new(item.ident.to_string(), &item.to_token_stream())],
        Item::Type(item) => vec![Part::new(item.ident.to_string(), &item.to_token_stream())],
        Item::Mod(module) => {
            let parts = module.content.iter().flat_map(|(_, items)| items).flat_map(parts);
            parts.map(|part| Part { name: format!("{}::{}", module.ident, part.name), ..part }).collect()
        }
        _ => Vec::new(),
    }
}

fn fields(owner: &str, fields: &Fields) -> Vec<Part> {
    let named = fields.iter().filter_map(|field| Some((field.ident.as_ref()?, &field.attrs)));
    named.map(|(ident, attributes)| Part::of_attributes(format!("{owner}.{ident}"), attributes)).collect()
}

fn of_member(owner: &str, member: &ImplItem) -> Option<Part> {
    let name = match member {
        ImplItem::Fn(function) => function.sig.ident.to_string(),
        ImplItem::Const(constant) => constant.ident.to_string(),
        _ => return None,
    };
    Some(Part::new(format!("{owner}::{name}"), &member.to_token_stream()))
}

/// Removes `#[doc = …]` from tokens.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&group) => drop(kept.pop()),
            TokenTree::Group(group) => kept.push(Group::new(group.delimiter(), without_docs(group.stream())).into()),
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

/// Returns the documentation in tokens.
fn docs(tokens: TokenStream) -> String {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(group),
        _ => None,
    });
    groups.map(|group| if is_doc(&group) { group.to_string() } else { docs(group.stream()) }).collect()
}

fn is_doc(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && first.is_some_and(|first| first.to_string() == "doc")
}
