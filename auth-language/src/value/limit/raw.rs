//! Texts that are written into a URL as they are.

/// Whether a text can be written into a path or a query as it is (RFC 3986 §3.3, §3.4) without adding a parameter or a
/// fragment. Clients encode an apostrophe all the same (WHATWG URL, "special-query percent-encode set").
pub(crate) fn may_be_in_url(text: &str) -> bool {
    let is_escape = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let is_written = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$()*+,;=:@/?%".contains(&byte);
    text.bytes().all(is_written) && text.split('%').skip(1).all(is_escape)
}

#[cfg(test)]
mod tests {
    use super::may_be_in_url;

    #[test]
    fn only_characters_of_a_url() {
        for text in ["read:all,write+all", "a/b", "%2F", "x=y?z", ""] {
            assert!(may_be_in_url(text), "{text}");
        }
        for text in ["a b", "a&b", "a#b", "%", "%2", "%zz", "é", "a\r\nb", "{token}", "a\\b", "'", "\"", "[1]", "a|b"]
        {
            assert!(!may_be_in_url(text), "{text}");
        }
    }
}
