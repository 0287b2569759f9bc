//! The implementation of `TokenSource`.

use auth_language::header::AUTHORIZATION;
use auth_language::lifecycle::Carried;
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Type};

use super::attribute::Source;
use super::calls::{emit_mint, emit_refresh, emit_revoke};
use super::input::Input;
use crate::credential::emit::single;
use crate::credential::header::emit_header;
use crate::credential::session::emit_session;

/// Without a provider nothing, of which enough is said.
pub(crate) fn emit_token_source(
    input: &DeriveInput,
    source: &Source,
    inputs: &[Input<'_>],
    is_sound: bool,
) -> Option<TokenStream> {
    let provider = source.provider.as_deref()?;
    let ident = &input.ident;
    let session = emit_session(&input.vis, ident, provider);
    let calls = if is_sound { emit_calls(source, inputs, provider)? } else { emit_stub(provider) };
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

fn emit_calls(source: &Source, inputs: &[Input<'_>], provider: &Type) -> Option<TokenStream> {
    let constants = emit_constants(source);
    let mint = emit_mint(source.mint.as_ref()?, source, inputs, provider);
    let refresh = source.refresh.as_ref().map(|refresh| emit_refresh(refresh, source, inputs, provider));
    let revoke = source.revoke.as_ref().map(|revoke| emit_revoke(revoke, inputs, provider));
    Some(quote!(#constants #mint #refresh #revoke))
}

fn emit_constants(source: &Source) -> TokenStream {
    let renewal = source.renewal.map(|carried| match carried {
        Carried::Access | Carried::Each => quote!(AccessToken),
        Carried::Refresh => quote!(RefreshToken),
    });
    let renewal = renewal.map(
        |renewal| quote!(const RENEWAL: ::auth_runtime::__private::session::Renewal = ::auth_runtime::__private::session::Renewal::#renewal;),
    );
    let lifetime = source.lifetime.as_ref().map(|seconds| {
        let (at, number) = (seconds.at, Literal::u64_unsuffixed(seconds.value));
        let duration = quote_spanned!(at=> ::core::time::Duration::from_secs(#number));
        quote!(const LIFETIME: ::core::option::Option<::core::time::Duration> = ::core::option::Option::Some(#duration);)
    });
    let header = single(&source.parts).filter(|header| header.name != AUTHORIZATION || header.prefix != "Bearer ");
    let header = header.map(|header| emit_header(&header.name, &header.prefix));
    let revokes = source.revokes_refresh_tokens().then(|| {
        quote!(
            const REVOKES_REFRESH_TOKENS: bool = true;
        )
    });
    quote!(#renewal #lifetime #header #revokes)
}
