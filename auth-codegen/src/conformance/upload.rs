//! Checks an example of bytes that are sent as they are.

use serde_json::Value as Json;

use super::mismatch::Mismatch;
use super::scalar::describe;

/// The members of a file in an example.
pub const CONTENT: &str = "content";
/// The name of the file.
pub const NAME: &str = "name";
/// The media type of the file.
pub const TYPE: &str = "type";

/// Checks a text, which is the content; or a mapping of the content, the name and the media type of a file.
pub(super) fn check(json: &Json) -> Vec<Mismatch> {
    let Some(members) = json.as_object() else {
        let wrong = Mismatch::new(
            format!("expected the content of a file, found {}", describe(json)),
            "write it as text, or as `{ content: …, name: a.txt, type: text/plain }`",
        );
        return if json.is_string() { Vec::new() } else { vec![wrong] };
    };
    let unknown =
        members.iter().filter(|(name, value)| ![CONTENT, NAME, TYPE].contains(&name.as_str()) || !value.is_string());
    let unknown = unknown.map(|(name, _)| {
        let help = "a file has `content`, `name` and `type`, which are text";
        Mismatch::new(format!("`{name}` does not belong to a file"), help).under(name)
    });
    let missing = (!members.contains_key(CONTENT)).then(|| Mismatch::new("`content` is missing", "add `content`"));
    unknown.chain(missing).collect()
}

/// Returns the content of a file in an example.
#[must_use]
pub fn content(json: &Json) -> &str {
    json.get(CONTENT).unwrap_or(json).as_str().unwrap_or_default()
}
