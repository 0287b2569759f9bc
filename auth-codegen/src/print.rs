//! Prints tokens as text in one pass. The emitter uses only a small part of Rust, which is laid out as a person with a
//! wide screen would: a short method or a struct with two fields is on one line, and an attribute is on the line of its
//! field or variant.

mod layout;
mod spacing;
mod tree;

use proc_macro2::TokenStream;

use layout::Layout;

/// Prints a module: its header, imports and items, separated by blank lines.
pub(crate) fn module(header: &str, items: Vec<TokenStream>) -> String {
    let mut layout = Layout::after(header);
    for item in items {
        layout.items(&tree::entries(item));
    }
    layout.finish()
}

/// Prints a module of calls. They are arbitrary expressions, which `prettyplease` formats. The emitter's output always
/// parses; if it did not, the unformatted tokens would be printed, and rustc would report the error.
#[cfg(feature = "examples")]
pub(crate) fn calls(header: &str, items: Vec<TokenStream>) -> String {
    items.into_iter().fold(header.to_owned(), |text, item| {
        let item =
            syn::parse2(item.clone()).map_or_else(|_| item.to_string() + "\n", |file| prettyplease::unparse(&file));
        text + "\n" + &item
    })
}
