//! Types and the attributes of fields.

use auth_language::name;
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::names::{Names, ident};
use crate::model::{Field, Item, Origin, Scalar, Type};

/// The Rust type of a field.
pub(in crate::emit) fn emit_field(field: &Field, names: &Names) -> TokenStream {
    let inner = emit(&field.ty.value, names);
    if field.optional {
        let option = names.std("Option");
        quote!(#option<#inner>)
    } else {
        inner
    }
}

pub(in crate::emit) fn emit(ty: &Type, names: &Names) -> TokenStream {
    match ty {
        Type::String | Type::Url => names.std("String"),
        Type::Secret => names.runtime("Secret"),
        Type::Integer => quote!(i64),
        Type::Number => quote!(f64),
        Type::Boolean => quote!(bool),
        Type::Seconds => names.runtime("Seconds"),
        Type::Duration => names.runtime("TextDuration"),
        Type::Timestamp => names.runtime("Timestamp"),
        Type::Uuid => names.runtime("Uuid"),
        Type::Json | Type::Foreign => names.runtime("Json"),
        Type::Choice(id) => emit_own(&names.provider.choices[*id].ident),
        Type::Record(id) => emit_own(&names.provider.records[*id].ident),
        Type::List(item) => {
            let (vec, item) = (names.std("Vec"), emit(item, names));
            quote!(#vec<#item>)
        }
    }
}

/// A type of the module. Derives take a `Secret` for that of the runtime, unless its path says otherwise.
fn emit_own(name: &str) -> TokenStream {
    let path = (name == "Secret").then(|| quote!(self::));
    let name = ident(name);
    quote!(#path #name)
}

/// The name on the wire, where the Rust name does not say it.
pub(in crate::emit) fn emit_rename(field: &Field) -> Option<TokenStream> {
    let wire = &field.wire;
    (name::plain(&field.ident.value) != wire).then(|| quote!(rename = #wire))
}

/// What joins the items of a list.
pub(in crate::emit) fn emit_separator(field: &Field) -> Option<TokenStream> {
    field.separator.as_ref().map(|separator| &separator.value).map(|separator| quote!(separator = #separator))
}

/// Where a reply holds the field.
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

/// An attribute with these properties, if there are any.
pub(in crate::emit) fn attribute(name: &str, properties: &[TokenStream]) -> Option<TokenStream> {
    let name = ident(name);
    (!properties.is_empty()).then(|| quote!(#[#name(#(#properties),*)]))
}

/// A literal, with its type on the wire.
pub(in crate::emit) fn emit_scalar(scalar: &Scalar) -> TokenStream {
    match scalar {
        Scalar::Text(text) => quote!(#text),
        Scalar::Boolean(value) => quote!(#value),
        Scalar::Number(number) => number.parse().unwrap_or_else(|_| quote!(#number)),
    }
}
