//! Templates over the settings of a connection.

/// A piece of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(&'static str),
    Setting(&'static str),
}

/// Parses a template: `{name}` is a setting, `{{` and `}}` are literal braces. A brace that is not closed is text.
pub(crate) fn pieces(template: &'static str) -> impl Iterator<Item = Piece> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (piece, after) = first_piece(rest)?;
        rest = after;
        Some(piece)
    })
}

fn first_piece(rest: &'static str) -> Option<(Piece, &'static str)> {
    literal_brace(rest).or_else(|| setting(rest)).or_else(|| text(rest))
}

fn literal_brace(rest: &'static str) -> Option<(Piece, &'static str)> {
    let mut braces = [("{{", "{"), ("}}", "}")].into_iter();
    braces.find_map(|(doubled, brace)| Some((Piece::Text(brace), rest.strip_prefix(doubled)?)))
}

fn setting(rest: &'static str) -> Option<(Piece, &'static str)> {
    rest.strip_prefix('{')?.split_once('}').map(|(name, after)| (Piece::Setting(name), after))
}

/// Returns the text up to the next brace. If it begins with one, that is part of it.
fn text(rest: &'static str) -> Option<(Piece, &'static str)> {
    let start = rest.chars().next()?.len_utf8();
    let end = rest.get(start..)?.find(['{', '}']).map_or(rest.len(), |found| start + found);
    rest.split_at_checked(end).map(|(text, after)| (Piece::Text(text), after))
}

/// Returns the text of a template with its settings filled in, character by character; or the name of a setting that has
/// no value.
#[cfg(all(feature = "client", feature = "sign"))]
pub(crate) fn fill(template: &'static str, settings: &super::SettingValues) -> Result<String, &'static str> {
    let mut text = String::with_capacity(template.len());
    for piece in pieces(template) {
        text.push_str(match piece {
            Piece::Text(text) => text,
            Piece::Setting(name) => settings.get(name).ok_or(name)?,
        });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_texts_and_settings() {
        use Piece::{Setting, Text};
        let rows: [(&str, &[Piece]); 6] = [
            ("", &[]),
            ("a", &[Text("a")]),
            ("https://{sub}.a.example/{v}", &[Text("https://"), Setting("sub"), Text(".a.example/"), Setting("v")]),
            ("{{{a}}}", &[Text("{"), Setting("a"), Text("}")]),
            ("ä{a", &[Text("ä"), Text("{a")]),
            ("}a", &[Text("}a")]),
        ];
        for (template, expected) in rows {
            assert_eq!(pieces(template).collect::<Vec<_>>(), expected, "{template}");
        }
    }
}
