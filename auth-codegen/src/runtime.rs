//! Where generated code finds the runtime, if it is not `auth_runtime`.

use std::fmt;
use std::str::FromStr;

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::Path;

/// The path under which a crate has the runtime: the name that its Cargo.toml gives it, or the path of a re-export, such as
/// `acme_sdk::runtime` or `crate::runtime`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuntimePath(String);

/// A text is not such a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAPath(String);

impl RuntimePath {
    pub(crate) fn tokens(&self) -> Option<TokenStream> {
        path(&self.0).map(|path| path.to_token_stream())
    }
}

impl FromStr for RuntimePath {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        path(text).map(|_| Self(text.to_owned())).ok_or_else(|| NotAPath(text.to_owned()))
    }
}

/// Reads a path that means the same in every module: one of a crate.
fn path(text: &str) -> Option<Path> {
    let path = syn::parse::Parser::parse_str(Path::parse_mod_style, text).ok()?;
    let first = path.segments.first()?;
    (first.ident != "self" && first.ident != "super").then_some(path)
}

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a path of a crate, such as `acme_sdk::runtime` or `crate::runtime`", self.0)
    }
}

impl std::error::Error for NotAPath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_begin_at_a_crate() {
        for text in ["rt", "::rt", "crate::rt", "acme_sdk::runtime", "r#try::rt", " rt "] {
            assert!(text.parse::<RuntimePath>().is_ok(), "{text}");
        }
        for text in ["", "self::rt", "super::rt", "a b", "rt::", "rt::<T>", "acme-sdk", "rt; fn main() {}", "1", "rt,"]
        {
            let error = text.parse::<RuntimePath>().map_err(|error| error.to_string());
            assert!(error.is_err_and(|error| error.starts_with(&format!("`{text}` is not a path"))), "{text}");
        }
    }
}
