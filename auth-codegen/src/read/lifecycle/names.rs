//! Reads names of fields.

use auth_language::problem::Code;

use crate::read::entries::{Read, Text};
use crate::read::reader::Reader;
use crate::text::{Node, Value};

/// The names of fields, at least one. The first one that a reply has is used.
pub(crate) type Names = Vec<Text>;

/// Reads the name of a field, or a list of names.
pub(in crate::read) fn read_names(reader: &mut Reader, node: &Node) -> Read<Names> {
    let Value::List(items) = &node.value else {
        reader.no_rest_of_list(node)?;
        return reader.reference(node, "a field").map(|name| vec![name]);
    };
    if items.is_empty() {
        let help = "write the name of a field, or remove the key";
        return Err(reader.report(Code::EMPTY, node.spot, "this list names no field", help));
    }
    let names: Vec<Read<Text>> = items.iter().map(|item| reader.reference(item, "a field")).collect();
    names.into_iter().collect()
}
