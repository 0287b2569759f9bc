//! The type of a text, a number or a boolean, by its name and its samples.

use auth_language::name::field_ident;
use auth_language::value::fits;
use auth_language::word::Format;
use serde_json::Value as Json;

use super::{placeholder, secret};
use crate::import::draft::Ty;

/// Returns the type of samples of one value. `None` if there is no sample, or if they differ in kind.
pub(crate) fn ty(name: &str, samples: &[&Json]) -> Option<Ty> {
    let known: Vec<&Json> = samples.iter().copied().filter(|json| !json.is_null()).collect();
    let first = known.first()?;
    if known.iter().all(|json| json.is_string()) {
        let texts: Vec<&str> = known.iter().filter_map(|json| json.as_str()).collect();
        return Some(text(name, &texts));
    }
    if known.iter().all(|json| json.is_number()) {
        return Some(number(name, &known));
    }
    if known.iter().all(|json| json.is_boolean()) {
        return Some(Ty::Word("boolean"));
    }
    let is_scalar = |json: &&Json| json.is_string() || json.is_number();
    (known.iter().all(is_scalar) && first.is_string() | first.is_number()).then_some(Ty::Word("code"))
}

/// A test, whether the name allows the type, and the type.
type Form<'f> = (&'f dyn Fn(&str) -> bool, bool, &'static str);

/// Returns the type of a text.
pub(crate) fn text(name: &str, texts: &[&str]) -> Ty {
    let is = |test: &dyn Fn(&str) -> bool| !texts.is_empty() && texts.iter().all(|text| test(text));
    if texts.iter().any(|text| secret::is_secret(name, text)) {
        return Ty::SECRET;
    }
    let snake = field_ident(name);
    // A placeholder says no more than the name.
    if texts
        .iter()
        .all(|text| placeholder::name(text).is_some() || placeholder::is_cut(text) || placeholder::is_computed(text))
    {
        return by_name(&snake);
    }
    let lifetime = is_lifetime(&snake);
    let forms: [Form<'_>; 8] = [
        (&|text| uuid::Uuid::try_parse(text).is_ok() && text.len() == 36, true, "uuid"),
        (&|text| text.parse::<jiff::Timestamp>().is_ok(), true, "timestamp"),
        (&is_date, true, "date"),
        (&|text| text.contains("://") && url::Url::parse(text).is_ok(), true, "url"),
        (&|text| fits(Format::Email, text), true, "email"),
        (&|text| text.parse::<u64>().is_ok(), lifetime, "seconds"),
        (&is_duration, lifetime, "duration"),
        (&is_http_date, true, "http date"),
    ];
    let found = forms.iter().find(|(test, may_be, _)| *may_be && is(test));
    found.map_or(Ty::STRING, |(_, _, word)| Ty::Word(word))
}

/// Returns the type that a name alone shows.
pub(crate) fn by_name(snake: &str) -> Ty {
    let ends = |word: &str| snake == word || snake.ends_with(&format!("_{word}"));
    match snake {
        _ if secret::is_named(snake) => Ty::SECRET,
        _ if ends("email") => Ty::Word("email"),
        _ if ends("uuid") || ends("guid") => Ty::Word("uuid"),
        "redirect_uri" => Ty::Word("url"),
        _ => Ty::STRING,
    }
}

/// Returns the type of a number.
fn number(name: &str, samples: &[&Json]) -> Ty {
    let snake = field_ident(name);
    let whole: Option<Vec<i64>> = samples.iter().map(|json| json.as_i64()).collect();
    let Some(whole) = whole else {
        let all_unsigned = samples.iter().all(|json| json.is_u64());
        return Ty::Word(if all_unsigned { "unsigned" } else { "number" });
    };
    let is_instant = is_instant(&snake);
    if is_instant && whole.iter().all(|number| (1_000_000_000_000..10_000_000_000_000).contains(number)) {
        return Ty::Word("unix milliseconds");
    }
    if is_instant && whole.iter().all(|number| (100_000_000..10_000_000_000).contains(number)) {
        return Ty::Word("unix seconds");
    }
    let is_positive = whole.iter().all(|number| *number >= 0);
    let is_milliseconds = snake.ends_with("_ms") || snake.ends_with("_millis") || snake.ends_with("_milliseconds");
    match is_positive && is_lifetime(&snake) {
        true if is_milliseconds => Ty::Word("milliseconds"),
        true => Ty::SECONDS,
        false => Ty::Word("integer"),
    }
}

/// Whether a name is one of lifetimes.
pub(crate) fn is_lifetime(snake: &str) -> bool {
    let bare = ["_ms", "_millis", "_milliseconds", "_seconds", "_secs"];
    let bare = bare.iter().find_map(|unit| snake.strip_suffix(unit)).unwrap_or(snake);
    let words = [
        "expires_in",
        "expire_in",
        "expiration",
        "expires",
        "expiry",
        "ttl",
        "lifetime",
        "max_age",
        "valid_for",
        "retry_after",
        "expires_after",
    ];
    words.iter().any(|word| bare == *word || bare.ends_with(&format!("_{word}"))) || bare == "interval"
}

/// Whether a name is one of points in time.
pub(crate) fn is_instant(snake: &str) -> bool {
    let whole = [
        "exp",
        "iat",
        "nbf",
        "created",
        "updated",
        "expires",
        "expiry",
        "expiration",
        "timestamp",
        "time",
        "expire",
        "reset",
    ];
    let ends = ["_at", "_on", "_time", "_date", "_until", "_timestamp", "_expires", "_expiry", "_ms", "_seconds"];
    whole.contains(&snake) || ends.iter().any(|end| snake.ends_with(end))
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_http_date(text: &str) -> bool {
    text.ends_with(" GMT") && jiff::fmt::rfc2822::parse(text).is_ok()
}

fn is_duration(text: &str) -> bool {
    text.strip_suffix(['d', 'h', 'm', 's']).is_some_and(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_type() {
        let rows = [
            ("expires_in", json!(900), "seconds"),
            ("expires_in", json!("900"), "seconds"),
            ("expires_in_ms", json!(900_000), "milliseconds"),
            ("expiration", json!("30d"), "duration"),
            ("created", json!("2024-02-20T12:00:00Z"), "timestamp"),
            ("created", json!("2024-02-20T12:00:00"), "string"),
            ("created", json!(1_700_000_000), "unix seconds"),
            ("exp", json!(1_700_000_000_000_i64), "unix milliseconds"),
            ("day", json!("2024-02-20"), "date"),
            ("id", json!("8c4a4f4e-52a1-4c1b-9a37-0d6c0a2b7f11"), "uuid"),
            ("link", json!("https://a.example/b"), "url"),
            ("mail", json!("ada@example.com"), "email"),
            ("email", json!("YOUR_EMAIL"), "email"),
            ("count", json!(3), "integer"),
            ("count", json!(18_446_744_073_709_551_615_u64), "unsigned"),
            ("ratio", json!(0.5), "number"),
            ("active", json!(true), "boolean"),
            ("name", json!("Ada"), "string"),
            ("password", json!("hunter2"), "secret"),
        ];
        for (name, sample, expected) in rows {
            assert_eq!(ty(name, &[&sample]).map(|ty| ty.to_string()).as_deref(), Some(expected), "{name}: {sample}");
        }
        assert_eq!(ty("code", &[&json!(1), &json!("a")]), Some(Ty::Word("code")));
        assert_eq!(ty("any", &[&json!(true), &json!("a")]), None);
        assert_eq!(ty("any", &[&Json::Null]), None);
    }
}
