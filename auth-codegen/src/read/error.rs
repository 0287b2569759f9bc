//! Reads errors.

use auth_language::key::{self, error};
use auth_language::name::is_camel_case;
use auth_language::problem::{Broken, Code, Help};
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;

use super::entries::{Entries, Read, Text};
use super::mapping::Mapping;
use super::reader::Reader;
use super::reader::mentions::A_TYPE;
use crate::text::{Entry, Node, Spot, Value};

/// The errors of one status. The first whose `when` matches is used.
pub(crate) type CasesSpec = Vec<Read<CaseSpec>>;

/// A documented error.
#[derive(Clone, Debug)]
pub(crate) struct CaseSpec {
    pub name: Read<Text>,
    pub doc: Option<Read<Text>>,
    pub when: Entries<TestSpec>,
    pub body: Option<Read<Text>>,
    pub class: Option<Read<Text>>,
    pub retry_after: Option<Read<Text>>,
    pub example: Option<Read<Node>>,
}

/// The values that satisfy a condition.
#[derive(Clone, Debug)]
pub(crate) enum TestSpec {
    /// One of these values.
    AnyOf(Vec<Spanned<Scalar, Spot>>),
    /// Present if `true`, absent if `false`.
    Present(bool),
    /// Present, and none of these values.
    NoneOf(Vec<Spanned<Scalar, Spot>>),
}

#[expect(clippy::unnecessary_wraps, reason = "read like any other value under a name")]
pub(super) fn read_set(reader: &mut Reader, node: &Node) -> Read<Entries<CasesSpec>> {
    Ok(reader.named(node, "a set of errors", &mut read_cases))
}

pub(super) fn read_cases(reader: &mut Reader, node: &Node) -> Read<CasesSpec> {
    match &node.value {
        Value::List(items) => {
            let next = items.iter().skip(1).map(Some).chain([None]);
            Ok(items.iter().zip(next).map(|(item, next)| read_item(reader, item, next)).collect())
        }
        _ => read_case(reader, node).map(|case| vec![Ok(case)]),
    }
}

/// Reads one of several errors. One that is nothing but the name of the next is that line twice.
fn read_item(reader: &mut Reader, node: &Node, next: Option<&Node>) -> Read<CaseSpec> {
    let (Value::Map(entries), Some(next)) = (&node.value, next) else { return read_case(reader, node) };
    match (entries.as_slice(), next.entry(error::NAME)) {
        ([name], Some(again)) if name.key == error::NAME && name.node.to_scalar() == again.node.to_scalar() => {
            let message = "this error is there twice, here without its keys";
            Err(reader.report(Code::DUPLICATE_KEY, node.spot, message, "remove one of the two lines"))
        }
        _ => read_case(reader, node),
    }
}

/// Refuses the name of an error in place of the error.
fn refuse_name(reader: &mut Reader, node: &Node, name: &str) -> Broken {
    let text = format!("{{ name: {name} }}");
    let advice = format!("write `{text}`");
    let message = format!("`{name}` alone is no error: an error is a mapping");
    reader.refuse(Code::SHAPE, node, message, Help::Edit { at: node.spot, text, advice })
}

fn read_case(reader: &mut Reader, node: &Node) -> Read<CaseSpec> {
    if let Value::Text(name) = &node.value
        && is_camel_case(name)
    {
        return Err(refuse_name(reader, node, name));
    }
    let map = reader.mapping(node, &key::ERROR)?;
    Ok(CaseSpec {
        name: reader.required(&map, error::NAME, Reader::text),
        doc: map.read(error::DOC, |node| reader.text(node)),
        when: read_when(reader, &map, error::WHEN),
        body: map.read(error::BODY, |node| reader.reference(node, A_TYPE)),
        class: map.read(error::CLASS, |node| reader.word(node, "a class such as `reauthenticate`")),
        retry_after: map.read(error::RETRY_AFTER, |node| reader.reference(node, "a field")),
        example: map.read(error::EXAMPLE, |node| Ok(node.clone())),
    })
}

/// Reads `when`, which must have at least one condition.
pub(super) fn read_when(reader: &mut Reader, map: &Mapping<'_>, key: &str) -> Entries<TestSpec> {
    match map.get(key) {
        Some(Ok(Node { value: Value::Map(entries), spot })) if entries.is_empty() => {
            let help = "write a field and its value, or remove `when`";
            Entries::empty(Some(reader.report(Code::EMPTY, *spot, "this `when` has no condition", help)))
        }
        _ => reader.entries(map, key, read_test),
    }
}

/// Reads a value, a list of values, `{ present: true }` or `{ not: 0 }`.
fn read_test(reader: &mut Reader, node: &Node) -> Read<TestSpec> {
    let what = "a value, a list of values, `{ present: true }`, `{ present: false }` or `{ not: 0 }`";
    match &node.value {
        Value::List(items) if !items.is_empty() => read_values(reader, node).map(TestSpec::AnyOf),
        Value::Map(entries) => match entries.as_slice() {
            [Entry { key, node: Node { value: Value::Boolean(is_there), .. }, .. }] if key == "present" => {
                Ok(TestSpec::Present(*is_there))
            }
            [Entry { key, node, .. }] if key == "not" && is_valued(node) => {
                read_values(reader, node).map(TestSpec::NoneOf)
            }
            _ => Err(reader.expected(node, what)),
        },
        Value::Null | Value::List(_) => Err(reader.expected(node, what)),
        Value::Text(text) if text.trim_start().starts_with("!=") => Err(refuse_operator(reader, node, text)),
        Value::Text(_) | Value::Number(_) | Value::Boolean(_) => read_values(reader, node).map(TestSpec::AnyOf),
    }
}

fn is_valued(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => !items.is_empty(),
        Value::Text(_) | Value::Number(_) | Value::Boolean(_) => true,
        Value::Null | Value::Map(_) => false,
    }
}

/// Reads a value, or a list of values.
fn read_values(reader: &mut Reader, node: &Node) -> Read<Vec<Spanned<Scalar, Spot>>> {
    match &node.value {
        Value::List(items) => items.iter().map(|item| reader.scalar(item)).collect(),
        _ => reader.scalar(node).map(|value| vec![value]),
    }
}

fn refuse_operator(reader: &mut Reader, node: &Node, text: &str) -> Broken {
    let value = text.trim_start().trim_start_matches("!=").trim();
    let help = format!("write `{{ not: {} }}`", if value.is_empty() { "0" } else { value });
    reader.refuse(Code::SHAPE, node, format!("`{text}` is compared as a text"), help)
}
