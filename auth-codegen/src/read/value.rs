//! Types and enumerations.

pub(super) mod field;

use crate::read::mapping::{self, Mapping};
use crate::read::value::field::FieldSpec;
use crate::read::{Named, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Value};

/// A type of object.
#[derive(Clone, Debug)]
pub(crate) struct TypeSpec {
    /// What it holds.
    pub doc: Option<Text>,
    /// Its members, by their names on the wire.
    pub fields: Vec<Named<FieldSpec>>,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub(crate) struct EnumSpec {
    /// What it is for.
    pub doc: Option<Text>,
    /// Whether the provider may send values that the spec does not name.
    pub open: bool,
    /// The values, as they are on the wire.
    pub values: Vec<Named<ChoiceValueSpec>>,
}

/// A value of an enumeration: its meaning, or this mapping.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceValueSpec {
    /// The name in Rust, where the value does not make a good one.
    pub name: Option<Text>,
    /// What it means.
    pub doc: Text,
}

pub(super) fn parse_type(node: &Node, diagnostics: &mut Diagnostics) -> Option<TypeSpec> {
    let mut map = Mapping::of(node, "a type", diagnostics)?;
    let doc = map.text("doc", diagnostics);
    let fields = map.required("fields");
    let fields = fields.map(|node| mapping::parse_named(node, "`fields`", diagnostics, field::parse_field));
    map.finish(diagnostics);
    Some(TypeSpec { doc, fields: fields? })
}

pub(super) fn parse_enum(node: &Node, diagnostics: &mut Diagnostics) -> Option<EnumSpec> {
    let mut map = Mapping::of(node, "an enumeration", diagnostics)?;
    let doc = map.text("doc", diagnostics);
    let open = map.boolean("open", diagnostics).unwrap_or(false);
    let values = map.required("values");
    let values = values.map(|node| mapping::parse_named(node, "`values`", diagnostics, parse_choice_value));
    map.finish(diagnostics);
    Some(EnumSpec { doc, open, values: values? })
}

pub(super) fn parse_choice_value(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChoiceValueSpec> {
    match node.value {
        Value::Map(_) => parse_long_value(node, diagnostics),
        _ => mapping::parse_text(node, diagnostics).map(|doc| ChoiceValueSpec { name: None, doc }),
    }
}

fn parse_long_value(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChoiceValueSpec> {
    let mut map = Mapping::of(node, "a value", diagnostics)?;
    let name = map.text("name", diagnostics);
    let doc = map.text_or("doc", "", diagnostics);
    map.finish(diagnostics);
    Some(ChoiceValueSpec { name, doc })
}
