//! Short names where they are free, full paths where a provider's own type has the name.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::model::{Credential, Provider, Returns};

/// Where a module is written.
pub(super) enum Place {
    /// In a file of its own.
    File,
    /// By a derive, next to the type of the provider, and with the runtime at this path.
    Derive { marker: String, runtime: Option<TokenStream> },
}

/// The names of one module: which its own types take, and which it takes from the runtime.
pub(super) struct Names<'p> {
    /// What the ids of types refer to.
    pub(super) provider: &'p Provider,
    own: HashSet<String>,
    /// By module of the runtime; those of its root have the empty one.
    imported: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>>,
    /// The path of the runtime, where it is not `auth_runtime`.
    renamed: Option<TokenStream>,
    /// Whether a derive writes the module: then the types around it show through, and could be taken for those of `std`.
    derived: bool,
}

impl<'p> Names<'p> {
    pub(super) fn of(provider: &'p Provider, place: &Place) -> Self {
        let records = provider.records.iter().map(|record| &record.ident);
        let choices = provider.choices.iter().map(|choice| &choice.ident);
        let errors = provider.error_sets.iter().map(|set| &set.ident);
        let requests = provider.endpoints.iter().map(|endpoint| &endpoint.ident);
        let credentials = provider.credentials.iter().map(|credential| &credential.ident);
        let tokens = provider.credentials.iter().filter_map(Credential::token_ident);
        let replies = provider.endpoints.iter().filter_map(|endpoint| match &endpoint.http()?.returns {
            Returns::OneOf(one_of) => Some(&one_of.ident),
            Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => None,
        });
        let own = records.chain(choices).chain(errors).chain(requests).chain(replies).chain(credentials);
        let own = own.chain([&provider.ident]);
        let (derived, renamed) = match place {
            Place::File => (false, None),
            Place::Derive { runtime, .. } => (true, runtime.clone()),
        };
        let settings = (!provider.settings.is_empty()).then_some("Settings");
        let generated = ["Client", "Reply"].into_iter().chain(settings).map(str::to_owned);
        let own = own.cloned().chain(tokens).chain(generated).collect();
        Self { provider, own, imported: RefCell::default(), renamed, derived }
    }

    /// A name of the runtime, which is imported unless the module has its own.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.import(module_of(name), name)
    }

    /// The same for a name of its module of sessions.
    pub(super) fn session(&self, name: &'static str) -> TokenStream {
        self.import("session", name)
    }

    /// The same for a name of its module of hosts.
    pub(super) fn host(&self, name: &'static str) -> TokenStream {
        self.import("host", name)
    }

    fn import(&self, module: &'static str, name: &'static str) -> TokenStream {
        if !self.own.contains(name) {
            self.imported.borrow_mut().entry(module).or_default().insert(name);
            return ident(name).into_token_stream();
        }
        let (runtime, module, name) = (self.runtime_path(), path_of(module), ident(name));
        quote!(#runtime::#module #name)
    }

    fn runtime_path(&self) -> TokenStream {
        self.renamed.clone().unwrap_or_else(|| quote!(::auth_runtime))
    }

    /// A name that the runtime has for a derive only, so that a type of that name does not take it.
    pub(super) fn derive(&self, name: &'static str) -> TokenStream {
        self.imported.borrow_mut().entry("").or_default().insert(name);
        ident(name).into_token_stream()
    }

    /// `Vec`, `String`, `Option` or `Result`.
    pub(super) fn std(&self, name: &str) -> TokenStream {
        let short = ident(name);
        match name {
            "BTreeMap" if self.derived => quote!(::std::collections::BTreeMap),
            "BTreeMap" => quote!(std::collections::BTreeMap),
            _ if !self.own.contains(name) && !self.derived => quote!(#short),
            "Vec" => quote!(::std::vec::Vec),
            "String" => quote!(::std::string::String),
            "Option" => quote!(::std::option::Option),
            "Box" => quote!(::std::boxed::Box),
            _ => quote!(::std::result::Result),
        }
    }

    /// Tells a derive where the runtime is, if it is not where derives look for it.
    pub(super) fn crate_attribute(&self, derive: &str) -> Option<TokenStream> {
        let attribute = ident(derive);
        self.renamed.as_ref().map(|runtime| quote!(#[#attribute(crate = #runtime)]))
    }

    pub(super) fn imports(&self) -> TokenStream {
        let runtime = self.renamed.clone().unwrap_or_else(|| quote!(auth_runtime));
        // The root last, as rustfmt has it.
        let imported = self.imported.borrow();
        let (root, modules): (Vec<_>, Vec<_>) = imported.iter().partition(|(module, _)| module.is_empty());
        modules.into_iter().chain(root).map(|(module, names)| emit_use(&runtime, module, names)).collect()
    }
}

fn emit_use(runtime: &TokenStream, module: &str, names: &BTreeSet<&'static str>) -> TokenStream {
    let (module, names) = (path_of(module), names.iter().map(|name| ident(name)).collect::<Vec<_>>());
    match names.as_slice() {
        [one] => quote!(use #runtime::#module #one;),
        several => quote!(use #runtime::#module {#(#several),*};),
    }
}

/// The module of the runtime that has the name; empty for its root.
fn module_of(name: &str) -> &'static str {
    match name {
        "AuthorizationCode" => "consent",
        "Classes" => "response",
        "TextDuration" | "Milliseconds" | "Minutes" | "HoursMinutesSeconds" | "DaysHoursMinutes" | "UnixSeconds"
        | "UnixMilliseconds" | "HttpDate" | "Date" | "Base64" | "Base64Url" | "Hex" | "Code" | "Jwt" => "value",
        _ => "",
    }
}

fn path_of(module: &str) -> Option<TokenStream> {
    (!module.is_empty()).then(|| {
        let name = ident(module);
        quote!(#name::)
    })
}

/// An identifier, raw if it is written so.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
