//! The texts of a spec: words, code between backticks, and links.

use maud::{Markup, html};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span<'t> {
    /// Words.
    Plain(&'t str),
    /// Code, without its backticks.
    Code(&'t str),
}

/// Divides a text at its backticks. Where one is alone, all of them are letters like others.
pub(super) fn spans(text: &str) -> Vec<Span<'_>> {
    if text.matches('`').count() % 2 == 1 {
        return vec![Span::Plain(text)];
    }
    let pieces = text.split('`').enumerate();
    let spans = pieces.map(|(at, piece)| if at % 2 == 0 { Span::Plain(piece) } else { Span::Code(piece) });
    spans.filter(|span| !matches!(span, Span::Plain(""))).collect()
}

/// Returns a text without its backticks.
pub(super) fn plain(text: &str) -> String {
    let of = |span| match span {
        Span::Plain(text) | Span::Code(text) => text,
    };
    spans(text).into_iter().map(of).collect()
}

/// Writes a text as HTML.
pub(super) fn prose(text: &str) -> Markup {
    html! {
        @for span in spans(text) {
            @match span {
                Span::Code(code) => code { (code) },
                Span::Plain(words) => (linked(words)),
            }
        }
    }
}

/// Writes words, and what looks like a URL as a link.
fn linked(words: &str) -> Markup {
    let Some((before, url, after)) = find_url(words) else { return html! { (words) } };
    html! {
        (before) (link(url, url)) (linked(after))
    }
}

/// A link to another site, if that is what it is.
pub(super) fn link(url: &str, text: &str) -> Markup {
    let is_page = url.starts_with("https://") || url.starts_with("http://");
    html! {
        @if is_page { a href=(url) rel="noreferrer" { (text) } } @else { (text) }
    }
}

/// Finds the first URL, without the punctuation that ends its sentence.
fn find_url(words: &str) -> Option<(&str, &str, &str)> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| words.find(scheme)).min()?;
    let rest = &words[start..];
    let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`".contains(c)).unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let is_whole = url.len() > "https://".len();
    is_whole.then(|| (&words[..start], url, &words[start + url.len()..]))
}

/// Names in a sentence: `a`, `a and b`, `a, b and c`.
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A duration in the largest unit of which it is a whole number.
pub(super) fn duration(seconds: u64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let (factor, unit) = units.into_iter().find(|(factor, _)| seconds.is_multiple_of(*factor)).unwrap_or((1, "second"));
    crate::terminal::plural(usize::try_from(seconds / factor).unwrap_or(usize::MAX), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let rows = [
            ("Ask `a<b>`.", "Ask <code>a&lt;b&gt;</code>."),
            ("</script><img src=x onerror=\"a\">", "&lt;/script&gt;&lt;img src=x onerror=&quot;a&quot;&gt;"),
            ("one ` alone & < ", "one ` alone &amp; &lt; "),
            (
                "See https://a.example/x?a=1&b=2).",
                "See <a href=\"https://a.example/x?a=1&amp;b=2\" rel=\"noreferrer\">https://a.example/x?a=1&amp;b=2</a>).",
            ),
            ("https://", "https://"),
            ("javascript:alert(1)", "javascript:alert(1)"),
        ];
        for (text, expected) in rows {
            assert_eq!(prose(text).into_string(), expected, "{text}");
        }
        assert_eq!(link("javascript:alert(1)", "page").into_string(), "page");
    }

    #[test]
    fn durations_have_the_largest_unit() {
        let rows = [(0, "0 days"), (1, "1 second"), (60, "1 minute"), (5_400, "90 minutes"), (172_800, "2 days")];
        for (seconds, expected) in rows {
            assert_eq!(duration(seconds), expected);
        }
    }
}
