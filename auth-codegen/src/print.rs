//! Tokens → text. Items are formatted one by one: a blank line between two, and no syntax tree of the whole file in memory.

use proc_macro2::TokenStream;

/// How long a line may be.
const WIDTH: usize = 110;

/// The text of a module: its header, its imports, its items.
pub(crate) fn module(header: &str, items: Vec<TokenStream>) -> String {
    let mut text = header.to_owned();
    for item in items {
        text.push('\n');
        text.push_str(&one(item));
    }
    text
}

/// One item. What the emitter writes always parses; if it did not, the compiler would show the tokens to the author.
fn one(item: TokenStream) -> String {
    let fallback = item.to_string();
    match syn::parse2(item) {
        Ok(file) => join_attributes(&space_items(&prettyplease::unparse(&file))),
        Err(_) => fallback + "\n",
    }
}

/// A blank line between two methods, or between a type and its `impl`.
fn space_items(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let next = lines.peek().copied().unwrap_or_default().trim_start();
        let ends = line.ends_with(';') || line.trim_start() == "}";
        if ends && (next.starts_with("///") || next.starts_with("impl")) {
            spaced.push('\n');
        }
    }
    spaced
}

/// An attribute that fits on one line stands on one.
fn join_attributes(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let mut whole = line.to_owned();
        if line.trim_start().starts_with("#[") && line.ends_with('(') {
            whole = join(line, &mut lines);
        }
        joined.push_str(&whole);
        joined.push('\n');
    }
    joined
}

fn join<'t>(first: &str, lines: &mut impl Iterator<Item = &'t str>) -> String {
    let mut parts = Vec::new();
    let mut last = "";
    for line in lines {
        last = line;
        if line.trim_start().starts_with(')') {
            break;
        }
        parts.push(line.trim_start());
    }
    let one_line = format!("{first}{}{}", parts.join(" "), last.trim_start());
    if one_line.len() <= WIDTH {
        return one_line;
    }
    let indent = &first[..first.len() - first.trim_start().len()];
    let body = parts.join(" ");
    format!("{first}\n{indent}    {body}\n{last}")
}
