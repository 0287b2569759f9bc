//! Finds entries that are not indented as they should be, and reads them where they seem to belong. Otherwise one missing or
//! needless space would be reported as an unknown key, and as everything that is missing without it.

mod belongs;
mod exchanged;
mod headless;
mod inside;
mod keyless;
mod members;
mod nameless;
mod outside;
mod question;
mod shape;

use auth_language::key::{self, Mapping, Shape};

use self::shape::{Inner, has_field, inner_of};
use super::reader::Reader;
use crate::text::{Node, Value};

/// Moves the entries of a spec that are a level too far out or in, and reports each.
pub(crate) fn mend(spec: &mut Node, reader: &mut Reader) {
    exchanged::mend(spec, reader);
    headless::part(spec, reader);
    mend_mapping(spec, &key::SPEC, reader);
}

fn mend_shape(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    if let (Some(declared), Value::List(items)) = (shape.keys(), &mut node.value) {
        for item in items {
            mend_mapping(item, declared, reader);
        }
        return;
    }
    match inner_of(shape, node) {
        Some(Inner::Mapping(declared)) => mend_mapping(node, declared, reader),
        Some(Inner::Entries(shape)) => mend_entries(node, shape, reader),
        None => {}
    }
}

/// Mends a mapping with the language's keys.
fn mend_mapping(node: &mut Node, declared: &'static Mapping, reader: &mut Reader) {
    let Value::Map(entries) = &mut node.value else { return };
    members::gather(entries, declared, node.spot, reader);
    keyless::gather(entries, declared, reader);
    keyless::part(entries, declared, reader);
    outside::gather_keys(entries, declared, reader);
    inside::take_out_keys(entries, declared, reader);
    for entry in entries {
        if let Some(key) = declared.key(&entry.key) {
            mend_shape(&mut entry.node, &key.shape, reader);
        }
    }
}

/// Moves what is not in its column among names, and returns whether something without a name was removed.
fn mend_names(node: &mut Node, shape: &'static Shape, reader: &mut Reader) -> bool {
    match (&mut node.value, shape.keys(), shape) {
        (Value::Map(entries), Some(declared), _) => {
            let is_cut = nameless::remove_first(entries, declared, reader);
            outside::gather_entries(entries, declared, reader);
            inside::take_out_entries(entries, declared, Some(reader));
            nameless::remove(entries, declared, reader) || is_cut
        }
        (Value::Map(entries), None, Shape::Entries(_)) => {
            outside::gather_statuses(entries, reader);
            nameless::remove_statuses(entries, reader)
        }
        (Value::Map(entries), None, _) if has_field(shape) => nameless::remove_parts(entries, reader),
        _ => false,
    }
}

/// Mends a mapping with keys that the author chooses.
fn mend_entries(node: &mut Node, shape: &'static Shape, reader: &mut Reader) {
    if mend_names(node, shape, reader) {
        reader.places.cut(node);
    }
    let Value::Map(entries) = &mut node.value else { return };
    if has_field(shape) {
        question::mend(entries, reader);
        outside::gather_computed(entries, reader);
        outside::gather_parts(entries, reader);
    }
    for entry in entries {
        mend_shape(&mut entry.node, shape, reader);
    }
}
