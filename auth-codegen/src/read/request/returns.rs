//! Reads what an endpoint returns.

use auth_language::key::{self, alternative, endpoint, one_of, success};
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::suggest;

use crate::read::entries::{Entries, Read};
use crate::read::error::{TestSpec, read_when};
use crate::read::mapping::Mapping;
use crate::read::reader::Reader;
use crate::read::reader::mentions::A_TYPE;
use crate::read::value::{TypeExpr, read_type_expr};
use crate::text::{Entry, Node, Spot, Value};

/// The reply of one status.
#[derive(Clone, Debug)]
pub(crate) enum ReturnedSpec {
    /// One type.
    Type(Spanned<TypeExpr, Spot>),
    /// One type, which is a success whatever the status.
    Success(Spanned<TypeExpr, Spot>),
    /// Several types, of which the first one that matches is used.
    OneOf(Vec<Read<AlternativeSpec>>),
}

/// One of several replies of a status.
#[derive(Clone, Debug)]
pub(crate) struct AlternativeSpec {
    pub ty: Read<Spanned<TypeExpr, Spot>>,
    pub when: Entries<TestSpec>,
}

/// Whether there are several replies, which become an enum.
pub(crate) fn are_several(returns: &Entries<ReturnedSpec>) -> bool {
    let mut names = returns.sound().map(|(_, returned)| match returned {
        ReturnedSpec::Type(expr) | ReturnedSpec::Success(expr) => {
            Some(TypeExpr { optional: false, ..expr.value.clone() })
        }
        ReturnedSpec::OneOf(_) => None,
    });
    let Some(first) = names.next() else { return false };
    first.is_none() || names.any(|name| name != first)
}

pub(super) fn read(reader: &mut Reader, map: &Mapping<'_>) -> Entries<ReturnedSpec> {
    let returns = match map.get(endpoint::RETURNS) {
        Some(Ok(Node { value: Value::Map(entries), spot })) if entries.is_empty() => {
            let help = "write `{ 200: TYPE }`; `nothing` and `json` are types too";
            Entries::empty(Some(reader.report(Code::RETURNS, *spot, "this `returns` has no status", help)))
        }
        _ => reader.entries(map, endpoint::RETURNS, read_returned),
    };
    // A type that is not used may be what is returned.
    let is_missing = returns.is_empty() && map.get(endpoint::VISIT).is_none();
    if is_missing || returns.broken().is_some() {
        reader.mentions.add_unnamed(A_TYPE);
    }
    returns
}

fn read_returned(reader: &mut Reader, node: &Node) -> Read<ReturnedSpec> {
    if !matches!(node.value, Value::Map(_)) {
        return read_type_expr(reader, node).map(ReturnedSpec::Type);
    }
    if let Value::Map(entries) = &node.value
        && entries.iter().any(|entry| entry.key.len() == 3 && entry.key.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let help = "write `returns: { 200: TYPE }`: nothing is between `returns` and a status";
        return Err(reader.refuse(Code::SHAPE, node, "a type is expected here, and this has statuses", help));
    }
    if matches!(&node.value, Value::Map(entries) if entries.is_empty()) {
        reader.mentions.add_unnamed(A_TYPE);
        return Err(reader.expected(node, "a type"));
    }
    let is_success = |entries: &[Entry]| entries.iter().any(|entry| suggest::is_near(&entry.key, success::SUCCESS_KEY));
    if matches!(&node.value, Value::Map(entries) if is_success(entries)) {
        let map = reader.mapping(node, &key::SUCCESS)?;
        return reader.required(&map, success::SUCCESS_KEY, read_type_expr).map(ReturnedSpec::Success);
    }
    let map = reader.mapping(node, &key::ONE_OF)?;
    let alternatives = reader.required(&map, one_of::ONE_OF_KEY, |reader, node| match &node.value {
        Value::List(items) if !items.is_empty() => {
            Ok(items.iter().map(|item| read_alternative(reader, item)).collect())
        }
        Value::List(_) => {
            let help = "write the types that it may be, or the one type without `one_of`";
            Err(reader.report(Code::EMPTY, node.spot, "this list of types is empty", help))
        }
        _ => Err(reader.expected(node, "a list of types")),
    })?;
    Ok(ReturnedSpec::OneOf(alternatives))
}

fn read_alternative(reader: &mut Reader, node: &Node) -> Read<AlternativeSpec> {
    if !matches!(node.value, Value::Map(_)) {
        let ty = read_type_expr(reader, node)?;
        return Ok(AlternativeSpec { ty: Ok(ty), when: Entries::empty(None) });
    }
    let map = reader.mapping(node, &key::ALTERNATIVE_TYPE)?;
    Ok(AlternativeSpec {
        ty: reader.required(&map, alternative::TYPE, read_type_expr),
        when: read_when(reader, &map, alternative::WHEN),
    })
}
