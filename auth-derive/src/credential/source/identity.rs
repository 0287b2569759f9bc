//! Emits the identity of a token source: its non-secret inputs, which tell whose tokens it obtains.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Type};

use super::attribute::Source;
use super::input::{Input, Kind};
use crate::attr::member::Member;
use crate::attr::shape::{Shape, is_named};

/// The identifier of the client to which tokens are issued (RFC 6749 §2.2).
const CLIENT_ID: &str = "client_id";
/// Inputs that can differ between logins of the same account.
const PASSING: [&str; 3] = ["redirect_uri", "scope", "scopes"];

pub(crate) fn emit_identity(input: &DeriveInput, source: &Source, inputs: &[Input<'_>]) -> TokenStream {
    let name = input.ident.unraw().to_string();
    let parts: Vec<TokenStream> = inputs.iter().filter(|input| is_lasting(input)).filter_map(emit_input).collect();
    let is_secret = |input: &Input<'_>| input.member.field.ty.value.is_secret() || !matches!(input.kind, Kind::Lasting);
    let has_only_secrets = !inputs.is_empty() && inputs.iter().all(is_secret);
    let only_secrets = has_only_secrets.then(|| quote!(identity = identity.only_secrets();));
    let endpoint = source.mint.first().map(|mint| {
        let path = &mint.path;
        quote! {
            const CALL: ::auth_runtime::__private::Call = <#path as ::auth_runtime::__private::Endpoint>::CALL;
            identity = identity.endpoint(CALL.host, CALL.path);
        }
    });
    quote! {
        fn identity(&self) -> ::auth_runtime::__private::session::Identity {
            let mut identity = ::auth_runtime::__private::session::Identity::of(#name);
            #endpoint
            #(#parts)*
            #only_secrets
            identity
        }
    }
}

fn is_lasting(input: &Input<'_>) -> bool {
    matches!(input.kind, Kind::Lasting) && !PASSING.contains(&input.member.wire())
}

/// Emits an input that identifies an account, if it is a text or a number; other types have no format that a derive
/// knows.
fn emit_input(input: &Input<'_>) -> Option<TokenStream> {
    let (ident, name) = (&input.member.ident, input.member.wire());
    let (ty, is_optional) = text_type(&input.member)?;
    if !["String", "i64", "u64", "Uuid"].iter().any(|known| is_named(ty, known)) {
        return None;
    }
    let text = quote!(::std::string::ToString::to_string(input));
    let call = if name == CLIENT_ID { quote!(.client_id(#text)) } else { quote!(.input(#name, #text)) };
    Some(if is_optional {
        quote! {
            if let ::core::option::Option::Some(input) = &self.#ident {
                identity = identity #call;
            }
        }
    } else {
        quote! {
            let input = &self.#ident;
            identity = identity #call;
        }
    })
}

fn text_type<'m>(member: &'m Member<'_>) -> Option<(&'m Type, bool)> {
    match &member.shape {
        Shape::Required(ty) => Some((ty, false)),
        Shape::Optional(ty) => Some((ty, true)),
        Shape::List(_) | Shape::OptionalList(_) => None,
    }
}
