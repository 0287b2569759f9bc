//! Token responses, and rows whose response cannot be decoded.

use auth_runtime::Class;

use crate::faults::answer::json;
use crate::faults::row::refuse;
use crate::faults::{CANARY, Failure, Row, Step};

/// Returns the token of a row. It differs from those of other rows.
pub(super) fn at(name: &str) -> String {
    let plain: String = name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
    format!("at-{CANARY}-{plain}")
}

/// Returns a complete token response (RFC 6749 §5.1), with these members after the tokens.
pub(super) fn token_with(name: &str, members: &str) -> String {
    let token = at(name);
    format!(r#"{{"access_token":"{token}","refresh_token":"rt-{CANARY}-row"{members}}}"#)
}

/// Returns a complete token response without faults.
pub(super) fn token(name: &str) -> String {
    token_with(name, r#","token_type":"Bearer","expires_in":3600"#)
}

/// Makes a row with a successful response that cannot be decoded; repeating the request does not help.
pub(super) fn undecodable(name: &str, steps: Vec<Step>) -> Row {
    refuse(name, steps, Failure::Undecodable, Class::Configuration)
}

pub(super) fn undecodable_json(name: &str, body: impl AsRef<[u8]>) -> Row {
    undecodable(name, vec![json(body)])
}
