//! Reads `registration`.

use auth_language::key::{self, registration};

use crate::read::entries::{Read, Text};
use crate::read::lifecycle::{Names, StepSpec, Steps, read_names, read_steps};
use crate::read::reader::Reader;
use crate::text::{Node, Spot};

/// How a client registers itself.
#[derive(Clone, Debug)]
pub(crate) struct RegistrationSpec {
    pub spot: Spot,
    /// The calls, of which the last one registers the client.
    pub from: Read<Steps>,
    pub capture: Read<Names>,
    pub expires_at: Option<Read<Text>>,
}

impl RegistrationSpec {
    /// Returns the calls before the registration, which find where it is made.
    pub(crate) fn before(&self) -> &[StepSpec] {
        let steps = self.from.as_deref().unwrap_or_default();
        steps.split_last().map(|(_, before)| before).unwrap_or_default()
    }
}

pub(super) fn read(reader: &mut Reader, node: &Node) -> Read<RegistrationSpec> {
    let map = reader.mapping(node, &key::REGISTRATION)?;
    let from = reader.required(&map, registration::FROM, |reader, node| read_steps(reader, registration::FROM, node));
    let capture = reader.required(&map, registration::CAPTURE, read_names);
    let expires_at = map.read(registration::EXPIRES_AT, |node| reader.reference(node, "a field"));
    Ok(RegistrationSpec { spot: node.spot, from, capture, expires_at })
}
