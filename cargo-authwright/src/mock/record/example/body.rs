//! The body of an example's reply, or the parameters of its callback.

use auth_codegen::conformance::{self, Success};
use auth_codegen::model::{Field, HttpCall, Provider, ReplyEncoding, Type};
use auth_mock::xml;
use bytes::Bytes;
use http::{Response, header};
use serde_json::{Map, Value as Json};
use url::{Url, form_urlencoded};

use super::differs::describe;
use super::received::Received;
use crate::mock::record::typed::Typed;

/// Returns the body of the example, in the encoding of the endpoint.
pub(super) fn body(
    call: &HttpCall,
    success: Success<'_>,
    received: &Received,
    typed: &mut Typed<'_>,
) -> Result<Option<Json>, Vec<String>> {
    let (Some(ty), Some(json)) = (success.body, received.body.as_ref()) else {
        let is_missing = success.body.is_some() && !success.optional && !is_in_head(success, typed.provider());
        return if is_missing { Err(vec!["the reply has no body".to_owned()]) } else { Ok(None) };
    };
    if *ty == Type::Foreign || is_in_head(success, typed.provider()) {
        return Ok(None);
    }
    let json = conformance::typed(typed.provider(), ty, json.clone());
    let json = if call.encoding == ReplyEncoding::Json { received.body.clone().unwrap_or(json) } else { json };
    let made = typed.reply(ty, &json);
    conformance::value(typed.provider(), ty, &made).map_err(|found| describe("the reply", &found))?;
    Ok(Some(written(&made, call.encoding)))
}

fn is_in_head(success: Success<'_>, provider: &Provider) -> bool {
    match success.body {
        Some(Type::Record(id)) => provider.records[*id].fields.iter().all(Field::is_in_head),
        Some(_) | None => false,
    }
}

/// Writes a body as it is sent.
fn written(json: &Json, encoding: ReplyEncoding) -> Json {
    let text = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    match encoding {
        ReplyEncoding::Json => json.clone(),
        ReplyEncoding::Text | ReplyEncoding::Bytes => Json::from(text(json)),
        ReplyEncoding::Form => {
            let members = json.as_object().into_iter().flatten();
            let pairs = members.map(|(name, json)| (name, text(json)));
            Json::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish())
        }
        ReplyEncoding::Xml => Json::from(json.as_object().map(xml).unwrap_or_default()),
    }
}

/// Returns the parameters with which a browser was sent back.
pub(super) fn callback(response: &Response<Bytes>) -> Result<Json, Vec<String>> {
    let location = response.headers().get(header::LOCATION).filter(|_| response.status().is_redirection());
    let location = location.and_then(|value| value.to_str().ok()).and_then(|text| Url::parse(text).ok());
    let query = location.as_ref().map(|url| url.query().or(url.fragment()).unwrap_or_default().to_owned());
    let pairs = query.unwrap_or_default();
    let members: Map<String, Json> = form_urlencoded::parse(pairs.as_bytes())
        .map(|(name, text)| (name.into_owned(), Json::from(text.into_owned())))
        .collect();
    if members.is_empty() || members.contains_key("error") {
        return Err(vec!["a page that does not send the browser back with the parameters of the callback".to_owned()]);
    }
    Ok(Json::Object(members))
}
