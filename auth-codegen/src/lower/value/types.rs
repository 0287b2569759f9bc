//! Which types there are, and which of them are used.

use std::collections::{HashMap, HashSet};

use crate::lower::report_unknown;
use crate::lower::value::choice::SCOPE;
use crate::model::Type;
use crate::names;
use crate::read::{Spanned, Spec, Text, TypeExpr};
use crate::text::diagnostics::Diagnostics;

/// The types that come with the language.
const BUILTIN: [(&str, Type); 11] = [
    ("string", Type::String),
    ("secret", Type::Secret),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("seconds", Type::Seconds),
    ("duration", Type::Duration),
    ("timestamp", Type::Timestamp),
    ("uuid", Type::Uuid),
    ("url", Type::Url),
    ("json", Type::Json),
];

/// The types that a spec can refer to.
pub(in crate::lower) struct Types<'a> {
    known: HashMap<&'a str, Type>,
    /// The declarations that something refers to.
    pub(in crate::lower) used: HashSet<String>,
}

impl<'a> Types<'a> {
    pub(in crate::lower) fn of(spec: &'a Spec, diagnostics: &mut Diagnostics) -> Self {
        let mut known: HashMap<&str, Type> = HashMap::from(BUILTIN);
        if !spec.scopes.is_empty() {
            known.insert(SCOPE, Type::Choice(SCOPE.to_owned()));
        }
        for named in &spec.enums {
            check_type_name(&named.name, diagnostics);
            known.insert(&named.name.value, Type::Choice(named.name.value.clone()));
        }
        for named in &spec.types {
            check_type_name(&named.name, diagnostics);
            known.insert(&named.name.value, Type::Record(named.name.value.clone()));
        }
        Self { known, used: HashSet::new() }
    }

    /// The type that an expression means; a list of it, if it says so.
    pub(in crate::lower) fn resolve(
        &mut self,
        expr: &Spanned<TypeExpr>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Type> {
        let TypeExpr { optional: _, list, name } = &expr.value;
        let Some(ty) = self.known.get(name.as_str()).cloned() else {
            let all = match name.as_str() {
                SCOPE => "declare `scopes`; the types so far are",
                _ => "declare it under `types`; the types so far are",
            };
            match other_word(name) {
                Some(word) => {
                    let message = format!("there is no type `{name}`");
                    diagnostics.report(expr.spot, message, format!("write `{word}`"));
                }
                None => report_unknown("type", name, expr.spot, &self.names(), all, diagnostics),
            }
            return None;
        };
        self.used.insert(name.clone());
        Some(if *list { Type::List(Box::new(ty)) } else { ty })
    }

    fn names(&self) -> Vec<&str> {
        let mut known: Vec<&str> = self.known.keys().copied().collect();
        known.sort_unstable();
        known
    }
}

/// What other languages call it, in the words of this one.
fn other_word(name: &str) -> Option<String> {
    if let Some(item) = name.strip_suffix("[]") {
        return Some(format!("list of {item}"));
    }
    if let Some(inner) = name.strip_suffix('?') {
        return Some(format!("optional {inner}"));
    }
    let word = match name {
        "str" | "text" | "email" => "string",
        "int" | "i64" | "u64" | "long" => "integer",
        "float" | "double" | "decimal" => "number",
        "bool" => "boolean",
        "datetime" | "date-time" | "date" | "time" | "instant" => "timestamp",
        "password" | "token" | "key" => "secret",
        "uri" => "url",
        "object" | "any" | "map" | "raw" => "json",
        _ => return None,
    };
    Some(word.to_owned())
}

fn check_type_name(name: &Text, diagnostics: &mut Diagnostics) {
    if !names::is_camel_case(&name.value) || name.value == "Self" {
        diagnostics.report(
            name.spot,
            format!("`{}` cannot be the name of a Rust type", name.value),
            "write it like `AccessToken`",
        );
    }
}
