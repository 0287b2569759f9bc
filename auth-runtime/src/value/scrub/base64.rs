//! Decodes base64 (RFC 4648) in either alphabet, with or without padding and line breaks.

use std::ops::Range;

use super::view::View;

/// Returns the text with everything decoded that could be base64. If letters precede base64, its start is unknown, so
/// there is one view for each of the four positions in a group. Runs that are too short for `shortest` bytes are left
/// out.
pub(super) fn base64(view: &View, shortest: usize) -> impl Iterator<Item = View> {
    let least = shortest.saturating_mul(4).div_ceil(3).max(2);
    let runs = runs(view.bytes(), least);
    (0..4).filter_map(move |skip| decode(view, &runs, skip))
}

/// Returns the runs of at least `least` base64 characters.
fn runs(bytes: &[u8], least: usize) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in bytes.split(|byte| value(*byte).is_none() && !is_line_break(*byte)) {
        if run.iter().filter(|byte| value(**byte).is_some()).count() >= least {
            runs.push(start..start + run.len());
        }
        start += run.len() + 1;
    }
    runs
}

fn decode(view: &View, runs: &[Range<usize>], skip: usize) -> Option<View> {
    let mut decoded = view.empty_like();
    for run in runs {
        decode_run(view, run.clone(), skip, &mut decoded);
        // This byte separates the runs; it is not in any secret.
        decoded.push(&[0xFF], view, run.end.saturating_sub(1)..run.end);
    }
    (!runs.is_empty()).then_some(decoded)
}

fn decode_run(view: &View, run: Range<usize>, skip: usize, decoded: &mut View) {
    let digits = run.filter_map(|at| Some((at, value(*view.bytes().get(at)?)?)));
    let (mut bits, mut count, mut first) = (0_u32, 0_u32, 0);
    for (at, value) in digits.skip(skip) {
        first = if count == 0 { at } else { first };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push(&[low_byte(bits >> count)], view, first..at + 1);
            first = at;
        }
    }
}

fn low_byte(bits: u32) -> u8 {
    bits.to_le_bytes()[0]
}

fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

fn value(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}
