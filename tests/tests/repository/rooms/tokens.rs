//! The paths that tokens mention, in macros and bodies alike.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{ItemUse, UseTree};

/// A path as it is written: `crate::session::Token`.
pub(crate) type Path = Vec<String>;

/// The paths and names in some tokens.
#[derive(Default)]
pub(crate) struct Mentioned {
    pub(crate) paths: Vec<Path>,
    /// Names that are not part of a path.
    pub(crate) names: Vec<String>,
}

impl Mentioned {
    pub(crate) fn add(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at += self.step(&tokens, at);
        }
    }

    /// Whether a name occurs alone or as the first of a path.
    pub(crate) fn mentions(&self, name: &String) -> bool {
        self.names.contains(name) || self.paths.iter().any(|path| path[0] == *name)
    }

    /// Reads a path, `use` or group, and returns how many tokens it has.
    fn step(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "use" => self.read_use(&tokens[at..]),
            // `pub(in crate::session)` is not an import.
            TokenTree::Ident(word) if word == "pub" => 1 + usize::from(is_parenthesized(tokens.get(at + 1))),
            // Quoted code belongs to another crate.
            TokenTree::Ident(word) if is_quotation(&word.to_string()) && is_punct(tokens.get(at + 1), '!') => 3,
            TokenTree::Ident(_) => self.read_path(tokens, at),
            TokenTree::Group(group) => {
                self.add(group.stream());
                1
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
        }
    }

    fn read_use(&mut self, tokens: &[TokenTree]) -> usize {
        let end = tokens.iter().position(|token| is_punct(Some(token), ';')).map_or(tokens.len(), |end| end + 1);
        if let Ok(item) = syn::parse2::<ItemUse>(tokens[..end].iter().cloned().collect()) {
            self.paths.extend(leaves(&item.tree).into_iter().map(|leaf| leaf.path));
        }
        end
    }

    fn read_path(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        let mut path = Vec::new();
        let mut end = at;
        while let Some(TokenTree::Ident(word)) = tokens.get(end) {
            path.push(word.to_string());
            end += 1;
            if !(is_punct(tokens.get(end), ':') && is_punct(tokens.get(end + 1), ':')) {
                break;
            }
            end += 2;
        }
        // After `::` it continues a type or starts at another crate; after `.` it is a method, after `#` a variable of a quotation.
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let is_first = ![':', '.', '#'].iter().any(|mark| is_punct(before, *mark)) || is_type_of(tokens, at);
        match path.as_slice() {
            [name] if is_first => self.names.push(name.clone()),
            [_, ..] if is_first => self.paths.push(path),
            _ => {}
        }
        end - at
    }
}

/// Whether one colon is before a token, as in `field: Type`.
fn is_type_of(tokens: &[TokenTree], at: usize) -> bool {
    at > 0 && is_punct(tokens.get(at - 1), ':') && !(at > 1 && is_punct(tokens.get(at - 2), ':'))
}

fn is_quotation(word: &str) -> bool {
    ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned", "format_ident"].contains(&word)
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_parenthesized(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
}

/// One name that a `use` imports.
pub(crate) struct Leaf {
    pub(crate) path: Path,
    /// `None` for `*`.
    pub(crate) name: Option<String>,
}

/// The names of a `use`.
pub(crate) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(&[], tree, &mut found);
    found
}

fn collect(before: &[String], tree: &UseTree, found: &mut Vec<Leaf>) {
    match tree {
        UseTree::Path(path) => collect(&below(before, &path.ident), &path.tree, found),
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(before, tree, found)),
        UseTree::Name(name) => {
            let path = below(before, &name.ident);
            found.push(Leaf { name: path.last().cloned(), path });
        }
        UseTree::Rename(name) => {
            found.push(Leaf { path: below(before, &name.ident), name: Some(name.rename.to_string()) });
        }
        UseTree::Glob(_) => found.push(Leaf { path: before.to_vec(), name: None }),
    }
}

/// A path and one more name; `self` at the end is the path itself.
fn below(path: &[String], name: &Ident) -> Path {
    if name == "self" && !path.is_empty() {
        return path.to_vec();
    }
    [path, &[name.to_string()]].concat()
}
