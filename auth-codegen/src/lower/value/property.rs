//! The properties of a field.

use auth_language::problem::{Broken, Code};

use crate::lower::context::Context;
use crate::read::{FieldSpec, Read};
use crate::text::Spot;

/// Returns the positions of all properties of a field but its type, its documentation and its encoding.
pub(in crate::lower) fn properties(spec: &FieldSpec) -> Vec<Spot> {
    let FieldSpec {
        kind: _,
        doc: _,
        deprecated,
        rust,
        origin,
        separator,
        default,
        never,
        at_least,
        at_most,
        pattern,
        case,
        means,
        encoding: _,
        env,
        split,
        raw: _,
    } = spec;
    let texts = [deprecated, rust, separator, means, pattern, case, env].into_iter().filter_map(sound);
    let origin = origin.iter().filter(|origin| origin.value.is_ok()).map(|origin| origin.at);
    let counts = [at_least, at_most].into_iter().filter_map(sound).map(|count| count.at);
    let others = sound(default).map(|value| value.at).into_iter().chain(sound(never).map(|never| never.at));
    let split = sound(split).map(|split| split.spot);
    texts.map(|text| text.at).chain(origin).chain(others).chain(counts).chain(split).collect()
}

/// Checks that a constant or template has no properties that only fields have.
pub(in crate::lower) fn check_made(spec: &FieldSpec, cx: &mut Context<'_>) -> Option<Broken> {
    let encoding = sound(&spec.encoding).map(|encoding| encoding.at);
    let reports = properties(spec).into_iter().chain(encoding).map(|at| {
        let message = "this applies only to a field that the caller gives";
        cx.report(Code::FIELD_PROPERTY, at, message, "remove it, or give the field a `type`")
    });
    reports.last()
}

/// Returns a value that was read and is not broken.
#[expect(clippy::ref_option, reason = "it is asked of the fields of what was read")]
pub(in crate::lower) fn sound<T>(read: &Option<Read<T>>) -> Option<&T> {
    read.as_ref().and_then(|read| read.as_ref().ok())
}
