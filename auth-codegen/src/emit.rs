//! `Provider` → Rust. Emission cannot fail: whatever could be wrong was reported before.

mod choice;
mod client;
mod credential;
mod docs;
mod endpoint;
mod error;
pub(crate) mod examples;
mod imports;
mod record;
mod ty;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Host, Provider, ReplyHeader};
use crate::print;
use docs::doc;
use imports::{Names, ident};

/// The table of contents of a generated module.
pub(crate) fn module(provider: &Provider) -> String {
    let names = Names::of(provider);
    let mut items = vec![emit_provider(provider, &names)];
    items.extend(provider.reply_headers.iter().map(emit_reply_header));
    items.extend(client::emit(provider, &names));
    items.extend(provider.endpoints.iter().map(|endpoint| endpoint::emit(endpoint, provider, &names)));
    items.extend(provider.records.iter().map(|record| record::emit(record, &names)));
    items.extend(provider.error_sets.iter().map(|set| error::emit(set, &names)));
    items.extend(provider.choices.iter().map(|choice| choice::emit(choice, &names)));
    items.extend(credential::emit(provider, &names));
    items.insert(0, names.imports());
    print::module(&header(provider), items)
}

/// The head of the file: what it is, and that it is not to be edited.
fn header(provider: &Provider) -> String {
    let Provider { name, title, doc, docs, credentials, .. } = provider;
    let mut lines = vec![format!("{}.", docs::prose(title))];
    lines.extend(doc.iter().flat_map(|doc| [String::new(), docs::prose(doc)]));
    lines.extend(docs.iter().flat_map(|page| [String::new(), format!("Source: <{page}>")]));
    if !credentials.is_empty() {
        lines.extend([String::new(), "Credentials:".to_owned()]);
        lines.extend(credentials.iter().map(|credential| credential::describe(credential, provider)));
    }
    let docs = lines
        .iter()
        .flat_map(|line| docs::wrap(line))
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n");
    format!(
        "// @generated from {name}.yaml by `cargo xtask gen`: edit the spec, not this file.\n\n{}",
        docs.collect::<String>()
    )
}

fn emit_provider(provider: &Provider, names: &Names) -> TokenStream {
    let Provider { name, title, hosts, .. } = provider;
    let docs = doc(&format!("{title}, as a type: what it is called and where it is."));
    let marker = ident(&provider.ident);
    let (trait_name, host_type) = (names.runtime("Provider"), names.runtime("Host"));
    let hosts = hosts.iter().map(|Host { name, url }| quote!(#host_type::new(#name, #url)));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #marker;

        impl #trait_name for #marker {
            const NAME: &'static str = #name;
            const TITLE: &'static str = #title;
            const HOSTS: &'static [#host_type] = &[#(#hosts),*];
        }
    }
}

fn emit_reply_header(header: &ReplyHeader) -> TokenStream {
    let ReplyHeader { ident: constant, name, doc: meaning } = header;
    let docs = doc(&format!("A header of every reply. {meaning}"));
    let constant = ident(constant);
    quote! {
        #docs
        pub const #constant: &str = #name;
    }
}
