//! Names of a spec as Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words that may not be an identifier, but may be a raw one (`r#type`).
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that may not even be a raw identifier.
const RESERVED: &[&str] = &["crate", "self", "super", "Self", "_"];

/// The Rust field or method for a name on the wire: `secretKey` is `secret_key`, `type` is `r#type`.
#[must_use]
pub fn field_ident(wire: &str) -> String {
    // Most names of the wire are written so already.
    let snake = if is_snake_case(wire) { wire.to_owned() } else { wire.to_snake_case() };
    escape(digit_safe(snake))
}

/// An identifier without the mark of a raw one.
#[must_use]
pub fn plain(ident: &str) -> &str {
    ident.strip_prefix("r#").unwrap_or(ident)
}

/// The Rust type or variant for a name: `log_in` is `LogIn`.
#[must_use]
pub fn type_ident(name: &str) -> String {
    escape(digit_safe(name.to_upper_camel_case()))
}

/// The Rust type of a token that is made of a credential: that of `ApiKey` is `ApiKeyToken`.
#[must_use]
pub fn token_ident(credential: &str) -> String {
    format!("{}Token", plain(credential))
}

/// The Rust type for a provider: its title if that is the name in other letters (`OpenHuman`), else its name.
#[must_use]
pub fn provider_ident(name: &str, title: &str) -> String {
    let title: String = title.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_same = title.eq_ignore_ascii_case(&name.replace('_', ""));
    let is_mixed = is_camel_case(&title) && title.contains(|c: char| c.is_ascii_lowercase());
    if is_same && is_mixed { title } else { type_ident(name) }
}

/// The Rust constant for a name: `X-Correlation-ID` is `X_CORRELATION_ID`.
#[must_use]
pub fn const_ident(name: &str) -> String {
    digit_safe(name.to_shouty_snake_case())
}

/// Whether a name is a word of the Rust language.
#[must_use]
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || RESERVED.contains(&name)
}

/// Whether a name may stand for a module, a feature and a file: lower-case words, each joined to the next by one underscore.
#[must_use]
pub fn is_snake_case(name: &str) -> bool {
    starts_with(name, |first| first.is_ascii_lowercase())
        && !name.ends_with('_')
        && !name.contains("__")
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Whether a name may stand for a type: `Token`.
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

/// An identifier may not begin with a digit, nor be empty, nor hold what is neither letter, digit nor underscore.
fn digit_safe(mut ident: String) -> String {
    ident.retain(|c| c.is_ascii_alphanumeric() || c == '_');
    if starts_with(&ident, |first| first.is_ascii_alphabetic()) { ident } else { format!("n{ident}") }
}
