//! Finds names in the placeholders of other tools, which would be sent as text: `${id}`, `{{id}}`, `<id>`, `:id`.

use crate::problem::{Broken, Code, Help, Problems};
use crate::spanned::Spanned;

/// Checks that a template has no known name in another notation than `{id}`.
pub(super) fn check<P: Copy>(
    text: &Spanned<String, P>,
    is_known: impl Fn(&str) -> bool,
    problems: &mut Problems<P>,
) -> Result<(), Broken> {
    let Some((wrong, name)) = find(&text.value, is_known) else { return Ok(()) };
    let message = format!("`{wrong}` is sent as text, and not as the value of `{name}`");
    let placeholder = format!("{{{name}}}");
    let written = format!("{:?}", text.value.replacen(wrong, &placeholder, 1));
    let help = Help::Edit { at: text.at, text: written, advice: format!("write `{placeholder}`") };
    Err(problems.report(Code::TEMPLATE, text.at, message, help))
}

/// Returns the first known name in another notation, with its marks.
fn find(text: &str, is_known: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let between = [("${", "}"), ("{{", "}}"), ("<", ">")].into_iter();
    let mut found = between.flat_map(|(open, close)| all_between(text, open, close));
    // An element of XML has an end.
    let is_element = |wrong: &str, name: &str| wrong.starts_with('<') && text.contains(&format!("</{name}>"));
    let inside = found.find(|(wrong, name)| is_known(name) && !is_element(wrong, name));
    inside.or_else(|| whole(text).filter(|name| is_known(name)).map(|name| (text, name)))
}

/// Returns all that is between two marks, with and without them.
fn all_between<'t>(text: &'t str, open: &'t str, close: &'t str) -> impl Iterator<Item = (&'t str, &'t str)> {
    text.match_indices(open).filter_map(move |(start, _)| {
        let inner = text.get(start + open.len()..)?;
        let name = inner.get(..inner.find(close)?)?;
        Some((text.get(start..start + open.len() + name.len() + close.len())?, name))
    })
}

/// Returns the name in a text that is one mark and a name.
fn whole(text: &str) -> Option<&str> {
    text.strip_prefix([':', '$']).or_else(|| text.strip_prefix('%')?.strip_suffix('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_known_names_in_other_notations() {
        let rows = [
            ("Bearer ${id}", Some(("${id}", "id"))),
            ("{{id}}", Some(("{{id}}", "id"))),
            ("a <id>", Some(("<id>", "id"))),
            (":id", Some((":id", "id"))),
            ("%id%", Some(("%id%", "id"))),
            ("$5 {id}", None),
            ("a:id", None),
            ("{{other}} <b>", None),
            ("<id>{id}</id>", None),
            ("{{\"id\":\"{id}\"}}", None),
        ];
        for (text, expected) in rows {
            assert_eq!(find(text, |name| name == "id"), expected, "{text}");
        }
    }
}
