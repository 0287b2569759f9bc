//! Fields: members of a type, parameters of an endpoint.

use crate::read::mapping::{self, Mapping};
use crate::read::{Spanned, Text};
use crate::text::diagnostics::Diagnostics;
use crate::text::tree::{Node, Value};

/// A field. Its key is its name on the wire; its value is a type, or this mapping.
#[derive(Clone, Debug)]
pub(crate) struct FieldSpec {
    /// A type, or a constant.
    pub kind: FieldKind,
    /// What it means.
    pub doc: Option<Text>,
    /// The Rust name, where the name on the wire does not make a good one.
    pub rust: Option<Text>,
    /// Where it is in a reply: a path such as `data.bearer`, or several, of which the first that is there counts.
    pub at: Vec<Text>,
    /// What joins the items of a list into one text.
    pub separator: Option<Text>,
    /// What the value is when it is absent.
    pub default: Option<Text>,
    /// The least number of items in a list.
    pub at_least: Option<Spanned<u32>>,
    /// In the body of an error: `code` or `message`.
    pub means: Option<Text>,
}

/// What a field holds.
#[derive(Clone, Debug)]
pub(crate) enum FieldKind {
    /// `type:` a type.
    Type(Spanned<TypeExpr>),
    /// `const:` always this text.
    Constant(Text),
}

/// `[optional] [list of] NAME`, as it is read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeExpr {
    pub optional: bool,
    pub list: bool,
    pub name: String,
}

pub(in crate::read) fn parse_field(node: &Node, diagnostics: &mut Diagnostics) -> Option<FieldSpec> {
    match &node.value {
        Value::Map(_) => parse_long(node, diagnostics),
        Value::Text(_) => parse_type_expr(node, diagnostics).map(|ty| plain(FieldKind::Type(ty))),
        _ => mapping::expected(node, "a type such as `string`, or a mapping with `type`", diagnostics),
    }
}

fn plain(kind: FieldKind) -> FieldSpec {
    FieldSpec {
        kind,
        doc: None,
        rust: None,
        at: Vec::new(),
        separator: None,
        default: None,
        at_least: None,
        means: None,
    }
}

fn parse_long(node: &Node, diagnostics: &mut Diagnostics) -> Option<FieldSpec> {
    let mut map = Mapping::of(node, "a field", diagnostics)?;
    let kind = parse_kind(&mut map, diagnostics);
    let doc = map.text("doc", diagnostics);
    let rust = map.text("rust", diagnostics);
    let at = map.get("at").map(|node| mapping::parse_texts(node, diagnostics)).unwrap_or_default();
    let separator = map.get("separator").and_then(|node| parse_separator(node, diagnostics));
    let default = map.text("default", diagnostics);
    let at_least = map.count("at_least", diagnostics);
    let means = map.word("means", "`code` or `message`", diagnostics);
    refuse_optional_key(&mut map, diagnostics);
    map.finish(diagnostics);
    Some(FieldSpec { kind: kind?, doc, rust, at, separator, default, at_least, means })
}

/// Other languages have a key for it; here it is part of the type.
fn refuse_optional_key(map: &mut Mapping<'_>, diagnostics: &mut Diagnostics) {
    for key in ["optional", "required"] {
        if let Some(entry) = map.entry(key) {
            let message = format!("a field has no key `{key}`");
            diagnostics.report(entry.key_spot, message, "say it in the type: `type: optional string`");
        }
    }
}

/// A field has a type or is a constant, and not both.
fn parse_kind(map: &mut Mapping<'_>, diagnostics: &mut Diagnostics) -> Option<FieldKind> {
    match (map.get("type"), map.get("const")) {
        (Some(ty), None) => parse_type_expr(ty, diagnostics).map(FieldKind::Type),
        (None, Some(constant)) => mapping::parse_text(constant, diagnostics).map(FieldKind::Constant),
        (Some(_), Some(constant)) => {
            let message = "a constant has no type of its own";
            diagnostics.report(constant.spot, message, "remove `type` or `const`");
            None
        }
        (None, None) => {
            map.need(&["type", "const"], "a field needs `type` or `const`", "add `type: string`, for example");
            None
        }
    }
}

/// A separator may be a space, which is no empty text here.
fn parse_separator(node: &Node, diagnostics: &mut Diagnostics) -> Option<Text> {
    match &node.value {
        Value::Text(text) if !text.is_empty() => Some(Spanned { value: text.clone(), spot: node.spot }),
        _ => mapping::expected(node, "a text in quotes, such as `\" \"`", diagnostics),
    }
}

pub(in crate::read) fn parse_type_expr(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<TypeExpr>> {
    let text = mapping::parse_text(node, diagnostics)?;
    let mut rest = text.value.trim();
    let optional = strip(&mut rest, "optional ");
    let list = strip(&mut rest, "list of ");
    if rest.is_empty() || rest.contains(char::is_whitespace) {
        let message = format!("`{}` is not a type", text.value);
        diagnostics.report(
            text.spot,
            message,
            "a type is read aloud: `string`, `optional uuid`, `list of Scope`, `optional list of string`",
        );
        return None;
    }
    let value = TypeExpr { optional, list, name: rest.to_owned() };
    Some(Spanned { value, spot: text.spot })
}

fn strip(rest: &mut &str, word: &str) -> bool {
    match rest.strip_prefix(word) {
        Some(after) => {
            *rest = after.trim_start();
            true
        }
        None => false,
    }
}
