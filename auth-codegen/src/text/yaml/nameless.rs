//! Explains a line above which its key or its name is missing: it is indented further than the line before it, or than the
//! next one that is not part of it.

use auth_language::key::{self, Mapping, Shape};

use super::line::Line;

/// Where the mistake is, what is wrong and what to do.
type Explained = (usize, String, String);

/// Explains lines of which the first, `inner`, is in `outer` too deep to be beside `beside`: one is a name or an item, and
/// the other a key of what is named.
pub(super) fn explain(text: &str, outer: &Line<'_>, inner: &Line<'_>, beside: &Line<'_>) -> Option<Explained> {
    let (inner_key, other_key) = (bare(inner.key), bare(beside.key));
    if beside.key.starts_with('-') && !beside.key.starts_with("- ") {
        return None;
    }
    let is_item = inner.key.starts_with("- ") && is_status(other_key) && !is_status(outer.key);
    let is_alien = match below(outer.key) {
        Some(Below::Names(declared)) => declared.key(inner_key).is_some() && declared.key(other_key).is_none(),
        Some(Below::Items(declared)) => declared.key(inner_key).is_none() && declared.key(other_key).is_some(),
        None => false,
    };
    (is_item || is_alien).then(|| explained(text, inner, beside))
}

/// Explains a line after a key of what is named in `outer`: it is none of those keys itself.
pub(super) fn explain_inside(text: &str, outer: &Line<'_>, inner: &Line<'_>, beside: &Line<'_>) -> Option<Explained> {
    let Some(Below::Names(declared)) = below(outer.key) else { return None };
    let is_alien = declared.key(inner.key).is_none() && declared.key(beside.key).is_some();
    is_alien.then(|| explained(text, inner, beside))
}

fn explained(text: &str, inner: &Line<'_>, beside: &Line<'_>) -> Explained {
    let message = format!("this is not YAML: nothing says what `{}` belongs to", bare(inner.key));
    let place = if beside.number > inner.number { "below" } else { "above" };
    let other = bare(beside.key);
    let help = format!("write its key or its name in a line before it, in the column of `{other}` {place}");
    (inner.byte(text), message, help)
}

/// Returns the key of a line, or of the item that begins on it.
fn bare(key: &str) -> &str {
    key.trim_start_matches(['-', ' ', '{'])
}

fn is_status(key: &str) -> bool {
    key.trim_matches('"')
        .split(", ")
        .all(|status| status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What is below a key: names, each with keys of a mapping below it, or items with such keys.
enum Below {
    Names(&'static Mapping),
    Items(&'static Mapping),
}

/// Returns what is below a key of the language.
fn below(name: &str) -> Option<Below> {
    key::ALL.iter().filter_map(|mapping| mapping.key(name)).find_map(|key| inside(&key.shape))
}

fn inside(shape: &'static Shape) -> Option<Below> {
    match shape {
        Shape::Entries(entry) => entry.keys().map(Below::Names),
        Shape::List(item) => item.keys().map(Below::Items),
        Shape::AnyOf(shapes) => shapes.iter().find_map(inside),
        Shape::Mapping(_)
        | Shape::Text
        | Shape::Boolean
        | Shape::Count
        | Shape::Scalar
        | Shape::Any
        | Shape::Type
        | Shape::Reference(_)
        | Shape::Words(_) => None,
    }
}
