//! Parses and emits the identity of the user.

use auth_language::problem::Code;
use auth_language::template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{DeriveInput, Ident, LitStr, Token, Type};

use crate::attr::args::Args;
use crate::attr::problems::Problems;
use crate::credential::ready::Ready;

/// How the user's identity is found.
pub(crate) enum Person {
    /// A call with the token, and the field of its reply that identifies the user.
    Call { request: Ready, subject: Ident },
    /// An `id_token` among the captured values, its issuer, and the request for the issuer's keys.
    Token { token: Ident, issuer: LitStr, keys: Ready },
}

/// A property: `name = value`.
struct Property {
    name: Ident,
    value: Value,
}

enum Value {
    Text(LitStr),
    Request(Ready),
}

impl Parse for Property {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let value = if input.peek(LitStr) { Value::Text(input.parse()?) } else { Value::Request(input.parse()?) };
        Ok(Self { name, value })
    }
}

/// Parses `identity(…)`.
pub(crate) fn read_person(args: &mut Args, problems: &mut Problems) -> Option<Person> {
    let properties: Vec<Property> = args.lists("identity", problems);
    let first = properties.first()?.name.span();
    let request = |name: &str| {
        properties.iter().find(|property| property.name == name).and_then(|property| match &property.value {
            Value::Request(request) => Some(request.clone()),
            Value::Text(_) => None,
        })
    };
    let text = |name: &str| {
        properties.iter().find(|property| property.name == name).and_then(|property| match &property.value {
            Value::Text(text) => Some(text.clone()),
            Value::Request(_) => None,
        })
    };
    let word = |name: &str| request(name).and_then(|word| word.path.get_ident().cloned());
    let call = request("call").zip(word("subject")).map(|(request, subject)| Person::Call { request, subject });
    let token = word("token").zip(text("issuer")).zip(request("keys"));
    let token = token.map(|((token, issuer), keys)| Person::Token { token, issuer, keys });
    let known = if call.is_some() { ["call", "subject"].as_slice() } else { &["token", "issuer", "keys"] };
    let is_clean = properties.iter().all(|property| known.contains(&property.name.to_string().as_str()));
    let person = call.or(token).filter(|_| is_clean && properties.len() == known.len());
    if person.is_none() {
        let help = "write `identity(call = GetUser, subject = id)`, or `identity(token = id_token, issuer = \"https://…\", keys = GetKeys)`";
        problems.report(Code::IDENTITY, first, "this does not say who logged in", help);
    }
    person
}

impl Person {
    /// Checks that the names in the issuer are settings, or one captured value.
    pub(crate) fn check(&self, settings: &[Ident], problems: &mut Problems) {
        let Self::Token { issuer, .. } = self else { return };
        let text = issuer.value();
        let Ok(template) = template::check(&text, issuer.span(), problems) else { return };
        if template.as_name().is_some() {
            return;
        }
        for name in template.names().filter(|name| !settings.iter().any(|setting| setting == name)) {
            let help = format!("add `settings({name})`, if it is a setting of the connection");
            problems.report(Code::UNKNOWN_NAME, issuer.span(), format!("unknown name `{{{name}}}`"), help);
        }
    }
}

/// Emits the implementation of `Identifies`.
pub(crate) fn emit_person(input: &DeriveInput, person: &Person, settings: &[Ident], provider: &Type) -> TokenStream {
    let ident = &input.ident;
    let asked = match person {
        Person::Call { request, subject } => {
            let request = request.emit();
            quote! {
                ::auth_runtime::__private::session::identify_by_call(session, at, #request, |reply| {
                    ::std::string::ToString::to_string(&reply.#subject)
                })
            }
        }
        Person::Token { token, issuer, keys } => {
            let (token, issuer, keys) = (token.unraw().to_string(), emit_issuer(issuer, settings), keys.emit());
            quote! {
                ::auth_runtime::__private::session::identify_by_token(session, at, #token, #issuer, #keys)
            }
        }
    };
    quote! {
        #[automatically_derived]
        impl ::auth_runtime::__private::session::Identifies<#provider> for #ident {
            async fn identify(
                session: &::auth_runtime::__private::session::Session<#provider, Self>,
                at: &::auth_runtime::__private::Connection<#provider>,
            ) -> ::core::result::Result<
                ::auth_runtime::__private::session::Person,
                ::auth_runtime::__private::session::IdentifyError,
            > {
                #asked.await
            }
        }
    }
}

/// Emits the issuer: a URL, which may have settings in braces, or a captured value in braces.
fn emit_issuer(issuer: &LitStr, settings: &[Ident]) -> TokenStream {
    let text = issuer.value();
    let template = template::Template::parse(&text).unwrap_or_default();
    let is_setting = |name: &str| settings.iter().any(|setting| *setting == name);
    let (variant, text) = match template.as_name() {
        Some(name) if !is_setting(name) => (quote!(Captured), name.to_owned()),
        Some(_) => (quote!(Template), text),
        None if template.names().next().is_some() => (quote!(Template), text),
        None => (quote!(Fixed), text),
    };
    quote!(::auth_runtime::__private::session::Issuer::#variant(#text))
}
