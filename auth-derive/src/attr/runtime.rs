//! Replaces the path of the runtime: `::auth_runtime`, or the path in `#[…(crate = path)]`.

use auth_language::problem::Code;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Path, Token};

use super::problems::{self, Problems};

/// Removes `#[attribute(crate = path)]` from an item and returns the path.
pub(crate) fn take(attrs: &mut Vec<Attribute>, attribute: &str, problems: &mut Problems) -> Option<Path> {
    let says_crate = |attr: &Attribute| attr.path().is_ident(attribute) && first_word(attr) == Some("crate".to_owned());
    let mut found = attrs.extract_if(.., |attr| says_crate(attr));
    let first = found.next();
    if let Some(second) = found.next() {
        let at = syn::spanned::Spanned::span(second.path());
        problems.report(Code::DUPLICATE_KEY, at, "duplicate argument `crate`", "remove one");
    }
    let path = first?.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        input.call(Path::parse_mod_style)
    });
    problems::take(path, problems)
}

fn first_word(attr: &Attribute) -> Option<String> {
    let tokens = attr.meta.require_list().ok()?.tokens.clone();
    tokens.into_iter().next().map(|token| token.to_string())
}

/// Replaces `::auth_runtime` in the tokens of a derive by `path`.
pub(crate) fn rename(tokens: TokenStream, path: Option<&Path>) -> TokenStream {
    match path {
        Some(path) => replace(tokens, &path.to_token_stream()),
        None => tokens,
    }
}

fn replace(tokens: TokenStream, path: &TokenStream) -> TokenStream {
    let mut replaced: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == "auth_runtime" && ends_with_colons(&replaced) => {
                replaced.truncate(replaced.len() - 2);
                replaced.extend(path.clone());
            }
            TokenTree::Group(group) => {
                let mut inner = proc_macro2::Group::new(group.delimiter(), replace(group.stream(), path));
                inner.set_span(group.span());
                replaced.push(inner.into());
            }
            other => replaced.push(other),
        }
    }
    replaced.into_iter().map(|token| quote!(#token)).collect()
}

fn ends_with_colons(tokens: &[TokenTree]) -> bool {
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    matches!(tokens, [.., first, second] if is_colon(first) && is_colon(second))
}
