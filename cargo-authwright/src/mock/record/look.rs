//! What a text looks like, apart from its type.

use std::net::IpAddr;

use auth_language::value::fits;
use auth_language::word::Format;

use crate::import::guess::{name, secret};

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Secret,
    Jwt,
    Email,
    Uuid,
    Url,
    /// A point in time (RFC 3339).
    Time,
    /// A day: `2024-02-20`.
    Day,
    Address,
    Phone,
    /// A word of the provider's own language, such as `active`, and no value of a person.
    Word,
    /// Words for people.
    Phrase,
    /// Anything else, such as an identifier.
    Other,
}

/// Names of members whose values are words of the provider.
const WORDS: [&str; 36] = [
    "type",
    "kind",
    "status",
    "role",
    "roles",
    "scope",
    "scopes",
    "plan",
    "tier",
    "locale",
    "lang",
    "language",
    "country",
    "currency",
    "algorithm",
    "alg",
    "use",
    "kty",
    "crv",
    "typ",
    "method",
    "mode",
    "level",
    "unit",
    "category",
    "object",
    "event",
    "provider",
    "region",
    "environment",
    "format",
    "version",
    "permission",
    "permissions",
    "grant",
    "category_name",
];
/// Endings of such names.
const ENDINGS: [&str; 9] =
    ["_type", "_kind", "_status", "_state", "_mode", "_method", "_version", "_region", "_supported"];

/// Returns what a text looks like.
pub(super) fn of(name: &str, text: &str) -> Look {
    let rows: [(Look, bool); 10] = [
        (Look::Email, fits(Format::Email, text)),
        (Look::Uuid, uuid::Uuid::try_parse(text).is_ok() && text.len() >= 32),
        (Look::Time, text.len() >= 19 && text.parse::<jiff::Timestamp>().is_ok()),
        (Look::Day, text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()),
        (Look::Address, text.parse::<IpAddr>().is_ok()),
        (Look::Url, is_url(text)),
        (Look::Jwt, is_jwt(text)),
        (Look::Secret, secret::is_secret(name, text)),
        (Look::Phone, is_phone(text)),
        (Look::Word, is_word(name, text)),
    ];
    let found = rows.into_iter().find(|(_, is)| *is).map(|(look, _)| look);
    found.unwrap_or(if is_phrase(text) { Look::Phrase } else { Look::Other })
}

pub(super) fn is_jwt(text: &str) -> bool {
    text.starts_with("eyJ") && text.split('.').count() == 3
}

fn is_url(text: &str) -> bool {
    text.contains("://") && url::Url::parse(text).is_ok_and(|url| url.has_host())
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.starts_with('+')
        && (7..=15).contains(&digits)
        && text[1..].chars().all(|c| c.is_ascii_digit() || " -()".contains(c))
}

/// Whether a text is a short word under a name that is one of words. A long number in it may be somebody's.
fn is_word(of: &str, text: &str) -> bool {
    let snake = name::snake(of);
    let is_named = WORDS.contains(&snake.as_str()) || ENDINGS.iter().any(|ending| snake.ends_with(ending));
    is_named && is_plain_word(text)
}

/// Whether a text is a short word without anything of a person in it.
pub(super) fn is_plain_word(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "_-.:/ +".contains(c);
    (1..=40).contains(&text.len()) && digits <= 4 && text.chars().all(is_letter)
}

/// Whether a text is for people: letters and spaces.
fn is_phrase(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c.is_whitespace() || ",.;:!?'’()&".contains(c);
    text.chars().all(is_letter) || text.split_whitespace().count() > 2
}
