//! How long a token lives.

use crate::model::{Field, Record, Type};
use crate::read::{Text, TokenSpec};
use crate::text::diagnostics::Diagnostics;

/// A lifetime is a number and one of `s`, `m`, `h`, `d`.
pub(in crate::lower) fn lower(text: &Text, diagnostics: &mut Diagnostics) -> Option<u64> {
    let seconds = parse_lifetime(&text.value).filter(|seconds| *seconds > 0);
    if seconds.is_none() {
        diagnostics.report(
            text.spot,
            format!("`{}` is not a length of time", text.value),
            "write a number and a unit: `90s`, `15m`, `12h`, `7d`",
        );
    }
    seconds
}

fn parse_lifetime(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3_600,
        "d" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// Either the reply says how long a token lives, or the spec does.
pub(in crate::lower) fn check(record: &Record, token: &TokenSpec, diagnostics: &mut Diagnostics) {
    match (&token.expires_in, &token.lifetime) {
        (Some(expires_in), Some(lifetime)) => check_lifetime_applies(record, expires_in, lifetime, diagnostics),
        (None, None) => check_nothing_is_left_out(record, token, diagnostics),
        (Some(_), None) | (None, Some(_)) => {}
    }
}

fn check_lifetime_applies(record: &Record, expires_in: &Text, lifetime: &Text, diagnostics: &mut Diagnostics) {
    let is_always_there = |field: &Field| field.ty == Type::Seconds && !field.optional;
    if record.fields.iter().any(|field| field.wire == expires_in.value && is_always_there(field)) {
        let message = format!("this never applies: `{}` of `{}` is always there", expires_in.value, record.ident);
        let help = format!("remove `lifetime`, or declare `{}` as `optional seconds`", expires_in.value);
        diagnostics.report(lifetime.spot, message, help);
    }
}

/// A token without an end is renewed only when it is refused.
fn check_nothing_is_left_out(record: &Record, token: &TokenSpec, diagnostics: &mut Diagnostics) {
    let is_its_own = |field: &&Field| field.ty == Type::Seconds && !field.wire.contains("refresh");
    let Some(field) = record.fields.iter().find(is_its_own) else { return };
    if !diagnostics.is_lost("expires_in") && !diagnostics.is_lost("lifetime") {
        let message = format!("nothing says how long the token lives, and `{}` has `{}`", record.ident, field.wire);
        diagnostics.report(token.spot, message, format!("add `expires_in: {}`, or `lifetime: 15m`", field.wire));
    }
}
