//! Matches paths against templates.

use percent_encoding::percent_decode_str;

use crate::read::received::Pairs;

/// Returns the parameters of a path that matches a template. The path is split before it is decoded, because `%2F` is
/// not a separator.
pub(crate) fn match_path(template: &str, path: &str) -> Option<Pairs> {
    let (templates, segments) = (template.split('/'), path.split('/'));
    if templates.clone().count() != segments.clone().count() {
        return None;
    }
    let mut found = Pairs::new();
    for (template, segment) in templates.zip(segments) {
        found.extend(match_segment(template, &percent_decode_str(segment).decode_utf8_lossy())?);
    }
    Some(found)
}

/// Returns the parameters of a path. Those in `raw` are written as they are, and may have several segments.
pub(crate) fn match_raw(template: &str, path: &str, raw: &[&str]) -> Option<Pairs> {
    let found = match_segment(template, path)?.into_iter().map(|(name, text)| {
        if raw.contains(&name.as_str()) {
            return Some((name, text));
        }
        let decoded = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        (!text.contains('/')).then_some((name, decoded))
    });
    found.collect()
}

/// Matches a segment, which may have text around its parameters: `{key_id}:rotate`.
fn match_segment(template: &str, text: &str) -> Option<Pairs> {
    let Some((before, (name, after))) = split_parameter(template) else {
        return (template == text).then(Pairs::new);
    };
    let text = text.strip_prefix(before)?;
    let ends = text.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.rev().find_map(|end| {
        let (value, rest) = text.split_at_checked(end)?;
        let mut found = match_segment(after, rest)?;
        found.insert(0, (name.to_owned(), value.to_owned()));
        Some(found)
    })
}

fn split_parameter(template: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = template.split_once('{')?;
    Some((before, rest.split_once('}')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_as_it_is_may_have_several_segments() {
        let found = match_raw("/a/{x}/{y}", "/a/b%20c/d/e%20f", &["x"]);
        let pairs = [("x".to_owned(), "b%20c/d".to_owned()), ("y".to_owned(), "e f".to_owned())];
        assert_eq!(found, Some(pairs.to_vec()));
        assert_eq!(match_raw("/a/{x}", "/b/c", &["x"]), None);
    }

    #[test]
    fn matches_paths() {
        let rows = [
            ("/a/b", "/a/b", ""),
            ("/a/b", "/a/b/", "no"),
            ("/a/{x}", "/a/1", "x=1"),
            ("/a/{x}", "/a/", "no"),
            ("/a/{x}", "/a/b%2Fc%20d", "x=b/c d"),
            ("/{x}/b/{y}", "/1/b/2", "x=1 y=2"),
            ("/{x}:rotate", "/k:1:rotate", "x=k:1"),
            ("/{x}:rotate", "/k:turn", "no"),
            ("/{x}.{y}", "/é.json", "x=é y=json"),
        ];
        for (template, path, expected) in rows {
            let found = match_path(template, path).map(|pairs| {
                let pairs: Vec<String> = pairs.iter().map(|(name, text)| format!("{name}={text}")).collect();
                pairs.join(" ")
            });
            assert_eq!(found.as_deref().unwrap_or("no"), expected, "{template} {path}");
        }
    }
}
