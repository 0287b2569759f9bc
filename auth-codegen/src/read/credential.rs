//! Credentials.

use crate::read::Text;
use crate::read::mapping::{self, Mapping};
use crate::suggest;
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Entry, Node, Spot, Value};

/// What keys of a credential name.
const ENDPOINT: &str = "an endpoint";
const FIELD: &str = "a field";

/// A way to be somebody to the provider: a `key` that does not change, or a `token` that endpoints make.
#[derive(Clone, Debug)]
pub(crate) struct CredentialSpec {
    /// What it is.
    pub doc: Text,
    /// The key is given and does not change.
    pub key: Option<KeySpec>,
    /// A person's consent comes first, at this `visit` endpoint.
    pub authorize: Option<Text>,
    /// An endpoint makes the token.
    pub token: Option<TokenSpec>,
    /// The endpoint that makes the next token of the present one. Its reply is read as that of `token`.
    pub refresh: Option<Text>,
    /// The endpoint that revokes the token.
    pub revoke: Option<Text>,
    /// How the secret travels: `bearer`, or a header of the provider's own.
    pub attach: AttachSpec,
}

/// A key that does not change.
#[derive(Clone, Debug)]
pub(crate) struct KeySpec {
    /// Where the key `key` stands.
    pub spot: Spot,
    /// A made-up key, for the mock server and the tests.
    pub example: Option<Text>,
}

/// Which endpoint makes a token, and which fields of its reply say what.
#[derive(Clone, Debug)]
pub(crate) struct TokenSpec {
    /// Where the key `token` stands.
    pub spot: Spot,
    /// The endpoint.
    pub from: Text,
    /// The field that is the access token.
    pub value: Text,
    /// The field that says how many seconds it lives.
    pub expires_in: Option<Text>,
    /// The field that is the refresh token.
    pub refresh_token: Option<Text>,
    /// The field that says which scopes were granted.
    pub scope: Option<Text>,
    /// The field that says what kind of token it is (RFC 6749 §7.1).
    pub token_type: Option<Text>,
    /// How long it lives, such as `7d` or `15m`, where the reply does not say so.
    pub lifetime: Option<Text>,
    /// The fields of the request that can be sent once, such as an ID token.
    pub once: Vec<Text>,
}

/// How a secret travels.
#[derive(Clone, Debug)]
pub(crate) enum AttachSpec {
    /// `bearer`: `Authorization: Bearer …` (RFC 6750).
    Bearer,
    /// `{ header: X-Api-Key }`, with an optional `prefix`.
    Header { name: Text, prefix: Option<Text> },
}

pub(super) fn parse_credential(node: &Node, diagnostics: &mut Diagnostics) -> Option<CredentialSpec> {
    let mut map = Mapping::of(node, "a credential", diagnostics)?;
    let doc = map.text_or("doc", "", diagnostics);
    let key = map.entry("key").map(|entry| parse_key(entry, diagnostics));
    let authorize = map.reference("authorize", ENDPOINT, diagnostics);
    let token = map.entry("token").map(|entry| parse_token(entry, diagnostics));
    let refresh = map.reference("refresh", ENDPOINT, diagnostics);
    let revoke = map.reference("revoke", ENDPOINT, diagnostics);
    let attach = map.required("attach").and_then(|node| parse_attach(node, diagnostics));
    map.finish(diagnostics);
    let (key, token) = (present(key)?, present(token)?);
    Some(CredentialSpec { doc, key, authorize, token, refresh, revoke, attach: attach? })
}

/// What stands there but could not be read is not absent: it takes the whole with it.
#[expect(clippy::option_option, reason = "absent, there, or there and not readable")]
fn present<T>(parsed: Option<Option<T>>) -> Option<Option<T>> {
    parsed.map_or(Some(None), |value| value.map(Some))
}

fn parse_key(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<KeySpec> {
    let mut map = Mapping::of(&entry.node, "a key", diagnostics)?;
    let example = map.text("example", diagnostics);
    map.finish(diagnostics);
    Some(KeySpec { spot: entry.key_spot, example })
}

fn parse_token(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<TokenSpec> {
    let spot = entry.key_spot;
    let mut map = Mapping::of(&entry.node, "a token", diagnostics)?;
    let from = map.required_reference("from", ENDPOINT, diagnostics);
    let value = map.required_reference("value", FIELD, diagnostics);
    let expires_in = map.reference("expires_in", FIELD, diagnostics);
    let refresh_token = map.reference("refresh_token", FIELD, diagnostics);
    let scope = map.reference("scope", FIELD, diagnostics);
    let token_type = map.reference("token_type", FIELD, diagnostics);
    let lifetime = map.word("lifetime", "a length of time such as `15m`", diagnostics);
    let once = map.get("once").map(|node| mapping::parse_texts(node, diagnostics)).unwrap_or_default();
    map.finish(diagnostics);
    Some(TokenSpec { spot, from: from?, value: value?, expires_in, refresh_token, scope, token_type, lifetime, once })
}

fn parse_attach(node: &Node, diagnostics: &mut Diagnostics) -> Option<AttachSpec> {
    match &node.value {
        Value::Text(word) if word == "bearer" => Some(AttachSpec::Bearer),
        Value::Map(entries) => match entries.iter().find(|entry| entry.key == "query") {
            Some(entry) => report_query(entry, diagnostics),
            None => parse_header(node, diagnostics),
        },
        Value::Text(word) => {
            diagnostics.report(node.spot, format!("a secret cannot be attached as `{word}`"), how_to_attach(word));
            None
        }
        _ => mapping::expected(node, "`bearer` or `{ header: X-Api-Key }`", diagnostics),
    }
}

/// What may be meant by a word that is not `bearer`: a slip, or a header's name.
fn how_to_attach(word: &str) -> String {
    match word {
        _ if suggest::is_near(word, "bearer") => "did you mean `bearer`?".to_owned(),
        _ if is_like_a_header(word) => format!("write `{{ header: {word} }}`"),
        _ => "write `bearer`, or `{ header: X-Api-Key }`".to_owned(),
    }
}

fn is_like_a_header(word: &str) -> bool {
    word.contains('-') && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// URLs are logged and kept in histories (RFC 6750 §5.3).
fn report_query(entry: &Entry, diagnostics: &mut Diagnostics) -> Option<AttachSpec> {
    let help = "write `bearer`, or `{ header: X-Api-Key }`: servers and proxies log URLs (RFC 6750 §5.3)";
    diagnostics.report(entry.key_spot, "a secret travels in a header, not in a URL", help);
    None
}

fn parse_header(node: &Node, diagnostics: &mut Diagnostics) -> Option<AttachSpec> {
    let mut map = Mapping::of(node, "an attachment", diagnostics)?;
    let name = map.required_text("header", diagnostics);
    let prefix = map.text("prefix", diagnostics);
    map.finish(diagnostics);
    Some(AttachSpec::Header { name: name?, prefix })
}
