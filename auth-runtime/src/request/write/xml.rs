//! Writes a body as XML: members are elements, `@name` is an attribute, `.` is the text of an element with attributes,
//! and a list is several elements.

use super::tree::{Member, Tree};
use crate::request::RequestProblem;
use crate::request::header::text;
use crate::value::Value;
use crate::value::wiped::WipedBuffer;

pub(super) fn render(tree: &Tree<'_, '_>, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    tree.0.iter().try_for_each(|(name, member)| write_member(name, member, out))
}

fn write_member(name: &str, member: &Member<'_, '_>, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
    match member {
        Member::Object(inner) => write_element(name, inner, out),
        Member::Value(part, Value::List(items)) => items.iter().try_for_each(|item| write_leaf(name, part, item, out)),
        Member::Value(part, value) => write_leaf(name, part, value, out),
    }
}

fn write_element(name: &str, inner: &Tree<'_, '_>, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
    out.push_str("<");
    out.push_str(name);
    for (name, member) in &inner.0 {
        if let (Some(name), Member::Value(part, value)) = (name.strip_prefix('@'), member) {
            out.push_str(" ");
            out.push_str(name);
            out.push_str("=\"");
            write_text(part, value, out)?;
            out.push_str("\"");
        }
    }
    out.push_str(">");
    for (name, member) in inner.0.iter().filter(|(name, _)| !name.starts_with('@')) {
        match member {
            Member::Value(part, value) if name == "." => write_text(part, value, out)?,
            Member::Value(..) | Member::Object(_) => write_member(name, member, out)?,
        }
    }
    close(name, out);
    Ok(())
}

fn write_leaf(name: &str, part: &'static str, value: &Value<'_>, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
    out.push_str("<");
    out.push_str(name);
    out.push_str(">");
    write_text(part, value, out)?;
    close(name, out);
    Ok(())
}

fn close(name: &str, out: &mut WipedBuffer) {
    out.push_str("</");
    out.push_str(name);
    out.push_str(">");
}

/// Writes the text of a value, escaped. A character that XML 1.0 does not allow cannot be escaped either (§2.2).
fn write_text(part: &'static str, value: &Value<'_>, out: &mut WipedBuffer) -> Result<(), RequestProblem> {
    let plain = text(part, value)?;
    for char in plain.as_str().chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => return Err(RequestProblem::Unwritable { name: part }),
            char => out.push_char(char),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(parts: &[(&'static str, Value<'_>)]) -> Option<String> {
        let mut out = WipedBuffer::new();
        let tree = Tree::of(parts.iter().map(|(name, value)| (*name, value)));
        render(&tree, &mut out).ok()?;
        Some(out.as_str().split_once("?>")?.1.to_owned())
    }

    #[test]
    fn writes_elements_attributes_and_lists() {
        let parts = [
            ("/LogIn/@version", Value::Integer(2)),
            ("/LogIn/User", Value::text("a<b>&\"c\"\n")),
            ("/LogIn/Mark", Value::List(vec![Value::text("x"), Value::text("y")])),
            ("/LogIn/Box/@unit", Value::text("kg")),
            ("/LogIn/Box/.", Value::Number(1.5)),
            ("/LogIn/None", Value::Absent),
        ];
        let expected = "<LogIn version=\"2\"><User>a&lt;b&gt;&amp;&quot;c&quot;&#10;</User><Mark>x</Mark><Mark>y</Mark>\
                        <Box unit=\"kg\">1.5</Box></LogIn>";
        assert_eq!(xml(&parts).as_deref(), Some(expected));
        assert_eq!(xml(&[("/A/B", Value::text("\u{1}"))]), None);
    }
}
