//! Emits the impls of a static credential.

use auth_language::credential::Around;
use auth_language::header::AUTHORIZATION;
use auth_language::request::{Part, Place};
use auth_language::value::Expr;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Ident, Type, parse_quote};

use super::attachment::Parts;
use super::header::emit_header;
use super::session::{emit_accepts, emit_session};
use crate::attr::generics::implement;
use crate::attr::input::at;
use crate::attr::member::Member;
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

/// A credential with one secret in one header.
struct Single<'p> {
    name: String,
    prefix: String,
    input: &'p str,
}

fn single(parts: &Parts) -> Option<Single<'_>> {
    let [Part { place: Place::Header, name, value, .. }] = parts.parts.as_slice() else { return None };
    if parts.sign.is_some() || !parts.computed.is_empty() {
        return None;
    }
    let name = name.value.to_ascii_lowercase();
    match value {
        Expr::Name(input) => Some(Single { name, prefix: String::new(), input: &input.ident }),
        Expr::Concat(pieces) => match pieces.as_slice() {
            [Expr::Literal(prefix), Expr::Name(input)] => {
                Some(Single { name, prefix: prefix.as_text(), input: &input.ident })
            }
            _ => None,
        },
        Expr::Literal(_) | Expr::Computed(_) => None,
    }
}

fn emit_input(ident: &str, members: &[&Member<'_>]) -> Option<TokenStream> {
    let found = members.iter().find(|member| member.field.ident.value == ident)?;
    let member = &found.member;
    Some(quote_spanned!(at(found.ty)=> &self.#member))
}

/// Emits a key as a source of tokens that do not expire. A key that borrows its secret cannot have a session.
pub(crate) fn emit_key_source(
    input: &DeriveInput,
    provider: &Type,
    parts: &Parts,
    members: &[&Member<'_>],
) -> Option<TokenStream> {
    let Single { name, prefix, input: secret } = single(parts)?;
    if !input.generics.params.is_empty() || members.len() != 1 {
        return None;
    }
    let is_bearer = name == AUTHORIZATION && prefix == "Bearer ";
    let header = (!is_bearer).then(|| emit_header(Place::Header, &name, &Around { prefix, suffix: String::new() }));
    let (ident, secret) = (&input.ident, emit_input(secret, members));
    let session = emit_session(&input.vis, ident, provider);
    let items = quote! {
        #header
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
    };
    let source = implement(&quote!(session::TokenSource<#provider>), ident, &input.generics, &items);
    Some(quote!(::auth_runtime::__private::if_client! { #session #source }))
}
