//! Emits `new` and the setters of a request, a record or a credential.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Generics, Ident, Visibility};

use crate::attr::generics::add_methods;
use crate::attr::input::doc_lines;
use crate::attr::member::Member;
use crate::attr::shape::Shape;

/// Emits `new` and the setters; nothing for a unit struct. An optional field whose name is that of another method has
/// no setter, which is reported elsewhere.
pub(crate) fn emit_constructor(
    input: &DeriveInput,
    fields: &[&Member<'_>],
    is_taken: impl Fn(&str) -> bool,
) -> Option<TokenStream> {
    (!fields.is_empty()).then(|| emit_new_and_setters(input, fields, is_taken))
}

/// Emits `new` and the setters. A struct without fields has a `new`, too.
pub(crate) fn emit_new_and_setters(
    input: &DeriveInput,
    fields: &[&Member<'_>],
    is_taken: impl Fn(&str) -> bool,
) -> TokenStream {
    let (ident, generics) = (&input.ident, &input.generics);
    let new = emit_new(&input.vis, fields);
    let settable = fields.iter().filter(|field| field.shape.is_optional() && !is_taken(&field.field.ident.value));
    let setters = settable.map(|field| emit_setter(&input.vis, field));
    let methods = add_methods(ident, generics, &quote!(#new #(#setters)*));
    let default = fields.iter().all(|field| field.shape.is_optional()).then(|| emit_default(ident, generics));
    quote!(#methods #default)
}

fn emit_default(ident: &Ident, generics: &Generics) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::core::default::Default for #ident #ty_generics #where_clause {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn emit_new(vis: &Visibility, fields: &[&Member<'_>]) -> TokenStream {
    let required: Vec<_> = fields.iter().copied().filter(|field| !field.shape.is_optional()).collect();
    let docs = new_docs(&required);
    let arguments = required.iter().map(|field| emit_argument(field));
    let values = fields.iter().map(|field| {
        let member = &field.member;
        let value = if field.shape.is_optional() { quote!(::core::option::Option::None) } else { emit_value(field) };
        quote!(#member: #value)
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

/// Returns the documentation of `new`: a list of the arguments with the documentation of their fields.
fn new_docs(required: &[&Member<'_>]) -> Vec<String> {
    if required.is_empty() {
        return vec![String::from(" Without any of the optional fields.")];
    }
    let mut docs = vec![String::from(" With the required fields:"), String::new()];
    for field in required {
        let about = doc_lines(&field.docs).join("");
        let colon = if about.is_empty() { "" } else { ":" };
        docs.push(format!(" - `{}`{colon}{about}", field.wire()));
    }
    docs
}

fn emit_setter(vis: &Visibility, field: &Member<'_>) -> TokenStream {
    let (ident, argument, value) = (&field.ident, emit_argument(field), emit_value(field));
    let (docs, deprecated) = (&field.docs, field.deprecated);
    let sets = docs.is_empty().then(|| format!(" Sets `{}`.", field.wire())).into_iter();
    quote! {
        #(#docs)*
        #(#[doc = #sets])*
        #deprecated
        #[must_use]
        #vis fn #ident(mut self, #argument) -> Self {
            self.#ident = ::core::option::Option::Some(#value);
            self
        }
    }
}

fn emit_argument(field: &Member<'_>) -> TokenStream {
    let ident = &field.ident;
    match field.shape {
        Shape::Required(ty) | Shape::Optional(ty) => quote!(#ident: impl ::core::convert::Into<#ty>),
        Shape::List(item) | Shape::OptionalList(item) => {
            quote!(#ident: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>)
        }
    }
}

fn emit_value(field: &Member<'_>) -> TokenStream {
    let ident = &field.ident;
    if field.shape.is_list() {
        quote!(::auth_runtime::__private::collect(#ident))
    } else {
        quote!(::core::convert::Into::into(#ident))
    }
}
