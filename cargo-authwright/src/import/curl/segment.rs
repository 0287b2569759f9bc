//! Parameters in the paths of sample URLs.

use crate::import::draft::{Field, Part, Ty};
use crate::import::guess::{name, placeholder, secret};

/// A path with placeholders, and a sample for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Template {
    pub(super) path: String,
    pub(super) parts: Vec<(Part, String)>,
}

/// Finds the parameters in a path.
pub(super) fn template(path: &str) -> Template {
    let mut template = Template::default();
    let mut before = String::new();
    let mut segments = Vec::new();
    for segment in path.split('/') {
        match parameter(segment, &before) {
            Some(wanted) => {
                let is_taken = |name: &str| template.parts.iter().any(|(part, _)| part.name == name);
                let name = name::unique(&wanted, is_taken);
                segments.push(format!("{{{name}}}"));
                let ty = if uuid::Uuid::try_parse(segment).is_ok() { Ty::Word("uuid") } else { Ty::STRING };
                template.parts.push((Field::new(name, ty).into(), segment.to_owned()));
            }
            None => {
                segment.clone_into(&mut before);
                segments.push(segment.to_owned());
            }
        }
    }
    template.path = segments.join("/");
    template
}

/// Returns the name of the parameter that a segment is: a placeholder, or a value that is made by a machine.
fn parameter(segment: &str, before: &str) -> Option<String> {
    // `%7Bid%7D` is how some pages print `{id}`.
    let plain = segment.replace("%7B", "{").replace("%7D", "}").replace("%3C", "<").replace("%3E", ">");
    if let Some(name) = placeholder::name(&plain) {
        let name = name.trim_start_matches('_').to_owned();
        return Some(if name == "id" { of_noun(before) } else { name });
    }
    is_made(segment).then(|| of_noun(before))
}

fn of_noun(before: &str) -> String {
    let noun = name::singular(&name::snake(before));
    if before.is_empty() || name::is_version(before) { "id".to_owned() } else { format!("{noun}_id") }
}

/// Whether a segment is an id: a number, a UUID, long hexadecimal digits, `key_abc123`.
fn is_made(segment: &str) -> bool {
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    let is_number = segment.len() >= 2 && digits == segment.len();
    let is_long = segment.len() >= 16 && digits >= 2;
    let is_marked = segment.split_once('_').is_some_and(|(mark, id)| {
        let id_digits = id.bytes().filter(u8::is_ascii_digit).count();
        mark.len() <= 6 && mark.bytes().all(|byte| byte.is_ascii_lowercase()) && id_digits >= 1
    });
    // A key in the path, as in `/bot123456:ABC-DEF…/getMe`.
    let is_key = segment.contains(':') && secret::is_in_path(segment);
    let is_version = name::is_version(segment) && !is_number || segment.starts_with("20") && segment.len() == 8;
    is_key || is_plain && !is_version && !segment.contains('.') && (is_number || is_long || is_marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notation() {
        let rows = [
            ("/v1/auth/api-keys/{key_id}", "/v1/auth/api-keys/{key_id}"),
            ("/v1/api-keys/:id", "/v1/api-keys/{api_key_id}"),
            ("/users/$USER_ID/keys/<key>", "/users/{user_id}/keys/{key}"),
            ("/customers/cus_NffrFeUfNV2Hib", "/customers/{customer_id}"),
            ("/users/42", "/users/{user_id}"),
            ("/2010-04-01/Accounts", "/2010-04-01/Accounts"),
            ("/users/8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11", "/users/{user_id}"),
            ("/oauth2/token", "/oauth2/token"),
            ("/v1/auth/api-key-token", "/v1/auth/api-key-token"),
            ("/a/:id/b/:id", "/a/{a_id}/b/{b_id}"),
        ];
        for (path, expected) in rows {
            assert_eq!(template(path).path, expected);
        }
    }
}
