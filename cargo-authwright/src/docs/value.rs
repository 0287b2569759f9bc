//! Values that are sent: constants, templates, and what is computed.

use auth_codegen::model::{Content, Endpoint, Expr, Part, Place};
use auth_language::sign::{Argument, Sign, Value};
use auth_language::value::{Computation, Random, Sent, Sorted};
use auth_language::word::{BasicEncoding, Word as _};

/// Writes a value as a reader of HTTP expects it: `Bearer {access_token}`.
pub(super) fn show(expr: &Expr) -> String {
    match expr {
        Expr::Literal(scalar) => scalar.as_text(),
        Expr::Name(name) => format!("{{{}}}", name.name),
        Expr::Concat(pieces) => pieces.iter().map(show).collect(),
        Expr::Computed(computation) => computed(computation),
    }
}

/// The names and constants inside a computation, without braces.
fn inside(expr: &Expr) -> String {
    match expr {
        Expr::Name(name) => name.name.clone(),
        Expr::Literal(_) | Expr::Concat(_) => format!("\"{}\"", show(expr)),
        Expr::Computed(computation) => computed(computation),
    }
}

fn computed(computation: &Computation<Expr>) -> String {
    match computation {
        Computation::Now { form, offset: 0, .. } => format!("now({})", form.text()),
        Computation::Now { form, offset, .. } => format!("now({}, {offset:+} s)", form.text()),
        Computation::Random(Random::Uuid) => "random(uuid)".to_owned(),
        Computation::Random(Random::Bytes(count)) => format!("random({count} bytes)"),
        Computation::Random(Random::Digits(count)) => format!("random({count} digits)"),
        Computation::Sent(Sent::Sorted(sorted)) => self::sorted(sorted),
        Computation::Sent(sent) => format!("{{{}}}", sent.name()),
        Computation::Piece { of, by, index, count, .. } => {
            format!("piece {} of {count} of {} at \"{by}\"", index + 1, inside(of))
        }
        Computation::Decoded(of, encoding) => format!("decode_{}({})", encoding.text(), inside(of)),
        Computation::Encoded(of, encoding, _) => format!("{}({})", encoding.text(), inside(of)),
        Computation::Digest { algorithm, of, key: None } => format!("{}({})", algorithm.text(), inside(of)),
        Computation::Digest { algorithm, of, key: Some(key) } => {
            format!("hmac_{}({}, key = {})", algorithm.text(), inside(of), inside(key))
        }
        Computation::Signature { algorithm, of, key, der, .. } => {
            let der = if *der { ", DER" } else { "" };
            format!("signature({}, algorithm = {}, key = {}{der})", inside(of), algorithm.text(), inside(key))
        }
        Computation::Der(of) => format!("der({})", inside(of)),
        Computation::Thumbprint(of) => format!("thumbprint({})", inside(of)),
        Computation::Object(members) => {
            let members: Vec<String> =
                members.iter().map(|(name, value)| format!("{name}: {}", inside(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Computation::Items(items) => format!("[{}]", items.iter().map(inside).collect::<Vec<_>>().join(", ")),
        Computation::Jwt(jwt) => {
            let claims: Vec<&str> = jwt.claims.iter().map(|(name, _)| name.as_str()).collect();
            format!("jwt({}, key = {}, claims = {})", jwt.algorithm.text(), inside(&jwt.key), claims.join(" "))
        }
    }
}

/// Writes a part as it is sent: `Authorization: Bearer {key}`, `?key={key}`.
pub(super) fn part(part: &Part) -> String {
    let (name, value) = (&part.name.value, show(&part.value));
    match part.place {
        Place::Path => format!("{{{name}}} = {value}"),
        Place::Query => format!("?{name}={value}"),
        Place::Header => format!("{name}: {value}"),
        Place::Cookie => format!("Cookie: {name}={value}"),
        Place::Basic => format!("Authorization: Basic, {name} {value}"),
        Place::Body => format!("{name} = {value} in the body"),
    }
}

/// Returns the title of the parts of an endpoint in a place.
pub(super) fn title(place: Place, endpoint: &Endpoint) -> String {
    let content = endpoint.request.content.as_ref().map(|content| content.value);
    match place {
        Place::Path => "In the path".to_owned(),
        Place::Query => "In the query".to_owned(),
        Place::Header => "In headers".to_owned(),
        Place::Cookie => "In cookies".to_owned(),
        Place::Basic => basic(endpoint).to_owned(),
        Place::Body => format!("In the body: {}", content.map_or("nothing", describe)),
    }
}

fn describe(content: Content) -> &'static str {
    match content {
        Content::Json | Content::JsonValue => "JSON",
        Content::Form => "a form (application/x-www-form-urlencoded)",
        Content::Xml => "XML",
        Content::Text => "text",
        Content::Multipart => "multipart/form-data",
        Content::Bytes => "bytes",
    }
}

fn basic(endpoint: &Endpoint) -> &'static str {
    match endpoint.basic_encoding {
        BasicEncoding::Plain => "In Authorization: Basic",
        BasicEncoding::Form => "In Authorization: Basic, form-urlencoded first",
    }
}

/// Names the parts that a signature adds, or its scheme with its arguments.
pub(super) fn signature<P>(sign: &Sign<P>) -> String {
    match sign {
        Sign::Into(parts) => {
            let names: Vec<String> =
                parts.iter().map(|part| format!("{} = {}", part.name.value, show(&part.value))).collect();
            names.join(", ")
        }
        Sign::Scheme(scheme, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(argument).collect();
            let arguments = if arguments.is_empty() { String::new() } else { format!("({})", arguments.join(", ")) };
            format!("{}{arguments}", scheme.name)
        }
    }
}

/// Writes how sorted parameters are written: `sorted({name}={value}, joined by "&", without sign and empty ones)`.
fn sorted(sorted: &Sorted) -> String {
    let joined = match sorted.separator.as_str() {
        "" => String::new(),
        separator => format!(", joined by {separator:?}"),
    };
    let empty = sorted.without_empty.then_some("empty ones");
    let without: Vec<&str> = sorted.without.iter().map(String::as_str).chain(empty).collect();
    let without = if without.is_empty() { String::new() } else { format!(", without {}", without.join(" and ")) };
    format!("sorted({}{joined}{without})", sorted.template())
}

fn argument(argument: &Argument) -> String {
    let name = argument.name;
    match &argument.value {
        Value::Expr(expr) => format!("{name} = {}", show(expr)),
        Value::Word(word) => format!("{name} = {word}"),
        Value::Flag => name.to_owned(),
        Value::Seconds(seconds) => format!("{name} = {seconds} s"),
        Value::Texts(texts) => format!("{name} = {}", texts.join(" ")),
    }
}
