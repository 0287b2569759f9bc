//! Texts of documentation as the `doc` of a spec: one sentence on one line.

/// The greatest length of a text, in characters.
const LONGEST: usize = 160;

/// Returns the first sentence, without markup. `None` if nothing is left.
pub(crate) fn sentence(text: &str) -> Option<String> {
    let plain = plain(text);
    let end = sentence_end(&plain);
    let first = plain.get(..end).unwrap_or(&plain).trim().trim_end_matches([':', ';', ',']);
    let cut = cut(first);
    let is_text = cut.chars().any(char::is_alphanumeric);
    is_text.then(|| if cut.ends_with(['.', '!', '?', '…']) { cut } else { format!("{cut}.") })
}

/// Removes HTML tags, the marks of lists and headings, and characters that change the direction of text, and joins lines.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut tag = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '<' if characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || *next == '/') => tag = true,
            '>' if tag => {
                tag = false;
                plain.push(' ');
            }
            _ if tag || is_mark(c) => {}
            c if c.is_whitespace() || c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").replace("**", "").trim_start_matches(['#', '-', '*', '>', ' ']).to_owned()
}

/// Marks that change the direction of text, which specs may not have (CVE-2021-42574).
fn is_mark(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Returns where the first sentence ends: at a full stop before a space and a capital.
fn sentence_end(text: &str) -> usize {
    let ends = text.match_indices(['.', '!', '?']).filter(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let before = text.get(..*at).unwrap_or_default();
        let is_short = ["e.g", "i.e", "etc", "vs"].iter().any(|short| before.ends_with(short));
        rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| !c.is_lowercase()) && !is_short
    });
    ends.map(|(at, _)| at + 1).next().unwrap_or(text.len())
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let short: String = text.chars().take(LONGEST).collect();
    let whole = short.rsplit_once(' ').map_or(short.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_is_left() {
        let rows = [
            ("Log in.  Then call.", Some("Log in.")),
            ("a <b>token</b>\nfor e.g. Apps", Some("a token for e.g. Apps.")),
            ("## Tokens", Some("Tokens.")),
            ("1 < 2 and more", Some("1 < 2 and more.")),
            ("\u{202e}evil", Some("evil.")),
            ("---", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(sentence(text).as_deref(), expected, "{text}");
        }
        assert!(sentence(&"word ".repeat(100)).is_some_and(|text| text.chars().count() <= LONGEST + 1));
    }
}
