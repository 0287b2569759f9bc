//! Reads how credentials are attached to a request.

use auth_language::key::{self, Shape, attach, object};
use auth_language::problem::{Code, Help};
use auth_language::request::{Content, Place};
use auth_language::suggest;

use super::{BasicSpec, read_basic};
use crate::read::entries::{Entries, Read, Text};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::read::value::{self, FieldSpec};
use crate::text::{Node, Spot, Value};

/// How a credential is attached to a request.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a spec has few credentials")]
pub(crate) enum AttachSpec {
    /// `bearer`: `Authorization: Bearer …` (RFC 6750).
    Bearer { spot: Spot },
    /// `{ header: X-Api-Key }`, with an optional `prefix`.
    Header { name: Text, prefix: Option<Read<Text>> },
    /// `{ headers: … }`, `{ basic: … }` and similar mappings: templates over the inputs.
    Parts { spot: Spot, placed: Vec<PlacedSpec>, basic: Option<Read<BasicSpec>>, bearer: Option<Read<FieldSpec>> },
    /// No parts, only a signature or a client certificate.
    Nothing { spot: Spot },
}

/// The parts of a credential under one key.
#[derive(Clone, Debug)]
pub(crate) struct PlacedSpec {
    pub place: Place,
    /// The encoding that the body must have.
    pub content: Option<Content>,
    pub entries: Entries<FieldSpec>,
}

impl AttachSpec {
    /// Returns the parts that it adds, by place.
    pub(crate) fn placed(&self) -> &[PlacedSpec] {
        match self {
            Self::Bearer { .. } | Self::Header { .. } | Self::Nothing { .. } => &[],
            Self::Parts { placed, .. } => placed,
        }
    }
}

pub(in crate::read) fn read_attach(reader: &mut Reader, node: &Node) -> Read<AttachSpec> {
    match &node.value {
        Value::Text(word) if word == "bearer" => Ok(AttachSpec::Bearer { spot: node.spot }),
        Value::Text(word) => {
            let message = format!("a secret cannot be attached as `{word}`");
            Err(reader.report(Code::ATTACH, node.spot, message, how_to_attach(word, node.spot)))
        }
        Value::Map(_) => read_parts(reader, node),
        _ => Err(reader.expected(node, "`bearer` or `{ header: X-Api-Key }`")),
    }
}

/// Returns advice for an unknown word: it may be a misspelled `bearer` or the name of a header.
fn how_to_attach(word: &str, at: Spot) -> Help<Spot> {
    let is_header = word.contains('-') && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    match word {
        "basic" => Help::from(
            "write `{ basic: { username: \"{user}\", password: \"{password}\" } }`, and declare the `inputs`",
        ),
        _ if suggest::is_near(word, "bearer") => {
            Help::Edit { at, text: "bearer".to_owned(), advice: "did you mean `bearer`?".to_owned() }
        }
        _ if is_header => {
            let text = format!("{{ header: {word} }}");
            Help::Edit { at, advice: format!("write `{text}`"), text }
        }
        _ => Help::from(
            "`bearer`, `{ header: X-Api-Key }`, `{ headers: … }`, `{ basic: … }` and `{ query: … }` are possible",
        ),
    }
}

/// The keys of an attachment whose entries are members of a body.
const BODIES: [(Content, &str); 2] = [(Content::Json, attach::JSON), (Content::Form, attach::FORM)];

fn read_placed(reader: &mut Reader, map: &Mapping<'_>) -> Vec<PlacedSpec> {
    let keyed = Place::ATTACHMENT_KEYS.into_iter().map(|(place, key)| (place, None, key));
    let placed = keyed.chain(BODIES.map(|(content, key)| (Place::Body, Some(content), key)));
    let there = placed.filter(|(_, _, key)| map.get(key).is_some());
    let read = there.map(|(place, content, key)| PlacedSpec {
        place,
        content,
        entries: reader.entries(map, key, read_attached),
    });
    read.filter(|placed| !placed.entries.is_empty()).collect()
}

/// Reads a value that is attached. In a body it is a member of its own.
fn read_attached(reader: &mut Reader, node: &Node) -> Read<FieldSpec> {
    if let Value::Map(entries) = &node.value
        && entries.iter().any(|entry| entry.key == object::FIELDS)
    {
        let help =
            "write the object in the calls, and give its members there: `json: { login: { fields: { key: secret } } }`";
        return Err(reader.refuse(Code::SHAPE, node, "a credential cannot add an object to a body", help));
    }
    value::read_field(reader, node)
}

/// Returns a place of which nothing is known, if an unknown key may be meant for one.
fn stray(map: &Mapping<'_>) -> Option<PlacedSpec> {
    let entries = Entries::empty(Some(map.stray(&Shape::Any)?));
    Some(PlacedSpec { place: Place::Header, content: None, entries })
}

fn needs_a_part() -> String {
    let keys: Vec<&str> = key::ATTACH.names().into_iter().filter(|key| *key != attach::PREFIX).collect();
    format!("an attachment needs one of {}", suggest::list(&keys))
}

fn read_parts(reader: &mut Reader, node: &Node) -> Read<AttachSpec> {
    let map = reader.mapping(node, &key::ATTACH)?;
    let header = map.read(attach::HEADER, |node| reader.text(node)).transpose()?;
    let prefix = map.entry(attach::PREFIX);
    let placed = read_placed(reader, &map);
    let basic = map.read(attach::BASIC, |node| read_basic(reader, node));
    let bearer = map.read(attach::BEARER, |node| value::read_field(reader, node));
    let is_short = placed.is_empty() && basic.is_none() && bearer.is_none();
    match (header, is_short) {
        (Some(name), true) => {
            let prefix = prefix.map(|entry| entry.and_then(|entry| reader.any_text(&entry.node)));
            Ok(AttachSpec::Header { name, prefix })
        }
        (Some(name), false) => {
            let help = "write it as one of `headers`: a template over the inputs";
            Err(reader.report(Code::CONFLICT, name.at, "`header` is for one header alone", help))
        }
        (None, _) => {
            if let Some(broken) = map.is_foreign() {
                return Err(broken);
            }
            if is_short {
                let help = "add `header: X-Api-Key`, for example";
                return Err(reader.report(Code::MISSING_KEY, node.spot, needs_a_part(), help));
            }
            if let Some(Ok(entry)) = prefix {
                let help = "write it into the template, as in `\"Key {api_key}\"`";
                reader.report(Code::CONFLICT, entry.key_spot, "`prefix` belongs to `header`", help);
            }
            let placed = placed.into_iter().chain(stray(&map)).collect();
            Ok(AttachSpec::Parts { spot: node.spot, placed, basic, bearer })
        }
    }
}
