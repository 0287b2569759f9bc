//! Checks the parts of a request by their places.

pub(super) mod raw;

use super::model::{Content, Part, Request};
use super::place::{Place, USERNAME};
use crate::header;
use crate::problem::{Code, Dialect, Problems};
use crate::value::{Expr, Scalar, Type, cookie};

/// Checks one part of a request by its place.
pub(super) fn check_part<P: Copy>(part: &Part<P>, request: &Request<P>, problems: &mut Problems<P>) {
    if part.is_authorization() && !request.is_protected {
        check_header_value(part, problems);
    } else if request.is_visit() && matches!(part.place, Place::Path | Place::Query) {
        check_json(part, false, problems);
        check_in_url(part, (part.value.is_kept_from_pages(), false), problems);
    } else {
        check_in_place(part, problems);
    }
    check_text(part, problems);
    check_upload(part, request, problems);
    let content = request.content.as_ref().map(|content| content.value);
    let is_json = matches!(content, Some(Content::Json | Content::JsonValue));
    if part.place == Place::Body {
        check_json(part, is_json, problems);
    }
    if part.value.text_names().iter().any(|name| name.ty.is_object()) && !(part.place == Place::Body && is_json) {
        let message = format!("an object cannot be sent in {}", describe(part.place, request));
        problems.report(Code::PLACE, part.at, message, "send it in a `json` body");
    }
    let is_first =
        || request.parts.iter().find(|other| other.place == part.place).is_some_and(|first| std::ptr::eq(first, part));
    if request.is_visit() && !matches!(part.place, Place::Query | Place::Path | Place::Body) && is_first() {
        let message = format!("a browser that visits a page sends nothing in {}", part.place.describe());
        problems.report(Code::VISIT, part.name.at, message, "send it in the query, or remove it");
    }
}

/// Checks the rules of a place that requests and credentials share.
pub(crate) fn check_in_place<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    check_json(part, part.place == Place::Body, problems);
    match part.place {
        Place::Path | Place::Query => check_in_url(part, (part.value.is_kept_from_urls(), true), problems),
        Place::Header => check_header(part, problems),
        Place::Cookie => check_cookie(part, problems),
        Place::Basic => check_basic(part, problems),
        Place::Body => {}
    }
}

/// Checks that a constant which only JSON has is in JSON.
fn check_json<P: Copy>(part: &Part<P>, is_json: bool, problems: &mut Problems<P>) {
    if matches!(part.value, Expr::Literal(Scalar::Json(_))) && !is_json {
        let message = "only JSON has `null`, lists and objects";
        problems.report(
            Code::CONSTANT,
            part.at,
            message,
            "write a text, a number or a boolean, or send it in a `json` body",
        );
    }
}

fn describe<P>(place: Place, request: &Request<P>) -> &'static str {
    match (place, &request.content) {
        (Place::Body, Some(content)) => content.value.describe(),
        _ => place.describe(),
    }
}

/// Checks that a part is text, and not bytes.
pub(crate) fn check_text<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let is_template = matches!(part.value, Expr::Concat(_) | Expr::Computed(_));
    if part.value.is_bytes() && is_template {
        let message = "this is bytes, and what is sent here is text";
        let help = "say how the bytes are written, as in `{ bytes: \"{certificate}\", encoding: base64 }`";
        problems.report(Code::COMPUTED, part.at, message, help);
    }
    if let Expr::Name(name) = &part.value
        && name.ty == Type::PrivateKey
    {
        let message = format!("`{}` signs, and is not sent", name.name);
        problems.report(Code::COMPUTED, part.at, message, "name it as the `key` of what it signs");
    }
}

/// Checks that bytes are sent as they are: alone, and in a body that takes them.
fn check_upload<P: Copy>(part: &Part<P>, request: &Request<P>, problems: &mut Problems<P>) {
    let has_upload = part.value.names().iter().any(|name| *name.ty.item() == Type::Upload);
    let is_alone = matches!(part.value, Expr::Name(_));
    let has_room = part.place == Place::Body && request.takes_uploads();
    if has_upload && !(is_alone && has_room) {
        let message = format!("bytes cannot be sent as they are in {}", describe(part.place, request));
        let help = match problems.dialect() {
            Dialect::Yaml if is_alone => {
                "say how they are written as text: `{ type: bytes, encoding: base64 }`, or `base64url` or `hex`; or send them in `multipart` or `bytes`"
            }
            Dialect::Rust if is_alone => {
                "make the field a `Base64`, `Base64Url` or `Hex`; or send it in a `multipart` or `bytes` body"
            }
            Dialect::Yaml | Dialect::Rust => "send them alone, under a name of their own",
        };
        problems.report(Code::PLACE, part.at, message, help);
    }
}

/// Reports secrets in URLs, because URLs are logged and kept in browser histories (RFC 6750 §5.3). `can_sign` is whether the
/// finished request can be signed.
fn check_in_url<P: Copy>(part: &Part<P>, (is_kept, can_sign): (bool, bool), problems: &mut Problems<P>) {
    if is_kept {
        let message = format!("a secret in {} ends up in logs", part.place.describe());
        let help = match problems.dialect() {
            Dialect::Yaml if can_sign && part.value.is_signature() => {
                "write it under `sign: { into: { query: … } }`, where a signature is no secret"
            }
            Dialect::Yaml => {
                "send it in a header or in the body; if the provider takes it only here, its type is `secret in url`"
            }
            Dialect::Rust => "send it in a header or in the body; if the provider takes it only here, add `in_url`",
        };
        problems.report(Code::SECRET_IN_URL, part.at, message, help);
    }
}

/// Checks that a cookie value has no spaces, commas or semicolons (RFC 6265 §4.1.1).
fn check_cookie<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let _ = cookie::check_cookie(&part.name, Code::HEADER, problems);
    if part.value.text_names().iter().any(|name| name.ty.is_list() || name.ty.is_object()) {
        problems.report(Code::PLACE, part.at, "a cookie holds one text", "name a value that is text");
    }
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    let literals: String = match &part.value {
        Expr::Literal(scalar) => scalar.as_text(),
        Expr::Name(_) | Expr::Computed(_) => String::new(),
        Expr::Concat(pieces) => pieces.iter().map(literal_text).collect(),
    };
    if !literals.bytes().all(is_octet) {
        let message = "a cookie has no spaces, quotes, commas, semicolons and backslashes (RFC 6265 §4.1.1)";
        problems.report(Code::HEADER, part.at, message, "remove them, or write what the provider has in their place");
    }
}

pub(super) fn check_header<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let is_fine = header::check_name(&part.name, problems).is_ok();
    if is_fine {
        let _ = header::check_settable(&part.name, problems);
    }
    check_header_value(part, problems);
}

/// Checks that a header value is one line of text, in requests and credentials.
pub(crate) fn check_header_value<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    match &part.value {
        Expr::Literal(scalar) => {
            let _ = header::check_value(&scalar.as_text(), part.at, problems);
        }
        Expr::Name(_) | Expr::Computed(_) => {}
        Expr::Concat(pieces) => {
            let text: String = pieces.iter().map(literal_text).collect();
            let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
            if !is_visible {
                let message = "a header value can hold only visible ASCII characters";
                problems.report(Code::HEADER, part.at, message, "remove line ends and letters of other alphabets");
            }
            check_plain_basic(part, &text, problems);
        }
    }
}

/// Reports HTTP Basic that is written with a colon, and would be sent without its encoding (RFC 7617 §2).
fn check_plain_basic<P: Copy>(part: &Part<P>, text: &str, problems: &mut Problems<P>) {
    if part.is_authorization() && text.starts_with("Basic ") && text.contains(':') {
        let message = "a user name and a password are encoded as base64, and this would send them as they are";
        let help = match problems.dialect() {
            Dialect::Yaml => "write `basic: { username: …, password: … }` in place of the header",
            Dialect::Rust => "write `basic(username, password)` in place of the header",
        };
        problems.report(Code::HEADER, part.at, message, help);
    }
}

fn literal_text(expr: &Expr) -> String {
    match expr {
        Expr::Literal(scalar) => scalar.as_text(),
        Expr::Name(_) | Expr::Concat(_) | Expr::Computed(_) => String::new(),
    }
}

/// Checks that user name and password are one text each, and that the user name has no colon (RFC 7617 §2).
fn check_basic<P: Copy>(part: &Part<P>, problems: &mut Problems<P>) {
    let names = part.value.text_names();
    if names.iter().any(|name| name.ty.is_list() || name.ty.is_object()) {
        let message = format!("the {} is one text", part.name.value);
        problems.report(Code::PLACE, part.at, message, "name a value that is text");
    }
    let has_colon = matches!(&part.value, Expr::Literal(scalar) if scalar.as_text().contains(':'))
        || matches!(&part.value, Expr::Concat(pieces) if pieces.iter().any(|piece| literal_text(piece).contains(':')));
    if part.name.value == USERNAME && has_colon {
        let message = "a user name has no colon (RFC 7617 §2)";
        problems.report(Code::PLACE, part.at, message, "what follows the colon is the `password`");
    }
}

/// Checks that a list in a header has a separator that joins it into one text.
pub(crate) fn check_list_in_header<P: Copy>(part: &Part<P>, request: &Request<P>, problems: &mut Problems<P>) {
    if part.place != Place::Header {
        return;
    }
    let field =
        part.value.as_field().and_then(|name| request.fields.iter().find(|field| field.ident.value == name.ident));
    if field.is_some_and(|field| field.ty.value.is_list() && field.separator.is_none()) {
        let help = match problems.dialect() {
            Dialect::Yaml => "say what joins the items: `separator: \",\"`",
            Dialect::Rust => "say what joins the items: `separator = \",\"`",
        };
        problems.report(Code::FIELD_PROPERTY, part.at, "a list in a header needs a separator", help);
    }
}
