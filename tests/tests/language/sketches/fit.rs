//! Whether a spec has the shape that the grammar asks for.

use serde_yaml::{Mapping, Value};

use super::grammar::{Grammar, Row, Shape, Since};

/// The latest of all keys that the spec uses, or the place where it leaves the grammar.
pub(crate) fn spec(grammar: &Grammar, text: &str) -> Result<Since, String> {
    let value: Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    table(grammar, "spec", &value)
}

fn shape(grammar: &Grammar, shape: &Shape, value: &Value) -> Result<Since, String> {
    match shape {
        Shape::Word(word) => holds(value.as_str() == Some(word), format!("expected `{word}`")),
        Shape::Named(name) => named(grammar, name, value),
        Shape::List(item) => list(grammar, item, value),
        Shape::Map(item) => map(grammar, item, value),
        Shape::Any(first, rest) => any([self::shape(grammar, first, value), self::shape(grammar, rest, value)]),
    }
}

/// The shapes that are not tables.
fn named(grammar: &Grammar, name: &str, value: &Value) -> Result<Since, String> {
    let text = value.as_str();
    let fits = match name {
        "json" => true,
        "text" => text.is_some(),
        "number" => value.is_number(),
        "boolean" => value.is_bool(),
        "scalar" => text.is_some() || value.is_number() || value.is_bool(),
        "name" => text.is_some_and(is_name),
        "names" => text.is_some_and(is_name) || is_names(value),
        "path" => text.is_some_and(|text| text.starts_with('/')),
        "url" => text.is_some_and(|text| text.starts_with("https://") && !text.contains('{')),
        "template" => text.is_some_and(|text| text.contains('{')),
        "type" => return text.map_or_else(|| Err("expected a type".to_owned()), |text| type_name(grammar, text)),
        _ => return table(grammar, name, value),
    };
    holds(fits, format!("expected {name}"))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', ' '])
}

fn is_names(value: &Value) -> bool {
    value.as_sequence().is_some_and(|items| items.iter().all(|item| item.as_str().is_some_and(is_name)))
}

/// The prefixes of a type are rows of the table, too.
fn type_name(grammar: &Grammar, text: &str) -> Result<Since, String> {
    let rows = grammar.table("types").unwrap_or_default();
    let prefix = rows.iter().find_map(|row| Some((row.since, text.strip_prefix(row.key.strip_suffix('…')?)?)));
    if let Some((since, rest)) = prefix {
        return type_name(grammar, rest).map(|inner| inner.max(since));
    }
    let own = text.starts_with(|first: char| first.is_ascii_uppercase()).then_some(Since::Now);
    let known = rows.iter().find(|row| row.key == text).map(|row| row.since);
    own.or(known).ok_or_else(|| format!("`{text}` is not a type"))
}

fn list(grammar: &Grammar, item: &Shape, value: &Value) -> Result<Since, String> {
    let items = value.as_sequence().ok_or("expected a list")?;
    let fits = items.iter().enumerate().map(|(index, value)| at(&index.to_string(), shape(grammar, item, value)));
    latest(fits)
}

fn map(grammar: &Grammar, item: &Shape, value: &Value) -> Result<Since, String> {
    latest(entries(value)?.iter().map(|(key, value)| at(&key_text(key), shape(grammar, item, value))))
}

fn table(grammar: &Grammar, title: &str, value: &Value) -> Result<Since, String> {
    let rows = grammar.table(title).ok_or_else(|| format!("the grammar has no table `{title}`"))?;
    if rows.iter().all(|row| row.key.is_empty()) {
        return any(rows.iter().map(|row| fit(grammar, row, value)));
    }
    latest(entries(value)?.iter().map(|(key, value)| at(&key_text(key), entry(grammar, title, rows, key, value))))
}

fn entry(grammar: &Grammar, title: &str, rows: &[Row], key: &Value, value: &Value) -> Result<Since, String> {
    let key = key_text(key);
    let rows: Vec<&Row> = rows.iter().filter(|row| is_key(&row.key, &key)).collect();
    if rows.is_empty() {
        return Err(format!("`{title}` has no such key"));
    }
    any(rows.into_iter().map(|row| fit(grammar, row, value)))
}

fn fit(grammar: &Grammar, row: &Row, value: &Value) -> Result<Since, String> {
    let shape = row.shape.as_ref().ok_or("a row without a shape")?;
    self::shape(grammar, shape, value).map(|since| since.max(row.since))
}

fn is_key(row: &str, key: &str) -> bool {
    let status = key.parse::<u16>().ok();
    match row {
        "<refusal>" => status.is_some_and(|status| (300..600).contains(&status)),
        "<success>" => status.is_some_and(|status| (200..300).contains(&status)),
        "<statuses>" => key.contains(',') && key.split(',').all(|one| one.trim().parse::<u16>().is_ok()),
        "<field>" => true,
        _ => row == key,
    }
}

fn entries(value: &Value) -> Result<&Mapping, String> {
    value.as_mapping().ok_or_else(|| "expected a mapping".to_owned())
}

fn key_text(key: &Value) -> String {
    key.as_str().map_or_else(|| key.as_u64().map(|number| number.to_string()).unwrap_or_default(), str::to_owned)
}

fn holds(fits: bool, problem: String) -> Result<Since, String> {
    if fits { Ok(Since::Now) } else { Err(problem) }
}

fn at(key: &str, fit: Result<Since, String>) -> Result<Since, String> {
    fit.map_err(|problem| format!("{key} › {problem}"))
}

fn latest(fits: impl Iterator<Item = Result<Since, String>>) -> Result<Since, String> {
    fits.into_iter().try_fold(Since::Now, |latest, fit| fit.map(|since| since.max(latest)))
}

/// The earliest alternative that fits; if none does, the problem of the one that goes furthest.
fn any(fits: impl IntoIterator<Item = Result<Since, String>>) -> Result<Since, String> {
    let (fit, problems): (Vec<_>, Vec<_>) = fits.into_iter().partition(Result::is_ok);
    let earliest = fit.into_iter().flatten().min();
    let furthest = problems.into_iter().filter_map(Result::err).max_by_key(|problem| problem.matches('›').count());
    earliest.ok_or_else(|| furthest.unwrap_or_default())
}
