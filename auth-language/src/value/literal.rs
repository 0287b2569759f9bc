//! Literals.

/// A literal value, with its JSON type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// True or false.
    Boolean(bool),
    /// `null`, a list or an object, as JSON text. Only JSON has them.
    Json(String),
}

impl Scalar {
    /// Describes the type of the literal for a message.
    #[must_use]
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "a boolean",
            Self::Json(_) => "`null`, a list or an object",
        }
    }

    /// Returns the literal as text, as it is sent in a path, query, header or form.
    #[must_use]
    pub fn as_text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Json(text) => text.clone(),
            Self::Boolean(value) => value.to_string(),
        }
    }
}
