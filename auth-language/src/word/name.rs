//! Turns the names of a spec into Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Rust keywords that may be raw identifiers (`r#type`).
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Rust keywords that may not be raw identifiers either.
const RESERVED: &[&str] = &["crate", "self", "super", "Self", "_"];

/// Returns the Rust field or method for a name on the wire: `secret_key` for `secretKey`, `r#type` for `type`.
#[must_use]
pub fn field_ident(wire: &str) -> String {
    // Most names on the wire are snake case already.
    let snake = if is_snake_case(wire) { wire.to_owned() } else { wire.to_snake_case() };
    escape(digit_safe(snake))
}

/// Returns the identifier without the prefix `r#`.
#[must_use]
pub fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// Returns the Rust type or variant for a name: `LogIn` for `log_in`.
#[must_use]
pub fn type_ident(name: &str) -> String {
    escape(digit_safe(name.to_upper_camel_case()))
}

/// Returns the Rust type of the token of a credential: `ApiKeyToken` for `ApiKey`.
#[must_use]
pub fn token_ident(credential: &str) -> String {
    format!("{}Token", plain(credential))
}

/// Returns the Rust type for a provider: its title if that differs from the name only in case and underscores
/// (`OpenHuman`), else its name in camel case.
#[must_use]
pub fn provider_ident(name: &str, title: &str) -> String {
    let title: String = title.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_same = title.eq_ignore_ascii_case(&name.replace('_', ""));
    let is_mixed = is_camel_case(&title) && title.contains(|c: char| c.is_ascii_lowercase());
    if is_same && is_mixed { title } else { type_ident(name) }
}

/// Returns the Rust constant for a name: `X_CORRELATION_ID` for `X-Correlation-ID`.
#[must_use]
pub fn const_ident(name: &str) -> String {
    digit_safe(name.to_shouty_snake_case())
}

/// Whether a name is a Rust keyword.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || RESERVED.contains(&name)
}

/// Whether a name is valid for a module, a feature and a file: lower-case words joined by single underscores.
#[must_use]
pub fn is_snake_case(name: &str) -> bool {
    starts_with(name, |first| first.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains("__")
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a name is valid for a type: `Token`.
#[must_use]
pub fn is_camel_case(name: &str) -> bool {
    starts_with(name, |first| first.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn starts_with(name: &str, test: impl Fn(char) -> bool) -> bool {
    name.chars().next().is_some_and(test)
}

fn escape(ident: String) -> String {
    if RESERVED.contains(&ident.as_str()) {
        ident + "_"
    } else if KEYWORDS.contains(&ident.as_str()) {
        format!("r#{ident}")
    } else {
        ident
    }
}

/// Makes a text a valid identifier: removes other characters than letters, digits and underscores, and adds `n` if it
/// does not begin with a letter.
fn digit_safe(mut ident: String) -> String {
    ident.retain(|c| c.is_ascii_alphanumeric() || c == '_');
    if starts_with(&ident, |first| first.is_ascii_alphabetic()) { ident } else { format!("n{ident}") }
}
