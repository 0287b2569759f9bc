//! Codes that some replies send as text and some as a number.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use crate::value::{Decode, DecodeError, Encode, JsonRef, Value};

/// A code: a text or a number, kept as the provider sent it. `602` is not `"602"`.
///
/// ```
/// use auth_runtime::value::Code;
///
/// let (number, text) = (Code::from(602), Code::from("602"));
/// assert_eq!((&*number, &*text), ("602", "602"));
/// assert!(number != text && number.is_number());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    text: String,
    is_number: bool,
}

impl Code {
    /// Returns the code as text, for a number its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the code is a number on the wire.
    #[must_use]
    pub fn is_number(&self) -> bool {
        self.is_number
    }
}

impl Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), is_number: false }
    }
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self { text, is_number: false }
    }
}

impl From<i64> for Code {
    fn from(number: i64) -> Self {
        Self { text: number.to_string(), is_number: true }
    }
}

impl FromStr for Code {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Decode for Code {
    fn decode(json: JsonRef<'_>) -> Result<Self, DecodeError> {
        let number = json.number().map(|number| Self { text: number.to_owned(), is_number: true });
        let code = number.or_else(|| json.text().map(|text| Self::from(&*text)));
        code.ok_or_else(|| DecodeError::expected("a text or a number"))
    }
}

impl Encode for Code {
    fn encode(&self) -> Value<'_> {
        let text = Cow::Borrowed(self.as_str());
        if self.is_number { Value::Digits(text) } else { Value::Text(text) }
    }
}
