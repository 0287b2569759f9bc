//! `#[derive(Client)]`: the client of a provider.

mod setting;
pub(crate) mod settings;
pub(crate) mod tls;

use auth_language::problem::Code;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, GenericArgument, GenericParam, Ident, PathArguments, Type};

use crate::attr::args::Args;
use crate::attr::problems::Problems;

pub(crate) fn expand_client(input: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let mut args = Args::read(&input.attrs, "client", input.ident.span(), problems);
    let settings = args.ty("settings", problems);
    args.finish(problems);
    let provider = parse_provider(input);
    if provider.is_none() {
        let help = format!("write `struct {}<C = Anonymous>(Connection<Provider, C>);`", input.ident);
        problems.report(Code::DERIVE, input.ident.span(), "`Client` is for a struct of a connection", help);
    }
    provider
        .map(|(provider, credential)| emit_client(input, provider, settings.as_deref(), credential))
        .unwrap_or_default()
}

/// Returns the `P` and the `C` of `struct Client<C = Anonymous>(Connection<P, C>);`.
fn parse_provider(input: &DeriveInput) -> Option<(&Type, &Ident)> {
    let [GenericParam::Type(credential)] = *input.generics.params.iter().collect::<Vec<_>>() else {
        return None;
    };
    let Data::Struct(data) = &input.data else { return None };
    let Fields::Unnamed(fields) = &data.fields else { return None };
    let [Type::Path(path)] = *fields.unnamed.iter().map(|field| &field.ty).collect::<Vec<_>>() else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match *arguments.args.iter().collect::<Vec<_>>() {
        [GenericArgument::Type(provider), GenericArgument::Type(argument)] => {
            is_ident(argument, &credential.ident).then_some((provider, &credential.ident))
        }
        _ => None,
    }
}

fn is_ident(ty: &Type, ident: &Ident) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(ident))
}

fn emit_client(input: &DeriveInput, provider: &Type, settings: Option<&Type>, credential: &Ident) -> TokenStream {
    let anonymous = match settings {
        Some(settings) => emit_with_settings(input, provider, settings),
        None => emit_anonymous(input, provider),
    };
    let with = emit_with(input, provider, credential);
    let connections = emit_connections(&input.ident, provider, credential);
    quote!(#anonymous #with #connections)
}

fn emit_anonymous(input: &DeriveInput, provider: &Type) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #ident<::auth_runtime::__private::Anonymous> {
            /// A client with the documented hosts and safe limits.
            ///
            /// # Errors
            /// TLS cannot be set up.
            #vis fn new() -> ::core::result::Result<Self, ::auth_runtime::__private::ConfigError> {
                Self::builder().build()
            }
            /// Builds a client with other URLs, timeouts and limits.
            #vis fn builder() -> ::auth_runtime::__private::ClientBuilder<#provider, Self> {
                ::auth_runtime::__private::ClientBuilder::new()
            }
        }
    }
}

/// Emits the constructors of a client with settings.
fn emit_with_settings(input: &DeriveInput, provider: &Type, settings: &Type) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #ident<::auth_runtime::__private::Anonymous> {
            /// A client with these settings, the documented hosts and safe limits.
            ///
            /// # Errors
            /// A setting is missing or does not fit, or TLS cannot be set up.
            #vis fn new(settings: #settings) -> ::core::result::Result<Self, ::auth_runtime::__private::ConfigError> {
                Self::builder(settings).build()
            }
            /// Builds a client with these settings, and other URLs, timeouts and limits.
            #vis fn builder(settings: #settings) -> ::auth_runtime::__private::ClientBuilder<#provider, Self> {
                ::auth_runtime::__private::ClientBuilder::new().settings(settings)
            }
        }
    }
}

fn emit_with(input: &DeriveInput, provider: &Type, credential: &Ident) -> TokenStream {
    let (ident, vis) = (&input.ident, &input.vis);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#credential> #ident<#credential> {
            /// The same client with this credential, which it sends with the calls that need one.
            #[must_use]
            #vis fn with<__Attached: ::auth_runtime::__private::Authorizes<#provider>>(
                &self,
                credential: __Attached,
            ) -> #ident<__Attached> {
                #ident(self.0.with(credential))
            }
            /// The connection, for requests that have no method of their own.
            #[must_use]
            #vis fn connection(&self) -> &::auth_runtime::__private::Connection<#provider, #credential> {
                &self.0
            }
        }
    }
}

/// Emits the conversion from a connection, and access to the connection.
fn emit_connections(ident: &Ident, provider: &Type, credential: &Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#credential> ::core::convert::From<::auth_runtime::__private::Connection<#provider, #credential>>
            for #ident<#credential>
        {
            fn from(connection: ::auth_runtime::__private::Connection<#provider, #credential>) -> Self {
                Self(connection)
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#credential> ::auth_runtime::__private::HasConnection<#provider> for #ident<#credential> {
            fn anonymous(&self) -> ::auth_runtime::__private::Connection<#provider> {
                ::auth_runtime::__private::HasConnection::anonymous(&self.0)
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl<#credential> ::auth_runtime::__private::HasHosts<#provider> for #ident<#credential> {
            fn hosts(&self) -> &::auth_runtime::__private::Hosts<#provider> {
                self.0.hosts()
            }
        }
    }
}
