//! Explains a value by a property of its field that it contradicts. An example is what the documentation shows, so the
//! mistake is more often in the property.

use serde_json::Value as Json;

use crate::conformance::mismatch::Mismatch;
use crate::model::Field;

/// What joins the items of a list, as a rule.
const SEPARATORS: [&str; 4] = [" ", ",", ";", "|"];

/// Returns why a value is wrong, if `never` or `separator` is the reason.
pub(super) fn explain(field: &Field, found: &Json) -> Option<Mismatch> {
    of_never(field, found).or_else(|| of_separator(field, found.as_str()?))
}

/// A value that is no length of time and no point in time means that there is no end.
fn of_never(field: &Field, found: &Json) -> Option<Mismatch> {
    let never = field.never.as_ref().filter(|_| found.is_number() || found.is_string() || found.is_boolean())?;
    let at = if let [only] = never.value.as_slice() { only.at } else { never.at };
    let found = found.as_str().map_or_else(|| found.to_string(), str::to_owned);
    let message = format!("`{found}` is neither of the field's type nor in `never`");
    let help = "correct the value in `never`, or the example";
    Some(Mismatch { cause: Some(at), ..Mismatch::new(message, help) })
}

fn of_separator(field: &Field, found: &str) -> Option<Mismatch> {
    let separator = field.separator.as_ref().filter(|separator| !found.contains(&separator.value))?;
    let other = SEPARATORS.iter().find(|other| found.contains(**other))?;
    let other = if *other == " " { "a space".to_owned() } else { format!("`{other}`") };
    let message = format!("`{found}` is joined by {other}, and the separator is `{}`", separator.value);
    let help = "correct the separator, or the example";
    Some(Mismatch { cause: Some(separator.at), ..Mismatch::new(message, help) })
}
