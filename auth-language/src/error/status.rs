//! Statuses, as keys: `401`, or `"401, 404"` for several.

use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// Whether a case can have a status: one of an error, or one of success with a condition.
///
/// # Errors
/// The status cannot be one of an error, which is reported.
pub fn check_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let number = parse_status(&status.value).filter(|status| matches!(status, 200..=299 | 400..=599));
    number.ok_or_else(|| {
        let message = format!("`{}` is not the status of an error", status.value);
        let help = "write a number from 400 to 599, or from 200 to 299 with a `when`";
        problems.report(Code::STATUS, status.at, message, help)
    })
}

/// The statuses of one list of cases.
///
/// # Errors
/// One of them cannot be one of an error, or is there twice, which is reported.
pub fn check_statuses<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    check_each(text, check_status, problems)
}

/// The statuses of one success.
///
/// # Errors
/// One of them is not the status of a success, or is there twice, which is reported.
pub fn check_success_statuses<P: Copy>(
    text: &Spanned<String, P>,
    problems: &mut Problems<P>,
) -> Result<Vec<Spanned<u16, P>>, Broken> {
    check_each(text, check_success_status, problems)
}

fn check_success_status<P: Copy>(status: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<u16, Broken> {
    let number = parse_status(&status.value).filter(|status| (200..300).contains(status));
    number.ok_or_else(|| {
        let message = format!("`{}` is not the status of a success", status.value);
        let help = "write a number from 200 to 299; refusals belong to `errors`";
        problems.report(Code::STATUS, status.at, message, help)
    })
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
            let message = format!("{status} is there twice");
            return Err(problems.report(Code::STATUS, text.at, message, "remove one of the two"));
        }
        statuses.push(Spanned::new(status, text.at));
    }
    Ok(statuses)
}

/// A status has three digits (RFC 9110 §15).
fn parse_status(text: &str) -> Option<u16> {
    let has_three_digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| has_three_digits)
}
