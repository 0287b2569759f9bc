//! Finds a secret in a decoded text.

use std::ops::Range;

/// The minimum length of a secret that is found within a word. Shorter ones are found only as whole values, because
/// they are part of other words by chance.
pub(crate) const SHORT: usize = 4;
/// The length from which on letters are compared case-insensitively, because the case of host names and hexadecimal
/// digits may change.
const LONG: usize = 8;

/// Returns the places of a non-empty secret.
pub(super) fn find<'t>(text: &'t [u8], secret: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
    let places = text.windows(secret.len().max(1)).enumerate().filter(|(_, window)| is_equal(window, secret));
    let ranges = places.map(|(start, window)| start..start + window.len());
    ranges.filter(|range| secret.len() >= SHORT || is_whole_value(text, range))
}

fn is_equal(window: &[u8], secret: &[u8]) -> bool {
    if secret.len() >= LONG { window.eq_ignore_ascii_case(secret) } else { window == secret }
}

/// Whether the range is the whole text, or a value of a form, a query or JSON in the text.
fn is_whole_value(text: &[u8], range: &Range<usize>) -> bool {
    // The byte 0xFF, which is in no text, separates runs of base64.
    let before = range.start.checked_sub(1).and_then(|at| text.get(at)).filter(|byte| **byte != 0xFF);
    let after = text.get(range.end).filter(|byte| **byte != 0xFF);
    match (before, after) {
        (None, after) => after.is_none(),
        (Some(before), after) => b"=:\"'".contains(before) && after.is_none_or(|byte| !byte.is_ascii_alphanumeric()),
    }
}
