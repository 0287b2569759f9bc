//! The impls of a request.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{DeriveInput, Generics, Ident, Lit, LitInt, Type};

use super::call::{Call, Form, Kind, Place};
use super::field::Field;
use crate::attr::args::Constant;
use crate::attr::generics::{bound_parameters, bound_types, fresh_lifetime};
use crate::attr::input::at;

/// Where the input has problems, what is missing gets a stand-in, so that uses of the request are not errors too.
pub(crate) fn emit_endpoint(input: &DeriveInput, call: &Call, fields: &[Field<'_>]) -> TokenStream {
    let generics = bound(&input.generics, call, fields);
    let constants = call.constants.iter().map(|(place, constant)| emit_constant(*place, constant));
    let fields = emit_fields(&input.generics, &constants.chain(fields.iter().map(emit_field)).collect::<Vec<_>>());
    match &call.kind {
        Kind::Send { method, protected, response, error } => {
            let constant = emit_call(input, call, method);
            let answers = (response.as_deref(), error.as_deref());
            emit_send(&input.ident, &generics, answers, *protected, &quote!(#constant #fields))
        }
        Kind::Visit { provider: Some(provider), pkce } => {
            let constant = emit_call(input, call, &Ident::new("Get", input.ident.span()));
            emit_visit(input, &generics, provider, *pkce, &quote!(#constant #fields))
        }
        Kind::Visit { provider: None, .. } => quote!(),
    }
}

/// What is sent must be written, and what is answered read.
fn bound(generics: &Generics, call: &Call, fields: &[Field<'_>]) -> Generics {
    let bounded =
        bound_parameters(generics, fields.iter().map(|field| field.ty), &quote!(::auth_runtime::__private::Encode));
    let Kind::Send { response, error, .. } = &call.kind else { return bounded };
    let bounded = bound_types(&bounded, response.as_deref(), &quote!(::auth_runtime::__private::FromResponse));
    bound_types(&bounded, error.as_deref(), &quote!(::auth_runtime::__private::ApiError))
}

fn emit_send(
    ident: &Ident,
    generics: &Generics,
    (response, error): (Option<&Type>, Option<&Type>),
    protected: bool,
    items: &TokenStream,
) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let response = response.map_or_else(|| quote!(()), Type::to_token_stream);
    let error = error.map_or_else(|| quote!(()), Type::to_token_stream);
    let marker = if protected { quote!(ProtectedEndpoint) } else { quote!(OpenEndpoint) };
    let auth = protected.then(|| {
        quote!(
            type Auth = ();
        )
    });
    quote! {
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::Endpoint for #ident #ty_generics #where_clause {
            type Response = #response;
            type Error = #error;
            #items
        }
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::#marker for #ident #ty_generics #where_clause { #auth }
    }
}

fn emit_visit(
    input: &DeriveInput,
    generics: &Generics,
    provider: &Type,
    pkce: bool,
    items: &TokenStream,
) -> TokenStream {
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let (ident, vis) = (&input.ident, &input.vis);
    let request = quote!(::auth_runtime::__private::AuthorizationRequest);
    quote! {
        #[automatically_derived]
        impl #impl_generics #request for #ident #ty_generics #where_clause {
            type Provider = #provider;
            const PKCE: bool = #pkce;
            #items
        }
        #[automatically_derived]
        impl #impl_generics #ident #ty_generics #where_clause {
            /// The URL to send the user to, with a fresh `state`. `at` is a client of the provider.
            #vis fn start(
                &self,
                at: &impl ::auth_runtime::__private::HasHosts<#provider>,
            ) -> ::core::result::Result<::auth_runtime::__private::Authorization, ::auth_runtime::__private::RequestError> {
                #request::start(self, at)
            }
            /// The same with PKCE (RFC 7636).
            #[must_use]
            #vis fn with_pkce(self) -> ::auth_runtime::__private::WithPkce<Self> {
                #request::with_pkce(self)
            }
        }
    }
}

fn emit_call(input: &DeriveInput, call: &Call, method: &Ident) -> TokenStream {
    let name = input.ident.to_string();
    let path = call.path.as_ref().map_or_else(String::new, syn::LitStr::value);
    let host = call.host.as_ref().map(|host| quote!(.host(#host)));
    let content = call.content.as_ref().map(|content| match content.form {
        Form::Json => quote!(.json()),
        Form::Form => quote!(.form()),
    });
    quote! {
        const CALL: ::auth_runtime::__private::Call =
            ::auth_runtime::__private::Call::new(#name, ::auth_runtime::__private::Method::#method, #path) #host #content;
    }
}

fn emit_fields(generics: &Generics, fields: &[TokenStream]) -> TokenStream {
    let lifetime = fresh_lifetime(generics);
    let to = if fields.is_empty() { quote!(_) } else { quote!(to) };
    quote! {
        fn fields<#lifetime>(
            &#lifetime self,
            #to: &mut ::auth_runtime::__private::Fields<#lifetime>,
            _: &::auth_runtime::__private::Context,
        ) -> ::core::result::Result<(), ::auth_runtime::__private::RequestProblem> {
            #(to #fields;)*
            ::core::result::Result::Ok(())
        }
    }
}

fn emit_field(field: &Field<'_>) -> TokenStream {
    let (ident, name, place) = (field.ident, &field.name, emit_place(field.place));
    let separator = field.separator.as_ref().map(|separator| quote!(.separator(#separator)));
    let at_least = field.at_least.as_ref().map(|number| quote!(.at_least(#number)));
    let value = quote_spanned!(at(field.ty)=> &self.#ident);
    quote!(.#place(#name, #value) #separator #at_least)
}

fn emit_constant(place: Place, constant: &Constant) -> TokenStream {
    let Constant { name, value } = constant;
    let (place, value) = (emit_place(place), emit_literal(value));
    quote!(.#place(#name, &#value))
}

/// An integer without a suffix would be an `i32`.
fn emit_literal(literal: &Lit) -> TokenStream {
    match literal {
        Lit::Int(number) => LitInt::new(&format!("{}i64", number.base10_digits()), number.span()).to_token_stream(),
        other => other.to_token_stream(),
    }
}

fn emit_place(place: Place) -> Ident {
    Ident::new(place.name(), Span::call_site())
}
