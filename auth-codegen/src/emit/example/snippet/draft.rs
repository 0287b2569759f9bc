//! A snippet while it is written: groups of statements, and what they import.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, Given, Snippet};
use super::imports::{Imports, print};
use super::simplify::simplify;

pub(super) struct Draft<'s> {
    of: &'s Context<'s>,
    imports: Imports,
    groups: Vec<String>,
    pub(super) given: Vec<Given>,
}

impl<'s> Draft<'s> {
    pub(super) fn of(of: &'s Context<'s>) -> Self {
        Self { of, imports: Imports::default(), groups: Vec::new(), given: Vec::new() }
    }

    /// Adds a group of statements as they are in the tests, after a comment.
    pub(super) fn add(&mut self, comment: Option<&str>, statements: TokenStream) {
        let comment = comment.map(|comment| format!("// {comment}\n")).unwrap_or_default();
        let statements = self.statements(statements);
        self.groups.push(comment + &statements);
    }

    /// Adds statements to the last group.
    pub(super) fn add_to_last(&mut self, statements: TokenStream) {
        let statements = self.statements(statements);
        match self.groups.last_mut() {
            Some(group) => group.push_str(&statements),
            None => self.groups.push(statements),
        }
    }

    /// Prints statements. No literal has line breaks, because tokens escape them.
    fn statements(&mut self, statements: TokenStream) -> String {
        let statements = simplify(statements, self.of, &mut self.imports);
        let printed = print(&quote!(fn page() { #statements }));
        let inside = printed.lines().filter_map(|line| line.strip_prefix("    "));
        inside.map(|line| format!("{line}\n")).collect()
    }

    pub(super) fn finish(self) -> Snippet {
        let blocks = std::iter::once(self.imports.print()).chain(self.groups);
        let blocks: Vec<String> = blocks.filter(|block| !block.is_empty()).collect();
        Snippet { text: blocks.join("\n"), given: self.given }
    }
}
