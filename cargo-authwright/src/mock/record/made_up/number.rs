//! Made-up numbers and points in time.

use auth_codegen::model::Instant;
use serde_json::{Number, Value as Json};

use super::MadeUp;
use super::store::Kind;
use crate::import::guess::name::snake;
use crate::import::guess::secret;
use crate::mock::record::dates;

/// From here on, a number may be somebody's.
const LARGE: f64 = 10_000.0;

impl MadeUp {
    pub(super) fn instant(&mut self, name: &str, instant: Instant, json: &Json) -> Json {
        let number = json.as_i64().or_else(|| json.as_str()?.parse().ok());
        let made = match (instant, number, json.as_str()) {
            (Instant::UnixSeconds, Some(seconds), _) => Some(self.shift.seconds(seconds).to_string()),
            (Instant::UnixMilliseconds, Some(milliseconds), _) => {
                Some(self.shift.seconds(milliseconds.div_euclid(1000)).saturating_mul(1000).to_string())
            }
            (Instant::Timestamp, _, Some(text)) => self.shift.time(text),
            (Instant::Date, _, Some(text)) => self.shift.day(text),
            (Instant::HttpDate, _, Some(text)) => self.shift.http_date(text),
            _ => None,
        };
        match (made, json) {
            (Some(made), Json::Number(_)) => made.parse::<i64>().map_or(Json::Null, Json::from),
            (Some(made), _) => Json::from(made),
            (None, Json::String(text)) => Json::from(self.text(name, text)),
            (None, _) => Json::Null,
        }
    }

    /// Replaces a number that is large, or has many digits after the point.
    pub(super) fn number(&mut self, name: &str, number: &Number) -> Json {
        let text = number.to_string();
        if let Some(seconds) = number.as_i64().filter(|seconds| dates::is_time(&snake(name), *seconds)) {
            return Json::from(self.shift.seconds(seconds));
        }
        let value = number.as_f64().unwrap_or_default();
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if value.abs() < LARGE && !secret::is_named(name) && decimals <= 2 && !text.contains('e') {
            return Json::Number(number.clone());
        }
        let made = self.digits(&text);
        serde_json::from_str::<Number>(&made).map_or_else(|_| Json::from(1), Json::Number)
    }

    /// Replaces the digits of a text: the first by ones, so that a number has as many digits as before, and the last by a number
    /// that counts up.
    pub(super) fn digits(&mut self, text: &str) -> String {
        let places = text.bytes().filter(u8::is_ascii_digit).count();
        self.store.once(Kind::Digits, text, "digits", |number| {
            let digits = format!("{number:0>places$}");
            let digits = digits.get(digits.len() - places..).unwrap_or_default();
            let mut digits =
                digits.chars().enumerate().map(|(index, c)| if index == 0 && places > 1 { '1' } else { c });
            text.chars().map(|c| if c.is_ascii_digit() { digits.next().unwrap_or('0') } else { c }).collect()
        })
    }
}
