//! Signatures as text, so that two of them can be compared: paths are resolved, names of arguments do not count.

use std::collections::HashMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// What the names of a module stand for: what it imports, and the prelude where nothing of its own has the name.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, String>);

/// Crates that are one to a caller.
const STD: [&str; 3] = ["std", "core", "alloc"];

impl Names {
    pub(super) fn of(file: &syn::File) -> Self {
        let mut names: HashMap<String, String> =
            ["String", "Vec", "Option", "Result"].map(|name| (name.to_owned(), format!("std::{name}"))).into();
        for item in &file.items {
            match item {
                syn::Item::Use(item) => import(&item.tree, None, &mut names),
                syn::Item::Struct(item) => drop(names.remove(&item.ident.to_string())),
                syn::Item::Enum(item) => drop(names.remove(&item.ident.to_string())),
                _ => {}
            }
        }
        Self(names)
    }

    /// Returns tokens as text, with resolved paths and few spaces.
    pub(super) fn text(&self, tokens: impl ToTokens) -> String {
        let mut words = Vec::new();
        flatten(tokens.to_token_stream(), &mut words);
        join(&self.resolve(&words))
    }

    /// Replaces each path by its crate and its last name: modules may be reached by several paths.
    fn resolve(&self, words: &[String]) -> Vec<String> {
        let mut resolved: Vec<String> = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let start = usize::from(first == "::");
            let path = path_len(&rest[start..]);
            match (path, rest.get(start)) {
                (0, _) | (_, None) => {
                    resolved.push(first.clone());
                    rest = &rest[1..];
                }
                (1, Some(name)) if start == 0 => {
                    resolved.push(self.0.get(name).cloned().unwrap_or_else(|| name.clone()));
                    rest = &rest[1..];
                }
                (length, Some(root)) => {
                    let root = if STD.contains(&root.as_str()) { "std" } else { root };
                    resolved.push(format!("{root}::{}", rest[start + length - 1]));
                    rest = &rest[start + length..];
                }
            }
        }
        resolved
    }
}

/// Returns how many words a path at the start has: names with `::` between them. `Self::X` and `T::X` are paths of the module.
fn path_len(words: &[String]) -> usize {
    let is_name =
        |word: Option<&String>| word.is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    if !is_name(words.first()) {
        return 0;
    }
    let mut length = 1;
    while words.get(length).is_some_and(|word| word == "::") && is_name(words.get(length + 1)) {
        length += 2;
    }
    length
}

fn import(tree: &syn::UseTree, root: Option<&str>, names: &mut HashMap<String, String>) {
    match tree {
        syn::UseTree::Path(path) => {
            let first = path.ident.to_string();
            import(&path.tree, Some(root.unwrap_or(&first)), names);
        }
        syn::UseTree::Name(name) => {
            let name = name.ident.to_string();
            names.insert(name.clone(), format!("{}::{name}", root.unwrap_or_default()));
        }
        syn::UseTree::Rename(rename) => {
            names.insert(rename.rename.to_string(), format!("{}::{}", root.unwrap_or_default(), rename.ident));
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| import(tree, root, names)),
        syn::UseTree::Glob(_) => {}
    }
}

/// Lists tokens as words; `::`, `->` and `=>` are one word each.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(punct) => {
                let last = words.last().map(String::as_str);
                match (last, punct.as_char()) {
                    (Some(":"), ':') | (Some("-" | "="), '>') => {
                        words.last_mut().into_iter().for_each(|word| word.push(punct.as_char()));
                    }
                    (_, c) => words.push(c.to_string()),
                }
            }
            TokenTree::Ident(ident) => words.push(ident.to_string()),
            TokenTree::Literal(literal) => words.push(literal.to_string()),
        }
    }
}

/// Joins words as a person would write them.
fn join(words: &[String]) -> String {
    let is_word = |word: &str| word.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"');
    let mut text = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        let last = text.chars().last().unwrap_or(' ');
        let after_word = last.is_alphanumeric() || "_\"".contains(last);
        let is_spaced = matches!(word.as_str(), "->" | "=>" | "=" | "+" | "{");
        let follows = matches!(last, ',' | ':' | '+' | '=' | '{') || (last == '>' && text.ends_with("->"));
        let is_path = text.ends_with("::");
        if !text.is_empty()
            && !is_path
            && (is_spaced || follows || (is_word(word) && (after_word || last == '>')))
            && word != "::"
        {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}
