//! Token responses with `expires_in` in every form.

use super::response::{at, token_with};
use crate::faults::Row;
use crate::faults::answer::json;
use crate::faults::row::accept;

const TEN_YEARS: u64 = 10 * 365 * 24 * 60 * 60;
/// The documented lifetime, which applies to a response without one: `Login::LIFETIME`.
const DOCUMENTED: u64 = 1800;

const ACCEPTED: [(&str, u64); 30] = [
    ("1", 1),
    ("3600", 3600),
    ("3600.0", 3600),
    ("3.6e3", 3600),
    ("\"3600\"", 3600),
    ("\"3600.0\"", 3600),
    ("9223372036854775807", TEN_YEARS),
    ("18446744073709551615", TEN_YEARS),
    ("1e30", TEN_YEARS),
    ("1e400", TEN_YEARS),
    ("null", DOCUMENTED),
    ("0", DOCUMENTED),
    ("0.0", DOCUMENTED),
    ("-0", DOCUMENTED),
    ("\"0\"", DOCUMENTED),
    ("3600.5", 3600),
    ("0.5", DOCUMENTED),
    ("-1", DOCUMENTED),
    ("-3600", DOCUMENTED),
    ("-1e30", DOCUMENTED),
    ("\"-1\"", DOCUMENTED),
    ("\"\"", DOCUMENTED),
    ("\" 3600\"", DOCUMENTED),
    ("\"1h\"", DOCUMENTED),
    ("\"NaN\"", DOCUMENTED),
    ("\"inf\"", DOCUMENTED),
    ("true", DOCUMENTED),
    ("false", DOCUMENTED),
    ("[3600]", DOCUMENTED),
    ("{\"s\":3600}", DOCUMENTED),
];

/// Returns the rows. RFC 6749 §5.1 requires a number of seconds. A value that clearly means a number is accepted: a
/// float, whose fraction is ignored, or a numeric text. More than ten years counts as ten years. Any other value counts
/// as absent, and the token is valid.
pub(super) fn rows() -> Vec<Row> {
    let accepted = ACCEPTED.map(|(value, lifetime)| {
        let name = name(value);
        accept(&name, vec![json(body(&name, value))], at(&name), lifetime)
    });
    let missing = "expires_in missing";
    let missing = accept(missing, vec![json(token_with(missing, ""))], at(missing), DOCUMENTED);
    accepted.into_iter().chain([missing]).collect()
}

fn name(value: &str) -> String {
    format!("expires_in {value}")
}

fn body(name: &str, value: &str) -> String {
    token_with(name, &format!(r#","token_type":"Bearer","expires_in":{value}"#))
}
