//! Reads the head of a reply.

mod challenge;
pub(crate) mod cookie;

use std::borrow::Cow;

use http::HeaderMap;

pub use self::challenge::{Challenge, challenges};
use crate::value::wiped::WipedBuffer;

/// Hides secrets in an external text.
pub(crate) trait Hide {
    fn hide<'t>(&self, text: &'t str) -> Cow<'t, str>;
}

/// The headers of a reply, from which fields are read.
#[derive(Clone, Copy)]
pub(crate) struct Head<'a> {
    headers: &'a HeaderMap,
    hide: Option<&'a (dyn Hide + Sync)>,
}

/// A header that should have a single value has several different ones.
pub(crate) struct Differ;

impl<'a> Head<'a> {
    pub(crate) fn new(headers: &'a HeaderMap) -> Self {
        Self { headers, hide: None }
    }

    /// Hides secrets of the request that the reply repeats.
    pub(crate) fn hiding(self, hide: &'a (dyn Hide + Sync)) -> Self {
        Self { hide: Some(hide), ..self }
    }

    /// Returns the value of a header. If it is repeated, all values must be the same, except for a list, whose lines
    /// are joined (RFC 9110 §5.3).
    pub(crate) fn header(self, name: &str, separator: Option<&str>) -> Result<Option<WipedBuffer>, Differ> {
        let mut lines = self.headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
        let Some(first) = lines.next() else { return Ok(None) };
        match separator {
            Some(separator) => Ok(Some(join(std::iter::once(first).chain(lines), separator, self))),
            None if lines.any(|line| line != first) => Err(Differ),
            None => Ok(Some(self.shown(first))),
        }
    }

    /// Returns a cookie that the reply sets.
    pub(crate) fn cookie(self, name: &str) -> Option<WipedBuffer> {
        cookie::find(self.headers, name).map(|value| self.shown(value))
    }

    /// Returns a challenge parameter.
    pub(crate) fn challenge(self, name: &str) -> Option<WipedBuffer> {
        challenges(self.headers).iter().find_map(|challenge| challenge.parameter(name)).map(|value| self.shown(value))
    }

    fn shown(self, text: &str) -> WipedBuffer {
        let mut shown = WipedBuffer::new();
        match self.hide {
            Some(hide) => shown.push_str(&hide.hide(text)),
            None => shown.push_str(text),
        }
        shown
    }
}

/// Joins the items of all lines with exactly one separator between them. Spaces around an item are removed.
fn join<'l>(lines: impl Iterator<Item = &'l str>, separator: &str, head: Head<'_>) -> WipedBuffer {
    let mut joined = WipedBuffer::new();
    let between = if separator.trim().is_empty() { separator } else { separator.trim() };
    for item in lines.flat_map(|line| line.split(between)).map(str::trim).filter(|item| !item.is_empty()) {
        joined.push_str(if joined.as_slice().is_empty() { "" } else { separator });
        joined.push(head.shown(item).as_slice());
    }
    joined
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn a_header_has_one_value_or_is_a_list() {
        let headers = headers(&[("x-a", "1"), ("x-a", "2"), ("x-b", "3"), ("x-b", "3"), ("x-c", "a, b"), ("x-c", "c")]);
        let head = Head::new(&headers);
        let text = |name: &str, separator| {
            head.header(name, separator).map(|text| text.map(|text| text.as_str().to_owned())).map_err(|Differ| ())
        };
        assert_eq!(text("x-a", None), Err(()));
        assert_eq!(text("X-B", None), Ok(Some("3".to_owned())));
        assert_eq!(text("x-c", Some(",")), Ok(Some("a,b,c".to_owned())));
        assert_eq!(text("x-c", Some(", ")), Ok(Some("a, b, c".to_owned())));
        assert_eq!(text("x-d", None), Ok(None));
    }

    #[test]
    fn a_cookie_is_the_last_that_is_set() {
        let headers = headers(&[
            ("set-cookie", "A=1; Path=/"),
            ("set-cookie", "A=2; HttpOnly"),
            ("set-cookie", "B=\"q\""),
            ("set-cookie", "C=3"),
            ("set-cookie", "C=; Max-Age=0"),
            ("set-cookie", "D=4; max-age=-1"),
            ("set-cookie", "broken"),
            ("set-cookie", "SID_8080=5; Path=/"),
            ("set-cookie", "SID_=6"),
        ]);
        let cookie = |name: &str| Head::new(&headers).cookie(name).map(|text| text.as_str().to_owned());
        assert_eq!(
            (cookie("SID_*"), cookie("SID_"), cookie("SID_*0")),
            (Some("SID_8080=5".to_owned()), Some("6".to_owned()), Some("SID_8080=5".to_owned()))
        );
        let found = ["A", "B", "C", "D", "a", "broken"].map(cookie);
        assert_eq!(found, [Some("2".to_owned()), Some("\"q\"".to_owned()), None, None, None, None]);
    }
}
