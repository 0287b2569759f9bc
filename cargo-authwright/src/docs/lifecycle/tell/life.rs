//! A credential with a token, and how its parts are named.

use auth_codegen::model::{Credential, Endpoint, Provider, TokenReply, TokenSource};
use auth_language::word::Word as _;

/// A credential with a token.
pub(super) struct Life<'l> {
    pub(super) credential: &'l Credential,
    pub(super) source: &'l TokenSource,
    /// The source with the inputs and the calls of all tokens of the log-in.
    pub(super) all: &'l TokenSource,
    pub(super) provider: &'l Provider,
}

/// The values of a reply that calls and renewals need: tokens and captures.
pub(super) fn kept(reply: &TokenReply) -> Vec<String> {
    let tokens = [&reply.access_token, &reply.refresh_token].into_iter().flatten();
    let tokens = tokens.map(|found| found.field.wire.clone());
    let all = tokens.chain(reply.captures.iter().map(|(name, _)| name.clone()));
    let mut kept: Vec<String> = Vec::new();
    for name in all {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// A request as one reads it: `POST /token`.
pub(super) fn request(endpoint: &Endpoint) -> String {
    code(&format!("{} {}", endpoint.method().text(), endpoint.path()))
}

/// Names as code, the first of them if there are many.
pub(super) fn names(names: &[String]) -> String {
    const MOST: usize = 5;
    let mut shown: Vec<String> = names.iter().take(MOST).map(|name| code(name)).collect();
    if names.len() > MOST {
        shown.push(format!("{} more", names.len() - MOST));
    }
    crate::docs::text::list(&shown)
}

/// Puts a text between backticks, if it has none itself.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { text.replace('`', "'") } else { format!("`{text}`") }
}
