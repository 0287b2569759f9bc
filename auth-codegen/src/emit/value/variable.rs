//! The environment variables that hold the inputs of a credential and the settings of a client.

use auth_language::name::plain;
use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Credential, Field, Provider, Setting, Type, variable_prefix};

/// Emits the text with which the names of all variables begin.
pub(in crate::emit) fn emit_prefix(provider: &Provider) -> TokenStream {
    let prefix = variable_prefix(&provider.name);
    quote!(env_prefix = #prefix)
}

/// Emits the variable of an input, if it is not the prefix with the name of the input.
pub(in crate::emit) fn emit_input(input: &Field, credential: &Credential, provider: &Provider) -> Option<TokenStream> {
    if !is_text(&input.ty.value) {
        return Some(quote!(no_env));
    }
    let (name, prefix) = (credential.variable(input, &provider.name), variable_prefix(&provider.name));
    (name != format!("{prefix}{}", plain(&input.ident.value).to_uppercase())).then(|| quote!(env = #name))
}

/// Emits the variable of a setting, if it is not the prefix with the name of the setting.
pub(in crate::emit) fn emit_setting(setting: &Setting) -> Option<TokenStream> {
    setting.env.as_ref().map(|env| &env.value).map(|name| quote!(env = #name))
}

/// Whether a value of this type, or each item of a list, can be written in an environment variable as a single string.
fn is_text(ty: &Type) -> bool {
    match ty {
        Type::List(item) => !item.is_list() && is_text(item),
        Type::Record(_) | Type::Map(_) | Type::Upload | Type::Foreign => false,
        Type::String
        | Type::Secret
        | Type::SecretInUrl
        | Type::Jwt
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::Boolean
        | Type::Code
        | Type::Lifetime(_)
        | Type::Instant(_)
        | Type::Uuid
        | Type::Url
        | Type::Format(_)
        | Type::Bytes(_)
        | Type::Json
        | Type::Choice(_)
        | Type::PrivateKey
        | Type::Certificate => true,
    }
}
