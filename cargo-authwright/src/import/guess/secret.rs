//! Which values are secrets, by name and by shape.

use auth_language::name::field_ident;

/// Words at the end of a name that make it a secret.
const SECRETS: [&str; 27] = [
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "pwd",
    "pass",
    "apikey",
    "api_key",
    "secret_key",
    "private_key",
    "access_key",
    "auth_key",
    "app_key",
    "application_key",
    "jwt",
    "assertion",
    "signature",
    "code_verifier",
    "otp",
    "verification_code",
    "totp",
    "session_key",
    "device_code",
    "ticket",
    "bearer",
    "authorization",
];
/// Whole names that are secrets.
const WHOLE: [&str; 5] = ["sid", "session", "credential", "pin", "authorization"];
/// Endings that name something about a secret, and not the secret.
const ABOUT: [&str; 10] =
    ["_id", "_type", "_url", "_uri", "_endpoint", "_hint", "_expires_in", "_name", "_count", "_at"];
/// The least length of a text without spaces that is a secret by its shape.
const LONG: usize = 32;

/// Whether a text with this name is a secret.
pub(crate) fn is_named(name: &str) -> bool {
    let snake = field_ident(name).trim_start_matches("r#").to_owned();
    let bare = snake.trim_start_matches("x_");
    if ABOUT.iter().any(|ending| bare.ends_with(ending)) || bare.ends_with("tokens") {
        return false;
    }
    WHOLE.contains(&bare)
        || SECRETS.iter().any(|word| bare == *word || bare.strip_suffix(word).is_some_and(|rest| rest.ends_with('_')))
}

/// Whether a text is a secret by its shape, or has a name that is one of secrets if the text could be one.
pub(crate) fn is_secret(name: &str, text: &str) -> bool {
    if is_named(name) {
        return true;
    }
    let snake = field_ident(name);
    let could_be = ["key", "code", "auth", "value"].iter().any(|word| snake == *word);
    has_shape(text) && !is_reference(&snake) || (could_be && looks_made(text))
}

/// Whether a text is a secret whatever its name is.
pub(crate) fn is_by_shape(text: &str) -> bool {
    has_shape(text)
}

/// Whether a segment of a path is a secret, such as that of a webhook, and not the id of something.
pub(crate) fn is_in_path(segment: &str) -> bool {
    let is_mixed = |text: &str| {
        let has = |test: fn(&u8) -> bool| text.bytes().any(|byte| test(&byte));
        is_random(text, 16) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
    };
    segment.split(':').any(|part| has_shape(part) || is_mixed(part))
}

/// A JWT, a key in PEM, a key with the usual words of a prefix, or long random text.
fn has_shape(text: &str) -> bool {
    let is_jwt = text.starts_with("eyJ") && text.contains('.');
    let is_pem = text.starts_with("-----BEGIN");
    let is_marked = ["sk_", "sk-", "pk_live", "rk_live", "ghp_", "gho_", "xoxb-", "xoxp-", "glpat-", "AKIA"]
        .iter()
        .any(|prefix| text.starts_with(prefix));
    is_jwt || is_pem || is_marked || is_random(text, LONG)
}

/// Whether a text under a name such as `key` is made by a machine: `ph_live_abc123`.
fn looks_made(text: &str) -> bool {
    has_shape(text) || text.contains("_live_") || text.contains("_test_") || is_random(text, 12)
}

fn is_random(text: &str, least: usize) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-+/=".contains(&byte);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() >= least && text.bytes().all(allowed) && digits >= 3 && digits < text.len() && !is_uuid(text)
}

fn is_uuid(text: &str) -> bool {
    uuid::Uuid::try_parse(text).is_ok() && text.contains('-')
}

/// Whether a name is one of references and digests, which are long and public.
fn is_reference(snake: &str) -> bool {
    let ends = [
        "id",
        "ids",
        "hash",
        "sha",
        "sha1",
        "sha256",
        "md5",
        "etag",
        "cursor",
        "fingerprint",
        "url",
        "uri",
        "checksum",
    ];
    ends.iter().any(|end| snake == *end || snake.ends_with(&format!("_{end}")))
        || snake == "next"
        || snake == "previous"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_name_and_by_shape() {
        let rows = [
            ("access_token", "a", true),
            ("secretKey", "a", true),
            ("key_secret", "a", true),
            ("X-Api-Key", "a", true),
            ("token_type", "Bearer", false),
            ("key_id", "ihk_7Qm2", false),
            ("max_tokens", "5", false),
            ("key", "ph_live_abc123…", true),
            ("key", "name", false),
            ("id", "0123456789abcdef0123456789abcdef", false),
            ("value", "eyJhbGciOi.J9.x", true),
            ("note", "eyJhbGciOi.J9.x", true),
            ("uuid", "8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11", false),
            ("name", "Ada", false),
        ];
        for (name, text, expected) in rows {
            assert_eq!(is_secret(name, text), expected, "{name}: {text}");
        }
    }
}
