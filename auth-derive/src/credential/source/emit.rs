//! Emits the implementation of `TokenSource`.

mod several;
mod token;

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Ident, Type};

use self::token::{emit_first, emit_token};
use super::attribute::Source;
use super::calls::renewed::Renewed;
use super::identity::emit_identity;
use super::input::Input;
use super::person::emit_person;
use super::request::{Argument, Request};
use super::scope::emit_scope;
use crate::credential::session::{emit_accepts, emit_session};

/// Emits the impl; nothing if the provider is missing, which was reported.
pub(crate) fn emit_token_source(
    input: &DeriveInput,
    source: &Source,
    inputs: &[Input<'_>],
    is_sound: bool,
) -> Option<TokenStream> {
    let provider = source.provider.as_deref()?;
    let ident = &input.ident;
    let session = emit_session(&input.vis, ident, provider);
    let calls = match (is_sound, source.tokens.is_empty()) {
        (false, _) => emit_stub(provider),
        (true, true) => emit_calls(input, source, inputs, provider),
        (true, false) => several::emit_login(input, source, inputs, provider),
    };
    let tokens = source.tokens.iter().filter(|_| is_sound).map(|token| several::emit(token, input, source, inputs));
    let (accepts, captures) = (emit_accepts(input), emit_captures(input, source));
    let log_out = source.log_out.as_ref().map(|page| emit_log_out(page, ident, provider));
    let person = source.person.as_ref().map(|person| emit_person(input, person, &source.settings, provider));
    Some(quote! {
        #session
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::auth_runtime::__private::session::TokenSource<#provider> for #ident {
            #calls
        }
        #accepts
        #captures
        #person
        #log_out
        #(#tokens)*
    })
}

/// Emits the page that ends the session of the browser, with the values that the log-in captured.
fn emit_log_out(page: &Request, ident: &Ident, provider: &Type) -> TokenStream {
    let path = &page.path;
    let takes = page.arguments.iter().filter_map(|argument| match argument {
        Argument::Token(field, captured) => Some((field, captured.unraw().to_string())),
        Argument::Bare(_) | Argument::From(..) | Argument::Text(..) => None,
    });
    let takes =
        takes.map(|(field, captured)| quote!(let page = captured(#captured).into_iter().fold(page, #path::#field);));
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::auth_runtime::__private::session::LogsOut<#provider> for #ident {
            type Page = #path;

            fn page(
                page: #path,
                captured: &dyn ::core::ops::Fn(&str) -> ::core::option::Option<::auth_runtime::__private::Secret>,
            ) -> #path {
                #(#takes)*
                page
            }
        }
    }
}

/// Emits the type of the captured values.
fn emit_captures(input: &DeriveInput, source: &Source) -> Option<TokenStream> {
    let (ident, captured) = (&input.ident, source.captured.as_ref()?);
    Some(quote! {
        #[automatically_derived]
        impl ::auth_runtime::__private::session::Captures for #ident {
            type Captured = #captured;
        }
    })
}

/// Emits methods that never run, because the reported errors end the compilation.
fn emit_stub(provider: &Type) -> TokenStream {
    quote! {
        async fn mint(
            &self,
            _: &::auth_runtime::__private::Connection<#provider>,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            loop {}
        }
    }
}

fn emit_calls(input: &DeriveInput, source: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let (mint, identity) = (emit_first(source, inputs, provider), emit_identity(input, source, inputs));
    let scope = emit_scope(inputs);
    let renewed = source.renewed();
    let token = emit_token(source, &Renewed::of(&renewed), inputs, provider);
    quote!(#token #mint #identity #scope)
}
