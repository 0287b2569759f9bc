//! From a typed request to an HTTP request.

use std::fmt;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::call::{Call, Content};
use crate::credential::Credential;
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::request::carried::Secrets;
use crate::request::header::{Adds, each_header};
use crate::request::percent::form_encode;
use crate::request::place::Place;
use crate::request::target::{each_pair, render_url};
use crate::request::{Body, Carried, Context, Fields, RequestError};
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

/// A signature takes time and hears the reply, so it is made by a client only.
pub(crate) fn prepare(rendered: Rendered, credential: Option<&dyn Credential>) -> Result<Prepared, RequestError> {
    if credential.is_some_and(|credential| credential.signer().is_some()) {
        return Err(RequestError::new(rendered.call.name, RequestProblem::NeedsSignature));
    }
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
    /// Those of every request, then its own: the last of a name counts.
    headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
    secrets: Secrets,
}

impl Rendered {
    /// All headers, and the secrets of the whole request.
    pub(crate) fn headers(&self, credential: Option<&dyn Credential>) -> Result<(HeaderMap, Carried), RequestError> {
        let Self { call, url: _, headers: fields, body, secrets } = self;
        let (mut headers, mut secrets) = (fixed_headers(call.content), secrets.clone());
        // Some servers answer 411 without it (RFC 9110 §8.6).
        if call.method.expects_content() && body.as_slice().is_empty() {
            headers.insert(CONTENT_LENGTH, const { HeaderValue::from_static("0") });
        }
        for (name, value) in fields {
            headers.insert(name, value.clone());
        }
        if let Some(credential) = credential {
            let added = attach(credential, &mut headers, &mut secrets);
            added.map_err(|problem| RequestError::new(call.name, problem))?;
        }
        Ok((headers, Carried::new(secrets)))
    }
}

fn attach(credential: &dyn Credential, headers: &mut HeaderMap, secrets: &mut Secrets) -> Result<(), RequestProblem> {
    let mut parts = Fields::default();
    credential.parts(&mut parts, &Context::system())?;
    parts.check()?;
    parts.secrets(secrets);
    each_header(&parts, Adds::Credential, secrets, &mut |name, value| {
        headers.insert(name, value);
    })
}

/// Every rule on fields is checked here, before anything is sent.
pub(crate) fn render(call: &Call, fields: &Fields<'_>, site: &Site) -> Result<Rendered, RequestError> {
    write_parts(call, fields, site).map_err(|problem| RequestError::new(call.name, problem))
}

fn write_parts(call: &Call, fields: &Fields<'_>, site: &Site) -> Result<Rendered, RequestProblem> {
    fields.check()?;
    let (mut headers, mut secrets) = (site.headers().to_vec(), Secrets::new());
    fields.secrets(&mut secrets);
    each_header(fields, Adds::Request, &mut secrets, &mut |name, value| headers.push((name, value)))?;
    let (url, body) = (render_url(call, fields, site)?, render_body(call.content, fields)?);
    Ok(Rendered { call: *call, url, headers, body, secrets })
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
