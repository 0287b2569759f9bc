//! The method that makes a session of a credential.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

pub(crate) fn emit_session(vis: &syn::Visibility, ident: &Ident, provider: &Type) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl #ident {
            /// A session of this credential: a handle that has a valid token whenever one is needed. Nothing is requested before
            /// its first use. `Session::builder` has its settings.
            #[must_use]
            #vis fn session(
                self,
                client: &impl ::auth_runtime::__private::HasConnection<#provider>,
            ) -> ::auth_runtime::__private::session::Session<#provider> {
                ::auth_runtime::__private::session::Session::new(self, client)
            }
        }
    }
}
