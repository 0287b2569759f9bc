//! The arguments of a signer.

use auth_language::sign::{Argument, Value};
use auth_language::value::Expr;

use crate::verify::compute::{Known, text};

/// The arguments of a signer, with what their names stand for.
pub(super) struct Given<'g> {
    pub(super) arguments: &'g [Argument],
    pub(super) known: &'g Known<'g>,
}

impl Given<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        self.arguments.iter().find(|argument| argument.name == name).map(|argument| &argument.value)
    }

    /// Whether an argument is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// Returns the text of an argument that is an expression.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.expr(name).and_then(|expr| text(expr, self.known))
    }

    /// Returns an argument that is an expression.
    pub(super) fn expr(&self, name: &str) -> Option<&Expr> {
        match self.value(name)? {
            Value::Expr(expr) => Some(expr),
            Value::Word(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
        }
    }

    /// Returns an argument that is a word.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        match self.value(name)? {
            Value::Word(word) => Some(word),
            Value::Expr(_) | Value::Flag | Value::Seconds(_) | Value::Texts(_) => None,
        }
    }

    /// Returns an argument that is a list of texts.
    pub(super) fn texts(&self, name: &str) -> Option<&[String]> {
        match self.value(name)? {
            Value::Texts(texts) => Some(texts),
            Value::Expr(_) | Value::Word(_) | Value::Flag | Value::Seconds(_) => None,
        }
    }
}
