//! Reads values that are not mappings.

use auth_language::problem::{Code, Help};
use auth_language::spanned::Spanned;
use auth_language::value::Scalar;

use super::entries::{Read, Text};
use super::reader::{Reader, bare_name};
use crate::text::{Node, Spot, Value};

impl Reader {
    /// Reads a text that is not empty.
    pub(super) fn text(&mut self, node: &Node) -> Read<Text> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                Err(self.report(Code::EMPTY, node.spot, "this text is empty", "write something between the quotes"))
            }
            // A text below `|` ends with a line end that nobody means.
            Value::Text(text) => Ok(Spanned::new(text.trim_end_matches('\n').to_owned(), node.spot)),
            Value::Number(_) | Value::Boolean(_) => {
                let message = format!("expected text, found {}", node.describe());
                Err(self.refuse(Code::SHAPE, node, message, "put it in quotes to make it text"))
            }
            Value::Null | Value::List(_) | Value::Map(_) => Err(self.expected(node, "text")),
        }
    }

    /// Reads a text that may be empty.
    pub(super) fn any_text(&mut self, node: &Node) -> Read<Text> {
        match &node.value {
            Value::Text(text) => Ok(Spanned::new(text.clone(), node.spot)),
            _ => self.text(node),
        }
    }

    /// Reads one text, or a list of texts.
    pub(super) fn texts(&mut self, node: &Node) -> Read<Vec<Read<Text>>> {
        match &node.value {
            Value::List(items) => Ok(items.iter().map(|item| self.text(item)).collect()),
            _ => self.no_rest_of_list(node).and_then(|()| self.text(node)).map(|text| vec![Ok(text)]),
        }
    }

    /// Reports a list without the bracket that opens it, which YAML reads as one text: `a, b]`.
    pub(super) fn no_rest_of_list(&mut self, node: &Node) -> Read<()> {
        let Value::Text(text) = &node.value else { return Ok(()) };
        if !text.ends_with(']') || text.contains(['[', '"']) {
            return Ok(());
        }
        let (message, text) = (format!("`{text}` closes a list that does not open"), format!("[{text}"));
        let help = Help::Edit { at: node.spot, advice: format!("write `{text}`"), text };
        Err(self.refuse(Code::SHAPE, node, message, help))
    }

    /// Reads a literal.
    pub(super) fn scalar(&mut self, node: &Node) -> Read<Spanned<Scalar, Spot>> {
        match node.to_scalar() {
            Some(scalar) => Ok(Spanned::new(scalar, node.spot)),
            None => Err(self.expected(node, "text, a number or a boolean")),
        }
    }

    pub(super) fn boolean(&mut self, node: &Node) -> Read<bool> {
        match node.value {
            Value::Boolean(value) => Ok(value),
            _ => Err(self.expected(node, "`true` or `false`")),
        }
    }

    pub(super) fn count(&mut self, node: &Node) -> Read<Spanned<u32, Spot>> {
        let Value::Number(number) = &node.value else { return Err(self.expected(node, "a whole number")) };
        let count = number.as_u64().and_then(|count| u32::try_from(count).ok());
        count.map(|count| Spanned::new(count, node.spot)).ok_or_else(|| {
            let message = format!("a count is a whole number from 0 to {}, and this is {number}", u32::MAX);
            self.report(Code::SHAPE, node.spot, message, "write another number")
        })
    }

    /// Reads a word; `words` describes the allowed ones.
    pub(super) fn word(&mut self, node: &Node, words: &str) -> Read<Text> {
        match &node.value {
            Value::Text(word) => Ok(Spanned::new(word.trim_end_matches('\n').to_owned(), node.spot)),
            _ => Err(self.expected(node, words)),
        }
    }

    /// Reads a name of something, such as `an endpoint`. In other languages there is a mapping here, so the advice
    /// covers that.
    pub(super) fn reference(&mut self, node: &Node, what: &'static str) -> Read<Text> {
        if matches!(node.value, Value::Text(_)) {
            return self.text(node).inspect_err(|_| self.mentions.add_unnamed(what));
        }
        self.mentions.add_unnamed(what);
        let message = format!("expected the name of {what}, found {}", node.describe());
        let help = match bare_name(node) {
            Some(name) => Help::Edit { at: node.spot, text: name.to_owned(), advice: format!("write `{name}`") },
            None => Help::from(format!("write the name of {what}")),
        };
        Err(self.refuse(Code::SHAPE, node, message, help))
    }
}
