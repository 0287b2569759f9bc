//! `#[derive(Credential)]`: a static credential.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Fields, Ident, Type};

use crate::attr::args::Args;
use crate::attr::generics::fresh_lifetime;
use crate::attr::input::at;
use crate::attr::problems::Problems;
use crate::credential::header::{emit_header, parse_header_name};
use crate::credential::session::emit_session;

pub(crate) fn expand_credential(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "credential", input.ident.span(), problems);
    let provider = args.ty("provider", problems);
    let scheme = parse_scheme(&mut args, problems);
    let span = args.span;
    args.finish(problems);
    if provider.is_none() {
        problems.push(span, "say whose credential this is: `#[credential(provider = Acme, …)]`");
    }
    let fields = parse_fields(input, scheme.as_ref(), problems);
    emit(input, provider.as_deref(), scheme.as_ref(), fields.as_ref())
}

enum Scheme {
    Bearer,
    Basic,
    Header { name: String, prefix: String },
}

fn parse_scheme(args: &mut Args, problems: &mut Problems) -> Option<Scheme> {
    let (bearer, basic) = (args.flag("bearer", problems), args.flag("basic", problems));
    let (header, prefix) = (args.text("header", problems), args.text("prefix", problems));
    if let (Some(prefix), None) = (&prefix, &header) {
        problems.push(prefix.span(), "`prefix` comes before the secret in a header: add `header = \"Name\"`");
    }
    match (bearer, basic, header) {
        (true, false, None) => Some(Scheme::Bearer),
        (false, true, None) => Some(Scheme::Basic),
        (false, false, Some(name)) => Some(Scheme::Header {
            name: parse_header_name(&name, problems),
            prefix: prefix.map_or_else(String::new, |prefix| prefix.value()),
        }),
        _ => {
            problems.push(args.span, "say how it is attached, by one of `bearer`, `basic`, `header = \"Name\"`");
            None
        }
    }
}

/// The types of the fields: one secret, or a user name and a password.
enum Parts<'a> {
    Secret(&'a Type),
    Pair(&'a Type, &'a Type),
}

fn parse_fields<'a>(input: &'a DeriveInput, scheme: Option<&Scheme>, problems: &mut Problems) -> Option<Parts<'a>> {
    let Data::Struct(data) = &input.data else {
        problems.push(input.ident.span(), "`Credential` is for a struct");
        return None;
    };
    let named = |name: &str| data.fields.iter().find(|f| f.ident.as_ref().is_some_and(|i| i == name)).map(|f| &f.ty);
    let parts = match (scheme?, &data.fields, data.fields.len()) {
        (Scheme::Basic, Fields::Named(_), 2) => {
            named("username").zip(named("password")).map(|(u, p)| Parts::Pair(u, p))
        }
        (Scheme::Bearer | Scheme::Header { .. }, Fields::Unnamed(fields), 1) => {
            fields.unnamed.first().map(|field| Parts::Secret(&field.ty))
        }
        _ => None,
    };
    if parts.is_none() {
        let wanted = match scheme? {
            Scheme::Basic => "write `{ username: String, password: Secret }`",
            Scheme::Bearer | Scheme::Header { .. } => "write `(Secret)`: the struct holds the secret and nothing else",
        };
        problems.push(input.ident.span(), wanted);
    }
    parts
}

fn emit(
    input: &DeriveInput,
    provider: Option<&Type>,
    scheme: Option<&Scheme>,
    parts: Option<&Parts<'_>>,
) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    let (attach, lifetime) = (emit_attach(scheme, parts), fresh_lifetime(&input.generics));
    let new = parts.map(|parts| emit_new(input, parts));
    let source = provider
        .zip(scheme)
        .zip(parts)
        .and_then(|((provider, scheme), parts)| emit_source(input, provider, scheme, parts));
    let authorizes = provider.map(|provider| {
        quote! {
            #[automatically_derived]
            impl #impl_generics ::auth_runtime::__private::Authorizes<#provider> for #ident #ty_generics #where_clause {}
        }
    });
    quote! {
        #new
        #[automatically_derived]
        impl #impl_generics ::auth_runtime::__private::Credential for #ident #ty_generics #where_clause {
            fn parts<#lifetime>(
                &#lifetime self,
                to: &mut ::auth_runtime::__private::Fields<#lifetime>,
                _: &::auth_runtime::__private::Context,
            ) -> ::core::result::Result<(), ::auth_runtime::__private::RequestProblem> {
                #attach
                ::core::result::Result::Ok(())
            }
        }
        #authorizes
        #source
    }
}

/// A key is a token that does not expire. Where it borrows, or there is no client, it has no session.
fn emit_source(input: &DeriveInput, provider: &Type, scheme: &Scheme, parts: &Parts<'_>) -> Option<TokenStream> {
    let Parts::Secret(ty) = parts else { return None };
    let header = match scheme {
        Scheme::Bearer => None,
        Scheme::Header { name, prefix } => Some(emit_header(name, prefix)),
        Scheme::Basic => return None,
    };
    if !input.generics.params.is_empty() {
        return None;
    }
    let ident = &input.ident;
    let secret = quote_spanned!(at(ty)=> &self.0);
    let session = emit_session(&input.vis, ident, provider);
    Some(quote! {
        ::auth_runtime::__private::if_client! {
            #session
            #[automatically_derived]
            impl ::auth_runtime::__private::session::TokenSource<#provider> for #ident {
                #header
                async fn mint(
                    &self,
                    _: &::auth_runtime::__private::Connection<#provider>,
                ) -> ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError> {
                    let secret: &::auth_runtime::__private::Secret = #secret;
                    ::core::result::Result::Ok(::auth_runtime::__private::session::Minted::new(secret))
                }
            }
        }
    })
}

fn emit_attach(scheme: Option<&Scheme>, parts: Option<&Parts<'_>>) -> TokenStream {
    match scheme.zip(parts) {
        Some((Scheme::Bearer, Parts::Secret(ty))) => {
            let secret = quote_spanned!(at(ty)=> &self.0);
            quote!(to.bearer(#secret);)
        }
        Some((Scheme::Header { name, prefix }, Parts::Secret(ty))) => {
            let secret = quote_spanned!(at(ty)=> &self.0);
            emit_header_part(name, prefix, &secret)
        }
        Some((Scheme::Basic, Parts::Pair(..))) => quote! {
            to.basic(
                ::auth_runtime::__private::Encode::encode(&self.username),
                ::auth_runtime::__private::Encode::encode(&self.password),
                ::auth_runtime::__private::BasicEncoding::Plain,
            );
        },
        _ => quote!(let _ = to;),
    }
}

fn emit_header_part(name: &str, prefix: &str, secret: &TokenStream) -> TokenStream {
    let value = quote!(::auth_runtime::__private::Value);
    quote! {
        let secret: &::auth_runtime::__private::Secret = #secret;
        to.part(
            ::auth_runtime::__private::Place::Header,
            #name,
            #value::concat([#value::text(#prefix), #value::Secret(secret)]),
        );
    }
}

fn emit_new(input: &DeriveInput, parts: &Parts<'_>) -> TokenStream {
    let (ident, vis): (&Ident, _) = (&input.ident, &input.vis);
    let (doc, arguments, fields) = match parts {
        Parts::Secret(ty) => (
            "A credential of this secret.",
            quote!(secret: impl ::core::convert::Into<#ty>),
            quote!((::core::convert::Into::into(secret))),
        ),
        Parts::Pair(username, password) => (
            "A credential of this user name and password.",
            quote!(username: impl ::core::convert::Into<#username>, password: impl ::core::convert::Into<#password>),
            quote!({
                username: ::core::convert::Into::into(username),
                password: ::core::convert::Into::into(password),
            }),
        ),
    };
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics #ident #ty_generics #where_clause {
            #[doc = #doc]
            #[must_use]
            #vis fn new(#arguments) -> Self {
                Self #fields
            }
        }
    }
}
