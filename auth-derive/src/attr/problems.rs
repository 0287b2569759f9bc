//! All problems of one input, reported together.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Error;

/// Collects problems; none of them stops the derive.
#[derive(Default)]
pub(crate) struct Problems(Option<Error>);

impl Problems {
    /// `message` is one line: rustc mangles others.
    pub(crate) fn push(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// The value, or its error is added.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.add(error)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.iter().flatten().count()
    }

    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        self.0.into_iter().flatten().map(|error| error.to_string()).collect()
    }

    pub(crate) fn into_tokens(self) -> TokenStream {
        self.0.map_or_else(|| quote!(), |error| error.to_compile_error())
    }
}

/// `` , did you mean `x`? `` if one of `known` is near, else a list of what there is.
pub(crate) fn suggest(text: &str, known: &[&str]) -> String {
    let near = known.iter().filter(|name| is_near(text, name));
    match near.min_by_key(|name| strsim::damerau_levenshtein(text, name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("there is {}", list(known)),
    }
}

/// Whether one is probably meant to be the other.
pub(crate) fn is_near(text: &str, name: &str) -> bool {
    strsim::damerau_levenshtein(&text.to_lowercase(), &name.to_lowercase()) <= 2
}

/// `` `a`, `b` ``
pub(crate) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
