//! Finds path parameters in the notations of routers, which would be sent as they are.

use crate::problem::Help;
use crate::spanned::Spanned;

/// Segments of `OData` (Version 4.01, part 2) that begin with `$` and are no parameters.
const ODATA: [&str; 10] =
    ["$all", "$batch", "$count", "$crossjoin", "$entity", "$filter", "$links", "$metadata", "$ref", "$value"];

/// Returns the message and the edit for a path with a parameter in another notation than `{id}`.
pub(super) fn misfit<P: Copy>(text: &Spanned<String, P>) -> Option<(String, Help<P>)> {
    let segments = || text.value.split('/');
    let foreign = segments().find(|segment| parameter(segment).is_some())?;
    let message = format!("`{foreign}` would be sent as it is");
    let names: Vec<&str> = segments().filter_map(parameter).collect();
    if names.iter().any(|name| !is_name(name)) {
        return Some((message, "write a parameter in braces, as in `{id}`".into()));
    }
    let path = segments().map(|segment| match parameter(segment) {
        Some(name) => format!("{{{name}}}"),
        None => segment.to_owned(),
    });
    let path = path.collect::<Vec<_>>().join("/");
    let advice = format!("write a parameter in braces: `{path}`");
    Some((message, Help::Edit { at: text.at, text: format!("{path:?}"), advice }))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// Returns the name in a segment such as `:id`, `<id>`, `<int:id>`, `[id]`, `[...id]`, `$id`, `${id}`, `*id`
/// and `#{id}`; `None` for other segments.
fn parameter(segment: &str) -> Option<&str> {
    let between = |start: &str, end: &str| segment.strip_prefix(start)?.strip_suffix(end);
    if let Some(name) = between("<", ">") {
        return Some(name.rsplit_once(':').map_or(name, |(_, name)| name));
    }
    if let Some(name) = between("[", "]") {
        return Some(name.trim_matches(['.', '[', ']']));
    }
    if let Some(name) = between("${", "}").or_else(|| between("#{", "}")) {
        return Some(name.trim());
    }
    let is_word = |name: &&str| !name.is_empty() && !name.contains('{');
    let name = segment.strip_prefix(':').or_else(|| segment.strip_prefix('*'));
    let name = name.or_else(|| segment.strip_prefix('$').filter(|_| !ODATA.contains(&segment)));
    name.filter(is_word).map(|name| name.trim_end_matches(['?', '+', '*']))
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn finds_parameters_in_other_notations() {
        let rows = [
            (":id", Some("id")),
            (":id?", Some("id")),
            ("<id>", Some("id")),
            ("<int:id>", Some("id")),
            ("[id]", Some("id")),
            ("[[...id]]", Some("id")),
            ("$id", Some("id")),
            ("${id}", Some("id")),
            ("#{id}", Some("id")),
            ("{{id}}", None),
            ("*path", Some("path")),
            ("$metadata", None),
            ("{id}", None),
            ("{a}:{b}", None),
            (":{id}", None),
            ("things:batch", None),
            ("a<b", None),
            ("*", None),
            ("$", None),
        ];
        for (segment, expected) in rows {
            assert_eq!(parameter(segment), expected, "{segment}");
        }
    }

    #[test]
    fn replaces_all_of_them() {
        let at = |path: &str| Spanned::new(path.to_owned(), ());
        let found = misfit(&at("/a/:id/b/<int:key>/{x}"));
        let Some((message, Help::Edit { text, .. })) = found else { panic!("{found:?}") };
        assert_eq!((message.as_str(), text.as_str()), ("`:id` would be sent as it is", "\"/a/{id}/b/{key}/{x}\""));
        assert!(matches!(misfit(&at("/a/:i~d")), Some((_, Help::Prose(_)))));
        assert!(misfit(&at("/a/$metadata/{id}")).is_none());
    }
}
