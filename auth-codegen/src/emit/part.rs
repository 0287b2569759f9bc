//! Parts of requests and credentials, as attributes of derives have them.

use auth_language::name;
use auth_language::template::escape;
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::names::ident;
use crate::emit::value::ty::emit_scalar;
use crate::model::{BasicEncoding, Credential, Expr, Name, NameKind, Part, Place, Scalar};

/// The parts that are made of something: constants, templates, HTTP Basic. Fields say their places themselves.
pub(super) fn emit_made(parts: &[&Part], encoding: BasicEncoding) -> Vec<TokenStream> {
    let basic: Vec<&Part> = parts.iter().filter(|part| part.place == Place::Basic).copied().collect();
    let made = parts.iter().filter_map(|part| emit_part(part));
    made.chain(emit_basic(&basic, encoding)).collect()
}

fn emit_part(part: &Part) -> Option<TokenStream> {
    let (place, name, value) = (ident(part.place.word()), &part.name.value, emit_expr(&part.value));
    Place::NAMED.contains(&part.place).then(|| quote!(#place(#name = #value)))
}

fn emit_basic(halves: &[&Part], encoding: BasicEncoding) -> Option<TokenStream> {
    let halves = halves.iter().map(|half| {
        let (name, value) = (ident(&half.name.value), emit_expr(&half.value));
        quote!(#name = #value)
    });
    let encode = (encoding == BasicEncoding::Form).then(|| quote!(encode = form));
    let properties: Vec<TokenStream> = halves.chain(encode).collect();
    (!properties.is_empty()).then(|| quote!(basic(#(#properties),*)))
}

/// The settings that parts refer to.
pub(super) fn emit_settings(parts: &[Part]) -> Option<TokenStream> {
    let names = parts.iter().flat_map(|part| part.value.names()).filter(|name| name.kind == NameKind::Setting);
    let mut settings: Vec<&str> = Vec::new();
    for name in names.map(|name| name.name.as_str()) {
        if !settings.contains(&name) {
            settings.push(name);
        }
    }
    let settings = settings.into_iter().map(ident);
    let settings: Vec<_> = settings.collect();
    (!settings.is_empty()).then(|| quote!(settings(#(#settings),*)))
}

/// How a credential is attached; nothing for the one secret of `bearer`.
pub(super) fn emit_attachment(credential: &Credential) -> Vec<TokenStream> {
    if let ([Part { name, .. }], true) = (credential.parts.as_slice(), credential.is_one_secret()) {
        return if credential.is_bearer() { Vec::new() } else { emit_header(&name.value, credential) };
    }
    let settings = emit_settings(&credential.parts);
    emit_made(&credential.parts.iter().collect::<Vec<_>>(), credential.basic_encoding)
        .into_iter()
        .chain(settings)
        .collect()
}

fn emit_header(header: &str, credential: &Credential) -> Vec<TokenStream> {
    let prefix = credential.parts.first().and_then(|part| credential.secret_after(part)).unwrap_or_default();
    let prefix = (!prefix.is_empty()).then(|| quote!(prefix = #prefix));
    std::iter::once(quote!(header = #header)).chain(prefix).collect()
}

/// A constant with its type on the wire, or a template.
fn emit_expr(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Literal(Scalar::Text(text)) => {
            let text = escape(text);
            quote!(#text)
        }
        Expr::Literal(scalar) => emit_scalar(scalar),
        Expr::Name(_) | Expr::Concat(_) => {
            let text = as_template(expr);
            quote!(#text)
        }
    }
}

pub(super) fn as_template(expr: &Expr) -> String {
    match expr {
        Expr::Literal(scalar) => escape(&scalar.as_text()),
        Expr::Name(Name { kind: NameKind::Setting, name, .. }) => format!("{{{name}}}"),
        Expr::Name(Name { ident, .. }) => format!("{{{}}}", name::plain(ident)),
        Expr::Concat(pieces) => pieces.iter().map(as_template).collect(),
    }
}
