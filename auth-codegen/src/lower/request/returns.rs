//! What an endpoint returns when it succeeds.

use auth_language::error::parse_status;
use auth_language::problem::Code;
use auth_language::spanned::Spanned;
use auth_language::value::Type;

use crate::lower::context::Context;
use crate::lower::value::types;
use crate::model::Returns;
use crate::read::{EndpointSpec, Text, TypeExpr};
use crate::text::Spot;

/// A reply that fits everything, in the place of one that is broken.
pub(super) fn stand_in() -> Returns {
    Returns::Type(Type::Foreign)
}

/// An endpoint returns one type, with one status.
pub(super) fn lower(name: &Text, spec: &EndpointSpec, cx: &mut Context<'_>) -> (u16, Returns) {
    let mut entries = spec.returns.iter();
    let Some(first) = entries.next() else {
        if spec.returns.broken().is_none() {
            let message = format!("`{}` does not say what it `returns`", name.value);
            let help = "add `returns: { 200: TYPE }`; `nothing` and `json` are types too";
            cx.report(Code::RETURNS, name.at, message, help);
        }
        return (200, stand_in());
    };
    if let Some(second) = entries.next() {
        let help = "keep the documented one: any other 2xx status is read in the same way";
        cx.report(Code::RETURNS, second.name.at, "an endpoint returns one type", help);
        for other in entries.filter_map(|named| named.value.as_ref().ok()).chain(second.value.as_ref().ok()) {
            lower_type(other, cx);
        }
    }
    let returns = first.value.as_ref().map_or_else(|_| stand_in(), |expr| lower_type(expr, cx));
    (lower_status(&first.name, cx), returns)
}

fn lower_type(expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> Returns {
    let TypeExpr { optional, list, name } = &expr.value;
    if *optional {
        cx.report(Code::RETURNS, expr.at, "a reply is not optional", "remove `optional`, or return `nothing`");
    }
    if name == "nothing" && !list {
        return Returns::Nothing;
    }
    Returns::Type(types::resolve(expr, cx))
}

fn lower_status(name: &Text, cx: &mut Context<'_>) -> u16 {
    let status = parse_status(&name.value).filter(|status| (200..300).contains(status));
    status.unwrap_or_else(|| {
        let message = format!("`{}` is not the status of a success", name.value);
        cx.report(Code::STATUS, name.at, message, "write a number from 200 to 299; refusals belong to `errors`");
        200
    })
}
