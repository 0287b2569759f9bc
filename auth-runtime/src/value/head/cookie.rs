//! Cookies that a reply sets (RFC 6265 §4.1).

use http::{HeaderMap, header};

/// Returns the value of a cookie: the last one with this name (RFC 6265 §5.3). One that expires at once counts as
/// absent.
pub(super) fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    let last = lines.filter_map(read).rfind(|(known, _, _)| *known == name);
    last.filter(|(_, value, attributes)| !value.is_empty() && !is_removed(attributes)).map(|(_, value, _)| value)
}

/// Returns the name, the value, and the attributes.
fn read(line: &str) -> Option<(&str, &str, &str)> {
    let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=')?;
    Some((name.trim(), value.trim(), attributes))
}

/// Whether the cookie is removed by a `Max-Age` of zero or less (RFC 6265 §5.2.2).
fn is_removed(attributes: &str) -> bool {
    let ages = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
    let mut ages = ages.filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"));
    ages.any(|(_, age)| age.trim().parse::<i64>().is_ok_and(|age| age <= 0))
}
