//! Emits types, and the attributes of fields.

use auth_language::name;
use auth_language::spanned::Spanned;
use auth_language::word::Word as _;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{deprecated, doc};
use crate::emit::names::{Names, ident};
use crate::emit::part::property::Properties;
use crate::model::{Encoding, Field, Instant, Item, Lifetime, Origin, Scalar, Type};
use crate::text::Spot;

/// Returns the Rust type of a field.
pub(in crate::emit) fn emit_field(field: &Field, names: &Names) -> TokenStream {
    let inner = emit(&field.ty.value, names);
    let inner = if field.boxed { emit_boxed(&inner, names) } else { inner };
    let inner = if field.never.is_some() { emit_expiry(&inner, names) } else { inner };
    if field.optional {
        let option = names.std("Option");
        quote!(#option<#inner>)
    } else {
        inner
    }
}

pub(in crate::emit) fn emit(ty: &Type, names: &Names) -> TokenStream {
    match ty {
        Type::String | Type::Url | Type::Format(_) => names.std("String"),
        Type::Secret | Type::SecretInUrl => names.runtime("Secret"),
        Type::Jwt => names.runtime("Jwt"),
        Type::Integer => quote!(i64),
        Type::Unsigned => quote!(u64),
        Type::Code => names.runtime("Code"),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Lifetime(lifetime) => names.runtime(lifetime_name(*lifetime)),
        Type::Instant(instant) => names.runtime(instant_name(*instant)),
        Type::Bytes(encoding) => names.runtime(encoding_name(*encoding)),
        Type::Uuid => names.runtime("Uuid"),
        Type::Upload => names.runtime("Upload"),
        Type::Json | Type::Foreign => names.runtime("Json"),
        Type::PrivateKey => names.runtime("PrivateKey"),
        Type::Certificate => names.runtime("Certificate"),
        Type::Choice(id) => emit_own(&names.provider.choices[*id].ident),
        Type::Record(id) => emit_own(&names.provider.records[*id].ident),
        Type::List(item) => {
            let (vec, item) = (names.std("Vec"), emit(item, names));
            quote!(#vec<#item>)
        }
        Type::Map(item) => {
            let (map, string, item) = (names.std("BTreeMap"), names.std("String"), emit(item, names));
            quote!(#map<#string, #item>)
        }
    }
}

fn emit_boxed(inner: &TokenStream, names: &Names) -> TokenStream {
    let pointer = names.std("Box");
    quote!(#pointer<#inner>)
}

fn emit_expiry(inner: &TokenStream, names: &Names) -> TokenStream {
    let expiry = names.runtime("Expiry");
    quote!(#expiry<#inner>)
}

/// Returns the name of the runtime's type for a duration.
pub(in crate::emit) fn lifetime_name(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::Seconds => "Seconds",
        Lifetime::Milliseconds => "Milliseconds",
        Lifetime::Minutes => "Minutes",
        Lifetime::HoursMinutesSeconds => "HoursMinutesSeconds",
        Lifetime::DaysHoursMinutes => "DaysHoursMinutes",
        Lifetime::Duration => "TextDuration",
    }
}

/// Returns the name of the runtime's type for a point in time.
pub(in crate::emit) fn instant_name(instant: Instant) -> &'static str {
    match instant {
        Instant::Timestamp => "Timestamp",
        Instant::UnixSeconds => "UnixSeconds",
        Instant::UnixMilliseconds => "UnixMilliseconds",
        Instant::HttpDate => "HttpDate",
        Instant::Date => "Date",
    }
}

/// Returns the name of the runtime's type for encoded bytes.
pub(in crate::emit) fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Base64 => "Base64",
        Encoding::Base64Url => "Base64Url",
        Encoding::Hex => "Hex",
    }
}

/// Returns a type that the module declares. `Secret` needs a path, because derives otherwise take it for the runtime's
/// type.
fn emit_own(name: &str) -> TokenStream {
    let path = (name == "Secret").then(|| quote!(self::));
    let name = ident(name);
    quote!(#path #name)
}

/// Returns the attribute with the name on the wire, if it differs from the Rust name.
pub(in crate::emit) fn emit_rename(field: &Field) -> Option<TokenStream> {
    let wire = &field.wire;
    (name::plain(&field.ident.value) != wire).then(|| quote!(rename = #wire))
}

/// Returns the attribute with the separator of a list.
pub(in crate::emit) fn emit_separator(field: &Field) -> Option<TokenStream> {
    field.separator.as_ref().map(|separator| &separator.value).map(|separator| quote!(separator = #separator))
}

/// Returns the attribute with the values that mean "never".
pub(in crate::emit) fn emit_never(field: &Field) -> Option<TokenStream> {
    let values = field.never.as_ref()?.value.iter().map(|value| emit_scalar(&value.value));
    Some(quote!(never(#(#values),*)))
}

/// Emits the limits of a field, and how its value is changed before it is sent.
pub(in crate::emit) fn emit_limits(field: &Field) -> Vec<TokenStream> {
    let item = match &field.ty.value {
        Type::List(item) => item,
        ty => ty,
    };
    let format = match item {
        Type::Url => Some("url"),
        Type::Format(format) => Some(format.text()),
        _ => None,
    };
    let count = |count: Option<Spanned<u32, Spot>>| count.map(|count| Literal::u32_unsuffixed(count.value));
    Properties::default()
        .value("format", format)
        .value("pattern", field.pattern.as_ref().map(|pattern| &pattern.value))
        .value("at_least", count(field.at_least))
        .value("at_most", count(field.at_most))
        .value("case", field.case.map(|case| ident(case.value.text())))
        .value("default", field.default.as_ref().map(|default| emit_scalar(&default.value)))
        .into_vec()
}

/// Returns the attribute that allows a secret in a URL.
pub(in crate::emit) fn emit_in_url(field: &Field) -> Option<TokenStream> {
    (*field.ty.value.item() == Type::SecretInUrl).then(|| quote!(in_url))
}

/// Returns the attribute that says where in a reply the field is.
pub(in crate::emit) fn emit_origin(field: &Field) -> Option<TokenStream> {
    let first = &field.at.first()?.value;
    Some(match first {
        Origin::Header(name) => quote!(header = #name),
        Origin::Cookie(name) => quote!(cookie = #name),
        Origin::Challenge(name) => quote!(challenge = #name),
        Origin::Item(Item { list, wanted, field }) => {
            let (list, field) = (list.to_string(), field.to_string());
            let wanted = wanted.iter().map(|(path, value)| (path.to_string(), emit_scalar(value)));
            let wanted = wanted.map(|(path, value)| quote!(#path = #value));
            quote!(item(list = #list, wanted(#(#wanted),*), field = #field))
        }
        Origin::Body(_) => {
            let paths = field.at.iter().filter_map(|origin| origin.value.as_path()).map(ToString::to_string);
            quote!(at(#(#paths),*))
        }
    })
}

/// Emits a field that the caller gives: its documentation, its attribute for a derive, and its type.
pub(in crate::emit) fn emit_member(
    field: &Field,
    derive: &str,
    properties: &[TokenStream],
    ty: &TokenStream,
) -> TokenStream {
    let (docs, deprecated) = (field.doc.as_deref().map(doc), deprecated(field.deprecated.as_ref()));
    let (attribute, name) = (attribute(derive, properties), ident(&field.ident.value));
    quote! {
        #docs
        #deprecated
        #attribute
        #name: #ty
    }
}

/// Returns an attribute with these properties; `None` if there are none.
pub(in crate::emit) fn attribute(name: &str, properties: &[TokenStream]) -> Option<TokenStream> {
    let name = ident(name);
    (!properties.is_empty()).then(|| quote!(#[#name(#(#properties),*)]))
}

/// Emits a literal, with its JSON type.
pub(in crate::emit) fn emit_scalar(scalar: &Scalar) -> TokenStream {
    match scalar {
        Scalar::Text(text) => quote!(#text),
        Scalar::Boolean(value) => quote!(#value),
        Scalar::Json(text) => quote!(json(#text)),
        Scalar::Number(number) => number.parse().unwrap_or_else(|_| quote!(#number)),
    }
}
