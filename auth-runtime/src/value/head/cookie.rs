//! Cookies that a reply sets (RFC 6265 §4.1).

use http::{HeaderMap, header};

/// The value of a cookie: the last one of that name counts (RFC 6265 §5.3). One that ends at once is none.
pub(super) fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    let last = lines.filter_map(read).filter(|(known, _, _)| *known == name).last();
    last.filter(|(_, value, attributes)| !value.is_empty() && !is_removed(attributes)).map(|(_, value, _)| value)
}

/// The name, the value, and what follows them.
fn read(line: &str) -> Option<(&str, &str, &str)> {
    let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=')?;
    Some((name.trim(), value.trim(), attributes))
}

/// `Max-Age` says when a cookie ends; zero and less remove it (RFC 6265 §5.2.2).
fn is_removed(attributes: &str) -> bool {
    let ages = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
    let mut ages = ages.filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"));
    ages.any(|(_, age)| age.trim().parse::<i64>().is_ok_and(|age| age <= 0))
}
