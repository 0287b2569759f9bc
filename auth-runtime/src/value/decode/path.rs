//! Finds the value at a path.

use std::borrow::Cow;

use super::{DecodeError, tolerance};
use crate::value::{JsonRef, Text};

/// The path of the whole body.
pub(super) const WHOLE: &str = ".";

/// Returns the value at a path: names and indices that are joined by dots. `\.` is a dot within a name.
pub(super) fn follow<'a>(json: JsonRef<'a>, path: &str) -> Result<Option<JsonRef<'a>>, DecodeError> {
    let (mut found, mut rest) = (json, (path != WHOLE).then_some(path));
    while let Some(text) = rest {
        let (name, after) = split_name(text);
        match member(found, &name).map_err(|Twice| DecodeError::twice(path))? {
            Some(json) if !json.is_null() => found = json,
            _ => return Ok(None),
        }
        rest = after;
    }
    Ok(Some(found).filter(|found| !found.is_null()))
}

/// Returns the first name of a path, and the text after its dot.
fn split_name(path: &str) -> (Cow<'_, str>, Option<&str>) {
    let is_escaped = |dot: usize| path[..dot].ends_with('\\');
    let dot = path.match_indices('.').map(|(dot, _)| dot).find(|dot| !is_escaped(*dot));
    let (name, after) = dot.map_or((path, None), |dot| (&path[..dot], Some(&path[dot + 1..])));
    let name = if name.contains('\\') { Cow::Owned(name.replace("\\.", ".")) } else { Cow::Borrowed(name) };
    (name, after)
}

pub(super) struct Twice;

/// Returns the member of an object, or the item of a list.
pub(super) fn member<'a>(json: JsonRef<'a>, name: &str) -> Result<Option<JsonRef<'a>>, Twice> {
    if let (Some(mut items), Ok(index)) = (json.elements(), name.parse()) {
        return Ok(items.nth(index));
    }
    let mut matching = json.members().filter(|(literal, _)| is_name(literal, name));
    match (matching.next(), matching.next()) {
        (Some((_, first)), Some((_, second))) if tolerance::is_tolerant() && first.get() == second.get() => {
            Ok(Some(first))
        }
        (_, Some(_)) => Err(Twice),
        (found, None) => Ok(found.map(|(_, value)| value)),
    }
}

/// Whether a literal is this name. An escape is longer than its character, so only a longer literal can contain one.
fn is_name(literal: &str, name: &str) -> bool {
    let inner = literal.len().saturating_sub(2);
    if inner <= name.len() {
        return inner == name.len() && literal.get(1..=inner) == Some(name);
    }
    Text::read(literal).is_some_and(|text| *text == *name)
}
