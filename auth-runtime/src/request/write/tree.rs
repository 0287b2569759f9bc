//! Writes nested objects, whose members are named by JSON pointers (RFC 6901) such as `/login/userName`, and lists, whose
//! items have their number in brackets: `/args/[0]`.

use crate::request::RequestProblem;
use crate::value::Value;
use crate::value::encode::{write_json, write_json_text};
use crate::value::wiped::WipedBuffer;

/// An object or a list, whose members may be objects and lists. Absent members are left out, and so are objects that have no
/// other members.
pub(super) struct Tree<'v, 'a>(pub(super) Vec<(String, Member<'v, 'a>)>);

pub(super) enum Member<'v, 'a> {
    /// A value with the name of its part.
    Value(&'static str, &'v Value<'a>),
    Object(Tree<'v, 'a>),
}

impl<'v, 'a> Tree<'v, 'a> {
    pub(super) fn of(parts: impl Iterator<Item = (&'static str, &'v Value<'a>)>) -> Self {
        let mut tree = Self(Vec::new());
        for (name, value) in parts.filter(|(_, value)| !matches!(value, Value::Absent)) {
            tree.insert(&segments(name), name, value);
        }
        tree
    }

    fn insert(&mut self, path: &[String], part: &'static str, value: &'v Value<'a>) {
        match path {
            [] => {}
            [name] => self.0.push((name.clone(), Member::Value(part, value))),
            [first, rest @ ..] => self.with_object(first, |inner| inner.insert(rest, part, value)),
        }
    }

    /// Changes the object `name`, which is made if there is none.
    fn with_object(&mut self, name: &str, change: impl FnOnce(&mut Self)) {
        let known = self.0.iter().position(|(known, member)| known == name && matches!(member, Member::Object(_)));
        let index = known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), Member::Object(Self(Vec::new()))));
            self.0.len() - 1
        });
        if let Some((_, Member::Object(inner))) = self.0.get_mut(index) {
            change(inner);
        }
    }

    pub(super) fn write_json(&self, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
        let is_list = self.0.first().is_some_and(|(name, _)| is_index(name));
        let (mut separator, end) = if is_list { ("[", "]") } else { ("{", "}") };
        for (name, member) in &self.0 {
            out.push_str(separator);
            if !is_list {
                write_json_text(name, out);
                out.push_str(":");
            }
            match member {
                Member::Value(name, value) => {
                    write_json(value, out).map_err(|_| RequestProblem::Unwritable { name })?;
                }
                Member::Object(inner) => inner.write_json(out)?,
            }
            separator = ",";
        }
        out.push_str(if self.0.is_empty() { "{}" } else { end });
        Ok(())
    }
}

/// Whether a name is the number of an item of a list.
fn is_index(name: &str) -> bool {
    let number = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    number.is_some_and(|number| number.parse::<usize>().is_ok())
}

fn segments(name: &str) -> Vec<String> {
    match name.strip_prefix('/') {
        Some(pointer) => pointer.split('/').map(|name| name.replace("~1", "/").replace("~0", "~")).collect(),
        None => vec![name.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists_have_no_names() {
        let values = [Value::text("db"), Value::Integer(2), Value::text("x"), Value::Boolean(true)];
        let names = ["/args/[0]", "/args/[1]/[0]", "/args/[1]/[1]/id", "[0]"];
        let mut out = WipedBuffer::new();
        assert!(Tree::of(names.into_iter().zip(&values)).write_json(&mut out).is_ok());
        assert_eq!(out.as_str(), r#"{"args":["db",[2,{"id":"x"}]],"[0]":true}"#);
    }

    #[test]
    fn names_lead_into_objects() {
        let values = [Value::text("ada"), Value::Integer(2), Value::Absent, Value::text("x"), Value::Boolean(true)];
        let names = ["/login/userName", "/login/meta/version", "/login/meta/none", "a.b", "/a~1b/c~0d"];
        let mut out = WipedBuffer::new();
        let tree = Tree::of(names.into_iter().zip(&values));
        assert!(tree.write_json(&mut out).is_ok());
        let expected = r#"{"login":{"userName":"ada","meta":{"version":2}},"a.b":"x","a/b":{"c~d":true}}"#;
        assert_eq!(out.as_str(), expected);
    }
}
