//! Reads `check`: the call that shows that a credential works.

use auth_language::key::{self, check};

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::read::reader::mentions::AN_ENDPOINT;
use crate::text::{Node, Value};

/// A call that shows that a credential works.
#[derive(Clone, Debug)]
pub(crate) struct CheckSpec {
    pub call: Read<Text>,
    /// The names of the errors that show it, too.
    pub accepts: Vec<Read<Text>>,
}

pub(super) fn read(reader: &mut Reader, node: &Node) -> Read<CheckSpec> {
    if !matches!(node.value, Value::Map(_)) {
        let call = reader.reference(node, AN_ENDPOINT)?;
        return Ok(CheckSpec { call: Ok(call), accepts: Vec::new() });
    }
    let map = reader.mapping(node, &key::CHECK)?;
    let accepts = map.read(check::ACCEPTS, |node| reader.texts(node));
    Ok(CheckSpec {
        call: reader.required(&map, check::CALL, |reader, node| reader.reference(node, AN_ENDPOINT)),
        accepts: accepts.transpose()?.unwrap_or_default(),
    })
}
