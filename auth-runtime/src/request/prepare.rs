//! From a typed request to an HTTP request.

use std::fmt;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::call::{Call, Content};
use crate::credential::attach::sensitive;
use crate::credential::{Attach, Credential};
use crate::host::Hosts;
use crate::request::RequestProblem;
use crate::request::carried::Secrets;
use crate::request::percent::form_encode;
use crate::request::place::Place;
use crate::request::target::{each_pair, render_url, text};
use crate::request::{Body, Carried, Fields, RequestError};
use crate::value::Value;
use crate::value::encode::{write_json, write_object};
use crate::value::wiped::WipedBuffer;

/// A request that is ready to be sent, by [`Connection`](crate::Connection) or by another HTTP client.
///
/// `Debug` shows the method and the path as documented: the URL, the headers and the body may hold secrets.
pub struct Prepared {
    call: Call,
    request: http::Request<Body>,
    carried: Carried,
}

impl Prepared {
    /// The endpoint that is called.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The HTTP request. Do not log it: its URL is shown by its `Debug`.
    #[must_use]
    pub fn as_http(&self) -> &http::Request<Body> {
        &self.request
    }

    /// The HTTP request, for an HTTP client. What it carries is in its extensions.
    #[must_use]
    pub fn into_http(self) -> http::Request<Body> {
        let Self { call: _, mut request, carried } = self;
        request.extensions_mut().insert(carried);
        request
    }

    /// The secrets in the request, to be hidden where the answer repeats them:
    /// see [`RawResponse::hiding`](crate::response::RawResponse::hiding).
    #[must_use]
    pub fn carried(&self) -> Carried {
        self.carried.clone()
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Prepared").field(&self.call).finish()
    }
}

pub(crate) fn prepare(rendered: Rendered, credential: Option<&dyn Credential>) -> Result<Prepared, RequestError> {
    let (headers, carried) = rendered.headers(credential)?;
    let Rendered { call, url, headers: _, body, secrets: _ } = rendered;
    let unfit = |_| RequestError::new(call.name, RequestProblem::Url);
    let mut request = http::Request::new(body);
    *request.method_mut() = call.method.into();
    *request.uri_mut() = Uri::from_maybe_shared(url.into_bytes()).map_err(unfit)?;
    *request.headers_mut() = headers;
    Ok(Prepared { call, request, carried })
}

/// A request that is written, but for its credential: it may be sent again with another.
pub(crate) struct Rendered {
    pub(crate) call: Call,
    pub(crate) url: WipedBuffer,
    headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
    secrets: Secrets,
}

impl Rendered {
    /// All headers, and the secrets of the whole request.
    pub(crate) fn headers(&self, credential: Option<&dyn Credential>) -> Result<(HeaderMap, Carried), RequestError> {
        let Self { call, url: _, headers: fields, body: _, secrets } = self;
        let (mut headers, mut secrets) = (fixed_headers(call.content), secrets.clone());
        for (name, value) in fields {
            headers.insert(name, value.clone());
        }
        if let Some(credential) = credential {
            credential.attach(&mut Attach::new(call.name, &mut headers, &mut secrets))?;
        }
        Ok((headers, Carried::new(secrets)))
    }
}

/// Every rule on fields is checked here, before anything is sent.
pub(crate) fn render(call: &Call, fields: &Fields<'_>, hosts: &Hosts) -> Result<Rendered, RequestError> {
    let refuse = |problem| RequestError::new(call.name, problem);
    fields.check().map_err(refuse)?;
    Ok(Rendered {
        call: *call,
        url: render_url(call, fields, hosts).map_err(refuse)?,
        headers: render_headers(fields).map_err(refuse)?,
        body: render_body(call.content, fields).map_err(refuse)?,
        secrets: fields.secrets(),
    })
}

fn render_body(content: Content, fields: &Fields<'_>) -> Result<Body, RequestProblem> {
    let mut body = WipedBuffer::new();
    match content {
        Content::None => return Ok(Body::default()),
        Content::Json => render_json(fields, &mut body)?,
        Content::Form => render_form(fields, &mut body)?,
    }
    Ok(body.into())
}

fn render_json(fields: &Fields<'_>, body: &mut WipedBuffer) -> Result<(), RequestProblem> {
    let written = write_object(fields.at(Place::Body), body);
    written.map_err(|_| RequestProblem::Unwritable { name: unwritable(fields) })
}

/// Writes each member once more to find the one at fault.
fn unwritable(fields: &Fields<'_>) -> &'static str {
    let fails = |value: &Value<'_>| write_json(value, &mut WipedBuffer::new()).is_err();
    fields.at(Place::Body).find(|(_, value)| fails(value)).map_or("", |(name, _)| name)
}

fn render_form(fields: &Fields<'_>, body: &mut WipedBuffer) -> Result<(), RequestProblem> {
    each_pair(fields, Place::Body, &mut |name, text| {
        body.push_str(if body.as_slice().is_empty() { "" } else { "&" });
        form_encode(name, body);
        body.push_str("=");
        form_encode(text, body);
    })
}

fn fixed_headers(content: Content) -> HeaderMap {
    // Room for these and a credential, so that it grows once.
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let content_type = match content {
        Content::None => None,
        Content::Json => Some("application/json"),
        Content::Form => Some("application/x-www-form-urlencoded"),
    };
    headers.extend(content_type.map(|name| (CONTENT_TYPE, HeaderValue::from_static(name))));
    headers
}

fn render_headers(fields: &Fields<'_>) -> Result<Vec<(HeaderName, HeaderValue)>, RequestProblem> {
    let present = fields.at(Place::Header).filter(|(_, value)| !matches!(value, Value::Absent));
    present.map(|(name, value)| Ok((header_name(name)?, header_value(name, value)?))).collect()
}

fn header_name(name: &'static str) -> Result<HeaderName, RequestProblem> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| RequestProblem::HeaderText { header: name })
}

/// A secret must not have a space either; any other text may.
fn header_value(name: &'static str, value: &Value<'_>) -> Result<HeaderValue, RequestProblem> {
    let unfit = RequestProblem::HeaderText { header: name };
    let text = text(name, value)?;
    let is_secret = matches!(value, Value::Secret(_));
    let fits = |byte: &u8| byte.is_ascii_graphic() || (*byte == b' ' && !is_secret);
    if !text.as_slice().iter().all(fits) {
        return Err(unfit);
    }
    let mut value = sensitive(text).ok_or(unfit)?;
    value.set_sensitive(is_secret);
    Ok(value)
}
