//! Placeholders of documentation pages: `YOUR_API_KEY`, `$TOKEN`, `<token>`, `{id}`.

/// Returns the name in a text that stands for a value: `api_key` for `YOUR_API_KEY`.
pub(crate) fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let inner = between(text).or_else(|| variable(text)).or_else(|| shouted(text)).or_else(|| colon(text))?;
    let snake = super::name::snake(inner.trim());
    let bare = ["your_", "my_", "the_", "insert_"].iter().find_map(|filler| snake.strip_prefix(filler));
    let bare = bare.unwrap_or(&snake).trim_end_matches("_here");
    Some(bare.to_owned())
}

/// Whether a text is a placeholder, or is cut off: `eyJhbG…`, `sk_...`, `xxxx`.
pub(crate) fn is_cut(text: &str) -> bool {
    let trimmed = text.trim();
    let is_masked = trimmed.len() >= 3 && trimmed.chars().all(|c| "xX*•.…".contains(c));
    is_masked || trimmed.ends_with('…') || trimmed.ends_with("...")
}

/// Whether a text is computed by the shell: `$(uuidgen)`.
pub(crate) fn is_computed(text: &str) -> bool {
    text.starts_with("$(") || text.starts_with('`')
}

fn between(text: &str) -> Option<&str> {
    let pairs = [("{{", "}}"), ("${", "}"), ("#{", "}"), ("{", "}"), ("<", ">"), ("[", "]"), ("%", "%")];
    let inner = pairs.iter().find_map(|(start, end)| text.strip_prefix(start)?.strip_suffix(end))?;
    let is_one = !inner.contains(['{', '}', '<', '>', '"', '%', ',', ':']) && inner.len() <= 48;
    (is_one && inner.contains(|c: char| c.is_ascii_alphabetic())).then_some(inner)
}

/// A variable of the shell: `$TOKEN`.
fn variable(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (is_name && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')).then_some(name)
}

/// Words in capitals: `YOUR_API_KEY`, `CLIENT-ID`, `TOKEN`. A short one, such as `ID` or `GET`, needs an underscore.
fn shouted(text: &str) -> Option<&str> {
    let allowed = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_' || c == '-' || c == ' ';
    let letters = text.chars().filter(char::is_ascii_uppercase).count();
    let is_word = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(allowed);
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    let starts_so = text.starts_with("YOUR") || text.starts_with("MY_");
    let words =
        ["TOKEN", "SECRET", "KEY", "PASSWORD", "USERNAME", "CODE", "CLIENT", "ACCOUNT", "USER", "TENANT", "DOMAIN"];
    let is_known = words.iter().any(|word| text.split(['_', '-', ' ']).any(|part| part == *word));
    let lower = text.to_lowercase().starts_with("your") && !text.contains(' ') && text.contains(['_', '-']);
    ((is_word && letters >= 2 && !has_digits && (starts_so || is_known)) || lower).then_some(text)
}

/// A parameter of a router: `:id`.
fn colon(text: &str) -> Option<&str> {
    let name = text.strip_prefix(':')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_notation() {
        let rows = [
            ("YOUR_API_KEY", Some("api_key")),
            ("$TOKEN", Some("token")),
            ("${ACCESS_TOKEN}", Some("access_token")),
            ("<token>", Some("token")),
            ("<your access token>", Some("access_token")),
            ("{id}", Some("id")),
            ("{{baseUrl}}", Some("base_url")),
            (":id", Some("id")),
            ("%API_KEY%", Some("api_key")),
            ("your-api-key", Some("api_key")),
            ("CLIENT_ID", Some("client_id")),
            ("GET", None),
            ("ada", None),
            ("$5", None),
            ("{\"a\":1}", None),
            ("SK0001", None),
        ];
        for (text, expected) in rows {
            assert_eq!(name(text).as_deref(), expected, "{text}");
        }
    }
}
