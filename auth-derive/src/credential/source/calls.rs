//! Emits the calls of a token source.

pub(crate) mod renewed;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Ident, Type};

use self::renewed::Renewed;
use super::attribute::Source;
use super::input::{Input, Kind};
use super::path::{Replies, variable};
use super::request::{Argument, Request};
use crate::attr::input::at;

/// Emits the call for the first token. Inputs that can be used only once are taken before the request, and given back
/// if the request did not use them.
pub(crate) fn emit_mint(mint: &Request, source: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let once: Vec<&Ident> =
        inputs.iter().filter(|input| input.mint && input.is_once()).map(|input| &input.member.ident).collect();
    let fields = inputs.iter().filter(|input| input.mint).map(emit_once_field);
    let minted = source.emit_minted(&Replies::default());
    let path = &mint.path;
    // An input may have any name, so these identifiers are hygienic. The block ends at the first error, and the inputs
    // that were taken are then given back.
    let [at, request, answer, token, nonce] = ["at", "request", "answer", "token", "nonce"].map(variable);
    let code = inputs.iter().filter(|input| input.mint && matches!(input.kind, Kind::Code { .. }));
    let codes: Vec<&Ident> = code.map(|input| &input.member.ident).collect();
    let minted = if codes.is_empty() { minted } else { with_nonce(&minted, &quote!(#nonce)) };
    let sent = emit_lent(
        &once,
        quote! {
            async {
                let #request = #path { #(#fields),* };
                #at.call(#request).await.map_err(::auth_runtime::__private::session::SessionError::from)
            }
        },
    );
    quote! {
        async fn mint(
            &self,
            #at: &::auth_runtime::__private::Connection<#provider>,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            #(self.#once.ready().await?;)*
            #(let #once = self.#once.lend()?;)*
            #(let #nonce = ::core::clone::Clone::clone(&#codes.nonce);)*
            let #answer = #sent.await;
            #(#once.settle(&#answer);)*
            let #token = #answer?.into_value();
            #minted
        }
    }
}

/// Emits a request to which inputs that can be used once are lent: they notice whether it was sent.
pub(crate) fn emit_lent(lent: &[&Ident], request: TokenStream) -> TokenStream {
    lent.iter().fold(request, |request, input| quote!(#input.sends(#request)))
}

/// Emits code that keeps the nonce, which an `id_token` must repeat, with the token.
pub(crate) fn with_nonce(minted: &TokenStream, nonce: &TokenStream) -> TokenStream {
    let result = quote! {
        ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError>
    };
    quote! {
        let minted: #result = { #minted };
        minted.map(|minted| minted.with_nonce(#nonce))
    }
}

pub(crate) fn emit_once_field(input: &Input<'_>) -> TokenStream {
    let (ident, span) = (&input.member.ident, at(input.member.ty));
    match &input.kind {
        Kind::Lasting | Kind::Shown(_) | Kind::Credential | Kind::Grant { .. } => emit_field(input),
        // It was asked for before the request.
        Kind::Asked(_) => quote!(#ident: ::core::clone::Clone::clone(&#ident)),
        Kind::Once => quote_spanned!(span=> #ident: ::core::clone::Clone::clone(&*#ident)),
        Kind::Code { verifier } => {
            let verifier = verifier
                .iter()
                .map(|verifier| quote!(#verifier: ::auth_runtime::__private::session::Verifier::of(&*#ident)?));
            quote!(#ident: ::core::clone::Clone::clone(&#ident.callback.code) #(, #verifier)*)
        }
    }
}

pub(crate) fn emit_field(input: &Input<'_>) -> TokenStream {
    let ident = &input.member.ident;
    let value = quote_spanned!(at(input.member.ty)=> ::core::clone::Clone::clone(&self.#ident));
    quote!(#ident: #value)
}

pub(crate) fn emit_refresh(
    refresh: &Request,
    renewed: &Renewed<'_>,
    inputs: &[Input<'_>],
    provider: &Type,
) -> TokenStream {
    let fields = inputs.iter().filter(|input| input.refresh).map(emit_field);
    let send = emit_send(refresh, &fields.collect::<Vec<_>>());
    let (minted, token) = (renewed.emit(&Replies::default()), variable("token"));
    let reply =
        if renewed.is_empty() { quote!(#send.await?;) } else { quote!(let #token = #send.await?.into_value();) };
    quote! {
        async fn refresh(
            &self,
            at: &::auth_runtime::__private::Connection<#provider>,
            with: &::auth_runtime::__private::Secret,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            #reply
            #minted
        }
    }
}

pub(crate) fn emit_revoke(revoke: &Request, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let fields = inputs.iter().filter(|input| input.revoke).map(emit_field);
    let send = emit_send(revoke, &fields.collect::<Vec<_>>());
    quote! {
        async fn revoke(
            &self,
            at: &::auth_runtime::__private::Connection<#provider>,
            with: &::auth_runtime::__private::Secret,
        ) -> ::core::result::Result<(), ::auth_runtime::__private::session::SessionError> {
            #send.await?;
            ::core::result::Result::Ok(())
        }
    }
}

/// Emits the call of a request with a token, which is in one of its fields or attached as for any call.
fn emit_send(request: &Request, fields: &[TokenStream]) -> TokenStream {
    let path = &request.path;
    if let Some(field) = request.arguments.first().map(Argument::field) {
        return quote!(at.call(#path { #field: ::core::clone::Clone::clone(with), #(#fields),* }));
    }
    quote! {
        at.with(::auth_runtime::__private::session::Presented::new(self, with, at)).call_protected(#path { #(#fields),* })
    }
}
