//! Reads captured URLs: those of hosts, and those of endpoints.

use auth_language::key;
use auth_language::problem::Code;

use crate::read::entries::{Read, Text};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::text::Node;

/// A captured value that is a URL, and the hosts that it may name.
#[derive(Clone, Debug)]
pub(crate) struct CapturedSpec {
    pub name: Text,
    pub within: Vec<Text>,
    /// The name of the metadata that is requested there (RFC 8615).
    pub well_known: Option<Text>,
}

/// Reads the URL of a host, which is either given or captured.
pub(super) fn read(reader: &mut Reader, map: &Mapping<'_>) -> Read<Option<Read<CapturedSpec>>> {
    let name = map.read(key::host::CAPTURED, |node| reader.reference(node, "a captured value"));
    let within = map.read(key::host::WITHIN, |node| reader.texts(node));
    let (url, at) = (map.entry(key::host::URL), map.entry(key::host::WITHIN));
    match (name, url, at) {
        (Some(Ok(name)), Some(Ok(url)), _) => {
            let help = "remove one of the two";
            Err(reader.report(Code::CONFLICT, url.key_spot, format!("`{}` is the URL already", name.value), help))
        }
        (None, None, _) => {
            let help = "add `url: https://login.acme.example`, for example";
            Err(reader.report(Code::MISSING_KEY, map.spot, "a host needs `url` or `captured`", help))
        }
        (None, _, Some(Ok(within))) => {
            let help = "remove it, or say which value is the URL: `captured: instance_url`";
            Err(reader.report(Code::CONFLICT, within.key_spot, "`within` applies only to a captured URL", help))
        }
        (Some(name), _, _) => {
            let within: Read<Vec<Text>> = within.transpose()?.unwrap_or_default().into_iter().collect();
            Ok(Some(name.and_then(|name| Ok(CapturedSpec { name, within: within?, well_known: None }))))
        }
        (None, Some(_), _) => Ok(None),
    }
}

/// Reads a captured value that is the whole URL of an endpoint.
pub(in crate::read) fn read_whole(reader: &mut Reader, node: &Node) -> Read<CapturedSpec> {
    let map = reader.mapping(node, &key::CAPTURED)?;
    let name =
        reader.required(&map, key::captured::CAPTURED_KEY, |reader, node| reader.reference(node, "a captured value"));
    let within = reader.required(&map, key::captured::WITHIN, Reader::texts);
    let well_known = map.read(key::captured::WELL_KNOWN, |node| reader.text(node)).transpose();
    let within: Read<Vec<Text>> = within?.into_iter().collect();
    Ok(CapturedSpec { name: name?, within: within?, well_known: well_known? })
}
