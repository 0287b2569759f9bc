//! Lowers scopes and enumerations.

use std::collections::HashMap;

use auth_language::id::Table;
use auth_language::name;
use auth_language::problem::Code;

use super::{field, types};
use crate::lower::context::{Context, SCOPE};
use crate::model::{Choice, ChoiceId, ChoiceValue};
use crate::read::{ChoiceSpec, Entries, Named, Read, Text, ValueSpec};

/// The variant for values that the spec does not list.
const OTHER: &str = "Other";

pub(in crate::lower) fn lower(cx: &mut Context<'_>) -> Table<ChoiceId, Choice> {
    let spec = cx.spec;
    let mut choices = Table::default();
    if !spec.scopes.is_empty() {
        choices.push(lower_scopes(cx));
    }
    for named in spec.enums.iter() {
        types::check_name(&named.name, "type", cx);
        if let Ok(choice) = &named.value {
            choices.push(lower_enum(&named.name, choice, cx));
        }
    }
    choices
}

fn lower_scopes(cx: &mut Context<'_>) -> Choice {
    let spec = cx.spec;
    let title = spec.title.as_ref().map_or("the provider", |title| title.value.trim());
    Choice {
        ident: SCOPE.to_owned(),
        doc: format!("What a token of {title} may be used for (RFC 6749 §3.3)."),
        is_scopes: true,
        open: spec.scopes.broken().is_some(),
        values: lower_values(&spec.scopes, cx),
    }
}

fn lower_enum(name: &Text, spec: &ChoiceSpec, cx: &mut Context<'_>) -> Choice {
    let ChoiceSpec { doc, open, values } = spec;
    if values.is_empty() {
        let message = format!("`{}` has no values", name.value);
        cx.report(Code::EMPTY, name.at, message, "add one under `values`, or use `string`");
    }
    let doc = doc.as_ref().and_then(|doc| doc.as_ref().ok()).map(|doc| doc.value.trim().to_owned());
    Choice {
        ident: name.value.clone(),
        doc: doc.unwrap_or_else(|| format!("One of the values of `{}`.", name.value)),
        is_scopes: false,
        open: *open || values.broken().is_some(),
        values: lower_values(values, cx),
    }
}

fn lower_values(values: &Entries<ValueSpec>, cx: &mut Context<'_>) -> Vec<ChoiceValue> {
    let mut seen: HashMap<String, String> = HashMap::new();
    let mut lowered = Vec::new();
    for named in values.iter() {
        let value = lower_value(named, cx);
        if let Some(first) = seen.insert(value.ident.clone(), value.wire.clone()) {
            let message = format!("`{}` and `{first}` would both be `{}` in Rust", value.wire, value.ident);
            cx.report(Code::COLLISION, named.name.at, message, "give one of them a `name`");
        }
        lowered.push(value);
    }
    lowered
}

fn lower_value(named: &Named<Read<ValueSpec>>, cx: &mut Context<'_>) -> ChoiceValue {
    let spec = named.value.as_ref().ok();
    let rename = spec.and_then(|spec| spec.name.as_ref());
    let ident = match rename {
        Some(Ok(name)) => name.value.clone(),
        Some(Err(_)) | None => name::type_ident(&named.name.value),
    };
    match rename {
        Some(Ok(name)) => check_variant(name, &ident, cx),
        None if spec.is_some() => check_variant(&named.name, &ident, cx),
        Some(Err(_)) | None => {}
    }
    let doc = spec.and_then(|spec| spec.doc.as_ref().ok()).map(|doc| doc.value.trim().to_owned());
    let deprecated = spec.and_then(|spec| field::sound(&spec.deprecated)).map(|note| note.value.trim().to_owned());
    ChoiceValue { ident, wire: named.name.value.clone(), doc: doc.unwrap_or_default(), deprecated }
}

/// Checks that a variant is in camel case, and is not the one for unlisted values.
pub(in crate::lower) fn check_variant(text: &Text, ident: &str, cx: &mut Context<'_>) {
    if ident == OTHER {
        let message = "`Other` is the variant for what the spec does not name";
        cx.report(Code::TAKEN, text.at, message, "give this one another `name`");
    } else if !name::is_camel_case(ident) || ident == "Self" {
        let message = format!("`{}` is not a valid name for a Rust variant", text.value);
        cx.report(Code::NAME, text.at, message, "write a `name` such as `RateLimited`");
    }
}
