//! Computed values.

use auth_language::expression::{Member, Operand, What, Written, WrittenJwt};
use auth_language::key::{self, Shape, assertion, computation, field, jwt};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::template;
use auth_language::word::{Digest, Word as _};

use crate::read::entries::{Entries, Named, Read, Text};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::text::{Entry, Node, Spot, Value};

/// A computation, with the fields in it that the caller gives: claims whose values are types.
#[derive(Clone, Debug)]
pub(crate) struct Computed<F> {
    pub written: Written<Spot>,
    pub fields: Vec<Named<Read<F>>>,
}

/// What differs from the assertion that a client usually sends, with the fields in it that the caller gives.
#[derive(Clone, Debug)]
pub(crate) struct AssertionSpec<F> {
    pub algorithm: Option<Text>,
    pub key: Option<Text>,
    pub header: Vec<Member<Spot>>,
    pub claims: Vec<Member<Spot>>,
    pub fields: Vec<Named<Read<F>>>,
}

impl<F> Default for AssertionSpec<F> {
    fn default() -> Self {
        Self { algorithm: None, key: None, header: Vec::new(), claims: Vec::new(), fields: Vec::new() }
    }
}

/// A claim, whose value the author or the caller gives.
pub(in crate::read) enum Claim<F> {
    /// A value, with the fields in it that the caller gives.
    Value(Operand<Spot>, Vec<Named<Read<F>>>),
    /// A field that the caller gives, with the position of its type.
    Field(F, Spot),
}

/// The function that reads a claim.
pub(in crate::read) type ReadClaim<F> = fn(&mut Reader, &Node) -> Read<Claim<F>>;

/// The keys that name a computation.
const KINDS: [&str; 14] = [
    computation::NOW,
    computation::RANDOM,
    computation::BYTES,
    computation::SIGNATURE,
    computation::MD5,
    computation::SHA1,
    computation::SHA256,
    computation::SHA512,
    computation::HMAC_MD5,
    computation::HMAC_SHA1,
    computation::HMAC_SHA256,
    computation::HMAC_SHA512,
    computation::SORTED,
    computation::JWT,
];

/// The keys that only a computation has.
const OWN: [&str; 4] = [computation::KEY, computation::LENGTH, computation::INCREASING, computation::DER];

/// Whether a mapping is a computation: it has one of its keys, perhaps misspelled, and is no other field.
pub(in crate::read) fn is_computation(entries: &[Entry]) -> bool {
    let has = |keys: &[&str]| entries.iter().any(|entry| keys.contains(&entry.key.as_str()));
    let is_misspelled = |entry: &Entry| {
        let is_other = key::FIELD.key(&entry.key).is_some();
        !is_other && KINDS.iter().any(|kind| suggest::is_slip(&entry.key, kind))
    };
    let is_other = has(&[field::TYPE, field::CONST, field::TEMPLATE]);
    has(&KINDS) || !is_other && (has(&OWN) || entries.iter().any(is_misspelled))
}

pub(in crate::read) fn read_computed<F>(reader: &mut Reader, node: &Node, claim: ReadClaim<F>) -> Read<Computed<F>> {
    let mut claims = Claims { read: claim, fields: Vec::new() };
    let written = read(reader, node, &mut claims)?;
    Ok(Computed { written, fields: claims.fields })
}

/// The function that reads claims, and the fields found so far.
struct Claims<F> {
    read: ReadClaim<F>,
    fields: Vec<Named<Read<F>>>,
}

impl<F> Claim<F> {
    /// Returns the value of a claim of this name, and adds the fields that the caller gives for it to `fields`.
    fn named(self, name: &Text, fields: &mut Vec<Named<Read<F>>>) -> Operand<Spot> {
        match self {
            Self::Value(operand, own) => {
                fields.extend(own);
                operand
            }
            Self::Field(field, at) => {
                fields.push(Named { name: name.clone(), value: Ok(field) });
                Operand::Template(Spanned::new(format!("{{{}}}", name.value), at))
            }
        }
    }
}

fn read<F>(reader: &mut Reader, node: &Node, claims: &mut Claims<F>) -> Read<Written<Spot>> {
    let map = reader.mapping(node, &key::COMPUTATION)?;
    let what = read_what(reader, &map, claims);
    let increasing = map.read(computation::INCREASING, |node| spanned_boolean(reader, node));
    let length = map.read(computation::LENGTH, |node| reader.count(node));
    let key = map.read(computation::KEY, |node| read_key(reader, node));
    let algorithm = map.read(computation::ALGORITHM, |node| reader.word(node, "an algorithm, such as `RS256`"));
    let encoding = map.read(computation::ENCODING, |node| reader.word(node, "`hex`, `base64` or `base64url`"));
    let case = map.read(computation::CASE, |node| reader.word(node, "`lower` or `upper`"));
    let der = map.read(computation::DER, |node| spanned_boolean(reader, node));
    let separator = map.read(computation::SEPARATOR, |node| reader.any_text(node));
    let without = map.read(computation::WITHOUT, |node| reader.texts(node)?.into_iter().collect());
    let without_empty = map.read(computation::WITHOUT_EMPTY, |node| spanned_boolean(reader, node));
    let zone = map.read(computation::ZONE, |node| reader.any_text(node));
    Ok(Written {
        at: node.spot,
        what: what?,
        increasing: increasing.transpose()?,
        length: length.transpose()?,
        key: key.transpose()?,
        algorithm: algorithm.transpose()?,
        encoding: encoding.transpose()?,
        case: case.transpose()?,
        der: der.transpose()?,
        separator: separator.transpose()?,
        without: without.transpose()?.unwrap_or_default(),
        without_empty: without_empty.transpose()?,
        zone: zone.transpose()?,
    })
}

fn spanned_boolean(reader: &mut Reader, node: &Node) -> Read<Spanned<bool, Spot>> {
    reader.boolean(node).map(|value| Spanned::new(value, node.spot))
}

/// Reads the computation, which has exactly one of the keys that name one.
fn read_what<F>(reader: &mut Reader, map: &Mapping<'_>, claims: &mut Claims<F>) -> Read<What<Spot>> {
    let there = KINDS.iter().filter_map(|key| map.entry(key).map(|entry| entry.map(|entry| (*key, entry))));
    let there: Vec<(&str, &Entry)> = there.collect::<Read<_>>()?;
    match there.as_slice() {
        [] => Err(map.stray(&Shape::Any).unwrap_or_else(|| {
            let help = "add `now: unix seconds` or `random: uuid`, for example";
            reader.report(Code::MISSING_KEY, map.spot, "this does not say what is computed", help)
        })),
        [(key, entry)] => read_kind(reader, key, &entry.node, claims),
        [(first, _), (second, entry), ..] => {
            let message = format!("a computation has either `{first}` or `{second}`");
            Err(reader.report(Code::CONFLICT, entry.key_spot, message, "remove one of the two"))
        }
    }
}

fn read_kind<F>(reader: &mut Reader, key: &str, node: &Node, claims: &mut Claims<F>) -> Read<What<Spot>> {
    let keyed = key.strip_prefix("hmac_").and_then(Digest::find);
    match (keyed, Digest::find(key)) {
        (Some(digest), _) => Ok(What::Keyed(digest, read_operand(reader, node, claims)?)),
        (None, Some(digest)) => Ok(What::Digest(digest, read_operand(reader, node, claims)?)),
        (None, None) => match key {
            computation::NOW => reader.word(node, "`unix seconds` or another form of time").map(What::Now),
            computation::RANDOM => reader.word(node, "`uuid`, `bytes` or `digits`").map(What::Random),
            computation::SIGNATURE => read_operand(reader, node, claims).map(What::Signature),
            computation::SORTED => reader.any_text(node).map(What::Sorted),
            computation::JWT => read_jwt(reader, node, claims).map(What::Jwt),
            _ => read_operand(reader, node, claims).map(What::Bytes),
        },
    }
}

/// Reads the name of a key, whose value is used, or the computation that makes it.
fn read_key(reader: &mut Reader, node: &Node) -> Read<Operand<Spot>> {
    if let Value::Map(entries) = &node.value
        && is_computation(entries)
    {
        let mut claims: Claims<()> =
            Claims { read: |reader, node| Err(reader.expected(node, "a secret")), fields: Vec::new() };
        return read(reader, node, &mut claims).map(|written| Operand::Computed(Box::new(written)));
    }
    let name = reader.reference(node, "a secret")?;
    if template::is_template(&name.value) {
        let help = "write the name alone, as in `key: secret_key`";
        return Err(reader.refuse(Code::SHAPE, node, "the name of a key is written without braces", help));
    }
    Ok(Operand::Template(Spanned::new(format!("{{{}}}", name.value), name.at)))
}

fn read_operand<F>(reader: &mut Reader, node: &Node, claims: &mut Claims<F>) -> Read<Operand<Spot>> {
    match &node.value {
        Value::Text(_) => reader.any_text(node).map(Operand::Template),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| read_operand(reader, item, claims)).collect();
            items.into_iter().collect::<Read<Vec<_>>>().map(Operand::List)
        }
        Value::Map(entries) if is_computation(entries) => {
            read(reader, node, claims).map(|written| Operand::Computed(Box::new(written)))
        }
        _ => Err(reader.expected(node, "a text in quotes, a computation, or a list of them")),
    }
}

fn read_jwt<F>(reader: &mut Reader, node: &Node, claims: &mut Claims<F>) -> Read<WrittenJwt<Spot>> {
    let map = reader.mapping(node, &key::JWT)?;
    let algorithm =
        reader.required(&map, jwt::ALGORITHM, |reader, node| reader.word(node, "an algorithm, such as `RS256`"));
    let key = reader.required(&map, jwt::KEY, |reader, node| reader.reference(node, "a private key"));
    let header = read_members(reader, &map, jwt::HEADER, claims);
    let members = read_members(reader, &map, jwt::CLAIMS, claims);
    let key = key.map(|key| Operand::Template(Spanned::new(format!("{{{}}}", key.value), key.at)));
    Ok(WrittenJwt { algorithm: algorithm?, key: key?, header: header?, claims: members? })
}

/// Reads what differs from the usual assertion of a client.
pub(in crate::read) fn read_assertion<F>(
    reader: &mut Reader,
    node: &Node,
    read: ReadClaim<F>,
) -> Read<AssertionSpec<F>> {
    let mut given = Claims { read, fields: Vec::new() };
    let map = reader.mapping(node, &key::ASSERTION)?;
    let algorithm = map.read(assertion::ALGORITHM, |node| reader.word(node, "an algorithm, such as `PS256`"));
    let key = map.read(assertion::KEY, |node| reader.reference(node, "a private key"));
    let header = read_members(reader, &map, assertion::HEADER, &mut given);
    let claims = read_members(reader, &map, assertion::CLAIMS, &mut given);
    Ok(AssertionSpec {
        algorithm: algorithm.transpose()?,
        key: key.transpose()?,
        header: header?,
        claims: claims?,
        fields: given.fields,
    })
}

/// Reads the members of a JWT. A member whose value is a type is a field that the caller gives.
fn read_members<F>(
    reader: &mut Reader,
    map: &Mapping<'_>,
    key: &str,
    claims: &mut Claims<F>,
) -> Read<Vec<Member<Spot>>> {
    members_of(reader.entries(map, key, claims.read), &mut claims.fields)
}

/// Returns the members of a JWT, or of an object in it, and adds the fields that the caller gives to `fields`.
pub(in crate::read) fn members_of<F>(
    entries: Entries<Claim<F>>,
    fields: &mut Vec<Named<Read<F>>>,
) -> Read<Vec<Member<Spot>>> {
    let mut broken = entries.broken();
    let mut members = Vec::new();
    for Named { name, value } in entries.into_entries() {
        match value {
            Ok(claim) => members.push(Member { value: claim.named(&name, fields), name }),
            Err(error) => broken = Some(error),
        }
    }
    broken.map_or(Ok(members), Err)
}
