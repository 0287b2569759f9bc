//! Emits made-up values.

use auth_language::sign::Sign;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote};
use serde_json::Value as Json;

use crate::conformance::{self, upload};
use crate::emit::names::{self, ident};
use crate::emit::value::ty::{encoding_name, instant_name, lifetime_name};
use crate::model::{
    Choice, Credential, Expr, Field, Name, NameKind, Provider, Record, Source, TokenSource, Type, as_text,
};
use crate::secrets;

/// Emits a credential that the provider's mock accepts: the made-up key, or the first token in the examples' replies.
pub(super) fn emit_credential(credential: &Credential, provider: &Provider) -> TokenStream {
    if let Source::Static = &credential.source {
        return emit_static(credential, provider);
    }
    let secret = secrets::of(credential, provider).into_iter().next().unwrap_or_else(|| "example".to_owned());
    let Some(name) = credential.token_ident().map(|name| ident(&name)) else {
        return quote!(auth_runtime::Bearer::new(#secret));
    };
    let values = values_of_token(&secret, credential, provider);
    if values.is_empty() {
        return quote!(api::#name::new(#secret));
    }
    quote!(api::#name::new(#(#values),*))
}

fn emit_static(credential: &Credential, provider: &Provider) -> TokenStream {
    let fields: Vec<&Field> = credential.inputs.iter().collect();
    let given = |field: &&Field| Some((field.ident.value.clone(), Json::from(secrets::input(credential, field)?)));
    let given: Vec<(String, Json)> = fields.iter().filter_map(given).collect();
    let find = |field: &Field| given.iter().find(|(name, _)| *name == field.ident.value).map(|(_, json)| json);
    emit_new(&credential.ident, &fields, find, &[], provider)
}

/// Returns the token and the made-up inputs that the parts and the signature of its credential name, in their order.
fn values_of_token(secret: &str, credential: &Credential, provider: &Provider) -> Vec<TokenStream> {
    let Source::Token(source) = &credential.source else { return Vec::new() };
    let value = |name: &&Name| match name.kind {
        NameKind::Token => quote!(#secret),
        _ => {
            let text = text_of(name, source, credential, provider).unwrap_or_default();
            emit_typed(&name.ty, &Json::from(text), provider)
        }
    };
    required_names(credential).iter().map(value).collect()
}

/// Returns what a token and its inputs must be for: each name once.
fn required_names(credential: &Credential) -> Vec<&Name> {
    let signed = credential.sign.iter().flat_map(Sign::expressions);
    let used = credential.parts.iter().map(|part| &part.value).chain(signed).flat_map(Expr::names);
    let is_given = |kind| matches!(kind, NameKind::Token | NameKind::Input | NameKind::Captured);
    let mut names: Vec<&Name> = Vec::new();
    for name in used.filter(|name| is_given(name.kind) && !name.optional) {
        if !names.iter().any(|known| known.ident == name.ident) {
            names.push(name);
        }
    }
    names
}

/// Returns the made-up text of an input or a captured value.
fn text_of(name: &Name, source: &TokenSource, credential: &Credential, provider: &Provider) -> Option<String> {
    let mut examples = source.mint.iter().filter_map(|step| provider.endpoints[step.endpoint].examples.first());
    let is_captured = name.kind == NameKind::Captured;
    let given = if is_captured { None } else { examples.find_map(|example| example.given(&name.ident)) };
    let given = given.cloned().or_else(|| secrets::captured(provider, &name.name));
    given.map(|json| as_text(&json)).or_else(|| {
        let input = credential.inputs.iter().find(|input| input.ident.value == name.ident)?;
        secrets::input(credential, input)
    })
}

/// Emits a struct with the values of its fields, and of `further` ones behind them.
pub(super) fn emit_new<'j>(
    name: &str,
    fields: &[&Field],
    given: impl Fn(&Field) -> Option<&'j Json>,
    further: &[TokenStream],
    provider: &Provider,
) -> TokenStream {
    let ty = ident(name);
    let value =
        |field: &Field| given(field).filter(|json| !json.is_null()).map(|json| emit_value(field, json, provider));
    let required = fields.iter().filter(|field| !field.optional).filter_map(|field| value(field));
    let required = required.chain(further.iter().cloned());
    let optional = fields.iter().filter(|field| field.optional).filter_map(|field| {
        let (setter, value) = (ident(&field.ident.value), value(field)?);
        Some(quote!(.#setter(#value)))
    });
    quote!(api::#ty::new(#(#required),*) #(#optional)*)
}

/// Emits the value of a field. A list that is a joined text in the example becomes a Rust list.
pub(super) fn emit_value(field: &Field, json: &Json, provider: &Provider) -> TokenStream {
    match (&field.ty.value, &field.separator, json.as_str()) {
        (Type::List(item), Some(separator), Some(text)) => {
            emit_typed(&field.ty.value, &Json::from(conformance::items_of(item, &separator.value, text)), provider)
        }
        _ => emit_typed(&field.ty.value, json, provider),
    }
}

pub(super) fn emit_typed(ty: &Type, json: &Json, provider: &Provider) -> TokenStream {
    let text = as_text(json);
    match ty {
        Type::String | Type::Url | Type::Format(_) | Type::Secret | Type::SecretInUrl | Type::Jwt => quote!(#text),
        Type::Boolean => json.as_bool().map_or_else(|| quote!(false), |value| quote!(#value)),
        Type::Integer => emit_integer(json.as_i64().or_else(|| text.parse().ok()).unwrap_or_default()),
        Type::Unsigned => {
            let number = json.as_u64().or_else(|| text.parse().ok());
            Literal::u64_suffixed(number.unwrap_or_default()).into_token_stream()
        }
        Type::Number => Literal::f64_unsuffixed(json.as_f64().unwrap_or_default()).into_token_stream(),
        Type::Code => emit_code(json, &text),
        Type::Lifetime(lifetime) => emit_parsed(lifetime_name(*lifetime), &text),
        Type::Instant(instant) => emit_parsed(instant_name(*instant), &text),
        Type::Bytes(encoding) => emit_parsed(encoding_name(*encoding), &text),
        Type::Uuid => emit_parsed("Uuid", &text),
        Type::PrivateKey => emit_parsed("PrivateKey", &text),
        Type::Certificate => emit_parsed("Certificate", &text),
        Type::Json | Type::Foreign => emit_parsed("Json", &json.to_string()),
        Type::Upload => emit_upload(json),
        Type::Choice(id) => emit_choice(&provider.choices[*id], &text),
        Type::Record(id) => emit_record(&provider.records[*id], json, provider),
        Type::List(item) => emit_list(item, json, provider),
        Type::Map(item) => emit_map(item, json, provider),
    }
}

/// Emits a file, with its name and media type if the example says them.
fn emit_upload(json: &Json) -> TokenStream {
    let (content, text) = (upload::content(json), |name| json.get(name).and_then(Json::as_str));
    let name = text(upload::NAME).map(|name| quote!(.named(#name)));
    let media_type = text(upload::TYPE).map(|media_type| quote!(.typed(#media_type)));
    quote!(auth_runtime::request::Upload::from(#content) #name #media_type)
}

/// Emits an integer, with a suffix if it does not fit into an `i32`.
fn emit_integer(value: i64) -> TokenStream {
    let fits = i32::try_from(value).is_ok();
    let literal = if fits { Literal::i64_unsuffixed(value) } else { Literal::i64_suffixed(value) };
    literal.into_token_stream()
}

fn emit_code(json: &Json, text: &str) -> TokenStream {
    match json.as_i64() {
        Some(number) => {
            let number = Literal::i64_suffixed(number);
            quote!(auth_runtime::value::Code::from(#number))
        }
        None => quote!(#text),
    }
}

fn emit_list(item: &Type, json: &Json, provider: &Provider) -> TokenStream {
    if json.as_array().is_none_or(Vec::is_empty) {
        return emit_empty(item, provider);
    }
    let is_nested = matches!(item, Type::List(_) | Type::Map(_));
    let emit = if is_nested { emit_owned } else { emit_typed };
    let items = json.as_array().into_iter().flatten().map(|json| emit(item, json, provider));
    quote!([#(#items),*])
}

/// Emits a list without items, which says itself what it is a list of.
fn emit_empty(item: &Type, provider: &Provider) -> TokenStream {
    if matches!(item, Type::String | Type::Url | Type::Format(_) | Type::Secret | Type::SecretInUrl) {
        return quote!([""; 0]);
    }
    let ty = rust_type(item, provider);
    quote!([] as [#ty; 0])
}

/// Returns the Rust type of a value.
fn rust_type(ty: &Type, provider: &Provider) -> TokenStream {
    let of_runtime = |name: &str| {
        let name = names::path(name);
        quote!(auth_runtime::#name)
    };
    match ty {
        Type::String | Type::Url | Type::Format(_) => quote!(String),
        Type::Secret | Type::SecretInUrl => of_runtime("Secret"),
        Type::Jwt => of_runtime("value::Jwt"),
        Type::Code => of_runtime("value::Code"),
        Type::Boolean => quote!(bool),
        Type::Integer => quote!(i64),
        Type::Unsigned => quote!(u64),
        Type::Number => quote!(f64),
        Type::Lifetime(lifetime) => of_runtime(lifetime_name(*lifetime)),
        Type::Instant(instant) => of_runtime(instant_name(*instant)),
        Type::Bytes(encoding) => of_runtime(encoding_name(*encoding)),
        Type::Uuid => of_runtime("Uuid"),
        Type::PrivateKey => of_runtime("PrivateKey"),
        Type::Certificate => of_runtime("Certificate"),
        Type::Json | Type::Foreign => of_runtime("Json"),
        Type::Upload => of_runtime("request::Upload"),
        Type::Choice(id) => of_client(&provider.choices[*id].ident),
        Type::Record(id) => of_client(&provider.records[*id].ident),
        Type::List(item) => {
            let item = rust_type(item, provider);
            quote!(Vec<#item>)
        }
        Type::Map(item) => {
            let item = rust_type(item, provider);
            quote!(std::collections::BTreeMap<String, #item>)
        }
    }
}

fn of_client(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(api::#name)
}

fn emit_map(item: &Type, json: &Json, provider: &Provider) -> TokenStream {
    let members = json.as_object().into_iter().flatten();
    let members = members.map(|(name, json)| {
        let value = emit_owned(item, json, provider);
        quote!((#name.to_owned(), #value))
    });
    quote!(std::collections::BTreeMap::from([#(#members),*]))
}

/// Emits a value that is parsed from text into a type of the runtime.
fn emit_parsed(name: &str, text: &str) -> TokenStream {
    let name = names::path(name);
    quote!(crate::parse::<auth_runtime::#name>(#text))
}

/// Emits a value of exactly this type, for places without conversion.
fn emit_owned(ty: &Type, json: &Json, provider: &Provider) -> TokenStream {
    let value = emit_typed(ty, json, provider);
    match ty {
        Type::String | Type::Url | Type::Format(_) => quote!(#value.to_owned()),
        Type::Secret | Type::SecretInUrl => quote!(auth_runtime::Secret::from(#value)),
        Type::Jwt => quote!(auth_runtime::value::Jwt::from(#value)),
        Type::Code => quote!(auth_runtime::value::Code::from(#value)),
        Type::List(item) => {
            let items = json.as_array().into_iter().flatten().map(|json| emit_owned(item, json, provider));
            quote!(vec![#(#items),*])
        }
        _ => value,
    }
}

fn emit_choice(choice: &Choice, text: &str) -> TokenStream {
    let ty = ident(&choice.ident);
    let known = choice.values.iter().find(|value| value.wire == text);
    known.map_or_else(
        || quote!(api::#ty::Other(#text.to_owned())),
        |value| {
            let variant = ident(&value.ident);
            quote!(api::#ty::#variant)
        },
    )
}

fn emit_record(record: &Record, json: &Json, provider: &Provider) -> TokenStream {
    let fields: Vec<&Field> = record.fields.iter().collect();
    emit_new(&record.ident, &fields, |field| json.get(&field.wire), &[], provider)
}

/// Emits the made-up captured values of these names.
pub(super) fn emit_captures<'n>(names: impl IntoIterator<Item = &'n String>, provider: &Provider) -> TokenStream {
    let captured = names.into_iter().filter_map(|name| {
        let value = as_text(&secrets::captured(provider, name)?);
        Some(quote!(.capture(#name, &#value)))
    });
    captured.collect()
}
