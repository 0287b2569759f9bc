//! What a field of an error body is compared with: the `when` of an error case.

use std::cmp::Ordering;

use crate::value::encode::write_text;
use crate::value::wiped::WipedBuffer;
use crate::value::{Encode, JsonRef, Value};

/// A constant that a field of an error body may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// A text.
    Text(&'static str),
    /// A number, as it is written. Numbers are equal if their values are: `1` is `1.0`.
    Number(&'static str),
    /// `true` or `false`.
    Boolean(bool),
}

/// Whether the field has one of these values.
#[must_use]
pub fn is(field: &dyn Encode, expected: &[Literal]) -> bool {
    let value = field.encode();
    expected.iter().any(|literal| equals(&value, *literal))
}

/// Whether the field has a value.
#[must_use]
pub fn is_present(field: &dyn Encode) -> bool {
    match field.encode() {
        Value::Absent => false,
        Value::Json(json) => !json.is_null(),
        _ => true,
    }
}

fn equals(value: &Value<'_>, literal: Literal) -> bool {
    match (value, literal) {
        (Value::Json(json), literal) => json_equals(*json, literal),
        (Value::Boolean(found), Literal::Boolean(expected)) => *found == expected,
        (Value::Integer(found), Literal::Number(expected)) => numbers_equal(&found.to_string(), expected),
        (Value::Number(found), Literal::Number(expected)) => numbers_equal(&found.to_string(), expected),
        (Value::Text(_) | Value::Secret(_) | Value::Joined(..) | Value::Concat(_), Literal::Text(expected)) => {
            let mut text = WipedBuffer::new();
            write_text(value, &mut text).is_ok() && text.as_slice() == expected.as_bytes()
        }
        _ => false,
    }
}

fn json_equals(json: JsonRef<'_>, literal: Literal) -> bool {
    match literal {
        Literal::Text(expected) => json.text().is_some_and(|text| &*text == expected),
        Literal::Number(expected) => numbers_equal(json.get(), expected),
        Literal::Boolean(expected) => json.get() == if expected { "true" } else { "false" },
    }
}

/// Integers are compared as such: as floats, two large ones could be equal that are not.
fn numbers_equal(found: &str, expected: &str) -> bool {
    match (found.parse::<i128>(), expected.parse::<i128>()) {
        (Ok(found), Ok(expected)) => found == expected,
        _ => found
            .parse::<f64>()
            .ok()
            .zip(expected.parse::<f64>().ok())
            .and_then(|(found, expected)| found.partial_cmp(&expected))
            .is_some_and(Ordering::is_eq),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Json;

    #[test]
    fn compares_by_type_and_value() {
        use Literal::{Boolean, Number, Text};
        let json = |text: &str| text.parse::<Json>().unwrap();
        let rows: [(&dyn Encode, &[Literal], bool); 16] = [
            (&Some(String::from("denied")), &[Text("gone"), Text("denied")], true),
            (&Some(String::from("602")), &[Number("602")], false),
            (&None::<String>, &[Text("")], false),
            (&Some(602), &[Number("601"), Number("602")], true),
            (&Some(602), &[Text("602")], false),
            (&Some(9_007_199_254_740_993), &[Number("9007199254740992")], false),
            (&Some(0.5), &[Number("5e-1")], true),
            (&Some(2.0), &[Number("2")], true),
            (&Some(false), &[Boolean(false)], true),
            (&None::<bool>, &[Boolean(false)], false),
            (&json("40001"), &[Number("40001.0")], true),
            (&json("\"a\""), &[Text("a")], true),
            (&json("true"), &[Boolean(true)], true),
            (&json("\"true\""), &[Boolean(true)], false),
            (&json("[1]"), &[Number("1")], false),
            (&vec![1], &[Number("1")], false),
        ];
        for (index, (field, expected, found)) in rows.into_iter().enumerate() {
            assert_eq!(is(field, expected), found, "row {index}");
        }
        assert!(is_present(&Some(0)) && is_present(&json("{}")));
        assert!(!is_present(&None::<i64>) && !is_present(&json("null")));
    }
}
