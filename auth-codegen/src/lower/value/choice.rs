//! Scopes and enumerations.

use std::collections::HashMap;

use crate::lower::sentence;
use crate::model::{Choice, ChoiceValue};
use crate::names;
use crate::read::{ChoiceValueSpec, EnumSpec, Named, Spec, Text};
use crate::text::diagnostics::Diagnostics;

/// The Rust name of the scopes.
pub(in crate::lower) const SCOPE: &str = "Scope";
/// The variant that holds a value which the spec does not name.
pub(in crate::lower) const OTHER: &str = "Other";

pub(in crate::lower) fn lower(spec: &Spec, diagnostics: &mut Diagnostics) -> Vec<Choice> {
    let scopes = (!spec.scopes.is_empty()).then(|| lower_scopes(spec, diagnostics));
    let enums: Vec<Choice> = spec.enums.iter().map(|named| lower_enum(named, diagnostics)).collect();
    scopes.into_iter().chain(enums).collect()
}

fn lower_scopes(spec: &Spec, diagnostics: &mut Diagnostics) -> Choice {
    Choice {
        ident: SCOPE.to_owned(),
        doc: format!("What a token of {} may be used for (RFC 6749 §3.3).", spec.title.value.trim()),
        is_scopes: true,
        open: false,
        values: lower_values(&spec.scopes, diagnostics),
    }
}

fn lower_enum(named: &Named<EnumSpec>, diagnostics: &mut Diagnostics) -> Choice {
    let EnumSpec { doc, open, values } = &named.value;
    if values.is_empty() && !diagnostics.has_lost() {
        diagnostics.report(
            named.name.spot,
            format!("`{}` has no values", named.name.value),
            "add one under `values`, or use `string`",
        );
    }
    Choice {
        ident: named.name.value.clone(),
        doc: doc.as_ref().map_or_else(|| format!("One of the values of `{}`.", named.name.value), sentence),
        is_scopes: false,
        open: *open,
        values: lower_values(values, diagnostics),
    }
}

fn lower_values(values: &[Named<ChoiceValueSpec>], diagnostics: &mut Diagnostics) -> Vec<ChoiceValue> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    let mut lower = |value: &Named<ChoiceValueSpec>| lower_value(value, diagnostics);
    let lowered: Vec<ChoiceValue> = values.iter().map(&mut lower).collect();
    for (value, spec) in lowered.iter().zip(values) {
        if let Some(first) = seen.insert(value.ident.clone(), &value.wire) {
            let message = format!("`{}` and `{first}` would both be `{}` in Rust", value.wire, value.ident);
            diagnostics.report(spec.name.spot, message, "give one of them a `name`");
        }
    }
    lowered
}

fn lower_value(value: &Named<ChoiceValueSpec>, diagnostics: &mut Diagnostics) -> ChoiceValue {
    let ChoiceValueSpec { name, doc } = &value.value;
    let ident = name.as_ref().map_or_else(|| names::type_ident(&value.name.value), |name| name.value.clone());
    check_variant(name.as_ref().unwrap_or(&value.name), &ident, diagnostics);
    ChoiceValue { ident, wire: value.name.value.clone(), doc: sentence(doc) }
}

/// A variant is one word in capitals and small letters, and not the one that holds unknown values.
pub(in crate::lower) fn check_variant(text: &Text, ident: &str, diagnostics: &mut Diagnostics) {
    if ident == OTHER {
        diagnostics.report(
            text.spot,
            "`Other` is the variant for what the spec does not name",
            "give this one another `name`",
        );
    } else if !names::is_camel_case(ident) || ident == "Self" {
        diagnostics.report(
            text.spot,
            format!("`{}` cannot be a Rust variant", text.value),
            "write a `name` such as `RateLimited`",
        );
    }
}
