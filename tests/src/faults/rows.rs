//! The list of faults.

mod bodies;
mod connections;
mod lifetimes;
mod redirects;
mod refusals;
mod tokens;

use std::sync::LazyLock;

use super::Row;
use super::answer::json;
use super::watch::CANARY;
use super::{Failure, Step};
use crate::faults::row::refuse;
use auth_runtime::Class;

/// Every fault that a token endpoint can have here, in a fixed order.
#[must_use]
pub fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let groups = [
            connections::rows(),
            bodies::rows(),
            lifetimes::rows(),
            tokens::rows(),
            refusals::rows(),
            redirects::rows(),
        ];
        groups.into_iter().flatten().collect()
    });
    &ROWS
}

/// The row of that name.
///
/// # Panics
/// If there is none.
#[must_use]
pub fn row(name: &str) -> &'static Row {
    rows().iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row `{name}`"))
}

/// The token that a row answers, which no other row and no healthy server does.
fn at(name: &str) -> String {
    let plain: String = name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '-' }).collect();
    format!("at-{CANARY}-{plain}")
}

/// A whole token response, as RFC 6749 §5.1 has it, with these members beside the token.
fn token_with(name: &str, members: &str) -> String {
    let token = at(name);
    format!(r#"{{"access_token":"{token}","refresh_token":"rt-{CANARY}-row"{members}}}"#)
}

/// A whole token response without faults.
fn token(name: &str) -> String {
    token_with(name, r#","token_type":"Bearer","expires_in":3600"#)
}

/// A success that cannot be read: not what the provider documents, so nobody can help it by asking again.
fn undecodable(name: &str, steps: Vec<Step>) -> Row {
    refuse(name, steps, Failure::Undecodable, Class::Configuration)
}

fn undecodable_json(name: &str, body: impl AsRef<[u8]>) -> Row {
    undecodable(name, vec![json(body)])
}
