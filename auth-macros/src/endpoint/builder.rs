//! How a request is built: `new` and the setters.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Visibility};

use super::field::Field;
use crate::shape::Shape;

/// A unit struct needs neither.
pub(crate) fn emit_builder(input: &DeriveInput, fields: &[Field<'_>]) -> Option<TokenStream> {
    if fields.is_empty() {
        return None;
    }
    let ident = &input.ident;
    let new = emit_new(&input.vis, fields);
    let setters = fields.iter().filter(|field| field.shape.is_optional()).map(|field| emit_setter(&input.vis, field));
    let default = fields.iter().all(|field| field.shape.is_optional()).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    Some(quote! {
        #[automatically_derived]
        impl #ident { #new #(#setters)* }
        #default
    })
}

fn emit_new(vis: &Visibility, fields: &[Field<'_>]) -> TokenStream {
    let required: Vec<_> = fields.iter().filter(|field| !field.shape.is_optional()).collect();
    let docs = new_docs(&required);
    let arguments = required.iter().map(|field| emit_argument(field));
    let values = fields.iter().map(|field| {
        let ident = field.ident;
        let value = if field.shape.is_optional() { quote!(::core::option::Option::None) } else { emit_value(field) };
        quote!(#ident: #value)
    });
    let many = (required.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    quote! {
        #(#[doc = #docs])*
        #many
        #[must_use]
        #vis fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// A list of the arguments, with the documentation of their fields.
fn new_docs(required: &[&Field<'_>]) -> Vec<String> {
    if required.is_empty() {
        return vec![String::from(" The request without any of its optional fields.")];
    }
    let mut docs = vec![String::from(" The request with its required fields:"), String::new()];
    for field in required {
        let about = field.docs.join("");
        let colon = if about.is_empty() { "" } else { ":" };
        docs.push(format!(" - `{}`{colon}{about}", field.name));
    }
    docs
}

fn emit_setter(vis: &Visibility, field: &Field<'_>) -> TokenStream {
    let (ident, argument, value) = (field.ident, emit_argument(field), emit_value(field));
    let sets = if field.docs.is_empty() { vec![format!(" Sets `{}`.", field.name)] } else { field.docs.clone() };
    quote! {
        #(#[doc = #sets])*
        #[must_use]
        #vis fn #ident(mut self, #argument) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

fn emit_argument(field: &Field<'_>) -> TokenStream {
    let ident = field.ident;
    match field.shape {
        Shape::Required(ty) | Shape::Optional(ty) => quote!(#ident: impl ::core::convert::Into<#ty>),
        Shape::List(item) | Shape::OptionalList(item) => {
            quote!(#ident: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>)
        }
    }
}

fn emit_value(field: &Field<'_>) -> TokenStream {
    let ident = field.ident;
    if field.shape.is_list() {
        quote!(::auth_runtime::collect(#ident))
    } else {
        quote!(::core::convert::Into::into(#ident))
    }
}
