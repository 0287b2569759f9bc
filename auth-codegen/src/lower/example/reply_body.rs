//! Reads the body of an example's reply in its encoding.

use auth_language::problem::Code;
use auth_language::word::ReplyEncoding;
use serde_json::Value as Json;

use crate::conformance::{self, Headers};
use crate::lower::context::Context;
use crate::lower::value::field::sound;
use crate::model::{Endpoint, HttpCall, Provider};
use crate::read::ExampleSpec;
use crate::text::{Node, Value};

/// The body of a reply.
pub(super) enum Body {
    /// No body.
    None,
    /// A body that cannot be read, which was reported.
    Broken,
    Json(Json),
    /// A body in another encoding, with its content as JSON.
    Text(String, Json),
}

impl Body {
    /// Returns the content as JSON.
    pub(super) fn json(&self) -> Option<&Json> {
        match self {
            Self::Json(json) | Self::Text(_, json) => Some(json),
            Self::None | Self::Broken => None,
        }
    }

    /// Returns the body as it is sent, if it is not JSON.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text, _) => Some(text),
            Self::None | Self::Broken | Self::Json(_) => None,
        }
    }
}

pub(super) fn lower(
    example: &ExampleSpec,
    head: (u16, &Headers),
    endpoint: &Endpoint,
    provider: &Provider,
    cx: &mut Context<'_>,
) -> Body {
    let Some(node) = sound(&example.response) else {
        return if example.response.is_some() { Body::Broken } else { Body::None };
    };
    match endpoint.http() {
        Some(call) if call.encoding != ReplyEncoding::Json => read(node, head, call, provider, cx),
        Some(_) | None => Body::Json(node.to_json()),
    }
}

fn read(
    node: &Node,
    (status, headers): (u16, &Headers),
    call: &HttpCall,
    provider: &Provider,
    cx: &mut Context<'_>,
) -> Body {
    match read_document(node, call.encoding) {
        Ok((text, json)) => {
            let ty = conformance::success(call, status, &json, headers).and_then(|success| success.body);
            let json = ty.map_or_else(|| json.clone(), |ty| conformance::typed(provider, ty, json.clone()));
            Body::Text(text.to_owned(), json)
        }
        Err((found, help)) => {
            let word = auth_language::word::Word::text(call.encoding);
            cx.report(Code::EXAMPLE, node.spot, format!("the reply is `{word}`, and this is {found}"), help);
            Body::Broken
        }
    }
}

/// The length of the longest body that is read, in bytes: its content takes a hundred times as much.
pub(super) const LONGEST: usize = 1 << 16;

/// Returns the text of a body with its content, or what it is instead and what to write.
fn read_document(node: &Node, encoding: ReplyEncoding) -> Result<(&str, Json), (String, &'static str)> {
    let Value::Text(text) = &node.value else {
        return Err((node.describe().to_string(), "write the body as it is sent, as one text in quotes"));
    };
    if text.len() > LONGEST {
        return Err((format!("a text of more than {LONGEST} bytes"), "shorten it to what the reply consists of"));
    }
    let json = conformance::document(text, encoding)
        .map_err(|what| (format!("not {what}"), "write the body as it is sent, or mend `response` of the endpoint"))?;
    Ok((text, json))
}
