//! Reads the body of a request in the encoding of the endpoint.

use auth_codegen::model::Content;
use serde_json::Value as Json;
use serde_json::error::Category;

use crate::read::received::{Pairs, Received, pairs};
use crate::read::refusal::{Reason, Refusal};

/// A body, decoded.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// No body was expected, and none was sent.
    None,
    Json(Json),
    Form(Pairs),
}

/// Reads the body, if it has the endpoint's content type.
pub(crate) fn read(content: Option<Content>, received: &Received) -> Result<Body, Refusal> {
    match content {
        None if received.bytes().is_empty() => Ok(Body::None),
        None => Err(Refusal::new(Reason::Fields, "this endpoint has no body: send none")),
        Some(Content::Json) => {
            check_type("application/json", received)?;
            if received.bytes().is_empty() {
                return Err(Refusal::new(Reason::Fields, "the body is empty: send JSON"));
            }
            serde_json::from_slice(received.bytes()).map(Body::Json).map_err(|error| not_json(&error))
        }
        Some(Content::Form) => {
            check_type("application/x-www-form-urlencoded", received)?;
            Ok(Body::Form(pairs(received.bytes())))
        }
    }
}

fn check_type(expected: &str, received: &Received) -> Result<(), Refusal> {
    let text = match received.media_type() {
        Some(found) if found == expected => return Ok(()),
        Some(found) => format!("the body is `{found}`: send it with `content-type: {expected}`"),
        None => format!("the body has no content type: send it with `content-type: {expected}`"),
    };
    Err(Refusal::new(Reason::ContentType, text))
}

/// Gives the position only: the message of the parser may quote the body.
fn not_json(error: &serde_json::Error) -> Refusal {
    let problem = match error.classify() {
        Category::Eof => "the JSON in the body is incomplete",
        Category::Io | Category::Syntax | Category::Data => "the body is not JSON",
    };
    let (line, column) = (error.line(), error.column());
    Refusal::new(Reason::Fields, format!("{problem}: look at line {line}, column {column}"))
}
