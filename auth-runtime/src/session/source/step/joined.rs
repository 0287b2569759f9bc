//! Texts that a step of a login sends, made of several values.

use crate::credential::SessionError;
use crate::host::captured::Captured;
use crate::session::source::parts::evaluate;
use crate::value::Value;
use crate::value::encode::text_of;
use crate::{Class, Connection, Encode, Provider, Secret};

const NOT_ONE_TEXT: &str = "a value that a step of the log-in joins is not one text";

/// A text made of several values; absent if one of them is.
#[derive(Debug)]
pub struct Joined(Option<Secret>);

/// The value of a setting, as a piece of a text.
#[derive(Clone, Copy, Debug)]
pub struct SettingOf(pub &'static str);

impl Encode for SettingOf {
    fn encode(&self) -> Value<'_> {
        Value::Setting(self.0)
    }
}

/// Joins values to one text. Returns an error if one of them is not a single text, or a setting has no value.
pub fn joined<P: Provider>(at: &Connection<P>, pieces: &[&dyn Encode]) -> Result<Joined, SessionError> {
    let unfit = |problem| SessionError::new(Class::Configuration, problem);
    let value = Value::concat(pieces.iter().map(|piece| piece.encode()));
    let value = evaluate(at.hosts().site().settings(), &Captured::new(), &value).map_err(unfit)?;
    if matches!(value, Value::Absent) {
        return Ok(Joined(None));
    }
    let text = text_of(&value).ok_or_else(|| SessionError::new(Class::Configuration, NOT_ONE_TEXT))?;
    Ok(Joined(Some(Secret::from(text.as_str()))))
}

/// The text is there, because the generator accepts only values that are always there for a required field.
impl From<Joined> for Secret {
    fn from(joined: Joined) -> Self {
        joined.0.unwrap_or_else(|| Self::from(""))
    }
}

impl From<Joined> for Option<Secret> {
    fn from(joined: Joined) -> Self {
        joined.0
    }
}

impl From<Joined> for String {
    fn from(joined: Joined) -> Self {
        joined.0.map(|text| text.expose().to_owned()).unwrap_or_default()
    }
}

impl From<Joined> for Option<String> {
    fn from(joined: Joined) -> Self {
        joined.0.map(|text| text.expose().to_owned())
    }
}
