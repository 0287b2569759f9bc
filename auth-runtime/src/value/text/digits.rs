//! Recognizes unsigned decimal numbers.

/// Whether a text is one or more of the digits `0` to `9`. Rust's parsers also accept a sign.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
