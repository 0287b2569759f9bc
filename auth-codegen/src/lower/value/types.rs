//! Resolves the names of types.

use auth_language::name;
use auth_language::problem::{Code, Help};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::value::{BYTES, Type};

use crate::lower::context::{Context, Declared, SCOPE};
use crate::read::{Several, Text, TypeExpr};
use crate::text::Spot;

/// Resolves a type expression, including its lists and maps.
pub(in crate::lower) fn resolve(expr: &Spanned<TypeExpr, Spot>, cx: &mut Context<'_>) -> Type {
    wrap(find(&expr.value.before(), &expr.value.name, expr.at, cx), &expr.value)
}

/// Wraps a type in the lists and maps of an expression.
pub(in crate::lower) fn wrap(ty: Type, expr: &TypeExpr) -> Type {
    expr.several.iter().rev().fold(ty, |ty, several| match several {
        Several::List => Type::List(Box::new(ty)),
        Several::Map => Type::Map(Box::new(ty)),
    })
}

/// Resolves the name of a type. An unknown one is reported, and a placeholder is returned that accepts everything.
/// `before` is the text before the name at its position.
pub(in crate::lower) fn find(before: &str, name: &str, at: Spot, cx: &mut Context<'_>) -> Type {
    if let Some(ty) = Type::builtin(name).or_else(|| cx.types.get(name).cloned()) {
        cx.refer(Declared::Type, name);
        return ty;
    }
    let is_mentioned = !cx.problems().are_many() && is_near_a_type(name, cx);
    if !may_be_declared(name, cx) {
        report_unknown(before, name, at, cx);
        if !is_mentioned {
            cx.dangle(Declared::Type);
        }
    }
    cx.mention(name);
    Type::Foreign
}

fn is_near_a_type(name: &str, cx: &Context<'_>) -> bool {
    cx.types.keys().any(|known| suggest::is_near(name, known))
        || suggest::nearest(name, &Type::builtin_names()).is_some()
}

/// Whether a type of this name is declared, or may be.
pub(in crate::lower) fn is_known(name: &str, cx: &Context<'_>) -> bool {
    Type::builtin(name).is_some() || cx.types.contains_key(name) || may_be_declared(name, cx)
}

/// Returns the names of the types that the author declares.
fn own_names<'s>(cx: &Context<'s>) -> Vec<&'s str> {
    let mut known: Vec<&str> = cx.types.keys().copied().collect();
    known.sort_unstable();
    known
}

/// Returns the names of all types, sorted.
pub(in crate::lower) fn names<'s>(cx: &Context<'s>) -> Vec<&'s str> {
    let mut known: Vec<&str> = cx.types.keys().copied().chain(Type::builtin_names()).collect();
    known.sort_unstable();
    known
}

/// Whether a type of this name may be declared in a part that could not be read.
fn may_be_declared(name: &str, cx: &Context<'_>) -> bool {
    let spec = cx.spec;
    let is_type = spec.types.broken().is_some() || spec.enums.broken().is_some();
    if name == SCOPE { spec.scopes.broken().is_some() } else { is_type && name::is_camel_case(name) }
}

fn report_unknown(before: &str, name: &str, at: Spot, cx: &mut Context<'_>) {
    let all = match name {
        SCOPE => "declare `scopes`; the types so far are",
        _ if name::is_camel_case(name) => "declare it under `types`; the types so far are",
        _ => "the types are",
    };
    let message = format!("there is no type `{name}`");
    if let Some(help) = other_word(before, name, at) {
        cx.report(Code::TYPE, at, message, help);
        return;
    }
    // Names that authors declare begin with a capital letter.
    let is_own = name::is_camel_case(name);
    let known: Vec<&str> = if is_own { own_names(cx) } else { Type::builtin_names() };
    let known: Vec<&str> = known.into_iter().filter(|known| !is_other_unit(name, known)).collect();
    let all = if is_own && known.is_empty() { "declare it under `types`: there are" } else { all };
    let constant = format!("a text that is always the same is `{{ const: {name} }}`; {all}");
    let all = if !is_own && is_like_a_constant(name) { &constant } else { all };
    let help = match cx.advise(&Spanned::new(name.to_owned(), at), &known, all) {
        Help::Edit { at, text, advice } => Help::Edit { at, text: format!("{before}{text}"), advice },
        Help::Prose(advice) => Help::Prose(advice),
    };
    // Its declaration mends all uses of it.
    if matches!(help, Help::Edit { .. }) || !is_own || cx.miss(name) {
        cx.report(Code::TYPE, at, message, help);
    }
}

/// Whether a name looks like a text that is sent as it is: `client_credentials`, `utf-8`, `1.0`.
fn is_like_a_constant(name: &str) -> bool {
    name.contains(['_', '-', '.', '/', ':', '+']) && name.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Units of time in the names of types.
const UNITS: [&str; 10] = ["nano", "micro", "milli", "second", "minute", "hour", "day", "week", "month", "year"];

/// Whether a name contains a unit that differs from a known type's: `mseconds` is not `seconds`.
fn is_other_unit(name: &str, known: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let has_more = UNITS.iter().any(|unit| name.contains(unit) && !known.contains(unit));
    let is_longer = UNITS.iter().any(|unit| known.contains(unit)) && name.len() > known.len() && name.ends_with(known);
    has_more || is_longer
}

/// Returns advice for the name that another language has for one of the types.
fn other_word(before: &str, name: &str, at: Spot) -> Option<Help<Spot>> {
    if let Some(advice) = no_such_type(name) {
        return Some(Help::from(advice));
    }
    let word = match name {
        _ if name.ends_with("[]") => format!("list of {}", name.trim_end_matches("[]")),
        _ if name.ends_with('?') => format!("optional {}", name.trim_end_matches('?')),
        _ if Type::builtin(&name.to_lowercase()).is_some() => name.to_lowercase(),
        _ => OTHER_WORDS.iter().find(|(others, _)| others.contains(&name)).map(|(_, word)| (*word).to_owned())?,
    };
    let advice = format!("here it is called `{word}`");
    Some(Help::Edit { at, text: format!("{before}{word}"), advice })
}

/// The names that other languages have for the types.
const OTHER_WORDS: [(&[&str], &str); 14] = [
    (&["sec", "secs", "second"], "seconds"),
    (&["min", "mins", "minute"], "minutes"),
    (&["str", "text"], "string"),
    (&["int", "i64", "i32", "int32", "int64", "long"], "integer"),
    (&["u64", "uint64", "u32", "uint32"], "unsigned"),
    (&["float", "double", "decimal"], "number"),
    (&["bool"], "boolean"),
    (&["datetime", "date-time", "instant"], "timestamp"),
    (&["ms", "millis"], "milliseconds"),
    (&["hostname"], "host"),
    (&["password", "token", "key"], "secret"),
    (&["uri"], "url"),
    (&["object", "any", "raw"], "json"),
    (&["file", "binary", "blob", "upload"], "bytes"),
];

/// Returns advice for a type that the language does not have, and for which similar types would be wrong on the wire.
fn no_such_type(name: &str) -> Option<&'static str> {
    match name {
        "hours" | "days" | "weeks" | "months" | "microseconds" | "nanoseconds" => Some(
            "a length of time is `seconds`, `milliseconds`, `minutes`, `hours:minutes:seconds`, `days:hours:minutes` or \
             `duration` (`30d`); keep other units as `integer`, and say with `lifetime` how long a token lives",
        ),
        "clock" | "time" => Some(
            "a length of time is `hours:minutes:seconds` or `days:hours:minutes`; a point in time is `timestamp` (RFC 3339), \
             `unix seconds`, `unix milliseconds`, `http date` or `date`",
        ),
        "epoch" | "unix" | "unixtime" | "unix_time" => Some("is it `unix seconds` or `unix milliseconds`?"),
        "map" | "dict" | "dictionary" => Some("say of what: `map of string`; if nobody knows, `json`"),
        "list" | "array" => Some("say of what: `list of string`; if nobody knows, `json`"),
        BYTES => Some("bytes in a text have an encoding: `{ type: bytes, encoding: base64 }`, or `base64url` or `hex`"),
        _ => None,
    }
}

/// Checks that the name of a type is valid in Rust.
pub(in crate::lower) fn check_name(name: &Text, what: &str, cx: &mut Context<'_>) {
    if !name::is_camel_case(&name.value) || name.value == "Self" {
        let message = format!("`{}` is not a valid name for a Rust {what}", name.value);
        cx.report(Code::NAME, name.at, message, "write it like `AccessToken`");
    }
}
