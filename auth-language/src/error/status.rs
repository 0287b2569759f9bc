//! Checks HTTP statuses that are keys: `401`, or `"401, 404"` for several.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::word::Class;

impl Class {
    /// Returns the class of an error with this status if the spec gives it none, as the runtime does (RFC 9110 §15, RFC 6585 §4).
    #[must_use]
    pub fn of_status(status: u16) -> Self {
        match status {
            401 => Self::Reauthenticate,
            403 => Self::Denied,
            429 => Self::RateLimited,
            408 | 500.. => Self::Retry,
            _ => Self::Configuration,
        }
    }
}

/// Reads the status of an error case: 300 to 599, or 200 to 299 if the case has a condition. A redirect with a case is not
/// one that is followed.
///
/// # Errors
/// Reports a problem if the text is not such a status.
pub fn check_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let number = parse_status(&status.value).filter(|status| matches!(status, 200..=599));
    number.ok_or_else(|| {
        let message = format!("`{}` is not the status of an error", status.value);
        let help = "write a number from 300 to 599, or from 200 to 299 with a `when`";
        problems.report(Code::STATUS, status.at, message, help)
    })
}

/// Reads the comma-separated statuses of an error case.
///
/// # Errors
/// Reports a problem if one of them is not the status of an error, or is listed twice.
pub fn check_statuses<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    check_each(text, check_status, problems)
}

/// Reads the comma-separated statuses of a reply that is a success because of its status.
///
/// # Errors
/// Reports a problem if one of them is not a 2xx status, or is listed twice.
pub fn check_success_statuses<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    check_each(text, check_success_status, problems)
}

fn check_success_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let text = &status.value;
    let number = parse_status(text);
    number.filter(|status| (200..300).contains(status)).ok_or_else(|| {
        let message = format!("`{text}` is not the status of a success");
        let help = match number {
            Some(300..=599) => format!(
                "refusals belong to `errors`; where `{text}` is what the call is made for, write `{{ success: TYPE }}`"
            ),
            Some(_) | None => "write a number from 200 to 299; refusals belong to `errors`".to_owned(),
        };
        problems.report(Code::STATUS, status.at, message, help)
    })
}

/// Reads the comma-separated statuses of a reply that is a success whatever its status, because the spec says so.
///
/// # Errors
/// Reports a problem if one of them is not a status, or is listed twice.
pub fn check_reply_statuses<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    check_each(text, check_reply_status, problems)
}

fn check_reply_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let number = parse_status(&status.value).filter(|status| matches!(status, 200..=599));
    number.ok_or_else(|| {
        let message = format!("`{}` is not the status of a reply", status.value);
        problems.report(Code::STATUS, status.at, message, "write a number from 200 to 599")
    })
}

/// Checks that one of the statuses that are called a success needs it.
pub fn check_said_success<P: Copy>(statuses: &[Spanned<u16, P>], problems: &mut Problems<P>) {
    if let Some(first) = statuses.first().filter(|_| statuses.iter().all(|status| status.value < 300)) {
        let message = format!("{} is a success in any case", first.value);
        problems.report(Code::STATUS, first.at, message, "write the type alone, without `success`");
    }
}

type Check<P> = fn(&Spanned<String, P>, &mut Problems<P>) -> Result<u16, Broken>;

fn check_each<P: Copy>(
    text: &Spanned<String, P>,
    check: Check<P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    let mut statuses: Vec<Spanned<u16, P>> = Vec::new();
    for one in text.value.split(',') {
        let status = check(&Spanned::new(one.trim().to_owned(), text.at), problems)?;
        if statuses.iter().any(|known| known.value == status) {
            let message = format!("status {status} is listed twice");
            return Err(problems.report(Code::STATUS, text.at, message, "remove one of the two"));
        }
        statuses.push(Spanned::new(status, text.at));
    }
    Ok(statuses)
}

/// Reads a status, which has three digits (RFC 9110 §15).
fn parse_status(text: &str) -> Option<u16> {
    let has_three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| has_three_digits)
}
