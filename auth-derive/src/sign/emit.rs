//! Emits signers for the runtime.

use auth_language::request::{Part, Place};
use auth_language::sign::{Argument, Sign, Value};
use auth_language::value::Expr;
use auth_language::word::{JwtAlgorithm, Word as _};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::attr::member::Member;
use crate::expression::emit::{emit_algorithm, emit_key};
use crate::value::part::emit_expr;

/// Emits the signer of a credential, which borrows from it.
pub(crate) fn emit_of_credential(sign: Option<&Sign<Span>>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let signer = emit_signer(sign?, members);
    Some(quote! {
        fn signer(&self) -> ::core::option::Option<::std::boxed::Box<dyn ::auth_runtime::__private::sign::Sign + '_>> {
            ::core::option::Option::Some(::std::boxed::Box::new(#signer))
        }
    })
}

/// Emits the signer of a request, which outlives it.
pub(crate) fn emit_of_request(sign: Option<&Sign<Span>>, members: &[&Member<'_>]) -> Option<TokenStream> {
    let signer = emit_signer(sign?, members);
    Some(quote! {
        fn signer(&self) -> ::core::option::Option<::std::boxed::Box<dyn ::auth_runtime::__private::sign::Sign>> {
            ::core::option::Option::Some(::std::boxed::Box::new(#signer.into_owned()))
        }
    })
}

/// Emits the signer of a session's tokens. `with` is the token.
/// The input `own_key` is the key that the session makes itself.
pub(crate) fn emit_of_session(
    sign: Option<&Sign<Span>>,
    members: &[&Member<'_>],
    own_key: Option<&Ident>,
) -> Option<TokenStream> {
    let sign = sign?;
    let names_token = sign
        .expressions()
        .into_iter()
        .flat_map(Expr::names)
        .any(|name| name.kind == auth_language::value::NameKind::Token);
    let with = if names_token { quote!(with) } else { quote!(_) };
    let signer = emit_with_key(sign, members, own_key);
    if own_key.is_some() {
        return Some(quote! {
            fn signer_with(
                &self,
                #with: &::auth_runtime::__private::Secret,
                own_key: &::auth_runtime::__private::sign::PrivateKey,
            ) -> ::core::option::Option<::std::boxed::Box<dyn ::auth_runtime::__private::sign::Sign>> {
                ::core::option::Option::Some(::std::boxed::Box::new(#signer.into_owned()))
            }
        });
    }
    Some(quote! {
        fn signer(
            &self,
            #with: &::auth_runtime::__private::Secret,
        ) -> ::core::option::Option<::std::boxed::Box<dyn ::auth_runtime::__private::sign::Sign>> {
            ::core::option::Option::Some(::std::boxed::Box::new(#signer.into_owned()))
        }
    })
}

fn emit_signer(sign: &Sign<Span>, members: &[&Member<'_>]) -> TokenStream {
    emit_with_key(sign, members, None)
}

fn emit_with_key(sign: &Sign<Span>, members: &[&Member<'_>], own_key: Option<&Ident>) -> TokenStream {
    match sign {
        Sign::Into(parts) => emit_into(parts, members),
        Sign::Scheme(scheme, arguments) => emit_scheme(scheme.name, &Given { arguments, members, own_key }),
    }
}

fn emit_into(parts: &[Part<Span>], members: &[&Member<'_>]) -> TokenStream {
    let parts = parts.iter().map(|part| {
        let is_query = part.place == Place::Query;
        let place = if is_query { format_ident!("Query") } else { format_ident!("Header") };
        let name = if is_query { part.name.value.clone() } else { part.name.value.to_ascii_lowercase() };
        let value = emit_expr(&part.value, members);
        quote!(.part(::auth_runtime::__private::Place::#place, #name, #value))
    });
    quote!(::auth_runtime::__private::sign::SignedParts::default() #(#parts)*)
}

/// The arguments of a signer.
struct Given<'g> {
    arguments: &'g [Argument],
    members: &'g [&'g Member<'g>],
    /// The input that is the key of the session.
    own_key: Option<&'g Ident>,
}

impl Given<'_> {
    fn find(&self, name: &str) -> Option<&Value> {
        self.arguments.iter().find(|argument| argument.name == name).map(|argument| &argument.value)
    }

    /// Emits the argument with this name; absent if there is none.
    fn expr(&self, name: &str) -> TokenStream {
        if let Some(Value::Expr(expr)) = self.find(name) {
            emit_expr(expr, self.members)
        } else {
            quote!(::auth_runtime::__private::Value::Absent)
        }
    }

    fn key(&self, name: &str) -> Option<TokenStream> {
        match self.find(name)? {
            Value::Expr(Expr::Name(name)) if self.own_key.is_some_and(|own| *own == name.ident) => {
                Some(quote!(own_key))
            }
            Value::Expr(key) => Some(emit_key(key, self.members, emit_expr)),
            Value::Word(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
        }
    }

    fn word(&self, name: &str) -> &str {
        match self.find(name) {
            Some(Value::Word(word)) => word,
            _ => "",
        }
    }

    fn algorithm(&self) -> TokenStream {
        emit_algorithm(JwtAlgorithm::find(self.word("algorithm")).unwrap_or(JwtAlgorithm::Rs256))
    }

    /// Emits `.name(value)` for each argument that is present.
    fn setters(&self, names: &[&str]) -> TokenStream {
        let given = names.iter().filter(|name| self.find(name).is_some());
        let setters = given.map(|name| {
            let (setter, value) = (format_ident!("{name}"), self.expr(name));
            quote!(.#setter(#value))
        });
        setters.collect()
    }
}

fn emit_scheme(name: &str, given: &Given<'_>) -> TokenStream {
    let room = quote!(::auth_runtime::__private::sign);
    match name {
        "sigv4" => emit_sigv4(given, &room),
        "oauth1" => emit_oauth1(given, &room),
        "digest" => {
            let (username, password) = (given.expr("username"), given.expr("password"));
            quote!(#room::Digest::new(#username, #password))
        }
        "dpop" => {
            let (algorithm, key) = (given.algorithm(), given.key("key"));
            quote!(#room::Dpop::new(#algorithm, #key))
        }
        _ => emit_http_signature(given, &room),
    }
}

fn emit_sigv4(given: &Given<'_>, room: &TokenStream) -> TokenStream {
    let (id, secret) = (given.expr("access_key_id"), given.expr("secret_access_key"));
    let (service, region) = (given.expr("service"), given.expr("region"));
    let token = given.setters(&["session_token"]);
    let place = (given.word("in") == "query").then(|| quote!(.place(#room::SigV4In::Query)));
    let path = (given.word("path") == "once").then(|| quote!(.path(#room::SigV4Path::Once)));
    let lifetime = match given.find("lifetime") {
        Some(Value::Seconds(seconds)) => {
            let seconds = Literal::u32_unsuffixed(*seconds);
            Some(quote!(.lifetime(#seconds)))
        }
        _ => None,
    };
    quote!(#room::SigV4::new(#id, #secret, #service, #region) #token #place #path #lifetime)
}

fn emit_oauth1(given: &Given<'_>, room: &TokenStream) -> TokenStream {
    let (method, consumer_key) = (given.word("method"), given.expr("consumer_key"));
    let key = given.key("private_key").map(|key| quote!(.private_key(#key)));
    let setters = given.setters(&["consumer_secret", "token", "token_secret", "callback", "verifier", "realm"]);
    let hash = given.find("body_hash").map(|_| quote!(.body_hash()));
    quote!(#room::OAuth1::new(#method, #consumer_key) #key #setters #hash)
}

fn emit_http_signature(given: &Given<'_>, room: &TokenStream) -> TokenStream {
    let (algorithm, key, key_id) = (given.algorithm(), given.key("key"), given.setters(&["key_id"]));
    let components: &[String] = match given.find("components") {
        Some(Value::Texts(texts)) => texts,
        _ => &[],
    };
    quote!(#room::HttpSignature::new(#algorithm, #key, &[#(#components),*]) #key_id)
}
