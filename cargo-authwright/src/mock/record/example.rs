//! Makes an example of an exchange, or says why it is none.

use std::collections::BTreeSet;

use auth_codegen::conformance::{self, Mismatch, Success, insert};
use auth_codegen::model::{
    Call, Endpoint, ErrorSet, Field, HttpCall, Origin, Provider, ReplyEncoding, Scalar, Type, misfit,
};
use auth_language::name;
use auth_mock::Understood;
use bytes::Bytes;
use http::{Response, header};
use serde_json::{Map, Value as Json};
use url::{Url, form_urlencoded};

use super::made_up::MadeUp;
use super::typed::Typed;

/// An example, and the members of the exchange that the spec does not declare.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) example: Json,
    pub(super) undeclared: BTreeSet<String>,
}

/// The body of a reply as JSON, its headers, and its status.
struct Received {
    status: u16,
    headers: Vec<(String, String)>,
    body: Option<Json>,
}

/// Makes an example.
///
/// # Errors
/// Says why not, one text for each difference between the exchange and the spec.
pub(super) fn make(
    provider: &Provider,
    understood: &Understood,
    response: &Response<Bytes>,
    made: &mut MadeUp,
) -> Result<Made, Vec<String>> {
    let endpoint = &provider.endpoints[understood.endpoint];
    if let Some(why) = &understood.unread {
        return Err(vec![why.clone()]);
    }
    let mut typed = Typed::new(provider, made);
    let mut example = Map::new();
    match &endpoint.call {
        Call::Http(call) => {
            let received = receive(call, response)?;
            let success = success(call, &provider.error_sets[call.errors], &received)?;
            put(&mut example, "request", request(endpoint, understood, &mut typed)?);
            if call.statuses.first() != Some(&received.status) {
                example.insert("status".to_owned(), received.status.into());
            }
            put(&mut example, "headers", headers(provider, success, &received, &mut typed)?);
            if let Some(body) = body(call, success, &received, &mut typed)? {
                example.insert("response".to_owned(), body);
            }
        }
        Call::Visit(visit) => {
            let callback = callback(response)?;
            put(&mut example, "request", request(endpoint, understood, &mut typed)?);
            let json = typed.callback(visit.callback, &callback);
            example.insert("response".to_owned(), json);
        }
    }
    let undeclared = typed.undeclared();
    if example.is_empty() {
        Err(vec!["nothing is sent and nothing comes back".to_owned()])
    } else {
        Ok(Made { example: Json::Object(example), undeclared })
    }
}

fn put(example: &mut Map<String, Json>, key: &str, members: Map<String, Json>) {
    if !members.is_empty() {
        example.insert(key.to_owned(), Json::Object(members));
    }
}

fn receive(call: &HttpCall, response: &Response<Bytes>) -> Result<Received, Vec<String>> {
    let status = response.status().as_u16();
    if !call.statuses.contains(&status) {
        let what = if response.status().is_success() { "a reply" } else { "a refusal, which is not recorded:" };
        return Err(vec![format!("{what} with {status}")]);
    }
    let headers = response.headers().iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    let text = String::from_utf8_lossy(response.body()).into_owned();
    let body = match text.is_empty() {
        true => None,
        false => Some(read(&text, call.encoding)?),
    };
    Ok(Received { status, headers: headers.collect(), body })
}

/// Reads a body. What the parser says may quote it, and is not repeated.
fn read(text: &str, encoding: ReplyEncoding) -> Result<Json, Vec<String>> {
    conformance::document(text, encoding).map_err(|expected| vec![format!("the reply is not {expected}")])
}

fn success<'c>(call: &'c HttpCall, errors: &ErrorSet, received: &Received) -> Result<Success<'c>, Vec<String>> {
    let Received { status, headers, body } = received;
    let json = body.as_ref().unwrap_or(&Json::Null);
    let mut refusals = errors.cases.iter().filter(|case| case.has(*status) && !case.when.is_empty());
    if let Some(case) = refusals.find(|case| conformance::holds(case, json, headers)) {
        return Err(vec![format!("a refusal, which is not recorded: `{}`", case.ident)]);
    }
    conformance::success(call, *status, json, headers)
        .ok_or_else(|| vec![format!("none of the documented replies with {status} fits")])
}

/// Returns the values that the caller gives, by their names on the wire.
fn request(
    endpoint: &Endpoint,
    understood: &Understood,
    typed: &mut Typed<'_>,
) -> Result<Map<String, Json>, Vec<String>> {
    let mut members = Map::new();
    for field in endpoint.fields() {
        let Some((_, json)) = understood.values.iter().find(|(ident, _)| *ident == field.ident.value) else { continue };
        if json.is_null() {
            continue;
        }
        insert(&mut members, &given_name(field, endpoint), fitting(field, typed.given(field, json), json, typed));
    }
    let fields: Vec<Field> =
        endpoint.fields().iter().map(|field| Field { wire: given_name(field, endpoint), ..field.clone() }).collect();
    let json = conformance::given(Json::Object(members.clone()), endpoint);
    let found = conformance::object(typed.provider(), &fields.iter().collect::<Vec<_>>(), &json);
    found.map_err(|found| describe("the request", &found))?;
    Ok(members)
}

/// A made-up value that breaks a limit of its field is replaced by one that looks like the real one.
fn fitting(field: &Field, made: Json, real: &Json, typed: &mut Typed<'_>) -> Json {
    let breaks =
        |json: &Json| json.as_str().is_some_and(|text| misfit(field, &Scalar::Text(text.to_owned())).is_some());
    match real.as_str() {
        Some(real) if field.separator.is_none() && breaks(&made) => Json::from(typed.alike(real)),
        Some(_) | None => made,
    }
}

/// Returns the name under which an example gives a field: that on the wire, or its Rust name where two have the same.
fn given_name(field: &Field, endpoint: &Endpoint) -> String {
    let is_shared = endpoint.fields().iter().filter(|other| other.wire == field.wire).count() > 1;
    if is_shared { name::plain(&field.ident.value).to_owned() } else { field.wire.clone() }
}

/// Returns the headers and cookies from which fields are read.
fn headers(
    provider: &Provider,
    success: Success<'_>,
    received: &Received,
    typed: &mut Typed<'_>,
) -> Result<Map<String, Json>, Vec<String>> {
    let Some(Type::Record(id)) = success.body else { return Ok(Map::new()) };
    let fields: Vec<&Field> = provider.records[*id].fields.iter().collect();
    let mut members: Map<String, Json> = Map::new();
    for (field, origin) in
        fields.iter().flat_map(|field| field.origins().into_iter().map(move |origin| (field, origin)))
    {
        let Some((name, value)) = header(field, &origin, received, typed) else { continue };
        match members.get_mut(&name) {
            Some(Json::Array(values)) => values.push(value.into()),
            Some(first) => *first = Json::Array(vec![first.take(), value.into()]),
            None => drop(members.insert(name, value.into())),
        }
    }
    let made: Vec<(String, String)> = members.iter().flat_map(|(name, json)| lines(name, json)).collect();
    let found = conformance::head(provider, &fields, &made);
    if found.is_empty() { Ok(members) } else { Err(describe("the head of the reply", &found)) }
}

fn lines(name: &str, json: &Json) -> Vec<(String, String)> {
    let texts = json.as_array().map_or_else(|| vec![json], |items| items.iter().collect());
    texts.into_iter().filter_map(Json::as_str).map(|text| (name.to_owned(), text.to_owned())).collect()
}

fn header(field: &Field, origin: &Origin, received: &Received, typed: &mut Typed<'_>) -> Option<(String, String)> {
    let alone = Field { at: field.at.iter().filter(|at| at.value == *origin).cloned().collect(), ..field.clone() };
    let found = conformance::in_head(&alone, &received.headers)?;
    let made = typed.given(field, &found);
    let text = made.as_str().map_or_else(|| made.to_string(), str::to_owned);
    match origin {
        Origin::Header(name) => Some((name.clone(), text)),
        Origin::Cookie(name) => Some(("Set-Cookie".to_owned(), format!("{name}={text}"))),
        Origin::Challenge(name) => Some(("WWW-Authenticate".to_owned(), format!("Bearer {name}=\"{text}\""))),
        Origin::Body(_) | Origin::Item(_) => None,
    }
}

/// Returns the body of the example, in the encoding of the endpoint.
fn body(
    call: &HttpCall,
    success: Success<'_>,
    received: &Received,
    typed: &mut Typed<'_>,
) -> Result<Option<Json>, Vec<String>> {
    let (Some(ty), Some(json)) = (success.body, received.body.as_ref()) else {
        let is_missing = success.body.is_some() && !success.optional && !is_in_head(success, typed.provider());
        return if is_missing { Err(vec!["the reply has no body".to_owned()]) } else { Ok(None) };
    };
    if *ty == Type::Foreign {
        return Ok(None);
    }
    let json = conformance::typed(typed.provider(), ty, json.clone());
    let json = if call.encoding == ReplyEncoding::Json { received.body.clone().unwrap_or(json) } else { json };
    let made = typed.value("value", ty, &json);
    conformance::value(typed.provider(), ty, &made).map_err(|found| describe("the reply", &found))?;
    written(&made, call.encoding).map(Some)
}

fn is_in_head(success: Success<'_>, provider: &Provider) -> bool {
    match success.body {
        Some(Type::Record(id)) => provider.records[*id].fields.iter().all(Field::is_in_head),
        Some(_) | None => false,
    }
}

/// Writes a body as it is sent.
fn written(json: &Json, encoding: ReplyEncoding) -> Result<Json, Vec<String>> {
    let text = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    match encoding {
        ReplyEncoding::Json => Ok(json.clone()),
        ReplyEncoding::Text | ReplyEncoding::Bytes => Ok(Json::from(text(json))),
        ReplyEncoding::Form => {
            let members = json.as_object().into_iter().flatten();
            let pairs = members.map(|(name, json)| (name, text(json)));
            Ok(Json::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()))
        }
        ReplyEncoding::Xml => Err(vec!["a reply in XML, which is not recorded: write it by hand".to_owned()]),
    }
}

/// Returns the parameters with which a browser was sent back.
fn callback(response: &Response<Bytes>) -> Result<Json, Vec<String>> {
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

fn describe(what: &str, found: &[Mismatch]) -> Vec<String> {
    found
        .iter()
        .map(|found| {
            let path = found.path.join(".");
            let place =
                if path.is_empty() || found.message.contains(&path) { String::new() } else { format!("`{path}`: ") };
            format!("{what} disagrees with the spec: {place}{}", found.message)
        })
        .collect()
}
