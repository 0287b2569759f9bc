//! Explains a line that begins in a column in which no mapping around it has its keys.

use auth_language::key;

/// A line with a key, or with the item of a list.
struct Line<'t> {
    number: usize,
    indent: usize,
    key: &'t str,
    /// Whether something follows the key on its line.
    has_value: bool,
}

/// Returns what is wrong and what to do, if the line that begins at this byte is not aligned. The line that is out of
/// place may be this one or the one that it follows.
pub(super) fn explain(text: &str, at: usize) -> Option<(String, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    if !text[start..at].trim().is_empty() {
        return None;
    }
    let (before, wrong) = (lines(&text[..start]), lines(&text[start..]).into_iter().next()?);
    let outer = before.iter().rposition(|line| line.indent < wrong.indent)?;
    let (outer, inner) = (&before[outer], before.get(outer + 1)?);
    if inner.indent <= wrong.indent {
        return None;
    }
    let message = format!("this is not YAML: `{}` begins in a column of its own", wrong.key);
    let help = format!("align it with `{}` in line {}", inner.key, inner.number);
    // A key of the spec itself is where it belongs.
    let is_in_line = outer.indent == 0 && key::SPEC.key(outer.key).is_some();
    let other = format!("; or indent `{}` in line {}, if that is out of line", outer.key, outer.number);
    Some((message, if is_in_line { help } else { help + &other }))
}

/// Explains a line that is not indented like those around it, which the parser notices at the next one. Returns where it
/// is, what is wrong and what to do.
pub(super) fn explain_before(text: &str, at: usize) -> Option<(usize, String, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let (mut before, next) = (lines(&text[..start]), lines(&text[start..]).into_iter().next()?);
    let wrong = before.pop().filter(|wrong| wrong.has_value && wrong.indent < next.indent)?;
    let last = before.last()?;
    let is_first = !last.has_value && last.indent == wrong.indent;
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
    let byte = text.split_inclusive('\n').take(wrong.number - 1).map(str::len).sum::<usize>() + wrong.indent;
    Some((byte, message, help))
}

/// Whether a mapping of the language has all of these keys.
fn are_of_one(keys: &[&str]) -> bool {
    key::ALL.iter().any(|mapping| keys.iter().all(|key| mapping.key(key).is_some()))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            let key = content.split(':').next().unwrap_or(content).trim();
            let has_value = !content.ends_with([':', '|', '>', '-']);
            found.push(Line { number: index + 1, indent: line.len() - line.trim_start().len(), key, has_value });
        }
    }
    found
}
