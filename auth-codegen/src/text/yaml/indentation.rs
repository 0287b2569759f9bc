//! Explains a line that begins in a column in which no mapping around it has its keys.

use auth_language::key;

/// A line with a key, or with the item of a list.
#[derive(Clone, Copy)]
struct Line<'t> {
    number: usize,
    indent: usize,
    key: &'t str,
    /// Whether something follows the key on its line.
    has_value: bool,
}

/// Returns where the mistake is, what is wrong and what to do, if the line that begins at this byte is not aligned. The
/// line that is out of place may be this one or one that it follows.
pub(super) fn explain(text: &str, at: usize) -> Option<(usize, String, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    if !text[start..at].trim().is_empty() {
        return None;
    }
    let (before, after) = (lines(&text[..start]), lines(&text[start..]));
    let wrong = after.first()?;
    let index = before.iter().rposition(|line| line.indent < wrong.indent)?;
    let (outer, inner) = (&before[index], before.get(index + 1)?);
    if inner.indent <= wrong.indent {
        return None;
    }
    if is_out_of_line(&before[..index], outer, wrong) {
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
    is_alien || (is_beside && are_of_one(&[outer.key, wrong.key]))
}

/// Explains a line that should be indented like a later one.
fn unlike(text: &str, line: &Line<'_>, like: &Line<'_>) -> (usize, String, String) {
    let byte = text.split_inclusive('\n').take(line.number - 1).map(str::len).sum::<usize>() + line.indent;
    let message = format!("this is not YAML: `{}` is not indented like `{}` below", line.key, like.key);
    (byte, message, format!("indent it by {} spaces", like.indent))
}

/// Explains a line that is not indented like those around it, which the parser notices at the next one. Returns where it
/// is, what is wrong and what to do.
pub(super) fn explain_before(text: &str, at: usize) -> Option<(usize, String, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let (mut before, after) = (lines(&text[..start]), lines(&text[start..]));
    let next = after.first()?;
    let wrong = before.pop().filter(|wrong| wrong.has_value && wrong.indent < next.indent)?;
    if wrong.key.starts_with("- ") {
        return None;
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
