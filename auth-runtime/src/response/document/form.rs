//! Converts forms to JSON: an object of texts.

use crate::request::write::percent::form_bytes;
use crate::value::encode::object_of_texts;
use crate::value::wiped::WipedBuffer;

/// Converts a form to a JSON object, in which each name is a member.
pub(crate) fn form_to_json(form: &[u8]) -> WipedBuffer {
    let pairs = form.trim_ascii_end().split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    object_of_texts(pairs.map(|pair| {
        let mut parts = pair.splitn(2, |byte| *byte == b'=').map(form_bytes);
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_as_by_the_library() {
        let rows =
            ["", "&&", "a", "=b", "a=b=c&", "a+b=%20+%2B", "%61=%c3%A9", "a=%&b=%4&c=%4g&d=%+1", "a=1&a=2", "ä=ö"];
        for form in rows {
            let pairs = url::form_urlencoded::parse(form.as_bytes());
            let members = pairs.map(|(name, text)| format!("{name:?}:{text:?}")).collect::<Vec<_>>().join(",");
            assert_eq!(form_to_json(form.as_bytes()).as_str(), format!("{{{members}}}"), "{form}");
        }
    }
}
