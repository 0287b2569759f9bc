//! Reads types, enumerations and fields.

mod claim;
pub(super) mod expr;
pub(super) mod expression;
mod origin;

use auth_language::expression::Operand;
use auth_language::key::{self, Shape, choice_value, r#enum, field, split, r#type};
use auth_language::problem::{Code, Help};
use auth_language::spanned::Spanned;
use auth_language::suggest;
use auth_language::template;
use auth_language::value::Scalar;

pub(super) use self::expr::read_type_expr;
pub(crate) use self::expr::{Several, TypeExpr};
pub(crate) use self::origin::{ItemSpec, OriginSpec};
use super::entries::{Entries, Read, Text};
use super::mapping::{Mapping, joined};
use super::reader::Reader;
use super::reader::mentions::A_TYPE;
use crate::text::{Entry, Node, Spot, Value};
use expression::Claim;

/// A record (a JSON object type).
#[derive(Clone, Debug)]
pub(crate) struct TypeSpec {
    pub doc: Option<Read<Text>>,
    pub fields: Entries<FieldSpec>,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub(crate) struct ChoiceSpec {
    pub doc: Option<Read<Text>>,
    pub open: bool,
    pub values: Entries<ValueSpec>,
}

/// A value of an enumeration: its meaning, or a mapping.
#[derive(Clone, Debug)]
pub(crate) struct ValueSpec {
    pub name: Option<Read<Text>>,
    pub doc: Read<Text>,
    pub deprecated: Option<Read<Text>>,
}

/// A list of literals.
pub(crate) type Literals = Spanned<Vec<Spanned<Scalar, Spot>>, Spot>;

/// A field. Its key is its name on the wire; its value is a type, a template, or a mapping.
#[derive(Clone, Debug)]
pub(crate) struct FieldSpec {
    pub kind: Read<FieldKind>,
    pub doc: Option<Read<Text>>,
    pub deprecated: Option<Read<Text>>,
    pub rust: Option<Read<Text>>,
    pub origin: Option<Spanned<Read<OriginSpec>, Spot>>,
    pub separator: Option<Read<Text>>,
    pub default: Option<Read<Spanned<Scalar, Spot>>>,
    pub never: Option<Read<Literals>>,
    pub at_least: Option<Read<Spanned<u32, Spot>>>,
    pub at_most: Option<Read<Spanned<u32, Spot>>>,
    pub pattern: Option<Read<Text>>,
    pub case: Option<Read<Text>>,
    pub means: Option<Read<Text>>,
    pub encoding: Option<Read<Text>>,
    pub env: Option<Read<Text>>,
    pub split: Option<Read<SplitSpec>>,
    /// The position of `raw`, if it is true.
    pub raw: Option<Spot>,
}

/// The texts that an input consists of.
#[derive(Clone, Debug)]
pub(crate) struct SplitSpec {
    pub spot: Spot,
    pub by: Read<Text>,
    pub into: Entries<FieldSpec>,
}

impl Entries<FieldSpec> {
    /// Whether every field was read, and what it is.
    pub(crate) fn are_read(&self) -> bool {
        self.broken().is_none() && self.iter().all(|named| named.value.as_ref().is_ok_and(|field| field.kind.is_ok()))
    }
}

/// The kind of a field.
#[derive(Clone, Debug)]
pub(crate) enum FieldKind {
    /// A value of this type, which the caller gives or a reply contains.
    Type(Spanned<TypeExpr, Spot>),
    /// A constant.
    Constant(Spanned<Scalar, Spot>),
    /// A text with `{name}` placeholders.
    Template(Text),
    /// A value that is computed when the request is made.
    Computed(Box<ComputedSpec>),
}

/// A computation, with the fields in it that the caller gives.
pub(crate) type ComputedSpec = expression::Computed<FieldSpec>;

impl TypeSpec {
    /// Whether there are fields, and all of them could be read.
    pub(crate) fn is_whole(&self) -> bool {
        self.fields.broken().is_none() && !self.fields.is_empty()
    }
}

pub(super) fn read_type(reader: &mut Reader, node: &Node) -> Read<TypeSpec> {
    let map = reader.mapping(node, &key::TYPE)?;
    let doc = map.read(r#type::DOC, |node| reader.text(node));
    Ok(TypeSpec { doc, fields: reader.entries(&map, r#type::FIELDS, read_field) })
}

pub(super) fn read_enum(reader: &mut Reader, node: &Node) -> Read<ChoiceSpec> {
    let map = reader.mapping(node, &key::ENUM)?;
    let doc = map.read(r#enum::DOC, |node| reader.text(node));
    let open = map.read(r#enum::OPEN, |node| reader.boolean(node));
    let open = matches!(open, Some(Ok(true) | Err(_)));
    Ok(ChoiceSpec { doc, open, values: reader.entries(&map, r#enum::VALUES, read_value) })
}

pub(super) fn read_value(reader: &mut Reader, node: &Node) -> Read<ValueSpec> {
    if !matches!(node.value, Value::Map(_)) {
        return reader.text(node).map(|doc| ValueSpec { name: None, doc: Ok(doc), deprecated: None });
    }
    let map = reader.mapping(node, &key::CHOICE_VALUE)?;
    let name = map.read(choice_value::NAME, |node| reader.text(node));
    let deprecated = map.read(choice_value::DEPRECATED, |node| reader.text(node));
    Ok(ValueSpec { name, doc: reader.required(&map, choice_value::DOC, Reader::text), deprecated })
}

pub(super) fn read_field(reader: &mut Reader, node: &Node) -> Read<FieldSpec> {
    match &node.value {
        Value::Text(_) => read_short_kind(reader, node).map(|kind| plain(Ok(kind))),
        Value::Map(entries) => match unquoted_template(entries) {
            Some(name) => Ok(plain(read_unquoted(reader, node, name))),
            None if is_object(entries) => {
                let help = "declare the object under `types`, and write its name here";
                Err(reader.refuse(
                    Code::SHAPE,
                    node,
                    "these are the members of an object, and a field names its type",
                    help,
                ))
            }
            None if expression::is_computation(entries) => {
                let computed = expression::read_computed(reader, node, read_claim);
                let computed = computed.inspect_err(|_| reader.mentions.add(node))?;
                Ok(plain(Ok(FieldKind::Computed(Box::new(computed)))))
            }
            None => read_long(reader, node),
        },
        _ => {
            reader.mentions.add_unnamed(A_TYPE);
            Err(reader.expected(node, "a type such as `string`"))
        }
    }
}

/// Reads a value in a JWT. A type means a field that the caller gives.
pub(super) fn read_claim(reader: &mut Reader, node: &Node) -> Read<Claim<FieldSpec>> {
    claim::read(reader, node, read_one_claim)
}

fn read_one_claim(reader: &mut Reader, node: &Node) -> Read<Claim<FieldSpec>> {
    if let Value::Map(entries) = &node.value
        && is_object(entries)
    {
        let message = "these are the members of an object";
        return Err(reader.refuse(Code::SHAPE, node, message, "write them under `fields`: `{ fields: { … } }`"));
    }
    let spec = read_field(reader, node)?;
    Ok(match spec.kind.clone()? {
        FieldKind::Constant(value) => Claim::Value(Operand::Literal(value), Vec::new()),
        FieldKind::Template(text) => Claim::Value(Operand::Template(text), Vec::new()),
        FieldKind::Computed(computed) => {
            let ComputedSpec { written, fields } = *computed;
            Claim::Value(Operand::Computed(Box::new(written)), fields)
        }
        FieldKind::Type(expr) => Claim::Field(spec, expr.at),
    })
}

/// Makes a field of a kind without other properties.
fn plain(kind: Read<FieldKind>) -> FieldSpec {
    FieldSpec {
        kind,
        doc: None,
        deprecated: None,
        rust: None,
        origin: None,
        separator: None,
        default: None,
        never: None,
        at_least: None,
        at_most: None,
        pattern: None,
        case: None,
        means: None,
        encoding: None,
        env: None,
        split: None,
        raw: None,
    }
}

/// Returns the name in an unquoted `{id}`, which YAML reads as a mapping with the key `id` and no value.
fn unquoted_template(entries: &[Entry]) -> Option<&str> {
    match entries {
        [entry @ Entry { key, node: Node { value: Value::Null, .. }, .. }] => {
            Some(key.as_str()).filter(|_| !is_like_field_key(key) && joined(entry).is_none())
        }
        _ => None,
    }
}

/// Whether a key is one of a field or a computation, perhaps misspelled.
fn is_like_field_key(word: &str) -> bool {
    let mut names = key::FIELD.keys.iter().chain(key::COMPUTATION.keys).map(|key| key.name);
    names.any(|name| word == name || suggest::is_slip(word, name)) || key::is_foreign(word)
}

/// Whether a mapping has the members of an object, in place of what a field says: names with their types.
pub(super) fn is_object(entries: &[Entry]) -> bool {
    let is_member = |entry: &Entry| {
        (!is_like_field_key(&entry.key) || is_named_like_elsewhere(entry))
            && joined(entry).is_none()
            && matches!(entry.node.value, Value::Text(_) | Value::Map(_))
    };
    !entries.is_empty() && entries.iter().all(is_member)
}

/// Whether an object has a name that is a key in other languages only: `attributes: { name: string }`.
fn is_named_like_elsewhere(entry: &Entry) -> bool {
    let is_known = |mapping: &key::Mapping| mapping.key(&entry.key).is_some();
    let is_member = matches!(&entry.node.value, Value::Map(_)) && entry.key != "items";
    is_member && !is_known(&key::FIELD) && !is_known(&key::COMPUTATION) && key::is_foreign(&entry.key)
}

/// Types that no value is named after.
const TYPES: [&str; 6] = ["string", "integer", "unsigned", "number", "boolean", "bytes"];

/// Reports a template without quotes, and reads it as one; or a type in braces.
fn read_unquoted(reader: &mut Reader, node: &Node, name: &str) -> Read<FieldKind> {
    let template = if template::is_template(name) { name.to_owned() } else { format!("{{{name}}}") };
    let text = format!("\"{template}\"");
    let advice = format!("put the template in quotes: `{text}`");
    let message = format!("`{template}` without quotes is a mapping in YAML");
    if TYPES.contains(&name) {
        let help = format!("the type is written without braces: `{name}`");
        return Err(reader.refuse(Code::TEMPLATE, node, message, help));
    }
    reader.refuse(Code::TEMPLATE, node, message, Help::Edit { at: node.spot, text, advice });
    Ok(FieldKind::Template(Spanned::new(template, node.spot)))
}

fn read_long(reader: &mut Reader, node: &Node) -> Read<FieldSpec> {
    let map = reader.mapping(node, &key::FIELD)?;
    Ok(FieldSpec {
        kind: read_kind(reader, &map),
        doc: map.read(field::DOC, |node| reader.text(node)),
        deprecated: map.read(field::DEPRECATED, |node| reader.text(node)),
        rust: map.read(field::RUST, |node| reader.text(node)),
        origin: origin::read(reader, &map),
        separator: map.read(field::SEPARATOR, |node| read_separator(reader, node)),
        default: map.read(field::DEFAULT, |node| reader.scalar(node)),
        never: map.read(field::NEVER, |node| read_never(reader, node)),
        at_least: map.read(field::AT_LEAST, |node| reader.count(node)),
        at_most: map.read(field::AT_MOST, |node| reader.count(node)),
        pattern: map.read(field::PATTERN, |node| reader.text(node)),
        case: map.read(field::CASE, |node| reader.word(node, "`lower` or `upper`")),
        means: map.read(field::MEANS, |node| reader.text(node)),
        env: map.read(field::ENV, |node| reader.text(node)),
        split: map.read(field::SPLIT, |node| read_split(reader, node)),
        raw: read_raw(reader, &map),
        encoding: map.read(field::ENCODING, |node| reader.word(node, "`base64`, `base64url` or `hex`")),
    })
}

/// Reads whether a value is written as it is, and returns where that is said.
fn read_raw(reader: &mut Reader, map: &Mapping<'_>) -> Option<Spot> {
    let entry = map.entry(field::RAW)?.ok()?;
    reader.boolean(&entry.node).ok().and_then(|is_raw| is_raw.then_some(entry.key_spot))
}

fn read_split(reader: &mut Reader, node: &Node) -> Read<SplitSpec> {
    let map = reader.mapping(node, &key::SPLIT)?;
    let by = reader.required(&map, split::BY, read_separator);
    Ok(SplitSpec { spot: node.spot, by, into: reader.entries(&map, split::INTO, read_field) })
}

/// Reads the kind of a field, which has exactly one of `type`, `const` and `template`.
fn read_kind(reader: &mut Reader, map: &Mapping<'_>) -> Read<FieldKind> {
    let kinds = [field::TYPE, field::CONST, field::TEMPLATE];
    let there: Vec<(&str, &Entry)> = kinds
        .iter()
        .filter_map(|key| map.entry(key).map(|entry| entry.map(|entry| (*key, entry))))
        .collect::<Read<_>>()?;
    match there.as_slice() {
        [] => {
            if let Some(broken) = map.stray(&Shape::Any) {
                return Err(broken);
            }
            let help = "add `type: string`, for example";
            reader.mentions.add_unnamed(A_TYPE);
            Err(reader.report(Code::MISSING_KEY, map.spot, "a field needs `type`, `const` or `template`", help))
        }
        [(field::CONST, entry)] => read_constant(reader, entry),
        [(field::TEMPLATE, entry)] => reader.text(&entry.node).map(FieldKind::Template),
        [(_, entry)] => Ok(match read_short_kind(reader, &entry.node)? {
            // Other notations say so beside the type, which was reported.
            FieldKind::Type(mut expr) if map.has_foreign(&["nullable", "required", "optional"]) => {
                expr.value.optional = true;
                FieldKind::Type(expr)
            }
            kind => kind,
        }),
        [(first, _), (second, entry), ..] => {
            let message = format!("a field has either `{first}` or `{second}`");
            for (_, entry) in &there {
                reader.mentions.add(&entry.node);
            }
            Err(reader.report(Code::CONFLICT, entry.key_spot, message, "remove one of the two"))
        }
    }
}

/// Reads a constant, which is written, even if it is `null`.
fn read_constant(reader: &mut Reader, entry: &Entry) -> Read<FieldKind> {
    if reader.places.is_bare(&entry.node) {
        let help = "write what is always the same, as in `const: authorization_code`; nothing is `const: null`";
        return Err(reader.report(Code::SHAPE, entry.key_spot, "`const` has no value", help));
    }
    Ok(FieldKind::Constant(Spanned::new(entry.node.to_constant(), entry.node.spot)))
}

/// Reads a text as a template if it contains braces, and as a type otherwise.
fn read_short_kind(reader: &mut Reader, node: &Node) -> Read<FieldKind> {
    match &node.value {
        Value::Text(text) if template::is_template(text) => {
            Ok(FieldKind::Template(Spanned::new(text.clone(), node.spot)))
        }
        _ => expr::read_field_type(reader, node).map(FieldKind::Type),
    }
}

/// Reads one value that means "never", or a list of such values.
fn read_never(reader: &mut Reader, node: &Node) -> Read<Spanned<Vec<Spanned<Scalar, Spot>>, Spot>> {
    let values = match &node.value {
        Value::List(items) => items.iter().map(|item| reader.scalar(item)).collect::<Vec<_>>(),
        _ => vec![reader.scalar(node)],
    };
    let values: Vec<Spanned<Scalar, Spot>> = values.into_iter().collect::<Read<_>>()?;
    Ok(Spanned::new(values, node.spot))
}

/// Reads a separator, which may be a space.
fn read_separator(reader: &mut Reader, node: &Node) -> Read<Text> {
    match &node.value {
        Value::Text(text) => Ok(Spanned::new(text.clone(), node.spot)),
        _ => Err(reader.expected(node, "a text in quotes, such as `\" \"`")),
    }
}
