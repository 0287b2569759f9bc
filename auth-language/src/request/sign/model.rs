//! The model of signatures.

use super::scheme::Scheme;
use crate::request::Part;
use crate::value::{Expr, Name};

/// The signature of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign<P> {
    /// Parts that are computed from the finished request: headers and query parameters.
    Into(Vec<Part<P>>),
    /// A named scheme with its arguments.
    Scheme(&'static Scheme, Vec<Argument>),
}

/// An argument of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name of the parameter, or of an input that is found by its name.
    pub name: &'static str,
    /// The value of the argument.
    pub value: Value,
}

/// The value of an [`Argument`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An expression.
    Expr(Expr),
    /// One of the parameter's words.
    Word(String),
    /// A flag that is set.
    Flag,
    /// A number of seconds.
    Seconds(u32),
    /// Several texts.
    Texts(Vec<String>),
}

impl Argument {
    fn map_names(self, value: &dyn Fn(&Name) -> Option<Expr>) -> Self {
        let changed = match self.value {
            Value::Expr(expr) => Value::Expr(expr.map_names(value)),
            other @ (Value::Word(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_)) => other,
        };
        Self { value: changed, ..self }
    }
}

impl<P> Sign<P> {
    /// Replaces names in its expressions by the values that `value` returns.
    #[must_use]
    pub fn map_names(self, value: &dyn Fn(&Name) -> Option<Expr>) -> Self {
        match self {
            Self::Into(parts) => Self::Into(parts.into_iter().map(|part| part.map_names(value)).collect()),
            Self::Scheme(scheme, arguments) => {
                Self::Scheme(scheme, arguments.into_iter().map(|argument| argument.map_names(value)).collect())
            }
        }
    }

    /// Returns the expressions from which the signature is computed.
    #[must_use]
    pub fn expressions(&self) -> Vec<&Expr> {
        match self {
            Self::Into(parts) => parts.iter().map(|part| &part.value).collect(),
            Self::Scheme(_, arguments) => arguments
                .iter()
                .filter_map(|argument| match &argument.value {
                    Value::Expr(expr) => Some(expr),
                    Value::Word(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
                })
                .collect(),
        }
    }
}
