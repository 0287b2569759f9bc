//! Reads durations, as authors write them.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// Reads a duration: a number followed by `s`, `m`, `h` or `d`.
///
/// # Errors
/// Reports a problem if the text is not a duration, or is zero.
pub fn check_duration<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u64, Broken> {
    parse_duration(&text.value).filter(|seconds| *seconds > 0).ok_or_else(|| {
        let message = format!("`{}` is not a length of time", text.value);
        problems.report(Code::LIFETIME, text.at, message, "write a number and a unit: `90s`, `15m`, `12h`, `7d`")
    })
}

fn parse_duration(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// Whether a text is meant as a duration: it begins with a digit.
#[must_use]
pub fn is_duration(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}
