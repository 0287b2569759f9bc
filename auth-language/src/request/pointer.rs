//! Names the members of nested objects by JSON pointers (RFC 6901), such as `/login/userName`. An item of a list has its
//! number in brackets: `/params/args/[0]`.

use std::collections::HashMap;

use super::model::{Content, Part};
use super::place::Place;
use crate::problem::{Code, Dialect, Problems};

/// Returns the name of a member of the object that is called `parent`.
#[must_use]
pub fn child(parent: &str, name: &str) -> String {
    let escaped = name.replace('~', "~0").replace('/', "~1");
    if parent.is_empty() || parent.starts_with('/') {
        return format!("{parent}/{escaped}");
    }
    child(&child("", parent), name)
}

/// Returns the name of an item of the list that is called `parent`. The first one is 0.
#[must_use]
pub fn item(parent: &str, index: usize) -> String {
    child(parent, &format!("[{index}]"))
}

/// Returns the number of an item, if a name on a path is one.
#[must_use]
pub fn index_of(segment: &str) -> Option<usize> {
    segment.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

/// Checks that lists in a body are in JSON, that their items are in order, and that none of them can be absent: the others
/// would move.
pub(super) fn check_items<P: Copy>(content: Content, parts: &[Part<P>], problems: &mut Problems<P>) {
    let mut lengths: HashMap<Vec<String>, usize> = HashMap::new();
    for part in parts.iter().filter(|part| part.place == Place::Body) {
        let path = segments(&part.name.value);
        let Some(last) = path.iter().rposition(|name| index_of(name).is_some()) else { continue };
        if path.first().is_some_and(|first| index_of(first).is_some()) {
            let message =
                format!("`{}` is what an item of a list is called, and the body is an object", part.name.value);
            problems.report(Code::BODY, part.name.at, message, "write the name of the list before it: `/items/[0]`");
        } else if content != Content::Json {
            let message = "only JSON has lists, and this body is none";
            problems.report(Code::BODY, part.at, message, "send a `json` body, or join the items into one text");
        } else if last + 1 == path.len() && part.value.is_optional() {
            let message = "an item of a list is at its place, and this one may be absent";
            problems.report(
                Code::BODY,
                part.at,
                message,
                "make the value required, or let the caller give the whole list",
            );
        } else if !is_next(&path, &mut lengths) && problems.dialect() == Dialect::Rust {
            // In a spec, items have no numbers, and one before this was reported.
            let message = "the items before this one are missing";
            problems.report(Code::BODY, part.name.at, message, "number the items from `[0]`, in their order");
        }
    }
}

/// Whether each number on a path is that of a known item, or of the next one.
fn is_next(path: &[String], lengths: &mut HashMap<Vec<String>, usize>) -> bool {
    path.iter().enumerate().all(|(at, name)| {
        let Some(index) = index_of(name) else { return true };
        let length = lengths.entry(path.iter().take(at).cloned().collect()).or_default();
        let is_known = index <= *length;
        *length = (*length).max(index.saturating_add(1));
        is_known
    })
}

/// Returns the names on the path to a member; only the name itself if it is not a pointer.
#[must_use]
pub fn segments(name: &str) -> Vec<String> {
    match name.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect(),
        None => vec![name.to_owned()],
    }
}

/// Returns the last name on the path, without the `@` of an XML attribute.
#[must_use]
pub fn leaf(name: &str) -> String {
    let last = segments(name).into_iter().rfind(|segment| segment != ".");
    last.unwrap_or_default().trim_start_matches('@').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_into_objects() {
        let name = child(&child("login", "a/b"), "c~d");
        assert_eq!(name, "/login/a~1b/c~0d");
        assert_eq!(segments(&name), ["login", "a/b", "c~d"]);
        assert_eq!((item("args", 2), index_of("[2]"), index_of("2")), ("/args/[2]".to_owned(), Some(2), None));
        assert_eq!((segments("a.b"), child("", "/a")), (vec!["a.b".to_owned()], "/~1a".to_owned()));
    }
}
