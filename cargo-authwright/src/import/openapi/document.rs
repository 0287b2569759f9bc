//! The text of a document as a tree, and the references in it.

use serde_json::{Map, Value as Json};

use crate::import::fault::Fault;

/// The greatest number of references that lead to one value.
const LONGEST_CHAIN: usize = 32;

/// A document, read whole.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) root: Json,
}

impl Document {
    /// Reads JSON or YAML, and checks the version.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let root = tree(text)?;
        if let Some(version) = root.get("swagger") {
            return Err(Fault::new(format!("this is Swagger {}", plain(version)))
                .help("convert it to OpenAPI 3 first, for example with `npx swagger2openapi`"));
        }
        let version = root.get("openapi").map(plain);
        match version.as_deref() {
            None => Err(Fault::new("this document has no `openapi` version")
                .help("`--from-openapi` reads OpenAPI 3.0, 3.1 and 3.2; for OAuth metadata, use `--from-metadata`")),
            Some(version) if ["3.0", "3.1", "3.2"].iter().any(|known| version.starts_with(known)) => Ok(Self { root }),
            Some(version) => {
                Err(Fault::new(format!("OpenAPI {version} is not known")).help("the versions are 3.0, 3.1 and 3.2"))
            }
        }
    }

    /// Follows references. `None` if one leads nowhere, out of the document, or in a circle.
    pub(super) fn resolve<'d>(&'d self, node: &'d Json) -> Option<&'d Json> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            match reference(node) {
                None => return Some(node),
                Some(pointer) => node = self.at(pointer)?,
            }
        }
        None
    }

    /// Returns the value at a reference such as `#/components/schemas/Token`.
    pub(super) fn at(&self, reference: &str) -> Option<&Json> {
        let pointer = reference.strip_prefix('#')?;
        let decoded = percent_decode(pointer);
        if decoded.is_empty() { Some(&self.root) } else { self.root.pointer(&decoded) }
    }

    /// Returns the members of an object at a pointer; none if there is no object.
    pub(super) fn members(&self, pointer: &str) -> impl Iterator<Item = (&String, &Json)> {
        self.root.pointer(pointer).and_then(Json::as_object).into_iter().flatten()
    }
}

/// Returns the target of a reference.
pub(super) fn reference(node: &Json) -> Option<&str> {
    node.get("$ref")?.as_str()
}

fn percent_decode(pointer: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = pointer.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

/// Reads JSON, or YAML with any scalars as keys.
pub(in crate::import) fn tree(text: &str) -> Result<Json, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|error| {
            Fault::new(format!("this is not JSON: {error}")).at(error.line()).help("mend the document")
        });
    }
    let yaml: serde_yaml::Value = serde_yaml::from_str(text).map_err(|error| {
        let line = error.location().map(|location| location.line());
        let fault = Fault::new(format!("this is not YAML: {error}"));
        line.map_or(fault.clone(), |line| fault.at(line)).help("mend the document")
    })?;
    Ok(json(yaml))
}

fn json(yaml: serde_yaml::Value) -> Json {
    use serde_yaml::Value as Yaml;
    match yaml {
        Yaml::Null => Json::Null,
        Yaml::Bool(value) => Json::from(value),
        Yaml::Number(number) => serde_json::to_value(number).unwrap_or(Json::Null),
        Yaml::String(text) => Json::from(text),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| (plain(&json(key)), json(value)));
            Json::Object(members.collect::<Map<String, Json>>())
        }
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, reason = "a test that fails may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_document_is_said() {
        let rows = [
            ("{", "line 1: this is not JSON"),
            ("a: [", "this is not YAML"),
            ("swagger: \"2.0\"", "this is Swagger 2.0"),
            ("{}", "this document has no `openapi` version"),
            ("openapi: 4.0.0", "OpenAPI 4.0.0 is not known"),
            ("just text", "this document has no `openapi` version"),
            ("", "this document has no `openapi` version"),
        ];
        for (text, expected) in rows {
            let fault = Document::read(text).map(|_| ()).expect_err(text).to_string();
            assert!(fault.contains(expected), "{text}: {fault}");
        }
        for deep in ["[".repeat(100_000), format!("{{\"a\":{}", "[".repeat(100_000)), "- ".repeat(100_000)] {
            assert!(Document::read(&deep).is_err());
        }
    }

    #[test]
    fn references_are_followed() {
        let text = "openapi: 3.1.0\na: { $ref: '#/b~1c' }\nb/c: { $ref: '#/d%20e' }\nd e: 1\nloop: { $ref: '#/loop' }\nout: { $ref: 'other.yaml#/a' }\n200: x\n";
        let document = Document::read(text).expect("a document");
        let at = |name: &str| document.resolve(document.root.get(name).expect("a member")).cloned();
        assert_eq!(
            (at("a"), at("loop"), at("out"), at("200")),
            (Some(Json::from(1)), None, None, Some(Json::from("x")))
        );
    }
}
