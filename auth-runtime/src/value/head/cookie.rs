//! Cookies that a reply sets (RFC 6265 §4.1).

use http::{HeaderMap, header};

/// What stands for the part of a name that is not known before.
const ANY: char = '*';

/// Whether a name has a part that is not known before.
pub(crate) fn is_open(name: &str) -> bool {
    name.contains(ANY)
}

/// Whether a text is a cookie of this name: `QBT_SID_8080=a1b2` of `QBT_SID_*`.
pub(crate) fn is_of(name: &str, cookie: &str) -> bool {
    cookie.split_once('=').is_some_and(|(found, value)| is_named(found, name) && !value.is_empty())
}

/// Returns the value of a cookie: the last one with this name (RFC 6265 §5.3). One that expires at once counts as
/// absent. With a `*` in the name, it is the whole cookie.
pub(super) fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
    let last = lines.filter_map(read).rfind(|(found, ..)| is_named(found, name));
    let (_, value, pair, _) = last.filter(|(_, value, _, attributes)| !value.is_empty() && !is_removed(attributes))?;
    Some(if is_open(name) { pair } else { value })
}

fn is_named(found: &str, name: &str) -> bool {
    match name.split_once(ANY) {
        None => found == name,
        Some((start, end)) => found.len() > start.len() + end.len() && found.starts_with(start) && found.ends_with(end),
    }
}

/// Returns the name, the value, both, and the attributes.
fn read(line: &str) -> Option<(&str, &str, &str, &str)> {
    let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=')?;
    Some((name.trim(), value.trim(), pair.trim(), attributes))
}

/// Whether the cookie is removed by a `Max-Age` of zero or less (RFC 6265 §5.2.2).
fn is_removed(attributes: &str) -> bool {
    let ages = attributes.split(';').filter_map(|attribute| attribute.split_once('='));
    let mut ages = ages.filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"));
    ages.any(|(_, age)| age.trim().parse::<i64>().is_ok_and(|age| age <= 0))
}
