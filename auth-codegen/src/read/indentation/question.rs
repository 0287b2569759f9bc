//! Fields whose names end with `?`, which in other notations makes them optional.

use auth_language::problem::Code;

use crate::read::reader::Reader;
use crate::text::{Entry, Value};

/// Reads such fields as optional ones, and reports each.
pub(super) fn mend(entries: &mut [Entry], reader: &mut Reader) {
    for entry in entries {
        let Some(name) = entry.key.strip_suffix('?').filter(|name| !name.is_empty()).map(str::to_owned) else {
            continue;
        };
        let Value::Text(ty) = &mut entry.node.value else { continue };
        if !ty.starts_with("optional ") {
            ty.insert_str(0, "optional ");
        }
        let help = format!("write `{name}: {ty}`");
        let message = format!("`{}` ends with `?`, and its type says whether it is optional", entry.key);
        reader.report(Code::SHAPE, entry.key_spot, message, help);
        entry.key = name;
    }
}
