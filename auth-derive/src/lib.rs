//! The derive macros as an ordinary library, from tokens to tokens, so that tests can call them.
//!
//! The modules are the rooms of the language, as in authwright-codegen: requests, values, errors, credentials, the client,
//! the provider. A derive reports all problems of its input in one run. It also emits a stub, so that the user sees no
//! other errors than these.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod attr;
mod client;
mod credential;
mod error;
mod expression;
#[cfg(feature = "spec")]
mod provider;
mod request;
mod sign;
mod value;

#[cfg(feature = "spec")]
use std::path::PathBuf;

#[cfg(feature = "spec")]
use proc_macro2::Span;
use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::attr::problems::{self, Problems};
use self::attr::runtime;

/// A derive: a function from the item under it to its impls.
pub type Derive = fn(TokenStream) -> TokenStream;

/// All derives that need only the item under them, by name.
pub const DERIVES: [(&str, Derive); 15] = [
    ("ApiError", api_error),
    ("Callback", callback),
    ("Choice", choice),
    ("Client", client),
    ("Consent", consent),
    ("Credential", credential),
    ("Credentials", credentials),
    ("Decode", decode),
    ("Encode", encode),
    ("Endpoint", endpoint),
    ("ErrorBody", error_body),
    ("OneOf", one_of),
    ("Scopes", scopes),
    ("Settings", settings),
    ("TokenSource", token_source),
];

/// Expands `#[derive(Endpoint)]`.
#[must_use]
pub fn endpoint(input: TokenStream) -> TokenStream {
    expand(input, "endpoint", request::expand_endpoint)
}

/// Expands `#[derive(OneOf)]`.
#[must_use]
pub fn one_of(input: TokenStream) -> TokenStream {
    expand(input, "one_of", request::one_of::expand_one_of)
}

/// Expands `#[derive(Encode)]`.
#[must_use]
pub fn encode(input: TokenStream) -> TokenStream {
    expand(input, "encode", value::encode::expand_encode)
}

/// Expands `#[derive(Decode)]`.
#[must_use]
pub fn decode(input: TokenStream) -> TokenStream {
    expand(input, "decode", value::decode::expand_decode)
}

/// Expands `#[derive(Scopes)]`.
#[must_use]
pub fn scopes(input: TokenStream) -> TokenStream {
    expand(input, "scope", |input, problems| value::choice::expand_choice(input, "scope", problems))
}

/// Expands `#[derive(Choice)]`.
#[must_use]
pub fn choice(input: TokenStream) -> TokenStream {
    expand(input, "choice", |input, problems| value::choice::expand_choice(input, "choice", problems))
}

/// Expands `#[derive(Callback)]`.
#[must_use]
pub fn callback(input: TokenStream) -> TokenStream {
    expand(input, "callback", value::callback::expand_callback)
}

/// Expands `#[derive(ErrorBody)]`.
#[must_use]
pub fn error_body(input: TokenStream) -> TokenStream {
    expand(input, "error_body", error::error_body::expand_error_body)
}

/// Expands `#[derive(ApiError)]`.
#[must_use]
pub fn api_error(input: TokenStream) -> TokenStream {
    expand(input, "api_error", error::api_error::expand_api_error)
}

/// Expands `#[derive(Consent)]`.
#[must_use]
pub fn consent(input: TokenStream) -> TokenStream {
    expand(input, "consent", credential::consent::expand_consent)
}

/// Expands `#[derive(Credential)]`.
#[must_use]
pub fn credential(input: TokenStream) -> TokenStream {
    expand(input, "credential", credential::key::expand_credential)
}

/// Expands `#[derive(TokenSource)]`.
#[must_use]
pub fn token_source(input: TokenStream) -> TokenStream {
    expand(input, "token_source", credential::source::expand_token_source)
}

/// Expands `#[derive(Credentials)]`.
#[must_use]
pub fn credentials(input: TokenStream) -> TokenStream {
    expand(input, "credentials", credential::environment::expand_credentials)
}

/// Expands `#[derive(Client)]`.
#[must_use]
pub fn client(input: TokenStream) -> TokenStream {
    expand(input, "client", client::expand_client)
}

/// Expands `#[derive(Settings)]`.
#[must_use]
pub fn settings(input: TokenStream) -> TokenStream {
    expand(input, "settings", client::settings::expand_settings)
}

/// Expands `#[derive(Provider)]`. `source` returns the file that a span is in, which only the compiler knows; the path
/// of the spec is relative to it.
#[cfg(feature = "spec")]
#[must_use]
pub fn provider(input: TokenStream, source: impl FnOnce(Span) -> Option<PathBuf>) -> TokenStream {
    let mut input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = problems::none();
    let runtime = runtime::take(&mut input.attrs, "provider", &mut problems);
    let items = provider::expand_provider(&input, source, runtime.as_ref(), &mut problems);
    finish(&items, problems, runtime.as_ref())
}

/// Reports that `#[derive(Provider)]` needs the feature `spec`. Without this function, the derive and everything that
/// it generates would only be reported as unknown.
#[cfg(not(feature = "spec"))]
#[must_use]
pub fn provider(input: TokenStream) -> TokenStream {
    let message = "`#[derive(Provider)]` needs the feature `spec` of `authwright-runtime`: add `features = [\"spec\"]` in Cargo.toml";
    match syn::parse2::<DeriveInput>(input) {
        Ok(input) => syn::Error::new(input.ident.span(), message).to_compile_error(),
        Err(error) => error.to_compile_error(),
    }
}

/// Runs a derive. Every derive accepts `crate = path` in its attribute, for a runtime that is renamed or re-exported.
fn expand(
    input: TokenStream,
    attribute: &str,
    expand: impl FnOnce(&DeriveInput, &mut Problems) -> TokenStream,
) -> TokenStream {
    let mut input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = problems::none();
    let runtime = runtime::take(&mut input.attrs, attribute, &mut problems);
    let items = expand(&input, &mut problems);
    finish(&items, problems, runtime.as_ref())
}

fn finish(items: &TokenStream, problems: Problems, runtime: Option<&syn::Path>) -> TokenStream {
    let errors = problems::into_tokens(problems);
    runtime::rename(quote::quote!(#items #errors), runtime)
}
