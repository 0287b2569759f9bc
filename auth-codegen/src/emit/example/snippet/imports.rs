//! What a snippet imports.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::names::ident;

/// The names that a snippet imports, by the path of their module.
#[derive(Default)]
pub(super) struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    pub(super) fn add(&mut self, module: &str, name: &str) {
        self.0.entry(module.to_owned()).or_default().insert(name.to_owned());
    }

    pub(super) fn print(&self) -> String {
        let uses = self.0.iter().map(|(module, names)| {
            let path: TokenStream = module.parse().unwrap_or_default();
            let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
            match names.as_slice() {
                [one] => quote!(use #path::#one;),
                several => quote!(use #path::{#(#several),*};),
            }
        });
        print(&uses.collect())
    }
}

/// Formats items. The emitter's output always parses; if it did not, the unformatted tokens would be shown.
pub(super) fn print(items: &TokenStream) -> String {
    syn::parse2(items.clone()).map_or_else(|_| items.to_string(), |file| prettyplease::unparse(&file))
}
