//! Emits the impls of the error enum.

use auth_language::word::Class;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Generics, Ident};

use super::case::Variant;
use crate::attr::generics::{bound_self, implement};

pub(crate) fn emit_impl(
    ident: &Ident,
    generics: &Generics,
    variants: &[Variant<'_>],
    reading: &TokenStream,
) -> TokenStream {
    let names = variants.iter().map(|variant| {
        let (ident, name) = (variant.ident, variant.ident.to_string());
        quote!(Self::#ident { .. } => #name,)
    });
    let bodies = variants.iter().filter(|variant| variant.body.is_some()).map(|variant| {
        let ident = variant.ident;
        quote!(Self::#ident(body) => ::core::option::Option::Some(body),)
    });
    let none =
        variants.iter().any(|variant| variant.body.is_none()).then(|| quote!(_ => ::core::option::Option::None,));
    let (class, retry_after) = (emit_class(variants), emit_retry_after(variants));
    let items = quote! {
        #reading
        fn name(&self) -> &'static str {
            match self { #(#names)* }
        }
        fn body(&self) -> ::core::option::Option<&dyn ::auth_runtime::__private::ErrorBody> {
            match self { #(#bodies)* #none }
        }
        #class
        #retry_after
    };
    implement(&quote!(ApiError), ident, generics, &items)
}

/// Emits `Display` and `Error`.
pub(crate) fn emit_display(ident: &Ident, generics: &Generics) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let is_debug = bound_self(generics, &quote!(::core::fmt::Debug));
    let debug_clause = &is_debug.where_clause;
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::core::fmt::Display for #ident #ty_generics #where_clause {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::auth_runtime::__private::fmt_api_error(self, f)
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::std::error::Error for #ident #ty_generics #debug_clause {}
    }
}

fn emit_class(variants: &[Variant<'_>]) -> Option<TokenStream> {
    let classes = variants.iter().filter_map(|variant| {
        let (ident, class) = (variant.ident, class_ident(variant.class?));
        Some(quote!(Self::#ident { .. } => ::core::option::Option::Some(::auth_runtime::__private::Class::#class),))
    });
    let classes: Vec<_> = classes.collect();
    let rest = (classes.len() < variants.len()).then(|| quote!(_ => ::core::option::Option::None,));
    (!classes.is_empty()).then(|| {
        quote! {
            fn class(&self) -> ::core::option::Option<::auth_runtime::__private::Class> {
                match self { #(#classes)* #rest }
            }
        }
    })
}

fn emit_retry_after(variants: &[Variant<'_>]) -> Option<TokenStream> {
    let waits = variants.iter().filter(|variant| variant.body.is_some()).filter_map(|variant| {
        let (ident, field) = (variant.ident, variant.retry_after.as_ref()?);
        Some(quote!(Self::#ident(body) => ::auth_runtime::__private::IntoLifetime::lifetime(&body.#field),))
    });
    let waits: Vec<_> = waits.collect();
    let rest = (waits.len() < variants.len()).then(|| quote!(_ => ::core::option::Option::None,));
    (!waits.is_empty()).then(|| {
        quote! {
            fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                match self { #(#waits)* #rest }
            }
        }
    })
}

/// Returns the variant of the runtime's `Class`.
fn class_ident(class: Class) -> Ident {
    format_ident!("{class:?}")
}
