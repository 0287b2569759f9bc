//! Emits the impls of a static credential.

use auth_language::credential::secret_part;
use auth_language::request::Part;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Type, parse_quote};

use super::attachment::Parts;
use super::session::{emit_accepts, emit_session};
use super::source::attach::{emit_others, emit_own_header};
use crate::attr::generics::implement;
use crate::attr::input::at;
use crate::attr::member::Member;
use crate::attr::shape::is_named;
use crate::client::tls::emit_tls;
use crate::expression::emit::emit_named;
use crate::sign::emit::emit_of_credential;
use crate::value::part::{emit_checks, emit_collector, emit_expr, emit_parts};

pub(crate) fn emit_credential(
    input: &DeriveInput,
    provider: Option<&Type>,
    parts: &Parts,
    members: &[&Member<'_>],
) -> TokenStream {
    let to = Ident::new("to", Span::call_site());
    let authorizes = provider.map(|provider| emit_authorizes(input, provider));
    let signer = emit_of_credential(parts.sign.as_ref(), members);
    let tls = emit_tls(parts.tls.as_ref(), members);
    let sent: Vec<&Part<Span>> = parts.parts.iter().collect();
    let mut statements = emit_checks(members, &to);
    statements.extend(emit_named(&parts.computed, members, &to, emit_expr));
    statements.extend(emit_parts(&sent, parts.encoding, members, &to));
    let parts = statements;
    let parts = emit_collector("parts", &input.generics, &parts, &to);
    let credential = implement(&quote!(Credential), &input.ident, &input.generics, &quote!(#parts #signer #tls));
    quote!(#credential #authorizes)
}

/// Emits the impls by which calls that need any credential, or this one, accept it.
fn emit_authorizes(input: &DeriveInput, provider: &Type) -> TokenStream {
    let (ident, accepts) = (&input.ident, emit_accepts(input));
    let (_, ty_generics, _) = input.generics.split_for_impl();
    let asked = Ident::new("__Asked", Span::call_site());
    let mut generics = input.generics.clone();
    generics.params.push(parse_quote!(#asked: ::auth_runtime::__private::Accepts<#ident #ty_generics>));
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    quote! {
        #accepts
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::auth_runtime::__private::Authorizes<#provider, #asked> for #ident #ty_generics #where_clause {}
    }
}

fn emit_input(ident: &str, members: &[&Member<'_>]) -> Option<TokenStream> {
    let found = members.iter().find(|member| member.field.ident.value == ident)?;
    let member = &found.member;
    Some(quote_spanned!(at(found.ty)=> &self.#member))
}

/// Emits a credential that does not change as a source of tokens that do not expire: its secret is the token, and its
/// other parts go with it. One that borrows its inputs, or that signs, has no session.
pub(crate) fn emit_key_source(
    input: &DeriveInput,
    provider: &Type,
    parts: &Parts,
    members: &[&Member<'_>],
) -> Option<TokenStream> {
    let is_fixed = input.generics.params.is_empty() && parts.sign.is_none() && parts.computed.is_empty();
    let (part, around, name) = secret_part(&parts.parts, members.len() == 1).filter(|_| is_fixed)?;
    // A public id is not a token.
    let is_text = |member: &Member<'_>| member.field.ident.value == name.ident && is_named(member.ty, "String");
    if members.iter().any(|member| is_text(member)) {
        return None;
    }
    let (ident, secret) = (&input.ident, emit_input(&name.ident, members)?);
    let session = emit_session(&input.vis, ident, provider);
    let mint = emit_mint(provider, &secret);
    let (header, tls) = (emit_own_header(part, &around), emit_tls(parts.tls.as_ref(), members));
    let further = emit_others(parts, Some(part), members);
    let items = quote!(#header #mint #further #tls);
    let source = implement(&quote!(session::TokenSource<#provider>), ident, &input.generics, &items);
    Some(quote!(::auth_runtime::__private::if_client! { #session #source }))
}

fn emit_mint(provider: &Type, secret: &TokenStream) -> TokenStream {
    quote! {
        async fn mint(
            &self,
            _: &::auth_runtime::__private::Connection<#provider>,
        ) -> ::core::result::Result<
            ::auth_runtime::__private::session::Minted,
            ::auth_runtime::__private::session::SessionError,
        > {
            let secret: &::auth_runtime::__private::Secret = #secret;
            ::core::result::Result::Ok(::auth_runtime::__private::session::Minted::new(secret))
        }
    }
}
