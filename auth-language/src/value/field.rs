//! Fields of requests, replies and credentials.

use std::collections::HashMap;

use super::origin::Origin;
use super::path::MemberPath;
use super::limit;
use super::literal::Scalar;
use super::ty::Type;
use crate::problem::{Code, Problems};
use crate::spanned::Spanned;
use crate::word::{Case, Meaning, Word as _};

/// A named value that a caller gives or that a reply contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<P> {
    /// The Rust field, with `r#` if necessary.
    pub ident: Spanned<String, P>,
    /// The name on the wire.
    pub wire: String,
    /// The documentation of the field.
    pub doc: Option<String>,
    /// What to use instead, if the field is deprecated.
    pub deprecated: Option<String>,
    /// The type of its value.
    pub ty: Spanned<Type, P>,
    /// Whether the value may be absent.
    pub optional: bool,
    /// Whether it is behind a pointer, because its type contains itself.
    pub boxed: bool,
    /// The places of a reply in which the value may be. The first place that has a value is used. If empty, the value
    /// is the member with the field's name.
    pub at: Vec<Spanned<Origin, P>>,
    /// The text that joins the items of a list. `None` for a JSON list or a repeated parameter.
    pub separator: Option<Spanned<String, P>>,
    /// The value that stands for an absent member of a reply.
    pub default: Option<Spanned<Scalar, P>>,
    /// The minimum number of items of a list, or of characters of a text.
    pub at_least: Option<Spanned<u32, P>>,
    /// The maximum number of items of a list, or of characters of a text.
    pub at_most: Option<Spanned<u32, P>>,
    /// A regular expression that must match the whole text.
    pub pattern: Option<Spanned<String, P>>,
    /// The case into which the text is changed before it is sent.
    pub case: Option<Spanned<Case, P>>,
    /// What the field of an error body is: the code or the message.
    pub means: Option<Spanned<Meaning, P>>,
}

impl<P: Copy> Field<P> {
    /// Makes a field with a name and a type, and no other properties.
    pub fn new(ident: Spanned<String, P>, wire: impl Into<String>, ty: Spanned<Type, P>) -> Self {
        Self {
            ident,
            wire: wire.into(),
            doc: None,
            deprecated: None,
            ty,
            optional: false,
            boxed: false,
            at: Vec::new(),
            separator: None,
            default: None,
            at_least: None,
            at_most: None,
            pattern: None,
            case: None,
            means: None,
        }
    }

    /// Returns the places of a reply in which the value may be.
    #[must_use]
    pub fn origins(&self) -> Vec<Origin> {
        match self.at.as_slice() {
            [] => vec![Origin::Body(MemberPath::of_member(&self.wire))],
            at => at.iter().map(|origin| origin.value.clone()).collect(),
        }
    }

    /// Returns the paths at which the body of a reply may have the value.
    #[must_use]
    pub fn paths(&self) -> Vec<MemberPath> {
        self.origins().iter().filter_map(|origin| origin.as_path().cloned()).collect()
    }

    /// Whether the value is in the head of a reply instead of its body.
    #[must_use]
    pub fn is_in_head(&self) -> bool {
        self.at.iter().any(|origin| origin.value.is_head())
    }
}

/// Checks the rules of a field that is sent.
pub fn check_sent<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_list_properties(field, problems);
    limit::check(field, problems);
    let read = [field.at.first().map(|path| path.at), field.means.as_ref().map(|means| means.at)];
    for at in read.into_iter().flatten() {
        let message = "this is about reading a reply, and the field is sent";
        problems.report(Code::FIELD_PROPERTY, at, message, "remove it, or move it to the type of a reply");
    }
}

/// Checks the rules of a field that is read from a reply.
pub fn check_read<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_list_properties(field, problems);
    check_head(field, problems);
    check_default(field, problems);
    check_meaning(field, problems);
    for (key, at) in limit::positions(field) {
        let message = format!("`{key}` is for what is sent, and this is read from a reply");
        problems.report(Code::FIELD_PROPERTY, at, message, "move it to the field of a request");
    }
}

/// Checks that `separator` is used only for lists, and that each item of a joined list is a single text.
fn check_list_properties<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    if let Some(separator) = field.separator.as_ref().filter(|_| !field.ty.value.is_list()) {
        let help = list_help(problems);
        problems.report(Code::FIELD_PROPERTY, separator.at, "`separator` is for a list", help);
    }
    if let Some(separator) = field.separator.as_ref().filter(|_| field.ty.value.is_object()) {
        let message = "only items that are one text each can be joined";
        problems.report(Code::FIELD_PROPERTY, separator.at, message, "remove `separator`");
    }
    if let Some(separator) = field.separator.as_ref().filter(|separator| separator.value.is_empty()) {
        problems.report(Code::FIELD_PROPERTY, separator.at, "a separator is not empty", "write what joins the items");
    }
}

fn list_help<P>(problems: &Problems<P>) -> &'static str {
    match problems.dialect() {
        crate::problem::Dialect::Yaml => "make the type `list of …`, or remove this",
        crate::problem::Dialect::Rust => "make the field a `Vec<…>`, or remove this",
    }
}

/// Checks that a field read from a header, cookie or challenge parameter is a single text.
fn check_head<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(origin) = field.at.iter().find(|origin| origin.value.is_head()) else { return };
    if field.ty.value.is_object() {
        let message = "what is not in the body is one text, and this type is an object";
        problems.report(Code::FIELD_PROPERTY, origin.at, message, "make it `string`, or whatever the text is");
    } else if field.ty.value.is_list() && field.separator.is_none() {
        let help = separator_help(problems);
        problems.report(Code::FIELD_PROPERTY, origin.at, "a list that is not in the body is one text", help);
    }
}

fn separator_help<P>(problems: &Problems<P>) -> &'static str {
    match problems.dialect() {
        crate::problem::Dialect::Yaml => "say what joins the items: `separator: \",\"`",
        crate::problem::Dialect::Rust => "say what joins the items: `separator = \",\"`",
    }
}

/// Checks that a default is a literal of the field's type.
fn check_default<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(default) = &field.default else { return };
    if field.optional {
        let message = "a field with a default is never absent";
        problems.report(Code::DEFAULT, default.at, message, "remove `optional`, or the default");
    }
    if field.ty.value.is_list() || field.ty.value.is_object() {
        let message = "a default is text, a number or a boolean";
        problems.report(Code::DEFAULT, default.at, message, "remove it, and make the field optional");
    } else if !field.ty.value.accepts(&default.value) {
        let message = format!("this default is {}, which does not fit the type", default.value.describe());
        problems.report(Code::DEFAULT, default.at, message, "write a value of the field's type");
    }
}

/// Checks that the code and the message of an error are optional texts, because gateways send errors without them.
fn check_meaning<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(means) = &field.means else { return };
    let fits = matches!(field.ty.value, Type::String | Type::Foreign)
        || (field.ty.value == Type::Code && means.value == Meaning::Code);
    if !fits || !field.optional {
        let message = format!("the {} of an error is text that may be absent", means.value.text());
        let help = match means.value {
            Meaning::Code => "name a field of the type `optional string`; if it is a number, of the type `optional code`",
            Meaning::Message => "name a field of the type `optional string`",
        };
        problems.report(Code::MEANING, means.at, message, help);
    }
}

/// Checks that an error body has at most one code and one message.
pub fn check_meanings<P: Copy>(fields: &[Field<P>], problems: &mut Problems<P>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for field in fields {
        let Some(means) = &field.means else { continue };
        if let Some(first) = seen.insert(means.value.text(), &field.wire) {
            let message = format!("`{first}` is the {} already", means.value.text());
            problems.report(
                Code::MEANING,
                means.at,
                message,
                "keep one of the two; `at` may name several paths for it",
            );
        }
    }
}

/// Reports fields that have different names on the wire but the same name in Rust.
pub fn check_idents<'f, P: Copy + 'f>(fields: impl IntoIterator<Item = &'f Field<P>>, problems: &mut Problems<P>) {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    for Field { ident, wire, .. } in fields {
        if let Some(first) = seen.insert(&ident.value, wire) {
            let message = format!("`{wire}` and `{first}` would both be `{}` in Rust", ident.value);
            problems.report(Code::COLLISION, ident.at, message, "give one of them another name with `rust: …`");
        }
    }
}
