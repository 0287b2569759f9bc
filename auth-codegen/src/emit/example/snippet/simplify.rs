//! Turns the expressions of the tests into those of a person: imported names instead of paths, and what the helpers of the
//! tests stand for.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;

use super::context::Context;
use super::imports::Imports;
use crate::emit::names::ident;

pub(super) fn simplify(tokens: TokenStream, of: &Context<'_>, imports: &mut Imports) -> TokenStream {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let mut writer = Writer { of, imports };
    let (mut rest, mut written) = (trees.as_slice(), TokenStream::new());
    while !rest.is_empty() {
        rest = writer.step(rest, &mut written);
    }
    written
}

struct Writer<'w> {
    of: &'w Context<'w>,
    imports: &'w mut Imports,
}

impl Writer<'_> {
    /// Writes what is first, and returns the rest.
    fn step<'t>(&mut self, trees: &'t [TokenTree], to: &mut TokenStream) -> &'t [TokenTree] {
        let Some((first, after)) = trees.split_first() else { return trees };
        if let TokenTree::Group(group) = first {
            to.extend([TokenTree::from(Group::new(group.delimiter(), self.within(group)))]);
            return after;
        }
        let Some((path, after)) = read_path(trees) else {
            to.extend([first.clone()]);
            return after;
        };
        let root = path.first().map(ToString::to_string).unwrap_or_default();
        match root.as_str() {
            "api" => to.extend(self.own(&path)),
            "auth_runtime" => to.extend(self.runtime(&path)),
            "crate" => return self.helper(&path, after, to),
            _ => to.extend(join(&path)),
        }
        after
    }

    fn within(&mut self, group: &Group) -> TokenStream {
        simplify(group.stream(), self.of, self.imports)
    }

    /// A name of the provider's module.
    fn own(&mut self, path: &[Ident]) -> TokenStream {
        if let Some(name) = path.get(1) {
            self.imports.add(&self.of.module, &name.to_string());
        }
        join(path.get(1..).unwrap_or_default())
    }

    /// A name of the runtime. It stays a path if the provider has the same name.
    fn runtime(&mut self, path: &[Ident]) -> TokenStream {
        let is_type = |part: &Ident| part.to_string().starts_with(char::is_uppercase);
        let Some(at) = path.iter().position(is_type) else { return join(path) };
        let (module, own) = path.split_at(at);
        let name = own.first().map(ToString::to_string).unwrap_or_default();
        let inside: String = module.iter().skip(1).map(|part| format!("::{part}")).collect();
        let module = format!("{}{inside}", self.of.runtime);
        if self.of.names.declares(&name) {
            let (module, own) = (module.parse::<TokenStream>().unwrap_or_default(), join(own));
            return quote!(#module::#own);
        }
        self.imports.add(&module, &name);
        join(own)
    }

    /// What a helper of the tests stands for: a value of another notation, a callback, an answer.
    fn helper<'t>(&mut self, path: &[Ident], after: &'t [TokenTree], to: &mut TokenStream) -> &'t [TokenTree] {
        let (of, after) = read_generics(after);
        let Some((TokenTree::Group(arguments), after)) = after.split_first() else { return after };
        let name = path.get(1).map(ToString::to_string).unwrap_or_default();
        to.extend(match name.as_str() {
            "parse" => {
                let (ty, value) = (simplify(of, self.of, self.imports), self.within(arguments));
                quote!(#value.parse::<#ty>()?)
            }
            "grant" => quote!(grant),
            "code" => {
                let once = self.runtime(&["auth_runtime", "session", "OneTime"].map(ident));
                quote!(#once::new(grant))
            }
            _ => {
                let value = self.within(arguments);
                self.answer(&value)
            }
        });
        after
    }

    /// What shows something to the user, or asks for an answer.
    fn answer(&mut self, value: &TokenStream) -> TokenStream {
        let ask = self.runtime(&["auth_runtime", "session", "Ask"].map(ident));
        if is_unit(value) {
            quote!(#ask::new(|shown| async move { println!("{shown:?}"); Ok(()) }))
        } else {
            quote!(#ask::new(|_| async { Ok(#value.into()) }))
        }
    }
}

fn is_unit(value: &TokenStream) -> bool {
    let first = value.clone().into_iter().next();
    matches!(first, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis && group.stream().is_empty())
}

/// Reads names that are joined by `::`, at least two.
fn read_path(trees: &[TokenTree]) -> Option<(Vec<Ident>, &[TokenTree])> {
    let mut path = Vec::new();
    let mut rest = trees;
    while let Some((TokenTree::Ident(name), after)) = rest.split_first() {
        path.push(name.clone());
        match after {
            [colon, second, next @ TokenTree::Ident(_), ..] if is_colon(colon) && is_colon(second) => {
                let _ = next;
                rest = &after[2..];
            }
            _ => return (path.len() > 1).then_some((path, after)),
        }
    }
    None
}

/// Reads `::<…>`, if it is there.
fn read_generics(trees: &[TokenTree]) -> (TokenStream, &[TokenTree]) {
    let is_open = matches!(trees.get(2), Some(TokenTree::Punct(punct)) if punct.as_char() == '<');
    let close = trees.iter().position(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '>'));
    match close.filter(|_| is_open) {
        Some(close) => (trees[3..close].iter().cloned().collect(), &trees[close + 1..]),
        None => (TokenStream::new(), trees),
    }
}

fn is_colon(tree: &TokenTree) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ':')
}

fn join(path: &[Ident]) -> TokenStream {
    let mut parts = path.iter();
    let first = parts.next().map(quote::ToTokens::to_token_stream).unwrap_or_default();
    parts.fold(first, |path, name| quote!(#path::#name))
}
