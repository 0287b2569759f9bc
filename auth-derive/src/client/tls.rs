//! Parses and emits `tls(certificate = certificate, key = private_key)` (RFC 8705).

use auth_language::host::{Tls, resolve_tls};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::{Expr, Scope};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Token};

use crate::attr::args::Args;
use crate::attr::member::Member;
use crate::attr::problems::Problems;

/// `certificate = field`.
pub(crate) struct Named {
    name: Ident,
    field: Ident,
}

impl Parse for Named {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self { name, field: input.parse()? })
    }
}

/// Returns the contents of `tls(…)`, whose names are resolved later.
pub(crate) fn take(args: &mut Args, problems: &mut Problems) -> Option<(Span, Vec<Named>)> {
    args.list_at::<Named>("tls", problems)
}

pub(crate) fn read_tls(said: Option<(Span, Vec<Named>)>, scope: &Scope, problems: &mut Problems) -> Option<Tls> {
    let (at, named) = said?;
    let field = |name: &str| {
        let named = named.iter().find(|named| named.name == name)?;
        Some(Spanned::new(named.field.to_string(), named.field.span()))
    };
    let (Some(certificate), Some(key), 2) = (field("certificate"), field("key"), named.len()) else {
        let help = "write `tls(certificate = certificate, key = private_key)`";
        problems.report(Code::TLS, at, "a client certificate has a certificate and a key", help);
        return None;
    };
    resolve_tls(&certificate, &key, scope, problems).ok()
}

/// Emits the method of a request, a credential or a token source that returns its client certificate.
pub(crate) fn emit_tls(tls: Option<&Tls>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let identity = emit_identity(tls, members)?;
    Some(quote! {
        fn tls_identity(&self) -> ::core::option::Option<::auth_runtime::__private::TlsIdentity> {
            ::core::option::Option::Some(#identity)
        }
    })
}

/// Emits the client certificate that is made of these fields of `self`.
pub(crate) fn emit_identity(tls: Option<&Tls>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let Tls { certificate, key } = tls?;
    let field = |expr: &Expr| {
        let name = expr.names().first().map(|name| name.ident.clone())?;
        members.iter().find(|member| member.field.ident.value == name).map(|member| member.member.clone())
    };
    let (certificate, key) = (field(certificate)?, field(key)?);
    Some(quote!(::auth_runtime::__private::TlsIdentity::new(&self.#certificate, &self.#key)))
}
