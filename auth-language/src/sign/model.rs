//! A signature whose names are known.

use super::scheme::Scheme;
use crate::request::Part;
use crate::value::Expr;

/// What signs a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign<P> {
    /// Parts that are computed from the finished request: headers, and parameters of the query.
    Into(Vec<Part<P>>),
    /// A signer by name, and what it is given.
    Scheme(&'static Scheme, Vec<Argument>),
}

/// What a signer is given under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The name of a parameter, or of an input that is found by its name.
    pub name: &'static str,
    /// What is given.
    pub value: Value,
}

/// What an [`Argument`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An expression.
    Expr(Expr),
    /// One of the words of the parameter.
    Word(String),
    /// It is said.
    Flag,
    /// A number of seconds.
    Seconds(u32),
    /// Several texts.
    Texts(Vec<String>),
}

impl<P> Sign<P> {
    /// What the signature is made of.
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
