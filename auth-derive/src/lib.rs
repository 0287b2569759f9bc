//! What the derive macros do, as an ordinary library: tokens in, tokens out, so that a test can call it.
//!
//! Each room is a subject of the language, as in auth-codegen: a request, a value, an error, a credential, a client, a
//! provider. Each derive reports every problem of its input in one run, and emits a stub in addition to the errors, so
//! that they are the only errors the user sees.

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

/// A derive: the item under it in, the impls out.
pub type Derive = fn(TokenStream) -> TokenStream;

/// Every derive that needs nothing but the item under it, by its name.
pub const DERIVES: [(&str, Derive); 13] = [
    ("ApiError", api_error),
    ("Choice", choice),
    ("Client", client),
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

/// `#[derive(Endpoint)]`
#[must_use]
pub fn endpoint(input: TokenStream) -> TokenStream {
    expand(input, "endpoint", request::expand_endpoint)
}

/// `#[derive(OneOf)]`
#[must_use]
pub fn one_of(input: TokenStream) -> TokenStream {
    expand(input, "one_of", request::one_of::expand_one_of)
}

/// `#[derive(Encode)]`
#[must_use]
pub fn encode(input: TokenStream) -> TokenStream {
    expand(input, "encode", value::encode::expand_encode)
}

/// `#[derive(Decode)]`
#[must_use]
pub fn decode(input: TokenStream) -> TokenStream {
    expand(input, "decode", value::decode::expand_decode)
}

/// `#[derive(Scopes)]`
#[must_use]
pub fn scopes(input: TokenStream) -> TokenStream {
    expand(input, "scope", |input, problems| value::choice::expand_choice(input, "scope", problems))
}

/// `#[derive(Choice)]`
#[must_use]
pub fn choice(input: TokenStream) -> TokenStream {
    expand(input, "choice", |input, problems| value::choice::expand_choice(input, "choice", problems))
}

/// `#[derive(ErrorBody)]`
#[must_use]
pub fn error_body(input: TokenStream) -> TokenStream {
    expand(input, "error_body", error::error_body::expand_error_body)
}

/// `#[derive(ApiError)]`
#[must_use]
pub fn api_error(input: TokenStream) -> TokenStream {
    expand(input, "api_error", error::api_error::expand_api_error)
}

/// `#[derive(Credential)]`
#[must_use]
pub fn credential(input: TokenStream) -> TokenStream {
    expand(input, "credential", credential::key::expand_credential)
}

/// `#[derive(TokenSource)]`
#[must_use]
pub fn token_source(input: TokenStream) -> TokenStream {
    expand(input, "token_source", credential::source::expand_token_source)
}

/// `#[derive(Credentials)]`
#[must_use]
pub fn credentials(input: TokenStream) -> TokenStream {
    expand(input, "credentials", credential::environment::expand_credentials)
}

/// `#[derive(Client)]`
#[must_use]
pub fn client(input: TokenStream) -> TokenStream {
    expand(input, "client", client::expand_client)
}

/// `#[derive(Settings)]`
#[must_use]
pub fn settings(input: TokenStream) -> TokenStream {
    expand(input, "settings", client::settings::expand_settings)
}

/// `#[derive(Provider)]`. `source` finds the file that a span is in, which only the compiler knows: the spec is next to it.
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

/// `#[derive(Provider)]` without its parser: without an error the derive would be unknown, and so would everything that
/// it makes.
#[cfg(not(feature = "spec"))]
#[must_use]
pub fn provider(input: TokenStream) -> TokenStream {
    let message =
        "`#[derive(Provider)]` needs the feature `spec` of `auth-runtime`: add `features = [\"spec\"]` in Cargo.toml";
    match syn::parse2::<DeriveInput>(input) {
        Ok(input) => syn::Error::new(input.ident.span(), message).to_compile_error(),
        Err(error) => error.to_compile_error(),
    }
}

/// Every derive takes `#[attribute(crate = path)]`, on an attribute of its own, if the runtime has another name.
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
