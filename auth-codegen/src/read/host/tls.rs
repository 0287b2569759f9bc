//! Reads `tls`.

use auth_language::key::{self, tls};

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::text::Node;

/// A client certificate, by the names of the inputs that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TlsSpec {
    pub certificate: Text,
    pub key: Text,
}

pub(in crate::read) fn read(reader: &mut Reader, node: &Node) -> Read<TlsSpec> {
    let map = reader.mapping(node, &key::TLS)?;
    let certificate = reader.required(&map, tls::CERTIFICATE, |reader, node| reader.reference(node, "an input"));
    let key = reader.required(&map, tls::KEY, |reader, node| reader.reference(node, "an input"));
    Ok(TlsSpec { certificate: certificate?, key: key? })
}
