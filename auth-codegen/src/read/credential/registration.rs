//! Reads `registration`.

use auth_language::key::{self, registration};

use crate::read::entries::{Read, Text};
use crate::read::lifecycle::{Names, read_names};
use crate::read::reader::Reader;
use crate::read::reader::mentions::AN_ENDPOINT;
use crate::text::{Node, Spot};

/// How a client registers itself.
#[derive(Clone, Debug)]
pub(crate) struct RegistrationSpec {
    pub spot: Spot,
    pub from: Read<Text>,
    pub capture: Read<Names>,
    pub expires_at: Option<Read<Text>>,
}

pub(super) fn read(reader: &mut Reader, node: &Node) -> Read<RegistrationSpec> {
    let map = reader.mapping(node, &key::REGISTRATION)?;
    let from = reader.required(&map, registration::FROM, |reader, node| reader.reference(node, AN_ENDPOINT));
    let capture = reader.required(&map, registration::CAPTURE, read_names);
    let expires_at = map.read(registration::EXPIRES_AT, |node| reader.reference(node, "a field"));
    Ok(RegistrationSpec { spot: node.spot, from, capture, expires_at })
}
