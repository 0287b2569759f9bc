//! Reads static keys, and tokens that endpoints issue.

mod names;
mod step;

pub(crate) use self::names::Names;
pub(in crate::read) use self::names::read_names;
pub(in crate::read) use self::step::read_steps;
pub(crate) use self::step::{StepSpec, Steps};

use auth_language::key::{self, secret_key, token};
use auth_language::spanned::Spanned;

use super::entries::{Read, Text};
use super::mapping::Mapping;
use super::reader::Reader;
use super::request::attach::{AttachSpec, read_attach};
use super::value::{TypeExpr, read_type_expr};
use crate::text::{Entry, Node, Spot};

/// A static key.
#[derive(Clone, Debug)]
pub(crate) struct KeySpec {
    /// The position of the key `key`.
    pub spot: Spot,
    pub ty: Option<Read<Spanned<TypeExpr, Spot>>>,
    pub example: Option<Read<Text>>,
    pub env: Option<Read<Text>>,
    pub encoding: Option<Read<Text>>,
}

/// The endpoints that issue a token, and the meanings of their replies' fields.
#[derive(Clone, Debug)]
pub(crate) struct TokenSpec {
    /// The position of the key `token`.
    pub spot: Spot,
    pub from: Read<Steps>,
    pub value: Read<Names>,
    pub expires_in: Option<Read<Names>>,
    pub expires_at: Option<Read<Names>>,
    pub refresh_token: Option<Read<Names>>,
    pub refresh_expires_in: Option<Read<Names>>,
    pub scope: Option<Read<Names>>,
    pub token_type: Option<Read<Names>>,
    pub lifetime: Option<Read<Text>>,
    pub idle: Option<Read<Text>>,
    pub early: Option<Read<Text>>,
    pub capture: Option<Read<Names>>,
    pub once: Option<Read<Vec<Read<Text>>>>,
    pub every: Option<Read<Text>>,
    pub until: Option<Read<Text>>,
    /// What one of several tokens says for itself.
    pub own: OwnSpec,
}

/// What one of several tokens says for itself, and a single token says at its credential.
#[derive(Clone, Debug)]
pub(crate) struct OwnSpec {
    /// The position of the first of these keys, and its name.
    pub first: Option<(Spot, &'static str)>,
    pub optional: Option<Read<bool>>,
    pub refresh: Option<Read<Steps>>,
    pub revoke: Option<Read<Steps>>,
    pub rotation: Option<Read<Text>>,
    pub reuse: Option<Read<Text>>,
    pub grace: Option<Read<Text>>,
    pub attach: Option<Read<Box<AttachSpec>>>,
}

/// One of several tokens of a log-in.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name of the credential.
    pub log_in: Text,
    /// The name of the token.
    pub name: Text,
    pub is_first: bool,
    pub is_optional: bool,
    /// The token whose renewals answer this one, too.
    pub with: Option<String>,
    /// That token, whose refresh token the renewal sends.
    pub carrier: Option<Box<TokenSpec>>,
}

pub(super) fn read_key(reader: &mut Reader, entry: &Entry) -> Read<KeySpec> {
    let map = reader.mapping(&entry.node, &key::KEY)?;
    let ty = map.read(secret_key::TYPE, |node| read_type_expr(reader, node));
    Ok(KeySpec {
        spot: entry.key_spot,
        ty,
        example: map.read(secret_key::EXAMPLE, |node| reader.text(node)),
        env: map.read(secret_key::ENV, |node| reader.text(node)),
        encoding: map.read(secret_key::ENCODING, |node| reader.word(node, "`base64`, `base64url` or `hex`")),
    })
}

pub(super) fn read_token(reader: &mut Reader, entry: &Entry) -> Read<TokenSpec> {
    read_one(reader, &entry.node, entry.key_spot)
}

/// Reads a token. `spot` is the position of its name.
pub(super) fn read_one(reader: &mut Reader, node: &Node, spot: Spot) -> Read<TokenSpec> {
    let map = reader.mapping(node, &key::TOKEN)?;
    let from = reader.required(&map, token::FROM, |reader, node| read_steps(reader, token::FROM, node));
    let value = reader.required(&map, token::VALUE, read_names);
    // An unknown key may be meant for it.
    let expires_in = map.get_or_stray(token::EXPIRES_IN).map(|node| read_names(reader, node?));
    let mut names = |key| map.read(key, |node| read_names(reader, node));
    let expires_at = names(token::EXPIRES_AT);
    let (refresh_token, refresh_expires_in) = (names(token::REFRESH_TOKEN), names(token::REFRESH_EXPIRES_IN));
    let (scope, token_type, capture) = (names(token::SCOPE), names(token::TOKEN_TYPE), names(token::CAPTURE));
    let mut duration = |key| map.read(key, |node| reader.word(node, "a length of time such as `15m`"));
    let (lifetime, idle, early) = (duration(token::LIFETIME), duration(token::IDLE), duration(token::EARLY));
    let mut time = |key| map.read(key, |node| reader.word(node, "a field, or a length of time such as `5s`"));
    let (every, until) = (time(token::EVERY), time(token::UNTIL));
    let once = map.read(token::ONCE, |node| reader.texts(node));
    let own = read_own(reader, &map);
    Ok(TokenSpec {
        spot,
        from,
        value,
        expires_in,
        expires_at,
        refresh_token,
        refresh_expires_in,
        scope,
        token_type,
        lifetime,
        idle,
        early,
        capture,
        once,
        every,
        until,
        own,
    })
}

fn read_own(reader: &mut Reader, map: &Mapping<'_>) -> OwnSpec {
    let keys =
        [token::OPTIONAL, token::REFRESH, token::REVOKE, token::ROTATION, token::REUSE, token::GRACE, token::ATTACH];
    let first = keys.into_iter().find_map(|key| Some((map.entry(key)?.ok()?.key_spot, key)));
    OwnSpec {
        first,
        optional: map.read(token::OPTIONAL, |node| reader.boolean(node)),
        refresh: map.read(token::REFRESH, |node| read_steps(reader, token::REFRESH, node)),
        revoke: map.read(token::REVOKE, |node| read_steps(reader, token::REVOKE, node)),
        rotation: map.read(token::ROTATION, |node| reader.word(node, "`kept` or `replaced`")),
        reuse: map.read(token::REUSE, |node| reader.word(node, "`tolerated` or `ends_grant`")),
        grace: map.read(token::GRACE, |node| reader.word(node, "a length of time such as `30s`")),
        attach: map.read(token::ATTACH, |node| read_attach(reader, node).map(Box::new)),
    }
}
