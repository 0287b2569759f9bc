//! Reads the signature of a callback.

use auth_language::key::{self, verify};

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::read::value::{self, FieldSpec};
use crate::text::{Entry, Spot};

/// The signature of a callback: its field, and what it must be.
#[derive(Clone, Debug)]
pub(crate) struct VerifySpec {
    /// The position of the key `verify`.
    pub spot: Spot,
    pub field: Read<Text>,
    pub equals: Read<FieldSpec>,
}

pub(super) fn read(reader: &mut Reader, entry: &Entry) -> Read<VerifySpec> {
    let map = reader.mapping(&entry.node, &key::VERIFY)?;
    Ok(VerifySpec {
        spot: entry.key_spot,
        field: reader.required(&map, verify::FIELD, |reader, node| reader.reference(node, "a field")),
        equals: reader.required(&map, verify::EQUALS, value::read_field),
    })
}
