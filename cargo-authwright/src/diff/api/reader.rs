//! Reads the API from items, and from what their derives make.

use auth_derive::DERIVES;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{Attribute, Fields, File, ImplItem, Item, TraitItem, UseTree};

use super::attribute::{derives, has, is_hidden, is_known, is_public};
use super::entry::{Api, Entry, Kind};
use crate::diff::signature::Names;
use crate::diff::text;

struct Reader {
    names: Names,
    /// The public module that is read: `module::`.
    module: String,
    api: Api,
}

/// Reads the API of a module.
pub(super) fn read(file: &File) -> Api {
    let mut reader = Reader { names: Names::of(file), module: String::new(), api: Api::default() };
    file.items.iter().for_each(|item| reader.written(item));
    reader.api
}

impl Reader {
    /// Reads an item of the file: its parts, and its API.
    fn written(&mut self, item: &Item) {
        for part in text::parts(item) {
            self.api.texts.insert(part.name.clone(), part.text);
            self.api.docs.insert(part.name, part.docs);
        }
        self.with_derives(item);
    }

    /// Reads an item, and what its derives make.
    fn with_derives(&mut self, item: &Item) {
        let attributes = match item {
            Item::Struct(item) => item.attrs.as_slice(),
            Item::Enum(item) => item.attrs.as_slice(),
            _ => &[],
        };
        let tokens = item.to_token_stream();
        self.item(item);
        for derive in derives(attributes) {
            let expanded = DERIVES.iter().find(|(name, _)| *name == derive).map(|(_, expand)| expand(tokens.clone()));
            match expanded.and_then(|tokens| syn::parse2::<File>(tokens).ok()) {
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
            Item::Trait(item) if is_public(&item.vis) => self.interface(item),
            Item::Const(item) if is_public(&item.vis) => self.constant(&item.ident, &item.ty, &item.attrs),
            Item::Static(item) if is_public(&item.vis) => self.constant(&item.ident, &item.ty, &item.attrs),
            Item::Fn(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => {
                let signature = self.function(&item.sig, &syn::Generics::default());
                self.add(
                    &item.sig.ident.to_string(),
                    Entry::new(Kind::Function, signature).taking(&item.sig).noted(&item.attrs),
                );
            }
            Item::Type(item) if is_public(&item.vis) => {
                let (generics, ty) = (&item.generics, &item.ty);
                let signature = self.names.text(quote!(#generics = #ty));
                self.add(&item.ident.to_string(), Entry::new(Kind::Type, signature).noted(&item.attrs));
            }
            Item::Use(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => self.re_export(&item.tree, ""),
            Item::Mod(item) if is_public(&item.vis) && !is_hidden(&item.attrs) => self.module(item),
            // `if_client! { … }` has items that depend on a feature of the runtime.
            Item::Macro(item) if item.ident.is_none() => self.inside(&item.mac.tokens),
            _ => {}
        }
    }

    fn inside(&mut self, tokens: &TokenStream) {
        let items = syn::parse2::<File>(tokens.clone()).map(|file| file.items);
        items.unwrap_or_default().iter().for_each(|item| self.item(item));
    }

    fn module(&mut self, item: &syn::ItemMod) {
        let name = item.ident.to_string();
        self.add(&name, Entry::new(Kind::Type, "mod".to_owned()).noted(&item.attrs));
        let outer = self.module.clone();
        self.module = format!("{outer}{name}::");
        item.content.iter().flat_map(|(_, items)| items).for_each(|item| self.with_derives(item));
        self.module = outer;
    }

    /// Each name that `pub use` adds. What a `*` adds is not known here, only that it is there.
    fn re_export(&mut self, tree: &UseTree, path: &str) {
        let (name, of) = match tree {
            UseTree::Path(tree) => return self.re_export(&tree.tree, &format!("{path}{}::", tree.ident)),
            UseTree::Group(group) => return group.items.iter().for_each(|tree| self.re_export(tree, path)),
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(name) => (name.rename.to_string(), name.ident.to_string()),
            UseTree::Glob(_) => (format!("{path}*"), "*".to_owned()),
        };
        self.add(&name, Entry::new(Kind::Type, format!("use {path}{of}")));
    }

    fn constant(&mut self, ident: &syn::Ident, ty: &syn::Type, attributes: &[Attribute]) {
        let signature = self.names.text(ty);
        self.add(&ident.to_string(), Entry::new(Kind::Constant, signature).noted(attributes));
    }

    fn structure(&mut self, item: &syn::ItemStruct) {
        let owner = item.ident.to_string();
        let style = match &item.fields {
            Fields::Named(_) => "{ }",
            Fields::Unnamed(_) => "( )",
            Fields::Unit => "",
        };
        let generics = self.names.text(&item.generics);
        let is_open = item.fields.iter().any(|field| !is_public(&field.vis)) || has(&item.attrs, "non_exhaustive");
        let entry = Entry::new(Kind::Type, format!("struct{generics} {style}")).closed_unless(is_open);
        self.add(&owner, entry.noted(&item.attrs));
        for (index, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            let signature = self.names.text(&field.ty);
            self.add(&format!("{owner}.{name}"), Entry::new(Kind::Field, signature).noted(&field.attrs).of(&owner));
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let owner = item.ident.to_string();
        let entry = Entry::new(Kind::Type, format!("enum{}", self.names.text(&item.generics)));
        self.add(&owner, entry.closed_unless(has(&item.attrs, "non_exhaustive")).noted(&item.attrs));
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
                ImplItem::Fn(function) if is_public(&function.vis) && !is_hidden(&function.attrs) => {
                    let signature = self.function(&function.sig, &item.generics);
                    let entry = Entry::new(Kind::Function, signature).taking(&function.sig);
                    let entry = entry.noted(&function.attrs).of(&owner);
                    self.add(&format!("{owner}::{}", function.sig.ident), entry);
                }
                ImplItem::Const(constant) if is_public(&constant.vis) && !is_hidden(&constant.attrs) => {
                    let entry = Entry::new(Kind::Constant, self.names.text(&constant.ty)).noted(&constant.attrs);
                    self.add(&format!("{owner}::{}", constant.ident), entry.of(&owner));
                }
                _ => {}
            }
        }
    }

    /// A trait, which callers may implement.
    fn interface(&mut self, item: &syn::ItemTrait) {
        let owner = item.ident.to_string();
        let (generics, bounds) = (&item.generics, &item.supertraits);
        let signature = format!("trait{}", self.names.text(quote!(#generics: #bounds)));
        self.add(&owner, Entry::new(Kind::Type, signature).closed_unless(false).noted(&item.attrs));
        for member in &item.items {
            let (ident, is_given, signature) = match member {
                TraitItem::Fn(function) => {
                    (&function.sig.ident, function.default.is_some(), self.function(&function.sig, &item.generics))
                }
                TraitItem::Const(constant) => {
                    (&constant.ident, constant.default.is_some(), self.names.text(&constant.ty))
                }
                TraitItem::Type(ty) => (&ty.ident, false, self.names.text(&ty.bounds)),
                _ => continue,
            };
            let kind = if is_given { Kind::Function } else { Kind::Required };
            self.add(&format!("{owner}::{ident}"), Entry::new(kind, signature).of(&owner));
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
        let owner = entry.owner.map(|owner| format!("{}{owner}", self.module));
        self.api.entries.insert(format!("{}{name}", self.module), Entry { owner, ..entry });
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    fn entries(code: &str) -> Vec<String> {
        let api = read(&syn::parse_file(code).expect("Rust"));
        api.entries.into_iter().map(|(name, entry)| format!("{name}: {:?} {}", entry.kind, entry.signature)).collect()
    }

    /// Whatever an emitter may write one day is compared: nothing public is dropped without a word.
    #[test]
    fn every_public_item_is_part_of_the_api() {
        let rows: [(&str, &[&str]); 9] = [
            (
                "pub use a::b::{C, d::E as F, g::*};",
                &["C: Type use a::b::C", "F: Type use a::b::d::E", "a::b::g::*: Type use a::b::g::*"],
            ),
            (
                "pub trait T: Clone { fn a(&self); fn b(&self) {} const N: u8; type X: Copy; }",
                &[
                    "T: Type trait: Clone",
                    "T::N: Required u8",
                    "T::X: Required Copy",
                    "T::a: Required fn(&self)",
                    "T::b: Function fn(&self)",
                ],
            ),
            (
                "pub mod m { pub struct S; impl S { pub fn f(&self) {} } struct P; }",
                &["m: Type mod", "m::S: Type struct ", "m::S::f: Function fn(&self)"],
            ),
            ("pub fn f(a: u8) -> u8 { a }", &["f: Function fn(u8) -> u8"]),
            ("pub static S: u8 = 1;", &["S: Constant u8"]),
            ("pub const S: u8 = 1;", &["S: Constant u8"]),
            ("pub type T<A> = Vec<A>;", &["T: Type <A> = std::Vec<A>"]),
            ("use a::B; pub(crate) use a::C; trait T {} fn f() {} mod m { pub struct S; }", &[]),
            (
                "#[doc(hidden)] pub use a::B; #[doc(hidden)] pub mod m { pub struct S; } #[doc(hidden)] pub fn f() {}",
                &[],
            ),
        ];
        for (code, expected) in rows {
            assert_eq!(entries(code), expected, "{code}");
        }
    }
}
