//! Checks the body of a request.

use super::model::{Content, Kind, Part, Request};
use super::place::Place;
use super::{parts, path, pointer};
use crate::problem::{Code, Dialect, Problems};
use crate::spanned::Spanned;

/// Checks that a request with a body has a method that allows one, and that parts sent in the body have an encoding.
pub(super) fn check_body<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    if let (Some(content), false) = (&request.content, request.may_have_body()) {
        let (word, help) = (content.value.word(), no_body_help(request, problems));
        let message = match &request.kind {
            Kind::Visit => format!("a browser that visits a page sends no body, so `{word}` has no meaning"),
            Kind::Call(method) => format!(
                "a {} request has no body (RFC 9110 §9.3), so `{word}` has no meaning",
                crate::word::Word::text(method.value)
            ),
        };
        problems.report(Code::BODY, content.at, message, help);
    }
    match &request.content {
        None => check_without_body(request, problems),
        Some(content) => {
            check_members(content, request, problems);
            pointer::check_items(content.value, &request.parts, problems);
        }
    }
    for part in &request.parts {
        parts::check_list_in_header(part, request, problems);
    }
}

/// Checks that an XML body has one root element, and that a body that is a single value has one part.
fn check_members<P: Copy>(content: &Spanned<Content, P>, request: &Request<P>, problems: &mut Problems<P>) {
    let in_body: Vec<&Part<P>> = request.parts.iter().filter(|part| part.place == Place::Body).collect();
    if content.value.is_whole() && in_body.len() > 1 {
        let message = format!("{} is one value", content.value.describe());
        problems.report(Code::BODY, content.at, message, "keep one field, or send an object");
    }
    check_one_value(content, &in_body, request, problems);
    let roots = |part: &&Part<P>| pointer::segments(&part.name.value).into_iter().next();
    let first = in_body.first().and_then(roots);
    let is_one = in_body.iter().all(|part| roots(part) == first && part.name.value.starts_with('/'));
    if content.value == Content::Xml && !(is_one && first.is_some()) {
        let help = match problems.dialect() {
            Dialect::Yaml => "write `xml: { Root: { fields: { … } } }`",
            Dialect::Rust => "name the fields by paths: `rename = \"/Root/Name\"`",
        };
        problems.report(
            Code::BODY,
            content.at,
            "a body in XML has one root element, in which everything else is",
            help,
        );
    }
}

/// Checks that a text, or bytes, are not a list.
fn check_one_value<P: Copy>(
    content: &Spanned<Content, P>,
    in_body: &[&Part<P>],
    request: &Request<P>,
    problems: &mut Problems<P>,
) {
    let is_one = match content.value {
        Content::Text | Content::Bytes => true,
        Content::Json | Content::JsonValue | Content::Form | Content::Xml | Content::Multipart => false,
    };
    let is_list = |part: &&&Part<P>| {
        let name = part.value.as_field();
        let field = name.and_then(|name| request.fields.iter().find(|field| field.ident.value == name.ident));
        field.is_some_and(|field| field.ty.value.is_list() && field.separator.is_none())
    };
    if let Some(part) = in_body.iter().find(is_list).filter(|_| is_one) {
        let message = format!("{} is one value, and this is a list", content.value.describe());
        problems.report(Code::BODY, part.at, message, "make it one value, or send a `json` body");
    }
}

/// Reports parts that would be sent in the body of a request that has none.
fn check_without_body<P: Copy>(request: &Request<P>, problems: &mut Problems<P>) {
    let in_body = request.parts.iter().filter(|part| part.place == Place::Body);
    for part in in_body.filter(|part| !path::is_slip(&part.name.value, request)) {
        let name = &part.name.value;
        let help = match (request.may_have_body(), problems.dialect()) {
            (true, _) => "say how the body is encoded: `json` or `form`".to_owned(),
            (false, Dialect::Yaml) => "send it in the query".to_owned(),
            (false, Dialect::Rust) => format!("write `{{{name}}}` into the path, or mark it `query`"),
        };
        problems.report(Code::BODY, part.name.at, format!("`{name}` is not in the path, and there is no body"), help);
    }
}

fn no_body_help<P>(request: &Request<P>, problems: &Problems<P>) -> &'static str {
    match (&request.kind, problems.dialect()) {
        (Kind::Visit, _) => "send it in the query, or remove it",
        (Kind::Call(_), Dialect::Yaml) => "declare the parameters under `query`, or use `POST`",
        (Kind::Call(_), Dialect::Rust) => "remove it and mark the fields `query`, or use `POST`",
    }
}
