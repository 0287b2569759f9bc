//! Checks which properties a computation can have.

use super::written::{Operand, What, Written};
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::value::Random;
use crate::word::{self, RandomKind, Time, Word as _, is_pattern};

/// The maximum number of random bytes or digits.
const LONGEST: u32 = 1024;

/// A result without an error if the broken part was reported elsewhere.
type Resolved<T> = Result<T, Option<Broken>>;

pub(super) fn random<P: Copy>(
    kind: &Spanned<String, P>,
    written: &Written<P>,
    problems: &mut Problems<P>,
) -> Resolved<Random> {
    let found: RandomKind = word::check(kind, "`random`", problems).map_err(Some)?;
    let length = written.length.as_ref().filter(|length| (1..=LONGEST).contains(&length.value));
    let wrong = |at: P, message: String, help: &str, problems: &mut Problems<P>| {
        Err(Some(problems.report(Code::COMPUTED, at, message, help.to_owned())))
    };
    match (found, &written.length, length) {
        (RandomKind::Uuid, None, _) => Ok(Random::Uuid),
        (RandomKind::Uuid, Some(length), _) => {
            wrong(length.at, "the length of a UUID is fixed".to_owned(), "remove `length`", problems)
        }
        (RandomKind::Bytes, _, Some(length)) => Ok(Random::Bytes(length.value)),
        (RandomKind::Digits, _, Some(length)) => Ok(Random::Digits(length.value)),
        (RandomKind::Bytes | RandomKind::Digits, Some(length), None) => {
            let message = format!("this length is not between 1 and {LONGEST}");
            wrong(length.at, message, "write another number", problems)
        }
        (RandomKind::Bytes | RandomKind::Digits, None, _) => {
            let message = format!("the number of {} is missing", found.text());
            wrong(written.at, message, "add `length: 16`, for example", problems)
        }
    }
}

/// Reports properties that have no meaning for the computation.
pub(super) fn check_properties<P: Copy>(written: &Written<P>, problems: &mut Problems<P>) -> Resolved<()> {
    let Written { at: _, what, increasing, length, key, algorithm, encoding, case } = written;
    let is_random = |kind: &str| matches!(what, What::Random(found) if found.value == kind);
    let has_bytes = match what {
        What::Now(_) | What::Jwt(_) | What::Piece(..) => false,
        What::Random(_) => !is_random("uuid") && !is_random("digits"),
        What::Bytes(_) | What::Decoded(_) | What::Digest(..) | What::Keyed(..) | What::Signature(_) => true,
    };
    let is_number = matches!(what, What::Now(form) if form.value.starts_with("unix "));
    let rows = [
        (
            increasing.as_ref().map(|found| found.at),
            is_number,
            "`increasing`",
            "a number of `now`, such as `unix milliseconds`",
        ),
        (length.as_ref().map(|found| found.at), matches!(what, What::Random(_)), "`length`", "`random`"),
        (
            key.as_ref().and_then(Operand::at),
            matches!(what, What::Keyed(..) | What::Signature(_)),
            "`key`",
            "a keyed digest, such as `hmac_sha256`, or a `signature`",
        ),
        (algorithm.as_ref().map(|found| found.at), matches!(what, What::Signature(_)), "`algorithm`", "a `signature`"),
        (encoding.as_ref().map(|found| found.at), has_bytes, "`encoding`", "bytes: digests, random bytes, `bytes`"),
        (case.as_ref().map(|found| found.at), has_bytes && encoding.is_some(), "`case`", "`encoding: hex`"),
    ];
    let wrong =
        rows.into_iter().filter(|(_, is_meant, ..)| !is_meant).find_map(|(at, _, name, of)| Some((at?, name, of)));
    // A misspelled word after `now` is reported as such.
    let is_unknown = |form: &str| Time::find(form).is_none() && !is_pattern(form);
    let is_slip = !is_number && increasing.is_some() && matches!(what, What::Now(form) if is_unknown(&form.value));
    match wrong.filter(|_| !is_slip) {
        Some((at, name, of)) => {
            let message = format!("{name} has no meaning here");
            Err(Some(problems.report(Code::COMPUTED, at, message, format!("it belongs to {of}: remove it"))))
        }
        None => Ok(()),
    }
}
