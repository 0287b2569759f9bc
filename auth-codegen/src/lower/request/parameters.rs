//! What a request carries: names in their places, constants, setters.

use std::collections::HashSet;

use crate::lower::host;
use crate::model::{Field, Place};
use crate::read::{FieldSpec, Named, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::Spot;

/// Methods that a request has besides its setters.
const OWN_METHODS: [&str; 4] = ["new", "clone", "start", "with_pkce"];
/// Headers that the runtime sets.
const OWN_HEADERS: [&str; 5] = ["accept", "authorization", "content-length", "content-type", "host"];

/// Headers stand once, whatever their case, and leave the runtime its own.
pub(in crate::lower) fn check_headers(fields: &[Named<FieldSpec>], diagnostics: &mut Diagnostics) {
    let mut seen: HashSet<String> = HashSet::new();
    for named in fields {
        host::check_header_name(&named.name, diagnostics);
        let wire = named.name.value.to_ascii_lowercase();
        if OWN_HEADERS.contains(&wire.as_str()) {
            let help = "remove it; a credential says under `attach` how it travels";
            diagnostics.report(named.name.spot, format!("the runtime sets `{}`", named.name.value), help);
        }
        if !seen.insert(wire) {
            diagnostics.report(
                named.name.spot,
                format!("the header `{}` stands twice", named.name.value),
                "remove one of the two",
            );
        }
    }
}

/// A constant is text that goes where it stands, and nothing else is to be said about it.
pub(in crate::lower) fn check_constant(
    named: &Named<FieldSpec>,
    place: Place,
    value: &Text,
    diagnostics: &mut Diagnostics,
) {
    let FieldSpec { kind: _, doc: _, rust, at, separator, default, at_least, means } = &named.value;
    if place == Place::Path {
        diagnostics.report(
            named.name.spot,
            "a constant in the path is part of the path",
            "write it into the path itself",
        );
    }
    if place == Place::Header {
        host::check_header_value(value, diagnostics);
    }
    let texts = rust.iter().chain(at.first()).chain(separator).chain(default).chain(means);
    for spot in texts.map(|text| text.spot).chain(at_least.iter().map(|count| count.spot)) {
        let help = "remove it, or say `type` instead of `const`";
        diagnostics.report(spot, "this is about a field, and a constant is none", help);
    }
}

/// An optional field is set by a method of its name, beside `new`.
pub(in crate::lower) fn check_setter(field: &Field, spot: Spot, diagnostics: &mut Diagnostics) {
    if field.optional && OWN_METHODS.contains(&field.ident.as_str()) {
        let message = format!("what is built already has a method `{}`", field.ident);
        diagnostics.report(spot, message, "give the field another name with `rust: …`");
    }
}
