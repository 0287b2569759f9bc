//! Emits the sources of several tokens of one login.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Ident, Type};

use super::token::{emit_first, emit_token};
use crate::credential::source::attribute::{NamedToken, Source};
use crate::credential::source::calls::renewed::Renewed;
use crate::credential::source::identity::emit_identity;
use crate::credential::source::input::Input;
use crate::credential::source::scope::emit_scope;

/// Emits the methods of the credential: its login, and the list of its tokens.
pub(crate) fn emit_login(input: &DeriveInput, login: &Source, inputs: &[Input<'_>], provider: &Type) -> TokenStream {
    let (mint, identity) = (emit_first(login, inputs, provider), emit_identity(input, login, inputs));
    let (scope, waits) = (emit_scope(inputs), login.waits(inputs));
    let sources = login.tokens.iter().map(|token| &token.ty);
    quote! {
        const WAITS: bool = #waits;
        fn tokens(self: &::std::sync::Arc<Self>, to: &mut impl ::auth_runtime::__private::session::Tokens<#provider>) {
            #(to.add(#sources(::std::sync::Arc::clone(self)));)*
        }
        #mint
        #identity
        #scope
    }
}

/// Emits the source of one token. Its login is that of the credential.
pub(crate) fn emit(token: &NamedToken, input: &DeriveInput, login: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let (Some(provider), ident) = (login.provider.as_deref(), &input.ident) else { return TokenStream::new() };
    let NamedToken { name, ty, source, .. } = token;
    let renewed = source.renewed();
    let calls = emit_token(source, &Renewed::with_others(&renewed, token, &login.tokens), inputs, provider);
    let leader = emit_leader(token, login, provider);
    let delegated = emit_delegated(provider);
    let (held, marks, captures) =
        (emit_held(ty, ident), emit_marks(token, ident, login), emit_captures(token, ident, login));
    quote! {
        #held
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::auth_runtime::__private::session::TokenSource<#provider> for #ty {
            const TOKEN: &'static str = #name;
            #leader
            #calls
            #delegated
        }
        #marks
        #captures
    }
}

/// Emits that the source of a token holds the credential.
fn emit_held(ty: &Type, ident: &Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::ops::Deref for #ty {
            type Target = #ident;

            fn deref(&self) -> &#ident {
                &self.0
            }
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::core::convert::From<#ident> for #ty {
            fn from(login: #ident) -> Self {
                Self(::std::sync::Arc::new(login))
            }
        }
    }
}

/// Emits the tokens of a session that is of this token alone: the one with whose renewals it is renewed, too.
fn emit_leader(token: &NamedToken, login: &Source, provider: &Type) -> Option<TokenStream> {
    let with = token.with.as_ref()?.value();
    let leader = &login.tokens.iter().find(|other| other.name.value() == with)?.ty;
    let own = &token.ty;
    Some(quote! {
        const RENEWED_WITH: ::core::option::Option<&'static str> = ::core::option::Option::Some(#with);
        fn tokens(self: &::std::sync::Arc<Self>, to: &mut impl ::auth_runtime::__private::session::Tokens<#provider>) {
            to.add(#own(::std::sync::Arc::clone(&self.0)));
            to.add(#leader(::std::sync::Arc::clone(&self.0)));
        }
    })
}

/// Emits the methods that are those of the credential.
fn emit_delegated(provider: &Type) -> TokenStream {
    let source = quote!(::auth_runtime::__private::session::TokenSource::<#provider>);
    let result = quote! {
        ::core::result::Result<::auth_runtime::__private::session::Minted, ::auth_runtime::__private::session::SessionError>
    };
    quote! {
        async fn mint(&self, at: &::auth_runtime::__private::Connection<#provider>) -> #result {
            #source::mint(&*self.0, at).await
        }
        async fn mint_by(
            &self,
            at: &::auth_runtime::__private::Connection<#provider>,
            made: &::auth_runtime::__private::session::Made,
        ) -> #result {
            #source::mint_by(&*self.0, at, made).await
        }
        fn identity(&self) -> ::auth_runtime::__private::session::Identity {
            #source::identity(&*self.0)
        }
        fn scope(&self) -> ::core::option::Option<::std::string::String> {
            #source::scope(&*self.0)
        }
    }
}

/// Emits which calls accept the token, and whose token it is. The first one is the token of the credential itself.
fn emit_marks(token: &NamedToken, ident: &Ident, login: &Source) -> TokenStream {
    let NamedToken { name, ty, .. } = token;
    let accepts = quote!(::auth_runtime::__private::Accepts);
    let first = is_first(token, login).then(|| {
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #accepts<#ident> for #ty {}
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #accepts<#ty> for #ty {}
        #first
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::auth_runtime::__private::session::TokenOf<#ident> for #ty {
            const NAME: &'static str = #name;
        }
    }
}

/// Emits the type of the captured values, for the token and if it is the first for the credential.
fn emit_captures(token: &NamedToken, ident: &Ident, login: &Source) -> Option<TokenStream> {
    let (ty, captured) = (&token.ty, token.source.captured.as_ref()?);
    let captures = quote!(::auth_runtime::__private::session::Captures);
    let first = is_first(token, login).then(|| {
        quote! {
            #[automatically_derived]
            #[allow(deprecated)]
            impl #captures for #ident {
                type Captured = #captured;
            }
        }
    });
    Some(quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl #captures for #ty {
            type Captured = #captured;
        }
        #first
    })
}

fn is_first(token: &NamedToken, login: &Source) -> bool {
    login.tokens.first().is_some_and(|first| std::ptr::eq(first, token))
}
