//! Schemas as types.

mod choice;
mod typed;

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

pub(super) use typed::Typed;

use super::document::{self, Document};
use super::merge;
use crate::import::draft::{Draft, Field, Record, Ty, tidy};
use crate::import::guess::{name, scalar, secret};
use crate::import::write::prose;

/// How deep schemas are nested.
const DEEPEST: usize = 40;

/// Reads schemas. A schema with a name is read once.
pub(super) struct Schemas<'d> {
    pub(super) document: &'d Document,
    /// The records by their references, and whether each is still being read.
    known: HashMap<String, (Typed, bool)>,
    depth: usize,
}

impl<'d> Schemas<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, known: HashMap::new(), depth: 0 }
    }

    /// Returns the type of a schema. `name` is that of the value; `hint` that of a record, if one is needed.
    pub(super) fn read(&mut self, node: &Json, name: &str, hint: &str, draft: &mut Draft) -> Typed {
        if self.depth >= DEEPEST {
            return Typed::json("It is nested too deeply.");
        }
        self.depth += 1;
        let typed = match document::reference(node) {
            Some(reference) => self.named(reference, node, name, draft),
            None => match alias(node) {
                Some(aliased) => self.read(aliased, name, hint, draft),
                None => self.plain(node, name, hint, None, draft),
            },
        };
        self.depth -= 1;
        typed
    }

    fn named(&mut self, reference: &str, node: &Json, name: &str, draft: &mut Draft) -> Typed {
        if let Some((typed, is_open)) = self.known.get(reference) {
            return Typed { is_open: *is_open, ..typed.clone() };
        }
        if self.document.at(reference).is_none() {
            return Typed::json(&format!("`{reference}` is not in this document."));
        }
        let last = reference.rsplit('/').next().unwrap_or(reference);
        let hint = last.replace("~1", "/").replace("~0", "~");
        let typed = self.plain(node, name, &hint, Some(reference), draft);
        let has_siblings = node.as_object().is_some_and(|members| members.len() > 1);
        if !has_siblings {
            self.known.insert(reference.to_owned(), (Typed { is_open: false, ..typed.clone() }, false));
        }
        typed
    }

    fn plain(&mut self, node: &Json, name: &str, hint: &str, reference: Option<&str>, draft: &mut Draft) -> Typed {
        let schema = merge::all_of(node, self.document);
        let (types, is_null) = types(&schema);
        let is_nullable = is_null || schema.get("nullable") == Some(&Json::Bool(true));
        let mut typed = self.by_keys(&schema, &types, name, hint, reference, draft);
        typed.optional |= is_nullable;
        typed
    }

    fn by_keys(
        &mut self,
        schema: &Map<String, Json>,
        types: &[&str],
        name: &str,
        hint: &str,
        reference: Option<&str>,
        draft: &mut Draft,
    ) -> Typed {
        if let Some(typed) = choice::read(schema, name, hint, draft) {
            return typed;
        }
        let has_properties = schema.get("properties").and_then(Json::as_object).is_some_and(|all| !all.is_empty());
        if let (Some(alternatives), false) = (alternatives(schema), has_properties) {
            return self.one_of(&alternatives, name, hint, draft);
        }
        match types {
            _ if has_properties => self.record(schema, hint, reference, draft),
            ["string"] => string(schema, name),
            ["integer"] => Typed::new(integer(schema, name)),
            ["number"] => Typed::new(Ty::Word("number")),
            ["boolean"] => Typed::new(Ty::Word("boolean")),
            ["array"] => self.list(schema, name, hint, draft),
            ["object"] | [] => self.map(schema, name, hint, draft),
            types if types.iter().all(|ty| ["string", "integer", "number"].contains(ty)) => {
                let is_number = types.iter().all(|ty| *ty != "string");
                Typed::new(Ty::Word(if is_number { "number" } else { "code" }))
            }
            _ => Typed::json("It has several types."),
        }
    }

    /// Alternatives: one with `null` is optional; others of one type are that type; all else is kept as JSON.
    fn one_of(&mut self, alternatives: &[&Json], name: &str, hint: &str, draft: &mut Draft) -> Typed {
        let is_null = |node: &&&Json| node.get("type") == Some(&Json::from("null"));
        let others: Vec<&Json> = alternatives.iter().filter(|node| !is_null(node)).copied().collect();
        let optional = others.len() < alternatives.len();
        if let [one] = others.as_slice() {
            let typed = self.read(one, name, hint, draft);
            return Typed { optional: typed.optional || optional, ..typed };
        }
        if let Some(typed) = choice::of_alternatives(&others, self.document, name, hint, draft) {
            return Typed { optional, ..typed };
        }
        let scalars: Option<Vec<Typed>> = others.iter().map(|node| self.scalar(node, name, draft)).collect();
        let first = scalars.as_ref().and_then(|all| all.first());
        let same = first.filter(|first| scalars.iter().flatten().all(|typed| typed.ty == first.ty));
        if let Some(same) = same {
            return Typed { optional, ..same.clone() };
        }
        let is_code = |typed: &Typed| matches!(typed.ty, Ty::Word("string" | "integer" | "secret" | "uuid"));
        let typed = match scalars {
            Some(scalars) if !scalars.is_empty() && scalars.iter().all(is_code) => Typed::new(Ty::Word("code")),
            Some(_) | None => Typed::json("It is one of several types, which the document lists."),
        };
        Typed { optional, ..typed }
    }

    /// Returns the type of a schema that is a scalar, and declares nothing.
    fn scalar(&mut self, node: &Json, name: &str, draft: &mut Draft) -> Option<Typed> {
        let schema = merge::all_of(node, self.document);
        let (types, _) = types(&schema);
        let is_scalar = matches!(types.as_slice(), ["string" | "integer" | "number" | "boolean"]);
        let is_choice = ["enum", "oneOf", "anyOf"].iter().any(|key| schema.contains_key(*key));
        (is_scalar && !is_choice).then(|| self.by_keys(&schema, &types, name, name, None, draft))
    }

    fn list(&mut self, schema: &Map<String, Json>, name: &str, hint: &str, draft: &mut Draft) -> Typed {
        let Some(items) = schema.get("items") else { return Typed::new(Ty::list(Ty::JSON)) };
        let item = self.read(items, &name::singular(name), &format!("{}Item", hint.trim_end_matches('s')), draft);
        // Items that may be `null` have no type of their own.
        let ty =
            if !item.optional && item.encoding.is_none() && item.ty != Ty::Word("bytes") { item.ty } else { Ty::JSON };
        Typed { remark: item.remark, ..Typed::new(Ty::list(ty)) }
    }

    fn map(&mut self, schema: &Map<String, Json>, name: &str, hint: &str, draft: &mut Draft) -> Typed {
        let values =
            schema.get("additionalProperties").filter(|values| values.as_object().is_some_and(|all| !all.is_empty()));
        let Some(values) = values else { return Typed::new(Ty::JSON) };
        let value = self.read(values, name, hint, draft);
        let is_plain = !value.optional && value.encoding.is_none();
        let ty = if is_plain { value.ty } else { Ty::JSON };
        Typed { remark: value.remark, ..Typed::new(if ty == Ty::JSON { ty } else { Ty::Map(Box::new(ty)) }) }
    }

    /// Declares a record. It has its name before its fields are read, since they may lead back to it.
    fn record(&mut self, schema: &Map<String, Json>, hint: &str, reference: Option<&str>, draft: &mut Draft) -> Typed {
        // Equal schemas are one record, also if they have no name.
        let shape = Json::Object(schema.clone()).to_string();
        if let Some((known, is_open)) = self.known.get(&shape) {
            return Typed { is_open: *is_open, ..known.clone() };
        }
        let record = tidy::type_name(&name::camel(hint), draft);
        let doc = schema.get("description").and_then(Json::as_str).and_then(prose::sentence);
        draft.types.push(Record { name: record.clone(), doc, fields: Vec::new() });
        let typed = Typed::new(Ty::Named(record.clone()));
        if let Some(reference) = reference {
            self.known.insert(reference.to_owned(), (typed.clone(), true));
        }
        self.known.insert(shape.clone(), (typed.clone(), true));
        let fields = self.fields(schema, &record, draft);
        self.known.insert(shape, (typed.clone(), false));
        if let Some(declared) = draft.types.iter_mut().find(|declared| declared.name == record) {
            declared.fields = fields;
        }
        typed
    }

    /// Returns the fields of an object.
    pub(super) fn fields(&mut self, schema: &Map<String, Json>, record: &str, draft: &mut Draft) -> Vec<Field> {
        let required = required(schema);
        let properties = schema.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        let named = properties.iter().filter(|(name, _)| !name.is_empty());
        named.map(|(name, property)| self.field(property, name, record, !required.contains(name), draft)).collect()
    }

    /// Returns a field of a schema.
    pub(super) fn field(&mut self, node: &Json, name: &str, record: &str, optional: bool, draft: &mut Draft) -> Field {
        let hint = format!("{record}{}", name::camel(name));
        let typed = self.read(node, name, &hint, draft);
        let resolved = merge::all_of(node, self.document);
        let doc = resolved.get("description").or_else(|| resolved.get("title")).and_then(Json::as_str);
        let says_more = |doc: &String| !doc.trim_end_matches('.').eq_ignore_ascii_case(&name.replace('_', " "));
        Field {
            optional: optional || typed.optional || typed.is_open,
            encoding: typed.encoding,
            remark: typed.remark.map(|remark| format!("`{name}`: {remark}")),
            doc: doc.filter(|_| !matches!(typed.ty, Ty::Named(_))).and_then(prose::sentence).filter(says_more),
            deprecated: resolved.get("deprecated") == Some(&Json::Bool(true)),
            ..Field::new(name, typed.ty)
        }
    }
}

/// Returns the reference that `allOf` wraps, so that something can be said beside it.
fn alias(node: &Json) -> Option<&Json> {
    let only = |key: &str| {
        ["allOf", "description", "title", "deprecated", "readOnly", "writeOnly", "default", "example", "examples"]
            .contains(&key)
    };
    let parts = node.get("allOf")?.as_array()?;
    let says_nothing =
        |part: &&Json| part.as_object().is_some_and(|all| all.keys().all(|key| only(key) && key != "allOf"));
    let mut others = parts.iter().filter(|part| !says_nothing(part));
    let one = others.next().filter(|one| document::reference(one).is_some())?;
    (others.next().is_none() && node.as_object()?.keys().all(|key| only(key))).then_some(one)
}

/// Returns the names that are required.
pub(super) fn required(schema: &Map<String, Json>) -> Vec<String> {
    let names = schema.get("required").and_then(Json::as_array).into_iter().flatten();
    names.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// Returns the types of a schema, and whether `null` is one.
fn types(schema: &Map<String, Json>) -> (Vec<&str>, bool) {
    let all: Vec<&str> = match schema.get("type") {
        Some(Json::String(one)) => vec![one],
        Some(Json::Array(several)) => several.iter().filter_map(Json::as_str).collect(),
        Some(_) | None => Vec::new(),
    };
    let is_null = all.contains(&"null");
    (all.into_iter().filter(|ty| *ty != "null").collect(), is_null)
}

fn alternatives(schema: &Map<String, Json>) -> Option<Vec<&Json>> {
    let found = ["oneOf", "anyOf"].iter().find_map(|key| schema.get(*key)?.as_array());
    found.map(|all| all.iter().collect()).filter(|all: &Vec<&Json>| !all.is_empty())
}

fn string(schema: &Map<String, Json>, name: &str) -> Typed {
    let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
    let encoding = schema.get("contentEncoding").and_then(Json::as_str);
    let ty = match format {
        "password" => Ty::SECRET,
        _ if secret::is_named(name) => Ty::SECRET,
        "date-time" => Ty::Word("timestamp"),
        "date" => Ty::Word("date"),
        "uuid" => Ty::Word("uuid"),
        "uri" | "url" => Ty::Word("url"),
        "email" => Ty::Word("email"),
        "hostname" => Ty::Word("host"),
        "byte" => return encoded("base64"),
        "binary" => Ty::Word("bytes"),
        _ => match encoding {
            Some("base64") => return encoded("base64"),
            Some("base64url") => return encoded("base64url"),
            Some("base16") => return encoded("hex"),
            Some(_) | None => Ty::STRING,
        },
    };
    Typed::new(ty)
}

fn encoded(encoding: &'static str) -> Typed {
    Typed { encoding: Some(encoding), ..Typed::new(Ty::Word("bytes")) }
}

/// A lifetime is a number of seconds (RFC 6749 §5.1) if its name says so.
fn integer(schema: &Map<String, Json>, name: &str) -> Ty {
    let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
    let snake = name::snake(name);
    let is_lifetime = scalar::is_lifetime(&snake)
        && ["expires_in", "ttl", "lifetime", "max_age", "interval"].iter().any(|word| snake.ends_with(word));
    let is_unsigned = ["uint64", "uint32", "uint"].contains(&format);
    match format {
        "unix-time" | "unixtime" | "timestamp" => Ty::Word("unix seconds"),
        _ if is_lifetime => Ty::SECONDS,
        _ if is_unsigned => Ty::Word("unsigned"),
        _ => Ty::Word("integer"),
    }
}
