//! Reads the body of a request. Nested objects and lists are flattened: the names of their members are JSON pointers (RFC
//! 6901).

use std::collections::HashMap;

use auth_language::key::{self, endpoint, object};
use auth_language::name;
use auth_language::problem::Code;
use auth_language::request::{BODY, Content, child, index_of, item, leaf};
use auth_language::spanned::Spanned;
use auth_language::suggest;

use crate::read::entries::{Entries, Named, Read, Text};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::read::value::{self, FieldKind, FieldSpec, read_field};
use crate::text::Spot;
use crate::text::{Entry, Node, Value};

/// The members of a body, and the position of its key.
pub(crate) type Body = Spanned<Entries<FieldSpec>, Spot>;

/// Reads the members of a body; `None` if there is none, or if it is a single value.
pub(super) fn read(reader: &mut Reader, map: &Mapping<'_>, key: &str) -> Option<Body> {
    let entry = match map.entry(key)? {
        Ok(entry) => entry,
        Err(broken) => return Some(Spanned::new(Entries::empty(Some(broken)), map.spot)),
    };
    if is_whole(key, &entry.node) {
        return None;
    }
    let mut members = Vec::new();
    let entries = reader.named(&entry.node, &format!("`{key}`"), &mut |_, node| Ok(node.clone()));
    for Named { name, value } in entries.iter() {
        match value {
            Ok(node) => read_member(reader, name, node, &mut members),
            Err(broken) => members.push(Named { name: name.clone(), value: Err(*broken) }),
        }
    }
    name_by_leaves(&mut members);
    Some(Spanned::new(Entries::new(members, entries.broken()), entry.key_spot))
}

/// Gives a field of a nested object the Rust name of its last segment, if that is unique in the body.
fn name_by_leaves(members: &mut [Named<Read<FieldSpec>>]) {
    let idents: Vec<String> = members.iter().map(|member| name::field_ident(&leaf(&member.name.value))).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for ident in &idents {
        *counts.entry(ident).or_default() += 1;
    }
    for (member, ident) in members.iter_mut().zip(&idents) {
        let is_unique = counts.get(ident.as_str()) == Some(&1);
        let rust = name::plain(ident);
        if let (Ok(FieldSpec { kind: Ok(FieldKind::Type(_)), rust: own @ None, .. }), true) =
            (&mut member.value, is_unique)
            && member.name.value.starts_with('/')
            && name::is_snake_case(rust)
        {
            *own = Some(Ok(Spanned::new(rust.to_owned(), member.name.at)));
        }
    }
}

/// Whether the value of `json` is a text, which is the type of the whole body.
fn is_whole(key: &str, node: &Node) -> bool {
    key == endpoint::JSON && matches!(node.value, Value::Text(_))
}

/// Reads the bodies that are a single value, which is called `body`.
pub(super) fn read_whole(reader: &mut Reader, map: &Mapping<'_>) -> Vec<(Content, Body)> {
    let keys =
        [(Content::JsonValue, endpoint::JSON), (Content::Text, endpoint::TEXT), (Content::Bytes, endpoint::BYTES)];
    let entries = keys.into_iter().filter_map(|(content, key)| Some((content, map.entry(key)?.ok()?)));
    let whole =
        entries.filter(|(content, entry)| *content != Content::JsonValue || is_whole(endpoint::JSON, &entry.node));
    let bodies = whole.map(|(content, entry)| {
        let name = Spanned::new(BODY.to_owned(), entry.key_spot);
        let member = Named { name, value: read_field(reader, &entry.node) };
        (content, Spanned::new(Entries::new(vec![member], None), entry.key_spot))
    });
    bodies.collect()
}

/// Reports a member that is called like an item of a list, by which the request would have a list.
fn check_name(reader: &mut Reader, name: &Text, member: &str) -> Read<()> {
    if index_of(member).is_none() {
        return Ok(());
    }
    let message = format!("`{member}` is what an item of a list is called, and no name of a member");
    let help =
        "write a list as `name: [\"{first}\", \"{second}\"]`; an object with this name is a value of the type `json`";
    Err(reader.report(Code::NAME, name.at, message, help))
}

fn read_member(reader: &mut Reader, name: &Text, node: &Node, members: &mut Vec<Named<Read<FieldSpec>>>) {
    if let Err(broken) = check_name(reader, name, &name.value) {
        return members.push(Named { name: name.clone(), value: Err(broken) });
    }
    match fields_of(node) {
        Some(_) => read_object(reader, name, node, members),
        None if is_list(node) => read_items(reader, name, node, members),
        None if is_object(node) => {
            let message = format!("the members of `{}` are not below `fields`", name.value);
            let broken =
                reader.refuse(Code::SHAPE, node, message, "an object is written as `{ fields: { a: string } }`");
            members.push(Named { name: name.clone(), value: Err(broken) });
        }
        // A name that begins with a slash would be read as a pointer.
        None if name.value.starts_with('/') && !members.iter().any(|known| known.name.value == name.value) => {
            let name = Spanned::new(child("", &name.value), name.at);
            members.push(Named { name, value: read_field(reader, node) });
        }
        None => members.push(Named { name: name.clone(), value: read_field(reader, node) }),
    }
}

/// The length of the longest pointer to a member, in bytes: each member in it repeats the names around it.
const LONGEST: usize = 256;

/// Checks the length of the names around members.
fn check_length(reader: &mut Reader, name: &Text, node: &Node) -> Read<()> {
    if name.value.len() <= LONGEST {
        return Ok(());
    }
    let message = format!("the names around these members have more than {LONGEST} bytes");
    Err(reader.refuse(Code::NAME, node, message, "write shorter names, or fewer levels"))
}

/// Reads the items of a list. A type has no name here, so that the caller cannot give the value.
fn read_items(reader: &mut Reader, name: &Text, node: &Node, members: &mut Vec<Named<Read<FieldSpec>>>) {
    if let Err(broken) = check_length(reader, name, node) {
        return members.push(Named { name: name.clone(), value: Err(broken) });
    }
    let items = if let Value::List(items) = &node.value { items.as_slice() } else { &[] };
    if items.is_empty() {
        let broken = reader.report(Code::EMPTY, node.spot, "this list has no items", "write `{ const: [] }`");
        members.push(Named { name: name.clone(), value: Err(broken) });
    }
    for (index, node) in items.iter().enumerate() {
        let name = Spanned::new(item(&name.value, index), node.spot);
        match &node.value {
            Value::List(_) => read_items(reader, &name, node, members),
            _ if fields_of(node).is_some() => read_object(reader, &name, node, members),
            _ => members.push(Named { name, value: read_item(reader, node) }),
        }
    }
}

fn read_item(reader: &mut Reader, node: &Node) -> Read<FieldSpec> {
    let item = read_field(reader, node)?;
    if !matches!(item.kind, Ok(FieldKind::Type(_))) {
        return Ok(item);
    }
    let message = "an item of a list has no name by which the caller gives it";
    let help = "declare it under `inputs`, and write a template, such as `\"{name}\"`, or `{ const: … }`";
    Err(reader.refuse(Code::TYPE, node, message, help))
}

fn read_object(reader: &mut Reader, name: &Text, node: &Node, members: &mut Vec<Named<Read<FieldSpec>>>) {
    let checked = check_length(reader, name, node);
    let map = match checked.and_then(|()| reader.mapping(node, &key::OBJECT)) {
        Ok(map) => map,
        Err(broken) => return members.push(Named { name: name.clone(), value: Err(broken) }),
    };
    let inner = reader.entries(&map, object::FIELDS, |_, node| Ok(node.clone()));
    for member in inner.iter() {
        let is_name = check_name(reader, &member.name, &member.name.value);
        let name = Spanned::new(child(&name.value, &member.name.value), member.name.at);
        match is_name.and(member.value.as_ref().map_err(|broken| *broken)) {
            Ok(node) if fields_of(node).is_some() => read_object(reader, &name, node, members),
            Ok(node) if is_list(node) => read_items(reader, &name, node, members),
            Ok(node) => members.push(Named { name, value: read_field(reader, node) }),
            Err(broken) => members.push(Named { name, value: Err(broken) }),
        }
    }
}

/// Whether a value has the members of an object itself.
fn is_object(node: &Node) -> bool {
    matches!(&node.value, Value::Map(entries) if value::is_object(entries))
}

/// Whether a value is a list of values. The examples of an endpoint, which may have been moved here, are none.
fn is_list(node: &Node) -> bool {
    matches!(&node.value, Value::List(items) if !items.iter().any(|item| is_object(item) && fields_of(item).is_none()))
}

/// Returns the `fields` of a mapping that describes an object, perhaps misspelled.
fn fields_of(node: &Node) -> Option<&Entry> {
    match &node.value {
        Value::Map(entries) => {
            let is_field = entries.iter().any(|entry| key::FIELD.key(&entry.key).is_some());
            let is_fields = |entry: &&Entry| {
                entry.key == object::FIELDS || (!is_field && suggest::is_slip(&entry.key, object::FIELDS))
            };
            entries.iter().find(is_fields)
        }
        Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) | Value::List(_) => None,
    }
}
