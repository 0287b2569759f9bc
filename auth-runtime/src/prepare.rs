//! From a typed request to an HTTP request.

use std::fmt;

#[cfg(feature = "client")]
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::attach::sensitive;
use crate::encode::{write_json, write_object};
use crate::fields::Place;
use crate::request_error::RequestProblem;
use crate::target::{each_pair, form_encode, render_url, text};
use crate::wiped::WipedBuffer;
use crate::{Attach, Body, Call, Carried, Content, Credential, Fields, Hosts, RequestError, Value};

/// A request that is ready to be sent, by [`Connection`](crate::Connection) or by another HTTP client.
///
/// `Debug` shows the method and the path as documented: the URL, the headers and the body may hold secrets.
pub struct Prepared {
    call: Call,
    request: http::Request<Body>,
    /// The URL again, as the client wants it: as text.
    #[cfg(feature = "client")]
    url: Bytes,
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
        let Self {
            call: _,
            mut request,
            #[cfg(feature = "client")]
                url: _,
            carried,
        } = self;
        request.extensions_mut().insert(carried);
        request
    }

    /// The method, the URL, the headers, the body, and what the request carries.
    #[cfg(feature = "client")]
    pub(crate) fn into_parts(self) -> (http::Method, Bytes, HeaderMap, Body, Carried) {
        let Self { call: _, request, url, carried } = self;
        let (parts, body) = request.into_parts();
        (parts.method, url, parts.headers, body, carried)
    }

    /// The same once more, to be sent with another credential. The body is shared.
    #[cfg(feature = "client")]
    pub(crate) fn again(&self) -> Self {
        let Self { call, request, url, carried } = self;
        Self { call: *call, request: request.clone(), url: url.clone(), carried: carried.clone() }
    }

    /// The same with a credential.
    #[cfg(feature = "client")]
    pub(crate) fn with(self, credential: &dyn Credential) -> Result<Self, RequestError> {
        let Self { call, mut request, url, carried } = self;
        let mut secrets = Vec::new();
        credential.attach(&mut Attach::new(call.name, request.headers_mut(), &mut secrets))?;
        Ok(Self { call, request, url, carried: carried.and(secrets) })
    }

    /// The secrets in the request, to be hidden where the answer repeats them:
    /// see [`RawResponse::hiding`](crate::RawResponse::hiding).
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

/// Every rule on fields is checked here, before anything is sent.
pub(crate) fn prepare(
    call: &Call,
    fields: &Fields<'_>,
    hosts: &Hosts,
    credential: Option<&dyn Credential>,
) -> Result<Prepared, RequestError> {
    let refuse = |problem| RequestError::new(call.name, problem);
    fields.check().map_err(refuse)?;
    let url = render_url(call, fields, hosts).map_err(refuse)?.into_bytes();
    let uri = Uri::from_maybe_shared(url.clone()).map_err(|_| refuse(RequestProblem::Url))?;
    let body = render_body(call.content, fields).map_err(refuse)?;
    let mut headers = render_headers(call.content, fields).map_err(refuse)?;
    let mut secrets = fields.secrets();
    if let Some(credential) = credential {
        credential.attach(&mut Attach::new(call.name, &mut headers, &mut secrets))?;
    }
    let mut request = http::Request::new(body);
    *request.method_mut() = call.method.into();
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(Prepared {
        call: *call,
        request,
        #[cfg(feature = "client")]
        url,
        carried: Carried::new(secrets),
    })
}

fn render_body(content: Content, fields: &Fields<'_>) -> Result<Body, RequestProblem> {
    let mut body = WipedBuffer::new();
    match content {
        Content::None => {}
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

fn render_headers(content: Content, fields: &Fields<'_>) -> Result<HeaderMap, RequestProblem> {
    // Room for these and a credential, so that it grows once.
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    let content_type = match content {
        Content::None => None,
        Content::Json => Some("application/json"),
        Content::Form => Some("application/x-www-form-urlencoded"),
    };
    headers.extend(content_type.map(|name| (CONTENT_TYPE, HeaderValue::from_static(name))));
    for (name, value) in fields.at(Place::Header).filter(|(_, value)| !matches!(value, Value::Absent)) {
        let header =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| RequestProblem::HeaderText { header: name })?;
        headers.insert(header, header_value(name, value)?);
    }
    Ok(headers)
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
