//! Tokens → text, in one pass: the emitter writes a small part of Rust, and this lays it out as a person with a wide screen would.
//! A short method is on one line, a struct of two fields too, an attribute is on the line of its field or variant.

mod layout;
mod spacing;
mod tree;

use proc_macro2::TokenStream;

use layout::Layout;

/// The text of a module: its header, its imports, its items, with a blank line between two.
pub(crate) fn module(header: &str, items: Vec<TokenStream>) -> String {
    let mut layout = Layout::after(header);
    for item in items {
        layout.items(&tree::entries(item));
    }
    layout.finish()
}

/// The text of a module of calls. They are arbitrary expressions, which are the business of `prettyplease`. What the emitter writes
/// always parses; if it did not, the compiler would show the tokens.
#[cfg(feature = "examples")]
pub(crate) fn calls(header: &str, items: Vec<TokenStream>) -> String {
    items.into_iter().fold(header.to_owned(), |text, item| {
        let item =
            syn::parse2(item.clone()).map_or_else(|_| item.to_string() + "\n", |file| prettyplease::unparse(&file));
        text + "\n" + &item
    })
}
