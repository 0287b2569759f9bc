//! Which type a name means.

use auth_language::name;
use auth_language::problem::{Code, Help};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::value::Type;

use crate::lower::context::{Context, Declared, SCOPE};
use crate::read::{Text, TypeExpr};
use crate::text::Spot;

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

/// The type that an expression means; a list of it, if it says so.
pub(in crate::lower) fn resolve(expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> Type {
    let TypeExpr { optional, list, name } = &expr.value;
    let before = format!("{}{}", if *optional { "optional " } else { "" }, if *list { "list of " } else { "" });
    let ty = find(&before, name, expr.at, cx);
    if *list { Type::List(Box::new(ty)) } else { ty }
}

/// The type of this name. One that does not exist is reported, and fits everything. `before` is what is before the name at its
/// position.
pub(in crate::lower) fn find(before: &str, name: &str, at: Spot, cx: &mut Context<'_>) -> Type {
    if let Some(ty) = builtin(name).or_else(|| cx.types.get(name).cloned()) {
        cx.refer(Declared::Type, name);
        return ty;
    }
    if !may_be_declared(name, cx) {
        report_unknown(before, name, at, cx);
    }
    cx.mention(name);
    Type::Foreign
}

/// Whether there is a type of this name, or may be.
pub(in crate::lower) fn is_known(name: &str, cx: &Context<'_>) -> bool {
    builtin(name).is_some() || cx.types.contains_key(name) || may_be_declared(name, cx)
}

/// The names of all types.
pub(in crate::lower) fn names<'s>(cx: &Context<'s>) -> Vec<&'s str> {
    let mut known: Vec<&str> = cx.types.keys().copied().chain(BUILTIN.iter().map(|(known, _)| *known)).collect();
    known.sort_unstable();
    known
}

fn builtin(name: &str) -> Option<Type> {
    BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty.clone())
}

/// Whether a declaration of this name may be among what could not be read.
fn may_be_declared(name: &str, cx: &Context<'_>) -> bool {
    let spec = cx.spec;
    let is_type = spec.types.broken().is_some() || spec.enums.broken().is_some();
    if name == SCOPE { spec.scopes.broken().is_some() } else { is_type && name::is_camel_case(name) }
}

fn report_unknown(before: &str, name: &str, at: Spot, cx: &mut Context<'_>) {
    let all = match name {
        SCOPE => "declare `scopes`; the types so far are",
        _ => "declare it under `types`; the types so far are",
    };
    let message = format!("there is no type `{name}`");
    if let Some(help) = other_word(before, name, at) {
        cx.report(Code::TYPE, at, message, help);
        return;
    }
    let known = names(cx);
    let help = match suggest::help(name, at, &known, all) {
        Help::Edit { at, text, advice } => Help::Edit { at, text: format!("{before}{text}"), advice },
        Help::Prose(advice) => Help::Prose(advice),
    };
    cx.report(Code::TYPE, at, message, help);
}

/// What other languages call it, in the words of this one.
fn other_word(before: &str, name: &str, at: Spot) -> Option<Help<Spot>> {
    if let Some(advice) = no_such_type(name) {
        return Some(Help::from(advice));
    }
    let word = match name {
        _ if name.ends_with("[]") => format!("list of {}", name.trim_end_matches("[]")),
        _ if name.ends_with('?') => format!("optional {}", name.trim_end_matches('?')),
        "str" | "text" | "email" => "string".to_owned(),
        "int" | "i64" | "u64" | "long" => "integer".to_owned(),
        "float" | "double" | "decimal" => "number".to_owned(),
        "bool" => "boolean".to_owned(),
        "datetime" | "date-time" | "instant" => "timestamp".to_owned(),
        "password" | "token" | "key" => "secret".to_owned(),
        "uri" => "url".to_owned(),
        "object" | "any" | "map" | "raw" => "json".to_owned(),
        _ => return None,
    };
    let advice = format!("this language calls it `{word}`");
    Some(Help::Edit { at, text: format!("{before}{word}"), advice })
}

/// Types that the language does not have, and whose neighbours mean something else on the wire.
fn no_such_type(name: &str) -> Option<&'static str> {
    match name {
        "milliseconds" | "millis" | "minutes" | "hours" | "ms" => Some(
            "a length of time is `seconds`; keep other units as `integer`, and say with `lifetime` how long a token lives",
        ),
        "date" | "time" => {
            Some("a date without a time is a `string`; `timestamp` is both, with a time zone (RFC 3339)")
        }
        _ => None,
    }
}

/// The name of a type is that of a Rust type.
pub(in crate::lower) fn check_name(name: &Text, what: &str, cx: &mut Context<'_>) {
    if !name::is_camel_case(&name.value) || name.value == "Self" {
        let message = format!("`{}` cannot be the name of a Rust {what}", name.value);
        cx.report(Code::NAME, name.at, message, "write it like `AccessToken`");
    }
}
