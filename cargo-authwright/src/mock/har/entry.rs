//! One entry of a HAR file: a request with its reply.

use auth_codegen::model::Provider;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use serde_json::Value as Json;
use url::{Url, form_urlencoded};

use super::host;

/// A request with its reply.
type Exchange = (Request<Bytes>, Response<Bytes>);

/// The greatest length of a URL, in bytes.
const LONGEST: usize = 8 * 1024;

/// Reads an entry. `None` if its request is for another host than those of the specs.
///
/// # Errors
/// Says what is missing or wrong, without quoting it.
pub(super) fn read(entry: &Json, providers: &[Provider]) -> Result<Option<Exchange>, String> {
    let request = entry.get("request").ok_or("it has no `request`")?;
    let url = text(request, "url").ok_or("its request has no `url`")?;
    if url.len() > LONGEST {
        return Err("its `url` is too long".to_owned());
    }
    let url = Url::parse(url).map_err(|_| "its `url` is not a URL")?;
    let Some(path) = host::path(&url, providers) else { return Ok(None) };
    let response = entry.get("response").ok_or("it has no `response`")?;
    Ok(Some((read_request(request, &path)?, read_response(response)?)))
}

fn read_request(json: &Json, path: &str) -> Result<Request<Bytes>, String> {
    let method = text(json, "method").and_then(|method| method.parse::<Method>().ok());
    let mut request = Request::new(body_of_request(json)?);
    *request.method_mut() = method.ok_or("its request has no `method`")?;
    *request.uri_mut() = path.parse::<Uri>().map_err(|_| "its `url` is not one of HTTP")?;
    *request.headers_mut() = headers(json);
    if let Some(kind) = json.get("postData").and_then(|data| text(data, "mimeType")) {
        let kind = HeaderValue::from_str(kind).map_err(|_| "its `postData.mimeType` is not a media type")?;
        request.headers_mut().entry(header::CONTENT_TYPE).or_insert(kind);
    }
    Ok(request)
}

/// Returns the body of a request: its text, or the fields of a form.
fn body_of_request(json: &Json) -> Result<Bytes, String> {
    let Some(data) = json.get("postData").filter(|data| !data.is_null()) else { return Ok(Bytes::new()) };
    if let Some(text) = text(data, "text").filter(|text| !text.is_empty()) {
        return decode(text, data);
    }
    let fields = data.get("params").and_then(Json::as_array).into_iter().flatten();
    let fields = fields.filter_map(|field| Some((text(field, "name")?, text(field, "value").unwrap_or_default())));
    Ok(Bytes::from(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()))
}

fn read_response(json: &Json) -> Result<Response<Bytes>, String> {
    let status = json.get("status").and_then(Json::as_u64).and_then(|status| u16::try_from(status).ok());
    let status = status.and_then(|status| StatusCode::from_u16(status).ok());
    // A browser writes 0 where no reply came.
    let status = status.ok_or("it has no reply")?;
    let content = json.get("content").unwrap_or(&Json::Null);
    let is_cut = content.get("size").and_then(Json::as_i64).is_some_and(|size| size > 0);
    let body = match text(content, "text") {
        Some(text) => decode(text, content)?,
        None if is_cut => {
            return Err("the body of its reply was not exported: choose to export with content".to_owned());
        }
        None => Bytes::new(),
    };
    let mut response = Response::new(body);
    (*response.status_mut(), *response.headers_mut()) = (status, headers(json));
    if let Some(location) =
        text(json, "redirectURL").and_then(|url| HeaderValue::from_str(url).ok()).filter(|url| !url.is_empty())
    {
        response.headers_mut().entry(header::LOCATION).or_insert(location);
    }
    Ok(response)
}

fn decode(text: &str, json: &Json) -> Result<Bytes, String> {
    match self::text(json, "encoding") {
        Some("base64") => {
            STANDARD.decode(text).map(Bytes::from).map_err(|_| "its body is not base64, as it says".to_owned())
        }
        Some(_) | None => Ok(Bytes::from(text.to_owned())),
    }
}

/// Returns the headers, without the pseudo-headers of HTTP/2, and without those of the encoding: bodies are decoded.
fn headers(json: &Json) -> HeaderMap {
    let listed = json.get("headers").and_then(Json::as_array).into_iter().flatten();
    let listed = listed.filter_map(|one| {
        let name = text(one, "name")?.parse::<HeaderName>().ok()?;
        Some((name, HeaderValue::from_str(text(one, "value")?).ok()?))
    });
    let mut headers = HeaderMap::new();
    for (name, value) in listed.filter(|(name, _)| *name != header::CONTENT_ENCODING) {
        if headers.try_append(name, value).is_err() {
            break;
        }
    }
    headers
}

fn text<'j>(json: &'j Json, name: &str) -> Option<&'j str> {
    json.get(name).and_then(Json::as_str)
}
