//! Replaces the path of the runtime: `::auth_runtime`, or the path in `#[…(crate = path)]`.

use auth_language::problem::Code;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser as _};
use syn::spanned::Spanned as _;
use syn::{Attribute, Meta, Path, Token};

use super::problems::{self, Problems};

/// Removes `crate = path` from the attributes of an item and returns the path.
pub(crate) fn take(attrs: &mut Vec<Attribute>, attribute: &str, problems: &mut Problems) -> Option<Path> {
    let mut found = Vec::new();
    attrs.retain_mut(|attr| match &mut attr.meta {
        Meta::List(list) if list.path.is_ident(attribute) => {
            let (of_crate, rest): (Vec<_>, Vec<_>) = arguments(&list.tokens).into_iter().partition(is_crate);
            let is_touched = !of_crate.is_empty();
            found.extend(of_crate);
            if is_touched {
                list.tokens = quote!(#(#rest),*);
            }
            !(is_touched && rest.is_empty())
        }
        Meta::Path(_) | Meta::List(_) | Meta::NameValue(_) => true,
    });
    let mut found = found.into_iter();
    let first = found.next()?;
    if let Some(second) = found.next() {
        problems.report(Code::DUPLICATE_KEY, second.span(), "duplicate argument `crate`", "remove one");
    }
    let path = |input: ParseStream<'_>| {
        input.parse::<Token![crate]>()?;
        input.parse::<Token![=]>()?;
        input.call(Path::parse_mod_style)
    };
    problems::take(path.parse2(first), problems)
}

/// Splits the tokens of an attribute at its commas.
fn arguments(tokens: &TokenStream) -> Vec<TokenStream> {
    let mut arguments = vec![TokenStream::new()];
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => arguments.push(TokenStream::new()),
            token => arguments.last_mut().into_iter().for_each(|last| last.extend([token.clone()])),
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

/// Whether an argument is `crate = path`. One that begins with `crate::` is the rest of a type with commas.
fn is_crate(argument: &TokenStream) -> bool {
    let mut tokens = argument.clone().into_iter();
    let first = tokens.next().is_some_and(|token| matches!(token, TokenTree::Ident(ident) if ident == "crate"));
    first && !matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == ':')
}

/// Returns the path as it is called in a module below.
#[cfg(feature = "spec")]
pub(crate) fn below(path: &Path) -> Path {
    let mut below = path.clone();
    let first = path.segments.first().filter(|_| path.leading_colon.is_none());
    if first.is_some_and(|first| first.ident == "self") {
        below.segments = path.segments.iter().skip(1).cloned().collect();
        below.segments.insert(0, syn::parse_quote!(super));
    } else if first.is_some_and(|first| first.ident == "super") {
        below.segments.insert(0, syn::parse_quote!(super));
    }
    below
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

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    /// The path that an item names, and its attributes without it.
    fn taken(attributes: &str) -> (Option<String>, String, usize) {
        let mut item: syn::DeriveInput = syn::parse_str(&format!("{attributes} struct A;")).expect("an item");
        let mut problems = problems::none();
        let path = take(&mut item.attrs, "endpoint", &mut problems);
        let rest: Vec<String> =
            item.attrs.iter().map(|attr| attr.to_token_stream().to_string().replace(' ', "")).collect();
        (path.map(|path| path.to_token_stream().to_string().replace(' ', "")), rest.join(" "), problems.count())
    }

    #[test]
    fn the_path_may_be_anywhere() {
        let rows = [
            ("#[endpoint(crate = rt)] #[endpoint(json)]", Some("rt"), "#[endpoint(json)]", 0),
            ("#[endpoint(json, crate = crate::a::rt)]", Some("crate::a::rt"), "#[endpoint(json)]", 0),
            ("#[endpoint(crate = ::rt, json, form,)]", Some("::rt"), "#[endpoint(json,form)]", 0),
            ("#[endpoint(response = A<B, crate::C>)]", None, "#[endpoint(response=A<B,crate::C>)]", 0),
            ("#[endpoint(crate = rt, crate = other)]", Some("rt"), "", 1),
            ("#[endpoint(crate)]", None, "", 1),
            ("#[endpoint(crate = \"rt\")]", None, "", 1),
            ("#[endpoint()] #[other(crate = rt)]", None, "#[endpoint()] #[other(crate=rt)]", 0),
        ];
        for (attributes, path, rest, problems) in rows {
            assert_eq!(taken(attributes), (path.map(str::to_owned), rest.to_owned(), problems), "{attributes}");
        }
    }

    #[cfg(feature = "spec")]
    #[test]
    fn paths_are_followed_from_below() {
        let rows = [
            ("rt", "rt"),
            ("::rt", "::rt"),
            ("crate::rt", "crate::rt"),
            ("self::rt", "super::rt"),
            ("super::a::rt", "super::super::a::rt"),
        ];
        for (path, expected) in rows {
            let path = syn::parse_str(path).expect("a path");
            let below = below(&path);
            assert_eq!(below.to_token_stream().to_string().replace(' ', ""), expected);
        }
    }
}
