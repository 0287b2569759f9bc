//! The implementation of `TokenSource`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, Ident, Type};

use super::attribute::{Lifecycle, Reply, Request, Role};
use super::field::{Input, Kind};
use crate::attr::input::at;
use crate::credential::header::emit_header;
use crate::credential::session::emit_session;

/// Without a provider nothing, of which enough is said.
pub(crate) fn emit_token_source(
    input: &DeriveInput,
    lifecycle: &Lifecycle,
    inputs: &[Input<'_>],
    is_sound: bool,
) -> Option<TokenStream> {
    let provider = lifecycle.provider.as_deref()?;
    let ident = &input.ident;
    let session = emit_session(&input.vis, ident, provider);
    let calls = if is_sound { emit_calls(lifecycle, inputs, provider)? } else { emit_stub(provider) };
    Some(quote! {
        #session
        #[automatically_derived]
        impl ::auth_runtime::__private::session::TokenSource<#provider> for #ident {
            #calls
        }
    })
}

/// Never runs: the errors beside it end the compilation.
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

fn emit_calls(lifecycle: &Lifecycle, inputs: &[Input<'_>], provider: &Type) -> Option<TokenStream> {
    let constants = emit_constants(lifecycle);
    let mint = emit_mint(lifecycle.mint.as_ref()?, &lifecycle.reply, inputs, provider);
    let refresh = lifecycle.refresh.as_ref().map(|refresh| emit_refresh(refresh, &lifecycle.reply, inputs, provider));
    let revoke = lifecycle.revoke.as_ref().map(|revoke| emit_revoke(revoke, inputs, provider));
    Some(quote!(#constants #mint #refresh #revoke))
}

fn emit_constants(lifecycle: &Lifecycle) -> TokenStream {
    let renewal = lifecycle.renewal.map(|role| match role {
        Role::AccessToken => quote!(AccessToken),
        Role::RefreshToken => quote!(RefreshToken),
    });
    let renewal = renewal.map(
        |renewal| quote!(const RENEWAL: ::auth_runtime::__private::session::Renewal = ::auth_runtime::__private::session::Renewal::#renewal;),
    );
    let lifetime = lifecycle.lifetime.as_ref().map(|seconds| {
        let duration = quote_spanned!(seconds.span()=> ::core::time::Duration::from_secs(#seconds));
        quote!(const LIFETIME: ::core::option::Option<::core::time::Duration> = ::core::option::Option::Some(#duration);)
    });
    let header = lifecycle.header.as_ref().map(|(name, prefix)| emit_header(name, prefix));
    let revokes = lifecycle.revokes_refresh_tokens().then(|| {
        quote!(
            const REVOKES_REFRESH_TOKENS: bool = true;
        )
    });
    quote!(#renewal #lifetime #header #revokes)
}

/// What can be used once is taken before the request, and given back after one that did not use it.
fn emit_mint(mint: &Request, reply: &Reply, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let once: Vec<&Ident> = inputs
        .iter()
        .filter(|input| input.mint && !matches!(input.kind, Kind::Lasting))
        .map(|input| input.ident)
        .collect();
    let fields = inputs.iter().filter(|input| input.mint).map(emit_mint_field);
    let minted = emit_minted(reply);
    let path = &mint.path;
    // An input may have any name, so these must not be ones that it can have.
    let [at, request, answer] = ["at", "request", "answer"].map(|name| Ident::new(name, Span::mixed_site()));
    quote! {
        async fn mint(
            &self,
            #at: &::auth_runtime::__private::Connection<#provider>,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            #(let #once = self.#once.next().await?;)*
            let #request = #path { #(#fields),* };
            let #answer = #at.call(#request).await.map_err(::auth_runtime::__private::session::SessionError::from);
            #(self.#once.settle(#once, &#answer);)*
            let token = #answer?.into_value();
            #minted
        }
    }
}

fn emit_mint_field(input: &Input<'_>) -> TokenStream {
    let Input { ident, ty, kind, .. } = input;
    let span = at(ty);
    match kind {
        Kind::Lasting => emit_field(input),
        Kind::Once => quote_spanned!(span=> #ident: ::core::clone::Clone::clone(&#ident)),
        Kind::Code { verifier } => {
            let verifier = verifier
                .iter()
                .map(|verifier| quote!(#verifier: ::auth_runtime::__private::session::Verifier::of(&#ident)?));
            quote!(#ident: ::core::clone::Clone::clone(&#ident.code) #(, #verifier)*)
        }
    }
}

fn emit_field(input: &Input<'_>) -> TokenStream {
    let ident = input.ident;
    let value = quote_spanned!(at(input.ty)=> ::core::clone::Clone::clone(&self.#ident));
    quote!(#ident: #value)
}

fn emit_refresh(refresh: &Request, reply: &Reply, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let fields = inputs.iter().filter(|input| input.refresh).map(emit_field);
    let (send, minted) = (emit_send(refresh, &fields.collect::<Vec<_>>()), emit_minted(reply));
    quote! {
        async fn refresh(
            &self,
            at: &::auth_runtime::__private::Connection<#provider>,
            with: &::auth_runtime::__private::Secret,
        ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
            let token = #send.await?.into_value();
            #minted
        }
    }
}

fn emit_revoke(revoke: &Request, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
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

/// A token goes into a field, or it is attached to the request as to any other.
fn emit_send(request: &Request, fields: &[TokenStream]) -> TokenStream {
    let path = &request.path;
    if let Some(field) = &request.field {
        return quote!(at.call(#path { #field: ::core::clone::Clone::clone(with), #(#fields),* }));
    }
    quote! {
        at.with(::auth_runtime::__private::session::Presented::new(Self::HEADER, with)).call_protected(#path { #(#fields),* })
    }
}

fn emit_minted(reply: &Reply) -> TokenStream {
    let Reply { access_token, expires_in, refresh_token, scope, token_type } = reply;
    let members =
        [("lifetime", expires_in), ("refresh_token", refresh_token), ("scope", scope), ("token_type", token_type)];
    let members = members.into_iter().filter_map(|(what, field)| {
        let method = format_ident!("with_{what}");
        field.as_ref().map(|field| quote!(.#method(&token.#field)))
    });
    quote!(::core::result::Result::Ok(::auth_runtime::__private::session::Minted::new(&token.#access_token) #(#members)*))
}
