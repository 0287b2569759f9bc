//! Emits the parts of requests and credentials as attributes of derives.

pub(super) mod bearer;
pub(super) mod property;

use auth_language::host::Tls;
use auth_language::sign::Sign;
use proc_macro2::TokenStream;
use quote::quote;

use self::bearer::emit_bearer;
use self::property::{Properties, list, pair};
use crate::emit::names::ident;
use crate::emit::sign::{emit_computed, emit_sign};
use crate::emit::value::expression::emit_expr;
use crate::model::{BasicEncoding, Check, Credential, Endpoint, Expr, NameKind, Part, Place, Provider};

/// Emits the parts that are constants, templates or HTTP Basic. A field has the attribute for its own place.
pub(super) fn emit_made(parts: &[&Part], places: &[Place], encoding: BasicEncoding) -> Vec<TokenStream> {
    let basic: Vec<&Part> = parts.iter().filter(|part| part.place == Place::Basic).copied().collect();
    let made = parts.iter().filter(|part| places.contains(&part.place)).map(|part| emit_part(part));
    made.chain(emit_basic(&basic, encoding)).collect()
}

fn emit_part(part: &Part) -> TokenStream {
    if let Some(bearer) = emit_bearer(part) {
        return bearer;
    }
    let (place, name, value) = (ident(part.place.word()), &part.name.value, emit_expr(&part.value));
    quote!(#place(#name = #value))
}

fn emit_basic(halves: &[&Part], encoding: BasicEncoding) -> Option<TokenStream> {
    let halves = halves.iter().map(|half| pair(ident(&half.name.value), emit_expr(&half.value)));
    let encode = (encoding == BasicEncoding::Form).then(|| quote!(encode = form));
    list("basic", halves.chain(encode))
}

/// Emits the list of settings that expressions use.
pub(super) fn emit_settings<'e>(expressions: impl Iterator<Item = &'e Expr>) -> Option<TokenStream> {
    let names = expressions.flat_map(Expr::names).filter(|name| name.kind == NameKind::Setting);
    let mut settings: Vec<&str> = Vec::new();
    for name in names.map(|name| name.name.as_str()) {
        if !settings.contains(&name) {
            settings.push(name);
        }
    }
    list("settings", settings.into_iter().map(ident))
}

/// Emits the list of captured values that a call needs.
pub(super) fn emit_captured(captured: &[String]) -> Option<TokenStream> {
    list("captured", captured.iter().map(|name| ident(name)))
}

/// Emits the inputs that hold a client certificate: `tls(certificate = certificate, key = private_key)`.
pub(super) fn emit_tls(tls: Option<&Tls>) -> Option<TokenStream> {
    let Tls { certificate, key } = tls?;
    let name = |expr: &Expr| expr.names().first().map(|name| ident(&name.ident));
    let (certificate, key) = (name(certificate), name(key));
    Some(quote!(tls(certificate = #certificate, key = #key)))
}

/// Emits how a credential is attached; nothing for a single bearer secret.
pub(super) fn emit_attachment(credential: &Credential) -> Vec<TokenStream> {
    if let ([Part { name, .. }], true) = (credential.parts.as_slice(), credential.is_one_secret()) {
        return if credential.is_bearer() { Vec::new() } else { emit_header(&name.value, credential) };
    }
    let parts: Vec<&Part> = credential.parts.iter().collect();
    let computed = credential.computed.iter().map(|computed| &computed.value);
    let values = parts.iter().map(|part| &part.value).chain(computed);
    let values = values.chain(credential.sign.iter().flat_map(Sign::expressions));
    Properties::default()
        .with(emit_computed(&credential.computed))
        .with(emit_made(&parts, &Place::ATTACHED, credential.basic_encoding))
        .with(emit_sign(credential.sign.as_ref()))
        .with(emit_settings(values))
        .into_vec()
}

fn emit_header(header: &str, credential: &Credential) -> Vec<TokenStream> {
    let prefix = credential.parts.first().and_then(|part| credential.secret_after(part)).unwrap_or_default();
    let prefix = (!prefix.is_empty()).then(|| quote!(prefix = #prefix));
    std::iter::once(quote!(header = #header)).chain(prefix).collect()
}

/// Emits the call that shows that a credential works.
pub(super) fn emit_check(check: &Check, provider: &Provider) -> TokenStream {
    let (request, accepts) = (emit_ready(&provider.endpoints[check.endpoint]), &check.accepts);
    let accepts = (!accepts.is_empty()).then(|| quote!(, accepts(#(#accepts),*)));
    quote!(check(#request #accepts))
}

/// Emits a request without required fields: `GetUser`, or `GetUser::new()` if it has optional ones.
pub(super) fn emit_ready(endpoint: &Endpoint) -> TokenStream {
    let request = ident(&endpoint.ident);
    if endpoint.fields().is_empty() { quote!(#request) } else { quote!(#request::new()) }
}
