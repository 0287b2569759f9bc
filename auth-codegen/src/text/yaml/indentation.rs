//! Explains a line that begins in a column in which no mapping around it has its keys.

use auth_language::key;

use super::line::{Line, around};
use super::nameless;

/// Returns where the mistake is, what is wrong and what to do, if the line that begins at this byte is not aligned. The
/// line that is out of place may be this one or one that it follows.
pub(super) fn explain(text: &str, at: usize) -> Option<(usize, String, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    if !text[start..at].trim().is_empty() {
        return None;
    }
    let (before, after) = around(text, at);
    let wrong = after.first()?;
    let index = before.iter().rposition(|line| line.indent < wrong.indent)?;
    let (outer, inner) = (&before[index], before.get(index + 1)?);
    if inner.indent <= wrong.indent {
        return None;
    }
    if let Some(explained) = nameless::explain(text, outer, inner, wrong) {
        return Some(explained);
    }
    let is_item_out = outer.column() > outer.indent && is_item_out_of_line(outer, inner, wrong);
    if is_item_out
        || is_out_of_line(&before[..index], outer, wrong)
        || is_head_out_of_line(&before[..index], outer, inner, wrong)
    {
        return Some(unlike(text, outer, wrong));
    }
    let alike = |lines: &[Line<'_>], indent| lines.iter().filter(|line| line.indent == indent).count();
    let row: Vec<Line<'_>> = after.iter().take_while(|line| line.indent >= wrong.indent).copied().collect();
    let (inside, beside) = (alike(&before[index + 1..], inner.indent), alike(&row, wrong.indent));
    let is_usual = wrong.indent == outer.indent + 2 && inner.indent != outer.indent + 2;
    if inside < beside || (inside == beside && is_usual) {
        return Some(unlike(text, inner, wrong));
    }
    let message = format!("this is not YAML: `{}` begins in a column of its own", wrong.key);
    Some((at, message, format!("align it with `{}` in line {}", inner.key, inner.number)))
}

/// Whether it is the line above that is not indented far enough: it belongs to the mapping of the lines around it.
fn is_out_of_line(before: &[Line<'_>], outer: &Line<'_>, wrong: &Line<'_>) -> bool {
    let sibling = before.iter().rev().find(|line| line.indent <= wrong.indent);
    let is_beside = sibling.is_some_and(|line| line.indent == wrong.indent);
    let is_alien = outer.indent == 0 && key::SPEC.key(outer.key).is_none();
    let around = before.iter().rev().find(|line| line.indent < outer.indent);
    let item = outer.key.strip_prefix("- ").filter(|_| around.is_some_and(|around| around.indent + 2 != outer.indent));
    let is_item = item.is_some_and(|key| outer.indent + 2 != wrong.indent && are_of_one(&[key, wrong.key]));
    // What is above it has nothing below, and is in its column.
    let is_below = before.last().is_some_and(|above| !above.has_value && above.column() == outer.indent);
    is_alien
        || is_item
        || (is_below && outer.indent + 2 == wrong.indent)
        || (is_beside && are_of_one(&[outer.key, wrong.key]))
}

/// Whether it is the item above that is not indented far enough: what is in it is where it would be two spaces further.
fn is_item_out_of_line(item: &Line<'_>, inner: &Line<'_>, wrong: &Line<'_>) -> bool {
    let key = item.key.trim_start_matches("- ");
    !item.has_value
        && (item.column() + 2, wrong.indent + 2) == (wrong.indent, inner.indent)
        && are_of_one(&[key, wrong.key])
}

/// Whether the line above is the first of its mapping, and in a column between those of the others and of what is around
/// them.
fn is_head_out_of_line(before: &[Line<'_>], outer: &Line<'_>, inner: &Line<'_>, wrong: &Line<'_>) -> bool {
    let around = before.iter().rev().find(|line| line.indent < outer.indent);
    let is_usual = around.is_some_and(|around| around.column() + 2 == wrong.indent) && inner.indent == wrong.indent + 2;
    !outer.has_value && is_usual && outer.indent != wrong.indent
}

/// Explains a line that should be indented like a later one.
fn unlike(text: &str, line: &Line<'_>, like: &Line<'_>) -> (usize, String, String) {
    let message = format!("this is not YAML: `{}` is not indented like `{}` below", line.key, like.key);
    // What follows `- ` is in the column of the keys.
    let indent = if line.key.starts_with("- ") { like.indent.saturating_sub(2) } else { like.indent };
    (line.byte(text), message, format!("indent it by {indent} spaces"))
}

/// Explains a line that is not indented like those around it, which the parser notices at the next one. Returns where it
/// is, what is wrong and what to do.
pub(super) fn explain_before(text: &str, at: usize) -> Option<(usize, String, String)> {
    let (mut before, after) = around(text, at);
    let next = after.first()?;
    let wrong = before.pop().filter(|wrong| wrong.has_value && wrong.indent < next.indent)?;
    if wrong.key.starts_with("- ") {
        return None;
    }
    if let Some(explained) = explain_empty(text, &wrong, next).or_else(|| explain_next(text, &before, &wrong, &after)) {
        return Some(explained);
    }
    let last = before.last()?;
    // The first entry is out of line if those after it are in another one.
    let is_alone = match after.get(1) {
        Some(line) => line.indent != wrong.indent,
        None => wrong.indent != last.indent + 2,
    };
    let is_first = !last.has_value
        && ((last.indent >= wrong.indent && last.indent < next.indent) || (last.indent < wrong.indent && is_alone));
    let sibling = before.iter().rev().find(|line| line.indent <= next.indent);
    let parent = before.iter().rev().find(|line| line.indent <= wrong.indent);
    let is_alien = parent.is_some_and(|parent| {
        parent.indent == wrong.indent && are_of_one(&[parent.key]) && !are_of_one(&[parent.key, wrong.key])
    });
    let is_between = sibling
        .is_some_and(|line| line.indent == next.indent && (is_alien || are_of_one(&[line.key, wrong.key, next.key])));
    if !is_first && !is_between {
        return None;
    }
    let message = format!("this is not YAML: `{}` is not indented like `{}` in the next line", wrong.key, next.key);
    let help = format!("indent it by {} spaces", next.indent);
    Some((wrong.byte(text), message, help))
}

/// Explains an empty value before lines that are meant for it.
fn explain_empty(text: &str, above: &Line<'_>, next: &Line<'_>) -> Option<(usize, String, String)> {
    let value = above.content.get(above.key.len()..)?.trim_start_matches(':').trim();
    let is_empty = ["\"\"", "''", "{}", "[]", "null", "~"].contains(&value);
    is_empty.then(|| {
        let key = above.key.trim_start_matches(['-', ' ']);
        let message = format!("this is not YAML: `{key}` has the value `{value}`, and `{}` is below it", next.key);
        let at = above.byte(text) + above.content.len() - value.len();
        (at, message, format!("remove `{value}`, if the lines below belong to `{key}`"))
    })
}

/// Explains a line that is indented further than the one before it, which has a value and is where it should be: it is one
/// step inside of what is around it.
fn explain_next(
    text: &str,
    before: &[Line<'_>],
    above: &Line<'_>,
    after: &[Line<'_>],
) -> Option<(usize, String, String)> {
    let next = after.first()?;
    let around = before.iter().rposition(|line| line.indent < above.indent)?;
    if before[around].indent + 2 != above.indent {
        return None;
    }
    let outer = before[..around].iter().rev().find(|line| line.indent < before[around].indent);
    let found = nameless::explain(text, &before[around], next, above)
        .or_else(|| nameless::explain_inside(text, outer?, next, above));
    if found.is_some() {
        return found;
    }
    let is_alone = after.get(1).is_none_or(|line| line.indent != next.indent);
    let is_alike = above.indent + 1 == next.indent && (is_alone || are_of_one(&[above.key, next.key]));
    is_alike.then(|| {
        let message = format!("this is not YAML: `{}` is not indented like `{}` above", next.key, above.key);
        (next.byte(text), message, format!("indent it by {} spaces", above.indent))
    })
}

/// Whether a mapping of the language has all of these keys.
fn are_of_one(keys: &[&str]) -> bool {
    key::ALL.iter().any(|mapping| keys.iter().all(|key| mapping.key(key).is_some()))
}
