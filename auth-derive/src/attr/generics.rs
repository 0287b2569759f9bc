//! Adds the bounds that an impl needs to the generic parameters of a type.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Ident, Lifetime, Type, parse_quote};

/// Emits the impl of a trait of the runtime, given by its path below the hidden module.
pub(crate) fn implement(name: &TokenStream, ident: &Ident, generics: &Generics, items: &TokenStream) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::auth_runtime::__private::#name for #ident #ty_generics #where_clause { #items }
    }
}

/// Emits methods of the type itself.
pub(crate) fn add_methods(ident: &Ident, generics: &Generics, methods: &TokenStream) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics #ident #ty_generics #where_clause { #methods }
    }
}

/// Adds `T: bound` for each type parameter that one of `types` mentions. Like std's derives, it does not bound the
/// field's whole type, which may be private or the type itself.
pub(crate) fn bound_parameters<'a>(
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
    bound: &TokenStream,
) -> Generics {
    let mut bounded = generics.clone();
    let mentioned: Vec<Ident> = types.into_iter().flat_map(|ty| mentioned(generics, ty)).collect();
    for parameter in bounded.type_params_mut().filter(|parameter| mentioned.contains(&parameter.ident)) {
        parameter.bounds.push(parse_quote!(#bound));
    }
    bounded
}

/// Adds `where Type: bound` for each of `types` that mentions a type parameter.
pub(crate) fn bound_types<'a>(
    generics: &Generics,
    types: impl IntoIterator<Item = &'a Type>,
    bound: &TokenStream,
) -> Generics {
    let mut bounded = generics.clone();
    let mut seen = Vec::new();
    for ty in types.into_iter().filter(|ty| !mentioned(generics, ty).is_empty()) {
        let text = quote!(#ty).to_string();
        if !seen.contains(&text) {
            bounded.make_where_clause().predicates.push(parse_quote!(#ty: #bound));
            seen.push(text);
        }
    }
    bounded
}

/// Adds `where Self: bound` if there are type parameters.
pub(crate) fn bound_self(generics: &Generics, bound: &TokenStream) -> Generics {
    let mut bounded = generics.clone();
    if generics.type_params().next().is_some() {
        bounded.make_where_clause().predicates.push(parse_quote!(Self: #bound));
    }
    bounded
}

/// Returns a lifetime name that the type does not use.
pub(crate) fn fresh_lifetime(generics: &Generics) -> Lifetime {
    let is_taken = |param: &GenericParam| matches!(param, GenericParam::Lifetime(param) if param.lifetime.ident == "a");
    let name = if generics.params.iter().any(is_taken) { "'__a" } else { "'a" };
    Lifetime::new(name, Span::call_site())
}

/// Returns the type parameters whose names occur in the type.
fn mentioned(generics: &Generics, ty: &Type) -> Vec<Ident> {
    let tokens = quote!(#ty);
    generics.type_params().map(|param| &param.ident).filter(|ident| contains(&tokens, ident)).cloned().collect()
}

fn contains(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.to_token_stream().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == *name,
        TokenTree::Group(group) => contains(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
