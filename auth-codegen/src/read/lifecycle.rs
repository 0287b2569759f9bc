//! Keys that do not change, and tokens that endpoints make.

use auth_language::key::{self, secret_key, token};

use super::entries::{Read, Text};
use super::reader::Reader;
use crate::text::{Entry, Spot};

/// A key that does not change.
#[derive(Clone, Debug)]
pub(crate) struct KeySpec {
    /// Where the key `key` is.
    pub spot: Spot,
    pub example: Option<Read<Text>>,
}

/// Which endpoint makes a token, and which fields of its reply are what.
#[derive(Clone, Debug)]
pub(crate) struct TokenSpec {
    /// Where the key `token` is.
    pub spot: Spot,
    pub from: Read<Text>,
    pub value: Read<Text>,
    pub expires_in: Option<Read<Text>>,
    pub refresh_token: Option<Read<Text>>,
    pub scope: Option<Read<Text>>,
    pub token_type: Option<Read<Text>>,
    pub lifetime: Option<Read<Text>>,
    pub once: Option<Read<Vec<Read<Text>>>>,
}

pub(super) fn read_key(reader: &mut Reader, entry: &Entry) -> Read<KeySpec> {
    let map = reader.mapping(&entry.node, &key::KEY)?;
    Ok(KeySpec { spot: entry.key_spot, example: map.read(secret_key::EXAMPLE, |node| reader.text(node)) })
}

pub(super) fn read_token(reader: &mut Reader, entry: &Entry) -> Read<TokenSpec> {
    let map = reader.mapping(&entry.node, &key::TOKEN)?;
    let from = reader.required(&map, token::FROM, |reader, node| reader.reference(node, "an endpoint"));
    let value = reader.required(&map, token::VALUE, |reader, node| reader.reference(node, "a field"));
    let mut field = |key| map.read(key, |node| reader.reference(node, "a field"));
    Ok(TokenSpec {
        spot: entry.key_spot,
        from,
        value,
        expires_in: field(token::EXPIRES_IN),
        refresh_token: field(token::REFRESH_TOKEN),
        scope: field(token::SCOPE),
        token_type: field(token::TOKEN_TYPE),
        lifetime: map.read(token::LIFETIME, |node| reader.word(node, "a length of time such as `15m`")),
        once: map.read(token::ONCE, |node| reader.texts(node)),
    })
}
