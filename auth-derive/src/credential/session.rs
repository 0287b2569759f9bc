//! Emits the method that makes a session from a credential.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident, Type};

pub(crate) fn emit_session(vis: &syn::Visibility, ident: &Ident, provider: &Type) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #ident {
            /// A session of this credential: a handle that has a valid token whenever one is needed. Nothing is requested
            /// before its first use. `session_builder` has its settings.
            #[must_use]
            #vis fn session(
                self,
                client: &impl ::auth_runtime::__private::HasConnection<#provider>,
            ) -> ::auth_runtime::__private::session::Session<#provider, Self> {
                self.session_builder(client).build()
            }

            /// A builder for a session of this credential, with a store, an account, windows or a deadline.
            #vis fn session_builder(
                self,
                client: &impl ::auth_runtime::__private::HasConnection<#provider>,
            ) -> ::auth_runtime::__private::session::SessionBuilder<#provider, Self> {
                ::auth_runtime::__private::session::Session::builder(self, client).tagged()
            }
        }
    }
}

/// Emits the impls by which calls that need this credential accept it and its sessions.
pub(crate) fn emit_accepts(input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, ty_generics, where_clause) = input.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics ::auth_runtime::__private::Accepts<#ident #ty_generics> for #ident #ty_generics #where_clause {}
    }
}
