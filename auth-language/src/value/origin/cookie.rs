//! Names of cookies, of which a part may be known only when a reply sets them: `QBT_SID_*`.

use crate::header;
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;

/// What stands for the part of a name that is not known before.
const ANY: char = '*';

/// Whether a name has a part that is not known before. The value is then the whole cookie: `QBT_SID_8080=a1b2`.
#[must_use]
pub fn is_open(name: &str) -> bool {
    name.contains(ANY)
}

/// Whether a cookie has this name.
#[must_use]
pub fn is_named(found: &str, name: &str) -> bool {
    match name.split_once(ANY) {
        None => found == name,
        Some((start, end)) => found.len() > start.len() + end.len() && found.starts_with(start) && found.ends_with(end),
    }
}

/// Returns what a field or a part of this name has of a cookie: its value, or all of it.
#[must_use]
pub fn shown(name: &str, (found, value): (&str, &str)) -> String {
    if is_open(name) { format!("{found}={value}") } else { value.to_owned() }
}

/// Returns what sets a cookie, or sends it, from what a field or a part has of it. Where that is only a value, the open part
/// of the name is made up.
#[must_use]
pub fn whole(name: &str, text: &str) -> String {
    let is_whole = |name: &str| text.split_once('=').is_some_and(|(found, _)| is_named(found, name));
    match name.split_once(ANY) {
        None => format!("{name}={text}"),
        Some(_) if is_whole(name) => text.to_owned(),
        Some((start, end)) => format!("{start}1{end}={text}"),
    }
}

/// Checks the name of a cookie (RFC 6265 §4.1.1).
///
/// # Errors
/// Reports a problem under `code` if it is malformed, or if nothing of it is known.
pub fn check_cookie<P: Copy>(name: &Spanned<String, P>, code: Code, problems: &mut Problems<P>) -> Result<(), Broken> {
    let text = &name.value;
    let open = text.matches(ANY).count();
    let (message, help) = match (header::is_name(text), open) {
        (true, 0) => return Ok(()),
        (true, 1) if text.len() > 1 => return Ok(()),
        (true, 1) => {
            ("any cookie has this name".to_owned(), "write the part of the name that is always the same: `SESS*`")
        }
        (true, _) => (format!("`{text}` has more than one `*`"), "write one `*`, for all that differs"),
        (false, _) if text.contains('{') => (
            format!("`{text}` is not the name of a cookie"),
            "write `*` for the part that differs, as in `SID_*`; the value is then the whole cookie, `name=value`",
        ),
        (false, _) => {
            (format!("`{text}` is not the name of a cookie"), "write the name alone, without spaces and without `=`")
        }
    };
    Err(problems.report(code, name.at, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_may_be_open() {
        let rows = [
            ("SID", "SID", true),
            ("SID_8080", "SID", false),
            ("SID_8080", "SID_*", true),
            ("SID_", "SID_*", false),
            ("aXb", "a*b", true),
            ("ab", "a*b", false),
        ];
        for (found, name, expected) in rows {
            assert_eq!(is_named(found, name), expected, "{found} {name}");
        }
        assert_eq!((shown("SID", ("SID", "1")), shown("S*", ("SID", "1"))), ("1".to_owned(), "SID=1".to_owned()));
        assert_eq!([whole("S", "1"), whole("S*", "S2=1"), whole("S*", "1")], ["S=1", "S2=1", "S1=1"]);
    }
}
