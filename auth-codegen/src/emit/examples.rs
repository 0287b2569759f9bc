//! The examples of a spec as Rust: every call of a provider through its generated client.

use proc_macro2::TokenStream;

use crate::model::Provider;

/// A module with the examples of a provider.
#[must_use]
pub fn examples(_provider: &Provider) -> String {
    let _: Vec<TokenStream> = Vec::new();
    String::new()
}
