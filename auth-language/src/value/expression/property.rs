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

/// A property: where it is, whether it has a meaning, its name, and what it belongs to.
type Row<P> = (Option<P>, bool, &'static str, &'static str);

/// Reports properties that have no meaning for the computation.
pub(super) fn check_properties<P: Copy>(written: &Written<P>, problems: &mut Problems<P>) -> Resolved<()> {
    let rows = rows_of_text(written).into_iter().chain(rows_of_bytes(written));
    let wrong = rows.filter(|(_, is_meant, ..)| !is_meant).find_map(|(at, _, name, of)| Some((at?, name, of)));
    match wrong.filter(|_| !is_slip(written)) {
        Some((at, name, of)) => {
            let message = format!("{name} has no meaning here");
            Err(Some(problems.report(Code::COMPUTED, at, message, format!("it belongs to {of}: remove it"))))
        }
        None => Ok(()),
    }
}

/// Whether the word after `now` is misspelled, which is reported as such.
fn is_slip<P>(written: &Written<P>) -> bool {
    let is_unknown = |form: &str| Time::find(form).is_none() && !is_pattern(form);
    written.increasing.is_some()
        && matches!(&written.what, What::Now(form) if !form.value.starts_with("unix ") && is_unknown(&form.value))
}

/// Returns the properties of times, random values and sorted parameters.
fn rows_of_text<P: Copy>(written: &Written<P>) -> [Row<P>; 6] {
    let Written { what, increasing, length, separator, without, without_empty, zone, .. } = written;
    let (is_sorted, is_random) = (matches!(what, What::Sorted(_)), matches!(what, What::Random(_)));
    let is_number = matches!(what, What::Now(form) if form.value.starts_with("unix "));
    let has_zone = matches!(what, What::Now(form) if is_pattern(&form.value));
    [
        (at(increasing.as_ref()), is_number, "`increasing`", "a number of `now`, such as `unix milliseconds`"),
        (at(length.as_ref()), is_random, "`length`", "`random`"),
        (at(separator.as_ref()), is_sorted, "`separator`", "`sorted`"),
        (without.first().map(|found| found.at), is_sorted, "`without`", "`sorted`"),
        (at(without_empty.as_ref()), is_sorted, "`without_empty`", "`sorted`"),
        (at(zone.as_ref()), has_zone, "`zone`", "a pattern of `now`, such as `\"%Y-%m-%d %H:%M:%S\"`"),
    ]
}

/// Returns the properties of what is bytes, and of how they become text.
fn rows_of_bytes<P: Copy>(written: &Written<P>) -> [Row<P>; 5] {
    let Written { what, key, algorithm, encoding, case, der, .. } = written;
    let is_signature = matches!(what, What::Signature(_));
    let is_keyed = is_signature || matches!(what, What::Keyed(..));
    let has_bytes = match what {
        What::Now(_) | What::Jwt(_) | What::Piece(..) | What::Sorted(_) => false,
        What::Random(kind) => kind.value != "uuid" && kind.value != "digits",
        What::Bytes(_) | What::Decoded(_) | What::Digest(..) | What::Keyed(..) | What::Signature(_) => true,
    };
    let key = key.as_ref().and_then(Operand::at);
    [
        (key, is_keyed, "`key`", "a keyed digest, such as `hmac_sha256`, or a `signature`"),
        (at(algorithm.as_ref()), is_signature, "`algorithm`", "a `signature`"),
        (at(encoding.as_ref()), has_bytes, "`encoding`", "bytes: digests, random bytes, `bytes`"),
        (at(der.as_ref()), is_signature, "`der`", "a `signature`"),
        (at(case.as_ref()), has_bytes && encoding.is_some(), "`case`", "`encoding: hex`"),
    ]
}

fn at<T, P: Copy>(property: Option<&Spanned<T, P>>) -> Option<P> {
    property.map(|found| found.at)
}
