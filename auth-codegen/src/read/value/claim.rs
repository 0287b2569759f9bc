//! Reads objects and lists in a JWT.

use auth_language::expression::Operand;
use auth_language::key::{self, object};
use auth_language::problem::Code;

use super::expression::{Claim, ReadClaim, members_of};
use crate::read::entries::{Named, Read};
use crate::read::reader::Reader;
use crate::text::{Node, Spot, Value};

/// Reads a value in a JWT, which may be an object or a list. `one` reads all others.
pub(super) fn read<F>(reader: &mut Reader, node: &Node, one: ReadClaim<F>) -> Read<Claim<F>> {
    match &node.value {
        Value::List(items) => read_items(reader, node, items, one),
        Value::Map(entries) if entries.iter().any(|entry| entry.key == object::FIELDS) => {
            read_object(reader, node, one)
        }
        Value::Map(_) | Value::Null | Value::Boolean(_) | Value::Number(_) | Value::Text(_) => one(reader, node),
    }
}

/// Reads an object, whose members are claims, too.
fn read_object<F>(reader: &mut Reader, node: &Node, one: ReadClaim<F>) -> Read<Claim<F>> {
    let map = reader.mapping(node, &key::OBJECT)?;
    let mut fields = Vec::new();
    let inner = reader.entries(&map, object::FIELDS, |reader, node| read(reader, node, one));
    let members = members_of(inner, &mut fields)?;
    Ok(Claim::Value(Operand::Object(node.spot, members), fields))
}

fn read_items<F>(reader: &mut Reader, node: &Node, items: &[Node], one: ReadClaim<F>) -> Read<Claim<F>> {
    let read: Vec<Read<_>> = items.iter().map(|item| read_item(reader, item, one)).collect();
    let (mut operands, mut fields) = (Vec::new(), Vec::new());
    for item in read {
        let (operand, own) = item?;
        operands.push(operand);
        fields.extend(own);
    }
    Ok(Claim::Value(Operand::Items(node.spot, operands), fields))
}

/// An item, with the fields in it that the caller gives.
type Item<F> = (Operand<Spot>, Vec<Named<Read<F>>>);

/// Reads an item of a list. A type has no name here, so that the caller cannot give the value.
fn read_item<F>(reader: &mut Reader, node: &Node, one: ReadClaim<F>) -> Read<Item<F>> {
    match read(reader, node, one)? {
        Claim::Value(operand, fields) => Ok((operand, fields)),
        Claim::Field(..) => {
            let message = "an item of a list has no name by which the caller gives it";
            let help = "write a template, such as `\"{audience}\"`, or `{ const: … }`";
            Err(reader.refuse(Code::TYPE, node, message, help))
        }
    }
}
