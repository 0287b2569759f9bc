//! Emits the struct of a record (a JSON object type).

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{deprecated, doc, link_to_method, paragraphs};
use crate::emit::names::{Names, ident};
use crate::emit::part::property::{list, pair};
use crate::emit::value::expression::emit_expr;
use crate::emit::value::ty::{self, emit_scalar};
use crate::model::{Constant, Endpoint, Expr, Field, Meaning, Provider, Record, RecordId, Type, Uses};

pub(in crate::emit) fn emit(id: RecordId, record: &Record, provider: &Provider, names: &Names) -> TokenStream {
    let docs = record.doc.as_deref().map_or_else(|| paragraphs(&[purpose(id, record.uses, provider)]), doc);
    let name = ident(&record.ident);
    let derives = emit_derives(record.uses, names);
    let renamed = emit_renamed(record.uses, names);
    let build = record.uses.request.then(|| emit_build(record));
    let is_bare = |field: &Field| field.doc.is_none() && describe(field, record.uses).is_none();
    let undocumented = record.fields.iter().any(is_bare).then(|| quote!(#[allow(missing_docs)]));
    let fields = record.fields.iter().map(|field| emit_field(field, record.uses, names));
    quote! {
        #docs
        #[derive(Clone, Debug, #(#derives),*)]
        #(#renamed)*
        #build
        #undocumented
        #[non_exhaustive]
        pub struct #name { #(#fields),* }
    }
}

/// Emits the constructor of a record that is sent, and what is sent beside its fields.
fn emit_build(record: &Record) -> TokenStream {
    let constants = record.constants.iter().map(|Constant { name, value }| {
        let (name, value) = (&name.value, emit_expr(&Expr::Literal(value.value.clone())));
        quote!(#name = #value)
    });
    let constants = list("constants", constants).into_iter();
    quote!(#[encode(new #(, #constants)*)])
}

/// Says what a record is for, if the spec does not: which calls return it, or where else it is.
fn purpose(id: RecordId, uses: Uses, provider: &Provider) -> String {
    let returns = |endpoint: &&Endpoint| {
        let types = endpoint.http().map(|call| call.returns.types()).unwrap_or_default();
        types.into_iter().any(|ty| *ty.item() == Type::Record(id))
    };
    let by: Vec<String> = provider.endpoints.iter().filter(returns).map(|call| link_to_method(&call.name)).collect();
    match (by.as_slice(), uses) {
        ([], Uses { error: true, .. }) => "What the body of an error says.".to_owned(),
        ([], Uses { request: true, response: true, .. }) => "An object in requests and replies.".to_owned(),
        ([], Uses { request: true, .. }) => "An object in a request.".to_owned(),
        ([], _) => "An object in a reply.".to_owned(),
        ([only], _) => format!("What {only} returns."),
        ([first, second], _) => format!("What {first} and {second} return."),
        ([first, rest @ ..], _) => format!("What {first} and {} other calls return.", rest.len()),
    }
}

/// Returns the derives that a record needs: a record that is only sent is not decoded.
fn emit_derives(uses: Uses, names: &Names) -> Vec<TokenStream> {
    let Uses { request, response, error, callback } = uses;
    let encode = request.then(|| names.runtime("Encode"));
    let decode = response.then(|| names.runtime("Decode"));
    let error = error.then(|| names.runtime("ErrorBody"));
    let default = error.is_some().then(|| quote!(Default));
    let callback = callback.then(|| names.runtime("Callback"));
    encode.into_iter().chain(decode).chain(default).chain(error).chain(callback).collect()
}

/// Returns the `crate = …` attribute of each derive, for a provider whose types hide the runtime's names.
fn emit_renamed(uses: Uses, names: &Names) -> Vec<TokenStream> {
    let Uses { request, response, error, callback } = uses;
    let derives = [("encode", request), ("decode", response), ("error_body", error), ("callback", callback)];
    derives.into_iter().filter(|(_, used)| *used).filter_map(|(name, _)| names.crate_attribute(name)).collect()
}

fn emit_field(field: &Field, uses: Uses, names: &Names) -> TokenStream {
    let docs = field.doc.as_deref().or_else(|| describe(field, uses)).map(doc);
    let (attributes, deprecated) = (emit_attributes(field, uses), deprecated(field.deprecated.as_ref()));
    let (name, ty) = (ident(&field.ident.value), ty::emit_field(field, names));
    quote! {
        #docs
        #deprecated
        #(#attributes)*
        pub #name: #ty
    }
}

/// Returns the documentation of a field whose name a standard defines.
fn describe(field: &Field, uses: Uses) -> Option<&'static str> {
    match field.wire.as_str() {
        "code" if uses.callback => Some("The authorization code (RFC 6749 §4.1.2)."),
        "access_token" => Some("The token that calls are made with (RFC 6749 §5.1)."),
        "token_type" => Some("The kind of token (RFC 6749 §7.1)."),
        "expires_in" => Some("How long the token lives from now on."),
        "refresh_token" => Some("The token that the next one is requested with (RFC 6749 §6)."),
        "scope" => Some("The scopes that were granted (RFC 6749 §3.3)."),
        _ => None,
    }
}

fn emit_attributes(field: &Field, uses: Uses) -> Vec<TokenStream> {
    let shared: Vec<TokenStream> = ty::emit_rename(field).into_iter().chain(ty::emit_separator(field)).collect();
    let origin = ty::emit_origin(field).or_else(|| ty::emit_rename(field));
    let read: Vec<TokenStream> =
        origin.into_iter().chain(ty::emit_separator(field)).chain(ty::emit_never(field)).collect();
    let default = field.default.as_ref().map(|default| pair(quote!(default), emit_scalar(&default.value)));
    let decode: Vec<TokenStream> = read.iter().cloned().chain(default).collect();
    let error: Vec<TokenStream> = read.into_iter().chain(field.means.map(|means| emit_meaning(means.value))).collect();
    let encode = uses.request.then(|| ty::attribute("encode", &shared)).flatten();
    let decode = uses.response.then(|| ty::attribute("decode", &decode)).flatten();
    let error = uses.error.then(|| ty::attribute("error_body", &error)).flatten();
    let callback = uses.callback.then(|| ty::attribute("callback", &emit_parameter(field))).flatten();
    encode.into_iter().chain(decode).chain(error).chain(callback).collect()
}

/// Returns the properties of a parameter of a callback.
fn emit_parameter(field: &Field) -> Vec<TokenStream> {
    let origin = ty::emit_origin(field).or_else(|| ty::emit_rename(field));
    origin.into_iter().chain(ty::emit_separator(field)).chain(ty::emit_limits(field)).collect()
}

fn emit_meaning(meaning: Meaning) -> TokenStream {
    match meaning {
        Meaning::Code => quote!(code),
        Meaning::Message => quote!(message),
    }
}
