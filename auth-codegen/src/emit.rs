//! Emits the Rust code of a [`Provider`]. Emission cannot fail, because every problem was reported before.

mod client;
mod credential;
mod docs;
mod error;
#[cfg(feature = "examples")]
pub(crate) mod example;
mod host;
mod lifecycle;
mod names;
mod part;
mod request;
mod sign;
mod value;

use proc_macro2::TokenStream;

use crate::model::Provider;
use crate::print;
use names::{Names, Place};
use request::one_of;
use value::{choice, record};

/// Returns the module as the text of a Rust file.
pub(crate) fn module(provider: &Provider, runtime: Option<TokenStream>) -> String {
    print::module(&header(provider, "//! "), items(provider, &Place::File { runtime }))
}

/// The attribute over the private module and its re-exports: a crate that leaves parts of a client unused, as binaries do, is
/// not warned of them.
const ALLOW: &str = "#[allow(dead_code, unreachable_pub, unused_imports, unused_qualifications, reason = \"a crate need not use all that its provider offers\")]";

/// Returns the module for `include!`, where inner documentation and attributes (`//!`, `#![…]`) are not allowed: the items
/// are in a private module, which has the attributes, and are re-exported.
pub(crate) fn include(provider: &Provider, runtime: Option<TokenStream>) -> String {
    let header = header(provider, "// ");
    let module = format!("__{}", provider.name);
    let items = print::module("", items(provider, &Place::File { runtime }));
    let items: String = items.trim_start().lines().map(indent).collect();
    format!("{header}\n{ALLOW}\nmod {module} {{\n{items}}}\n\n{ALLOW}\npub use {module}::*;\n")
}

/// Indents a line of a module. No literal has line breaks, because tokens escape them.
fn indent(line: &str) -> String {
    if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") }
}

/// Returns the module's items for a macro that puts them next to an existing provider type.
pub(crate) fn expansion(provider: &Provider, marker: &str, runtime: Option<TokenStream>) -> TokenStream {
    let place = Place::Derive { marker: marker.to_owned(), runtime };
    items(provider, &place).into_iter().collect()
}

/// Returns the items of a generated module, in order.
fn items(provider: &Provider, place: &Place) -> Vec<TokenStream> {
    let names = Names::of(provider, place);
    let mut items = vec![host::emit_marker(provider, place), host::emit_provider(provider, &names)];
    items.extend(host::emit_environments(provider, &names));
    items.extend(host::emit_settings(provider, &names));
    items.extend(provider.reply_headers.iter().map(host::emit_reply_header));
    items.extend(client::emit(provider, &names));
    items.extend(provider.endpoints.iter().map(|endpoint| request::emit(endpoint, &names)));
    items.extend(provider.endpoints.iter().filter_map(|endpoint| one_of::emit(endpoint, &names)));
    items.extend(provider.records.with_ids().map(|(id, record)| record::emit(id, record, provider, &names)));
    items.extend(provider.error_sets.iter().map(|set| error::emit(set, &names)));
    items.extend(provider.choices.iter().map(|choice| choice::emit(choice, &names)));
    items.extend(credential::emit(provider, &names));
    items.insert(0, names.imports());
    items
}

/// Returns the comment at the head of the file: the provider's description, and a note not to edit the file.
fn header(provider: &Provider, comment: &str) -> String {
    let Provider { name, title, doc, docs, credentials, .. } = provider;
    let mut lines = vec![format!("{}.", docs::prose(title))];
    lines.extend(doc.iter().flat_map(|doc| [String::new(), docs::prose(doc)]));
    lines.extend(docs.iter().flat_map(|page| [String::new(), format!("Source: <{page}>")]));
    if !credentials.is_empty() {
        lines.extend([String::new(), "Credentials:".to_owned()]);
        lines.extend(credentials.iter().map(|credential| credential::describe(credential, provider)));
    }
    let lines = lines.iter().flat_map(|line| docs::wrap(line));
    let docs: String = lines.map(|line| format!("{comment}{line}").trim_end().to_owned() + "\n").collect();
    format!("// @generated from {name}.yaml: edit the spec, not this file.\n\n{docs}")
}
