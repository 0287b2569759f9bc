//! Tests the conditions on error bodies: the `when` of an error case.

use crate::value::encode::written;
use crate::value::literal::numbers_equal;
use crate::value::{Encode, Literal, Value};

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
        (Value::Json(json), literal) => literal.is(*json),
        (Value::Boolean(found), Literal::Boolean(expected)) => *found == expected,
        (Value::Integer(found), Literal::Number(expected)) => numbers_equal(&found.to_string(), expected),
        (Value::Unsigned(found), Literal::Number(expected)) => numbers_equal(&found.to_string(), expected),
        (Value::Digits(found), Literal::Number(expected)) => numbers_equal(found, expected),
        (Value::Number(found), Literal::Number(expected)) => numbers_equal(&found.to_string(), expected),
        (
            Value::Text(_) | Value::Secret(_) | Value::Joined(..) | Value::Concat(_) | Value::Prefixed(..),
            Literal::Text(expected),
        ) => written(value).is_ok_and(|text| text.as_str() == expected),
        _ => false,
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
            (&Some(602_i64), &[Number("601"), Number("602")], true),
            (&Some(602_i64), &[Text("602")], false),
            (&Some(9_007_199_254_740_993_i64), &[Number("9007199254740992")], false),
            (&Some(0.5), &[Number("5e-1")], true),
            (&Some(2.0), &[Number("2")], true),
            (&Some(false), &[Boolean(false)], true),
            (&None::<bool>, &[Boolean(false)], false),
            (&json("40001"), &[Number("40001.0")], true),
            (&json("\"a\""), &[Text("a")], true),
            (&json("true"), &[Boolean(true)], true),
            (&json("\"true\""), &[Boolean(true)], false),
            (&json("[1]"), &[Number("1")], false),
            (&vec![1_i64], &[Number("1")], false),
        ];
        for (index, (field, expected, found)) in rows.into_iter().enumerate() {
            assert_eq!(is(field, expected), found, "row {index}");
        }
        assert!(is_present(&Some(0_i64)) && is_present(&json("{}")));
        assert!(!is_present(&None::<i64>) && !is_present(&json("null")));
    }
}
