//! Explains a line that begins in a column in which no mapping around it has its keys.

use auth_language::key;

/// A line with a key, or with the item of a list.
struct Line<'t> {
    number: usize,
    indent: usize,
    key: &'t str,
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

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let content = line.trim();
        if !content.is_empty() && !content.starts_with('#') {
            let key = content.split(':').next().unwrap_or(content).trim();
            found.push(Line { number: index + 1, indent: line.len() - line.trim_start().len(), key });
        }
    }
    found
}
