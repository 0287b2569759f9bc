//! Values that are written into a URL as they are.

/// Whether a text can be a value in a query as it is (RFC 3986 §3.4): it adds no parameter and no fragment. Clients
/// encode an apostrophe all the same (WHATWG URL, "special-query percent-encode set").
pub(super) fn fits_query(text: &str) -> bool {
    has_only(text, b"-._~!$()*+,;=:@/?%")
}

/// Whether a text can be a part of a path as it is (RFC 3986 §3.3): it adds no query and no fragment.
pub(super) fn fits_path(text: &str) -> bool {
    !text.is_empty() && has_only(text, b"-._~!$&'()*+,;=:@/%")
}

/// Whether no segment of a path is empty or leads elsewhere, however its dots are written (WHATWG URL, "double-dot URL
/// path segment").
pub(super) fn is_straight(path: &str) -> bool {
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    !inner.split('/').any(|segment| segment.is_empty() || is_dots(segment))
}

/// Whether a text has only letters, digits and these characters, and each `%` begins an encoded byte (RFC 3986 §2.1).
fn has_only(text: &str, further: &[u8]) -> bool {
    let is_encoded = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || further.contains(&byte))
        && text.split('%').skip(1).all(is_encoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_url_can_have() {
        for text in ["a:b,c+d", "a%20b", "x=y", "a/b?c"] {
            assert!(fits_query(text), "{text}");
        }
        for text in ["a/b", "a%2Fb", "it's", "a&b"] {
            assert!(fits_path(text), "{text}");
        }
        for text in ["a#b", "a b", "a\r\nHost: b", "%", "%2", "%zz", "é", "a\\b", "{token}", "<", "\"", "^", "`", "|"]
        {
            assert!(!fits_query(text) && !fits_path(text), "{text}");
        }
        assert!(!fits_query("a&b=c") && !fits_query("it's") && !fits_path("a?b") && !fits_path(""));
    }

    #[test]
    fn no_segment_leads_elsewhere() {
        for path in ["/a", "/a/b/", "/a.b/..c", "/a%2fb", ""] {
            assert!(is_straight(path) || path.is_empty(), "{path}");
        }
        for path in ["/a/../b", "/..", "/a/.", "/a/%2e%2E/b", "/a/.%2e", "/a//b", "//a"] {
            assert!(!is_straight(path), "{path}");
        }
    }
}
