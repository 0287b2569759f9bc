//! Reads `identity`.

use auth_language::key::{self, identity};

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::read::reader::mentions::AN_ENDPOINT;
use crate::text::{Node, Spot};

/// How the user's identity is found: a call, or a field that is a signed JWT.
#[derive(Clone, Debug)]
pub(crate) struct IdentitySpec {
    pub spot: Spot,
    pub from: Read<Text>,
    pub issuer: Option<Read<Text>>,
    pub audience: Option<Read<Text>>,
    pub nonce: Option<Read<Text>>,
    pub keys: Option<Read<Text>>,
    pub subject: Option<Read<Text>>,
}

pub(super) fn read(reader: &mut Reader, node: &Node) -> Read<IdentitySpec> {
    let map = reader.mapping(node, &key::IDENTITY)?;
    let from = reader.required(&map, identity::FROM, |reader, node| reader.reference(node, "an endpoint or a field"));
    Ok(IdentitySpec {
        spot: node.spot,
        from,
        issuer: map.read(identity::ISSUER, |node| reader.reference(node, "a URL or a name")),
        audience: map.read(identity::AUDIENCE, |node| reader.reference(node, "an input")),
        nonce: map.read(identity::NONCE, |node| reader.reference(node, "a parameter of the visit")),
        keys: map.read(identity::KEYS, |node| reader.reference(node, AN_ENDPOINT)),
        subject: map.read(identity::SUBJECT, |node| reader.reference(node, "a field")),
    })
}
