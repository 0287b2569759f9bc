//! Chooses names: short ones, or full paths if a type of the provider has the same name.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::model::{Credential, Endpoint, Provider, Returns, Source};

/// Where a module is emitted.
pub(super) enum Place {
    /// In its own file. `runtime` is the path of the runtime crate, if it is not `auth_runtime`.
    File { runtime: Option<TokenStream> },
    /// In the expansion of a derive, next to the provider type.
    Derive { marker: String, runtime: Option<TokenStream> },
}

/// The modules of the runtime, and what generated code imports from them.
const MODULES: [(&str, &[&str]); 4] = [
    ("consent", &["AuthorizationCode", "AuthorizationGrant"]),
    ("request", &["Upload"]),
    ("response", &["Classes"]),
    ("value", &VALUES),
];
const VALUES: [&str; 15] = [
    "TextDuration",
    "Milliseconds",
    "Minutes",
    "HoursMinutesSeconds",
    "DaysHoursMinutes",
    "UnixSeconds",
    "UnixMilliseconds",
    "HttpDate",
    "Date",
    "Expiry",
    "Base64",
    "Base64Url",
    "Hex",
    "Code",
    "Jwt",
];

/// The names that a module declares, and those that it imports from the runtime.
pub(super) struct Names<'p> {
    /// The provider whose ids are resolved.
    pub(super) provider: &'p Provider,
    own: HashSet<String>,
    /// The imported names by module of the runtime; the crate root is the empty key.
    imported: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>>,
    /// The path of the runtime, if it is not `auth_runtime`.
    renamed: Option<TokenStream>,
    /// Whether a derive emits the module, so that types around it could shadow those of `std`.
    derived: bool,
}

impl<'p> Names<'p> {
    pub(super) fn of(provider: &'p Provider, place: &Place) -> Self {
        let (derived, renamed) = match place {
            Place::File { runtime } => (false, runtime.clone()),
            Place::Derive { runtime, .. } => (true, runtime.clone()),
        };
        Self { provider, own: declared(provider), imported: RefCell::default(), renamed, derived }
    }

    /// Returns a name of the runtime. It is imported unless the module declares the same name.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.import(module_of(name), name)
    }

    /// Returns a name of the runtime's module `session`.
    pub(super) fn session(&self, name: &'static str) -> TokenStream {
        self.import("session", name)
    }

    /// Returns a name of the runtime's module `host`.
    pub(super) fn host(&self, name: &'static str) -> TokenStream {
        self.import("host", name)
    }

    /// Whether the module declares a type with this name.
    #[cfg(feature = "examples")]
    pub(super) fn declares(&self, name: &str) -> bool {
        self.own.contains(name)
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

    /// Returns the name of a derive macro, which no type can conflict with.
    pub(super) fn derive(&self, name: &'static str) -> TokenStream {
        self.imported.borrow_mut().entry("").or_default().insert(name);
        ident(name).into_token_stream()
    }

    /// Returns the name or path of `Vec`, `String`, `Option` or `Result`.
    pub(super) fn std(&self, name: &str) -> TokenStream {
        let short = ident(name);
        match name {
            "BTreeMap" if self.derived => quote!(::std::collections::BTreeMap),
            "BTreeMap" => quote!(std::collections::BTreeMap),
            "Arc" => quote!(::std::sync::Arc),
            _ if !self.own.contains(name) && !self.derived => quote!(#short),
            "Vec" => quote!(::std::vec::Vec),
            "String" => quote!(::std::string::String),
            "Option" => quote!(::std::option::Option),
            "Box" => quote!(::std::boxed::Box),
            _ => quote!(::std::result::Result),
        }
    }

    /// Returns the attribute that gives a derive the path of the runtime, if it is not the default path.
    pub(super) fn crate_attribute(&self, derive: &str) -> Option<TokenStream> {
        let attribute = ident(derive);
        self.renamed.as_ref().map(|runtime| quote!(#[#attribute(crate = #runtime)]))
    }

    pub(super) fn imports(&self) -> TokenStream {
        let runtime = self.renamed.clone().unwrap_or_else(|| quote!(auth_runtime));
        // rustfmt puts the root last.
        let imported = self.imported.borrow();
        let (root, modules): (Vec<_>, Vec<_>) = imported.iter().partition(|(module, _)| module.is_empty());
        modules.into_iter().chain(root).map(|(module, names)| emit_use(&runtime, module, names)).collect()
    }
}

/// Returns the names of all types that the module of a provider declares.
fn declared(provider: &Provider) -> HashSet<String> {
    let settings = (!provider.settings.is_empty()).then_some("Settings");
    let mut names: HashSet<String> = ["Client", "Reply"].into_iter().chain(settings).map(str::to_owned).collect();
    names.insert(provider.ident.clone());
    names.extend(provider.records.iter().map(|record| record.ident.clone()));
    names.extend(provider.choices.iter().map(|choice| choice.ident.clone()));
    names.extend(provider.error_sets.iter().map(|set| set.ident.clone()));
    for endpoint in &provider.endpoints {
        names.extend([&endpoint.ident].into_iter().chain(reply_of(endpoint)).cloned());
    }
    for credential in &provider.credentials {
        names.extend([&credential.ident].into_iter().chain(opening_of(credential)).cloned());
        names.extend(credential.token_ident());
        names.extend(credential.member.iter().map(|member| member.log_in.clone()));
    }
    names
}

/// Returns the enum of the several replies of an endpoint.
fn reply_of(endpoint: &Endpoint) -> Option<&String> {
    match &endpoint.http()?.returns {
        Returns::OneOf(one_of) => Some(&one_of.ident),
        Returns::Nothing | Returns::Type(_) | Returns::Optional(_) | Returns::Bytes => None,
    }
}

/// Returns the type that starts the consent for a credential.
fn opening_of(credential: &Credential) -> Option<&String> {
    match &credential.source {
        Source::Token(source) => source.opening.as_ref().map(|opening| &opening.ident),
        Source::Static => None,
    }
}

fn emit_use(runtime: &TokenStream, module: &str, names: &BTreeSet<&'static str>) -> TokenStream {
    let (module, names) = (path_of(module), names.iter().map(|name| ident(name)).collect::<Vec<_>>());
    match names.as_slice() {
        [one] => quote!(use #runtime::#module #one;),
        several => quote!(use #runtime::#module {#(#several),*};),
    }
}

/// Returns the module of the runtime that declares the name; empty for the crate root.
fn module_of(name: &str) -> &'static str {
    let declares = |(_, names): &&(&str, &[&str])| names.contains(&name);
    MODULES.iter().find(declares).map_or("", |(module, _)| module)
}

/// Returns the path of a name of the runtime, below its root.
#[cfg(feature = "examples")]
pub(super) fn path(name: &str) -> TokenStream {
    let (module, name) = (path_of(module_of(name)), ident(name));
    quote!(#module #name)
}

fn path_of(module: &str) -> Option<TokenStream> {
    (!module.is_empty()).then(|| {
        let name = ident(module);
        quote!(#name::)
    })
}

/// Makes an identifier; a name that starts with `r#` becomes a raw one.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}
