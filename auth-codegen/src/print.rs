//! Tokens → text. Items are formatted one by one: a blank line between two, and no syntax tree of the whole file in memory.

mod compact;

use proc_macro2::TokenStream;

/// The text of a module: its header, its imports, its items.
pub(crate) fn module(header: &str, items: Vec<TokenStream>) -> String {
    let mut text = header.to_owned();
    for item in items {
        text.push('\n');
        text.push_str(&one(&item));
    }
    text
}

/// One item. What the emitter writes always parses; if it did not, the compiler would show the tokens to the author.
fn one(item: &TokenStream) -> String {
    match syn::parse2(item.clone()) {
        Ok(file) => compact::compact(&prettyplease::unparse(&file)),
        Err(_) => item.to_string() + "\n",
    }
}
