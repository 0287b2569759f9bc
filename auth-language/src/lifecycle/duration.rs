//! Reads durations, as authors write them.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// Reads a duration: a number followed by `s`, `m`, `h` or `d`.
///
/// # Errors
/// Reports a problem if the text is not a duration, or is zero.
pub fn check_duration<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u64, Broken> {
    check(text, "write a number and a unit: `90s`, `15m`, `12h`, `7d`", problems)
}

fn check<P: Copy>(text: &Spanned<String, P>, help: &str, problems: &mut Problems<P>) -> Result<u64, Broken> {
    parse_duration(&text.value).filter(|seconds| *seconds > 0).ok_or_else(|| {
        let message = format!("`{}` is not a length of time", text.value);
        problems.report(Code::LIFETIME, text.at, message, help)
    })
}

/// How long a refresh token that was replaced can be used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grace {
    /// For some seconds.
    For(u64),
    /// Until the new token is used for the first time.
    UntilUsed,
}

impl Grace {
    /// The word for [`UntilUsed`](Self::UntilUsed).
    pub const UNTIL_USED: &str = "until_used";

    /// Returns the seconds, if it is a time.
    #[must_use]
    pub fn seconds(self) -> Option<u64> {
        match self {
            Self::For(seconds) => Some(seconds),
            Self::UntilUsed => None,
        }
    }
}

/// Reads the time for which a replaced refresh token can be used again.
///
/// # Errors
/// Reports a problem if the text is neither a duration nor the word.
pub fn check_grace<P: Copy>(text: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<Grace, Broken> {
    if text.value == Grace::UNTIL_USED {
        return Ok(Grace::UntilUsed);
    }
    let help =
        "write a number and a unit, such as `30s`, or `until_used`, if an old one works until the new one is used";
    check(text, help, problems).map(Grace::For)
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
