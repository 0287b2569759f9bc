//! The public API of a generated client: of its items, and of what their derives make.

use std::collections::BTreeMap;

use auth_codegen::model::Provider;
use auth_derive::DERIVES;
use quote::{ToTokens as _, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, Item, Token, Visibility};

use super::signature::Names;
use super::text;

/// The public API, by the names that callers write: `Client::launch`.
#[derive(Debug, Default)]
pub(super) struct Api {
    pub(super) entries: BTreeMap<String, Entry>,
    /// How each part is sent and read.
    pub(super) texts: BTreeMap<String, String>,
    /// The documentation of each part.
    pub(super) docs: BTreeMap<String, String>,
}

/// Something that callers can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is, in words.
    pub(super) kind: Kind,
    pub(super) signature: String,
    pub(super) is_deprecated: bool,
    /// The type that it belongs to.
    pub(super) owner: Option<String>,
    /// Whether another member can be added without breaking a caller.
    pub(super) is_open: bool,
}

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Field,
    Variant,
    Function,
    Trait,
    Constant,
}

impl Api {
    /// Returns the API of a provider's client. Generated code always parses.
    pub(super) fn of(provider: &Provider) -> Self {
        let Ok(file) = syn::parse_file(&auth_codegen::generate(provider)) else { return Self::default() };
        let names = Names::of(&file);
        let mut reader = Reader { names, api: Self::default() };
        file.items.iter().for_each(|item| reader.written(item));
        reader.api
    }
}

struct Reader {
    names: Names,
    api: Api,
}

impl Reader {
    /// Reads an item of the file: its parts, its API, and that of its derives.
    fn written(&mut self, item: &Item) {
        for part in text::parts(item) {
            self.api.texts.insert(part.name.clone(), part.text);
            self.api.docs.insert(part.name, part.docs);
        }
        let attributes = match item {
            Item::Struct(item) => item.attrs.as_slice(),
            Item::Enum(item) => item.attrs.as_slice(),
            _ => &[],
        };
        let tokens = item.to_token_stream();
        self.item(item);
        for derive in derives(attributes) {
            let expanded = DERIVES.iter().find(|(name, _)| *name == derive).map(|(_, expand)| expand(tokens.clone()));
            match expanded.and_then(|tokens| syn::parse2::<syn::File>(tokens).ok()) {
                Some(file) => file.items.iter().for_each(|item| self.item(item)),
                None => self.implements(&derive, item),
            }
        }
    }

    /// Adds a trait of the standard library that is derived.
    fn implements(&mut self, derive: &str, item: &Item) {
        let owner = match item {
            Item::Struct(item) => item.ident.to_string(),
            Item::Enum(item) => item.ident.to_string(),
            _ => return,
        };
        self.add(&format!("{derive} for {owner}"), Entry::new(Kind::Trait, String::new()).of(&owner));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(item),
            Item::Enum(item) if is_public(&item.vis) => self.enumeration(item),
            Item::Impl(item) => self.implementation(item),
            Item::Const(item) if is_public(&item.vis) => {
                let signature = self.names.text(&item.ty);
                self.add(&item.ident.to_string(), Entry::new(Kind::Constant, signature).noted(&item.attrs));
            }
            Item::Type(item) if is_public(&item.vis) => {
                let (generics, ty) = (&item.generics, &item.ty);
                let signature = self.names.text(quote!(#generics = #ty));
                self.add(&item.ident.to_string(), Entry::new(Kind::Type, signature).noted(&item.attrs));
            }
            // `if_client! { … }` has items that depend on a feature of the runtime.
            Item::Macro(item) => {
                let items = syn::parse2::<syn::File>(item.mac.tokens.clone()).map(|file| file.items);
                items.unwrap_or_default().iter().for_each(|item| self.item(item));
            }
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let owner = item.ident.to_string();
        let style = match &item.fields {
            Fields::Named(_) => "{ }",
            Fields::Unnamed(_) => "( )",
            Fields::Unit => "",
        };
        let generics = &item.generics;
        let is_hidden = item.fields.iter().any(|field| !is_public(&field.vis));
        let mut entry =
            Entry::new(Kind::Type, format!("struct{} {style}", self.names.text(generics))).noted(&item.attrs);
        entry.is_open = is_hidden || has(&item.attrs, "non_exhaustive");
        self.add(&owner, entry);
        for (index, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            let signature = self.names.text(&field.ty);
            self.add(&format!("{owner}.{name}"), Entry::new(Kind::Field, signature).noted(&field.attrs).of(&owner));
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let owner = item.ident.to_string();
        let mut entry = Entry::new(Kind::Type, format!("enum{}", self.names.text(&item.generics))).noted(&item.attrs);
        entry.is_open = has(&item.attrs, "non_exhaustive");
        self.add(&owner, entry);
        for variant in &item.variants {
            let types = variant.fields.iter().map(|field| self.names.text(&field.ty)).collect::<Vec<_>>().join(", ");
            let entry = Entry::new(Kind::Variant, format!("({types})")).noted(&variant.attrs).of(&owner);
            self.add(&format!("{owner}::{}", variant.ident), entry);
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl) {
        let owner = self.names.text(&item.self_ty).split('<').next().unwrap_or_default().to_owned();
        if let Some((path, _)) = &item.trait_ {
            let name = self.names.text(path);
            if is_known(&name) {
                self.add(&format!("{name} for {owner}"), Entry::new(Kind::Trait, String::new()).of(&owner));
            }
            return;
        }
        for member in &item.items {
            match member {
                syn::ImplItem::Fn(function) if is_public(&function.vis) && !is_hidden(&function.attrs) => {
                    let signature = self.function(&function.sig, &item.generics);
                    let entry = Entry::new(Kind::Function, signature).noted(&function.attrs).of(&owner);
                    self.add(&format!("{owner}::{}", function.sig.ident), entry);
                }
                syn::ImplItem::Const(constant) if is_public(&constant.vis) && !is_hidden(&constant.attrs) => {
                    let entry =
                        Entry::new(Kind::Constant, self.names.text(&constant.ty)).noted(&constant.attrs).of(&owner);
                    self.add(&format!("{owner}::{}", constant.ident), entry);
                }
                _ => {}
            }
        }
    }

    /// The signature of a function without the names of its arguments, with the bounds of its impl.
    fn function(&self, signature: &syn::Signature, of_impl: &syn::Generics) -> String {
        let syn::Signature { constness, asyncness, generics, inputs, output, .. } = signature;
        let types = inputs.iter().map(|input| match input {
            syn::FnArg::Receiver(receiver) => self.names.text(receiver).replace("mut ", ""),
            syn::FnArg::Typed(argument) => self.names.text(&argument.ty),
        });
        let types: Vec<String> = types.collect();
        let (before, bounds, outer) = (quote!(#constness #asyncness), &generics.where_clause, &of_impl.where_clause);
        let parts = [self.names.text(before), format!("fn{}({})", self.names.text(generics), types.join(", "))];
        let rest = [self.names.text(output), self.names.text(bounds), self.names.text(outer)];
        parts.into_iter().chain(rest).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn add(&mut self, name: &str, entry: Entry) {
        self.api.entries.insert(name.to_owned(), entry);
    }
}

impl Entry {
    fn new(kind: Kind, signature: String) -> Self {
        Self { kind, signature, is_deprecated: false, owner: None, is_open: true }
    }

    fn noted(self, attributes: &[Attribute]) -> Self {
        Self { is_deprecated: has(attributes, "deprecated"), ..self }
    }

    fn of(self, owner: &str) -> Self {
        Self { owner: Some(owner.to_owned()), ..self }
    }
}

/// Whether callers know of a trait: those of the standard library, and those of the runtime that bounds name.
fn is_known(name: &str) -> bool {
    name.starts_with("std::") || ["Authorizes", "TokenSource", "Credential"].iter().any(|known| name.contains(known))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident(name))
}

/// Whether an item is left out of the documentation.
fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("doc") && attribute.to_token_stream().to_string().contains("hidden"))
}

/// Returns the names of the derives of an item.
fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths = lists
        .filter_map(|list| list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok())
        .flatten();
    paths.filter_map(|path| path.segments.last().map(|last| last.ident.to_string())).collect()
}
