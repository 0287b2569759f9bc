//! Where a secret is in a decoded text.

use std::ops::Range;

/// Shorter secrets are part of other words by chance: they are found as whole values only.
pub(crate) const SHORT: usize = 4;
/// From this length on letters are compared without case: host names and hexadecimal digits change it.
const LONG: usize = 8;

/// The places of a secret that is not empty.
pub(super) fn find<'t>(text: &'t [u8], secret: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
    let places = text.windows(secret.len().max(1)).enumerate().filter(|(_, window)| is_equal(window, secret));
    let ranges = places.map(|(start, window)| start..start + window.len());
    ranges.filter(|range| secret.len() >= SHORT || is_whole_value(text, range))
}

fn is_equal(window: &[u8], secret: &[u8]) -> bool {
    if secret.len() >= LONG { window.eq_ignore_ascii_case(secret) } else { window == secret }
}

/// The text as a whole, or the value of a form, a query or JSON inside the text.
fn is_whole_value(text: &[u8], range: &Range<usize>) -> bool {
    // Between runs of base64 there is the byte that is in no text.
    let before = range.start.checked_sub(1).and_then(|at| text.get(at)).filter(|byte| **byte != 0xFF);
    let after = text.get(range.end).filter(|byte| **byte != 0xFF);
    match (before, after) {
        (None, after) => after.is_none(),
        (Some(before), after) => b"=:\"'".contains(before) && after.is_none_or(|byte| !byte.is_ascii_alphanumeric()),
    }
}
