//! Converts XML documents to JSON: elements are members of their parent elements, and attributes are members whose
//! names begin with `@`.
//!
//! `<S life="20"><T>a</T><T>b</T></S>` is `{"S": {"@life": "20", "T": ["a", "b"]}}`. Names have no prefixes. If an
//! element has attributes and a text, the text is its member `.`.

use roxmltree::{Document, Node, ParsingOptions};

use crate::value::DecodeError;
use crate::value::encode::write_json_text;
use crate::value::json::DEEPEST;
use crate::value::json::members::Members;
use crate::value::wiped::WipedBuffer;

/// The maximum number of elements and texts in a document.
const MOST_NODES: u32 = 100_000;
/// The namespace of `xsi:nil`.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Converts a document to JSON. Document type declarations are rejected, and with them all entities except the
/// predefined ones.
pub(crate) fn xml_to_json(body: &[u8]) -> Result<WipedBuffer, DecodeError> {
    let text = std::str::from_utf8(body).map_err(|_| DecodeError::not_utf8())?;
    let document = parse(text.trim())?;
    let root = document.root_element();
    let mut json = WipedBuffer::new();
    let mut object = Members::begin(&mut json);
    write_element(root, 1, object.name(root.tag_name().name()))?;
    object.end();
    Ok(json)
}

fn parse(text: &str) -> Result<Document<'_>, DecodeError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    // The parser's message may quote the document.
    Document::parse_with_options(text, options).map_err(|_| DecodeError::expected("XML"))
}

fn write_element(element: Node<'_, '_>, depth: usize, json: &mut WipedBuffer) -> Result<(), DecodeError> {
    if depth >= DEEPEST {
        return Err(DecodeError::too_deep());
    }
    if element.attribute((INSTANCE, "nil")).is_some_and(|nil| nil == "true") {
        json.push_str("null");
        return Ok(());
    }
    let text = element.children().filter(Node::is_text).filter_map(|node| node.text());
    let text = text.fold(WipedBuffer::new(), |mut all, piece| {
        all.push_str(piece);
        all
    });
    let has_members = element.attributes().len() > 0 || element.children().any(|child| child.is_element());
    if !has_members {
        write_json_text(text.as_str().trim(), json);
        return Ok(());
    }
    write_members(element, text.as_str().trim(), depth, json)
}

fn write_members(element: Node<'_, '_>, text: &str, depth: usize, json: &mut WipedBuffer) -> Result<(), DecodeError> {
    let mut object = Members::begin(json);
    element.attributes().for_each(|attribute| object.text(&format!("@{}", attribute.name()), attribute.value()));
    if !text.is_empty() {
        object.text(".", text);
    }
    for child in element.children().filter(|child| is_first_of_name(*child)) {
        write_all_of_name(child, depth, object.name(child.tag_name().name()))?;
    }
    object.end();
    Ok(())
}

fn is_first_of_name(child: Node<'_, '_>) -> bool {
    child.is_element() && !child.prev_siblings().skip(1).any(|other| has_same_name(child, other))
}

fn has_same_name(element: Node<'_, '_>, other: Node<'_, '_>) -> bool {
    other.is_element() && other.tag_name().name() == element.tag_name().name()
}

/// Writes the elements with the same name. Several of them become a list.
fn write_all_of_name(first: Node<'_, '_>, depth: usize, json: &mut WipedBuffer) -> Result<(), DecodeError> {
    let mut same = first.next_siblings().filter(|other| has_same_name(first, *other)).peekable();
    let Some(only) = same.next() else { return Ok(()) };
    if same.peek().is_none() {
        return write_element(only, depth + 1, json);
    }
    json.push_str("[");
    write_element(only, depth + 2, json)?;
    for next in same {
        json.push_str(",");
        write_element(next, depth + 2, json)?;
    }
    json.push_str("]");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_attributes_and_lists() {
        let rows = [
            ("<a/>", r#"{"a":""}"#),
            ("<?xml version=\"1.0\"?>\n<a> b &amp; \"c\" </a>\n", r#"{"a":"b & \"c\""}"#),
            ("<a x='1'>b</a>", r#"{"a":{"@x":"1",".":"b"}}"#),
            ("<n:a xmlns:n='urn:n' n:x='1'><n:b>1</n:b><c/><b>2</b></n:a>", r#"{"a":{"@x":"1","b":["1","2"],"c":""}}"#),
            ("<a><![CDATA[<&>]]></a>", r#"{"a":"<&>"}"#),
            ("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><b xsi:nil='true'/></a>", r#"{"a":{"b":null}}"#),
        ];
        for (xml, json) in rows {
            assert_eq!(xml_to_json(xml.as_bytes()).unwrap().as_str(), json, "{xml}");
        }
    }

    #[test]
    fn refuses_what_is_not_plain_xml() {
        let deep = "<a>".repeat(200) + &"</a>".repeat(200);
        let bomb = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        for xml in ["", "{}", "<a>", "<a>secret</b>", bomb, &deep] {
            let error = xml_to_json(xml.as_bytes()).map(drop).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
