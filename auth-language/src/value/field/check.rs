//! The rules of fields.

use super::Field;
use super::pieces::check_split;
use crate::problem::{Broken, Code, Problems};
use crate::spanned::Spanned;
use crate::value::limit;
use crate::value::origin::Origin;
use crate::value::ty::Type;
use crate::word::{Meaning, Word as _};
use std::collections::HashMap;

/// Checks the rules of a field that is sent.
pub fn check_sent<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_list_properties(field, problems);
    limit::check(field, problems);
    check_split(field, problems);
    if let Some(env) = &field.env {
        let _ = check_variable(env, problems);
    }
    let never = field.never.as_ref().map(|never| never.at);
    let read = [field.at.first().map(|path| path.at), field.means.as_ref().map(|means| means.at), never];
    for at in read.into_iter().flatten() {
        let message = "this applies only to fields of a reply, and this field is sent";
        problems.report(Code::FIELD_PROPERTY, at, message, "remove it, or move it to the type of a reply");
    }
}

/// Checks the rules of a field that is read from a reply.
pub fn check_read<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_list_properties(field, problems);
    check_head(field, problems);
    check_never(field, problems);
    check_default(field, problems);
    check_meaning(field, problems);
    check_encoded(field, problems);
    for (key, at) in limit::positions(field).into_iter().chain(only_sent(field)) {
        let message = format!("`{key}` is for what is sent, and this is read from a reply");
        problems.report(Code::FIELD_PROPERTY, at, message, "move it to the field of a request");
    }
}

/// Returns the positions of what only a value has that the caller gives.
fn only_sent<P: Copy>(field: &Field<P>) -> impl Iterator<Item = (&'static str, P)> {
    let env = field.env.as_ref().map(|env| ("env", env.at));
    let split = field.split.as_ref().map(|split| ("split", split.at));
    env.into_iter().chain(split).chain(field.raw.map(|at| ("raw", at)))
}

/// Checks the rules of a field of a callback: one parameter, which may have limits, because everybody can write it.
pub fn check_returned<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    check_list_properties(field, problems);
    limit::check(field, problems);
    check_encoded(field, problems);
    if let Some(means) = &field.means {
        problems.report(Code::FIELD_PROPERTY, means.at, "`means` is for the body of an error", "remove it");
    }
    let case = field.case.as_ref().map(|case| ("case", case.at));
    for (key, at) in case.into_iter().chain(only_sent(field)) {
        let message = format!("`{key}` is for what is sent, and this is read from a callback");
        problems.report(Code::FIELD_PROPERTY, at, message, "remove it");
    }
    if let Some(never) = &field.never {
        let message = "`never` is for the end of a token, and a callback has none";
        problems.report(Code::FIELD_PROPERTY, never.at, message, "remove it");
    }
    let is_parameter = |origin: &Origin| origin.as_path().is_some_and(|path| path.segments().len() == 1);
    if let Some(origin) = field.at.iter().find(|origin| !is_parameter(&origin.value)) {
        let message = "a callback has parameters, and nothing in them";
        problems.report(Code::MEMBER_PATH, origin.at, message, "write the name of one parameter");
    }
    if field.ty.value.is_object() {
        problems.report(Code::FIELD_PROPERTY, field.ty.at, "a parameter is one text", "make it `string`, for example");
    } else if field.ty.value.is_list() && field.separator.is_none() {
        let help = separator_help(problems);
        problems.report(Code::FIELD_PROPERTY, field.ty.at, "a list in one parameter is one text", help);
    }
}

/// Checks the name of an environment variable (POSIX.1-2024, Base Definitions §8.1).
///
/// # Errors
/// Reports a problem if some shells cannot set a variable of this name.
pub fn check_variable<P: Copy>(name: &Spanned<String, P>, problems: &mut Problems<P>) -> Result<(), Broken> {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    let starts_well = name.value.bytes().next().is_some_and(is_letter);
    if starts_well && name.value.bytes().all(|byte| is_letter(byte) || byte.is_ascii_digit()) {
        return Ok(());
    }
    let message = format!("`{}` cannot be the name of an environment variable", name.value);
    let help = "write letters, digits and `_`, as in `ACME_API_KEY`";
    Err(problems.report(Code::NAME, name.at, message, help))
}

/// Checks that bytes which are read say how their text is encoded.
fn check_encoded<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    if *field.ty.value.item() == Type::Upload {
        let message = "bytes in a text have an encoding";
        let help = "say it: `{ type: bytes, encoding: base64 }`, or `base64url` or `hex`";
        problems.report(Code::TYPE, field.ty.at, message, help);
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
        let message = "an object can be sent only in the body";
        problems.report(Code::FIELD_PROPERTY, origin.at, message, "make it `string`, or whatever the text is");
    } else if field.ty.value.is_list() && field.separator.is_none() {
        let help = separator_help(problems);
        problems.report(Code::FIELD_PROPERTY, origin.at, "a list outside the body needs a separator", help);
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
    } else if !field.ty.value.accepts(&default.value) && !field.is_never(&default.value) {
        let message = format!("this default is {}, which does not fit the type", default.value.describe());
        problems.report(Code::DEFAULT, default.at, message, "write a value of the field's type");
    }
}

/// Checks that only an end has values that mean "never", and that they differ.
fn check_never<P: Copy>(field: &Field<P>, problems: &mut Problems<P>) {
    let Some(never) = &field.never else { return };
    let example = example_of_never(problems);
    if !matches!(field.ty.value, Type::Lifetime(_) | Type::Instant(_) | Type::Foreign) {
        let message = "`never` is for a lifetime or a point in time";
        problems.report(Code::FIELD_PROPERTY, never.at, message, "remove it, or make the type `seconds`, for example");
    } else if never.value.is_empty() {
        let message = "`never` names no value";
        problems.report(Code::FIELD_PROPERTY, never.at, message, format!("write what is sent, such as `{example}`"));
    }
    for (index, value) in never.value.iter().enumerate() {
        if never.value.iter().take(index).any(|before| before.value == value.value) {
            let message = format!("`never` lists `{}` twice", value.value.as_text());
            problems.report(Code::FIELD_PROPERTY, value.at, message, "remove one of them");
        }
    }
}

fn example_of_never<P>(problems: &Problems<P>) -> &'static str {
    match problems.dialect() {
        crate::problem::Dialect::Yaml => "never: [0, -1]",
        crate::problem::Dialect::Rust => "never(0, -1)",
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
            Meaning::Code => {
                "name a field of the type `optional string`; if it is a number, of the type `optional code`"
            }
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
