//! Hides secrets in a text, even if they are in another encoding.
//!
//! A reply may repeat a secret as it was sent, or in the encoding of another system: percent-encoding, HTML or JSON
//! escapes, base64, or several of these nested. Therefore the text is decoded in every way that applies, and the
//! secrets are searched for in each result.

mod base64;
mod escape;
mod find;
mod view;

use std::ops::Range;

use self::base64::base64;
use self::escape::{html, json, percent};
pub(crate) use self::find::SHORT;
use self::find::find;
use self::view::View;
use crate::value::Secret;
use crate::value::wiped::WipedBuffer;

/// The text that replaces a secret.
pub(crate) const MARK: &str = "…";
/// The maximum number of nested encodings.
const DEPTH: usize = 3;
/// The maximum length of a text that is searched. A longer one is hidden as a whole, because the search takes about a
/// microsecond per byte.
const LONGEST: usize = 16 * 1024;

/// Returns the text without the secrets; `None` if it contains none of them.
pub(crate) fn scrub<'s>(secrets: impl IntoIterator<Item = &'s Secret>, text: &str) -> Option<WipedBuffer> {
    let mut secrets: Vec<&[u8]> = secrets.into_iter().map(|secret| secret.expose().as_bytes()).collect();
    // No encoding makes a text shorter.
    secrets.retain(|secret| (1..=text.len()).contains(&secret.len()));
    if secrets.is_empty() {
        return None;
    }
    if text.len() > LONGEST {
        return Some(hidden());
    }
    let mut found = Vec::new();
    search(&View::of(text), &secrets, DEPTH, &mut found);
    (!found.is_empty()).then(|| replace(text, &merge(found, text)))
}

fn hidden() -> WipedBuffer {
    WipedBuffer::from(MARK)
}

fn search(view: &View, secrets: &[&[u8]], depth: usize, found: &mut Vec<Range<usize>>) {
    found.extend(secrets.iter().flat_map(|secret| find(view.bytes(), secret)).map(|range| view.original(range)));
    if depth == 0 || view.bytes().len() < shortest(secrets) {
        return;
    }
    let escapes = [percent, html, json].into_iter().filter_map(|decode| decode(view));
    for decoded in escapes.chain(base64(view, shortest(secrets))) {
        search(&decoded, secrets, depth - 1, found);
    }
}

fn shortest(secrets: &[&[u8]]) -> usize {
    secrets.iter().map(|secret| secret.len()).min().unwrap_or_default()
}

/// Sorts ranges, joins overlapping ones, and extends them to whole characters.
fn merge(mut ranges: Vec<Range<usize>>, text: &str) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for Range { mut start, mut end } in ranges {
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        match merged.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => merged.push(start..end),
        }
    }
    merged
}

fn replace(text: &str, ranges: &[Range<usize>]) -> WipedBuffer {
    let (mut out, mut done) = (WipedBuffer::new(), 0);
    for range in ranges {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(MARK);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scrubbed(secrets: &[&str], text: &str) -> String {
        let secrets: Vec<Secret> = secrets.iter().copied().map(Secret::from).collect();
        scrub(&secrets, text).map_or_else(|| text.to_owned(), |text| text.as_str().to_owned())
    }

    #[test]
    fn finds_secrets_in_every_encoding() {
        let rows = [
            ("bad key s3cret\"/é!", "bad key …!"),
            ("k=s3cret%22%2F%C3%A9&", "k=…&"),
            ("k=s3cret%22%2f%c3%a9&", "k=…&"),
            ("k=s3cret%22/é&l=s3cret%22%2fé", "k=…&l=…"),
            ("k=s3cret%2522%252f%25c3%25a9&", "k=…&"),
            ("<b>s3cret&quot;/é</b>", "<b>…</b>"),
            ("<b>s3cret&#34;&#47;&#233;</b>", "<b>…</b>"),
            ("<b>s3cret&#x22;&#X2f;&#xE9;</b>", "<b>…</b>"),
            ("<b>s3cret&amp;quot;/&eacute;é</b>", "<b>s3cret&amp;quot;/&eacute;é</b>"),
            ("<b>s3cret&amp;quot;/é</b>", "<b>…</b>"),
            (r#"{"k":"s3cret\"/é"}"#, r#"{"k":"…"}"#),
            (r#"{"k":"s3cret\u0022\/\u00e9"}"#, r#"{"k":"…"}"#),
            (r#"{"k":"{\"k\":\"s3cret\\\"/\\u00E9\"}"}"#, r#"{"k":"{\"k\":\"…\"}"}"#),
            ("czNjcmV0Ii/DqQ==", "…=="),
            ("czNjcmV0Ii_DqQ", "…"),
            ("Basic YWRhOnMzY3JldCIvw6k= is wrong", "Basic YWRhO…= is wrong"),
            ("Basic YWRhOnMzY3Jl\ndCIvw6k= is wrong", "Basic YWRhO…= is wrong"),
            ("token=YWRhOnMzY3JldCIvw6k%3D;", "token=YWRhO…%3D;"),
            ("xczNjcmV0Ii/DqQ==", "x…=="),
            ("eyJrIjoiczNjcmV0XCIvXHUwMGU5In0", "eyJrIjoi…In0"),
            ("S3CRET\"/é", "…"),
            ("s3cre\"/é", "s3cre\"/é"),
            ("%", "%"),
            ("&#x110000;&#xD800;&;&#;%zz\\u12\\", "&#x110000;&#xD800;&;&#;%zz\\u12\\"),
        ];
        for (text, expected) in rows {
            assert_eq!(scrubbed(&["s3cret\"/é"], text), expected, "{text}");
        }
    }

    #[test]
    fn short_secrets_are_hidden_as_whole_values() {
        let rows = [
            ("12", "…"),
            ("%31%32", "…"),
            ("MTI=", "…="),
            ("pin=12&x=112&y=121", "pin=…&x=112&y=121"),
            (r#"{"pin":"12","n":12,"x":[12]}"#, r#"{"pin":"…","n":…,"x":[12]}"#),
            ("12 tries, 12 failed", "12 tries, 12 failed"),
            ("a12", "a12"),
        ];
        for (text, expected) in rows {
            assert_eq!(scrubbed(&["12", ""], text), expected, "{text}");
        }
    }

    #[test]
    fn overlapping_secrets_are_hidden_together() {
        assert_eq!(scrubbed(&["abcdef", "cdefgh"], "xabcdefghx"), "x…x");
        assert_eq!(scrubbed(&["abcdef", "ghijkl"], "abcdefghijkl"), "…");
        assert_eq!(scrubbed(&["secret", "secretive"], "secretively"), "…ly");
        assert_eq!(scrubbed(&["secret"], &"x".repeat(LONGEST + 1)), "…");
        assert_eq!(scrubbed(&[], &"x".repeat(LONGEST + 1)).len(), LONGEST + 1);
    }
}
