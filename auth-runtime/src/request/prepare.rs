//! Turns a typed request into an HTTP request.

use std::fmt;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::call::{Call, Content, ReplyEncoding};
use crate::credential::{Credential, TlsIdentity};
use crate::expression::Named;
use crate::host::site::Site;
use crate::request::RequestProblem;
use crate::request::carried::Secrets;
use crate::request::fields::Locate;
use crate::request::header::{Adds, each_header, joined};
use crate::request::place::Place;
use crate::request::write::target::{complete_url, open_parameters, render_url, without_query};
use crate::request::write::{merge, multipart, render_body};
use crate::request::{Body, Carried, Fields, RequestError};
use crate::response::{Class, RawResponse};
use crate::sign::{Known, Pending, Sign, Unsigned, apply, sign_now};
use crate::value::Value;
use crate::value::wiped::WipedBuffer;

/// A request that is ready to be sent with [`Connection`](crate::Connection) or another HTTP client.
///
/// `Debug` shows only the method and the documented path, because the URL, the headers and the body may contain
/// secrets.
pub struct Prepared {
    call: Call,
    request: http::Request<Body>,
    carried: Carried,
}

impl Prepared {
    /// Returns the endpoint of the request.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// Returns the HTTP request. Do not log it: its `Debug` shows the URL.
    #[must_use]
    pub fn as_http(&self) -> &http::Request<Body> {
        &self.request
    }

    /// Returns the HTTP request for an HTTP client. Its secrets are in its extensions.
    #[must_use]
    pub fn into_http(self) -> http::Request<Body> {
        let Self { call: _, mut request, carried } = self;
        request.extensions_mut().insert(carried);
        request
    }

    /// Returns the secrets in the request, to be hidden if the response repeats them: see
    /// [`RawResponse::hiding`](crate::response::RawResponse::hiding).
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

/// Builds the HTTP request with its credential. A signer that waits for an external key or answers a challenge needs a
/// client.
pub(crate) fn prepare(
    rendered: Rendered,
    site: &Site,
    credential: Option<&dyn Credential>,
) -> Result<Prepared, RequestError> {
    let refuse = |problem| RequestError::new(rendered.call.name, problem);
    let mut attached = rendered.attach(site, credential)?;
    if !(rendered.pending.is_empty() && attached.pending.is_empty()) {
        return Err(refuse(RequestProblem::NeedsSignature));
    }
    let mut url = WipedBuffer::new();
    url.push(attached.url.as_ref().unwrap_or(&rendered.url).as_slice());
    let signer = credential.and_then(Credential::signer);
    for signer in [rendered.signer.as_deref(), signer.as_deref()].into_iter().flatten() {
        sign(signer, &rendered, site, &mut attached, &mut url).map_err(refuse)?;
    }
    let Attached { headers, body, carried, .. } = attached;
    let mut request = http::Request::new(body.unwrap_or(rendered.body));
    *request.method_mut() = rendered.call.method.into();
    *request.uri_mut() = Uri::from_maybe_shared(url.into_bytes()).map_err(|_| refuse(RequestProblem::Url))?;
    *request.headers_mut() = headers;
    Ok(Prepared { call: rendered.call, request, carried })
}

/// Adds the signature of a signer that need not wait.
fn sign(
    signer: &dyn Sign,
    rendered: &Rendered,
    site: &Site,
    attached: &mut Attached,
    url: &mut WipedBuffer,
) -> Result<(), RequestProblem> {
    let method = http::Method::from(rendered.call.method);
    let (settings, captured) = (Some(site.settings()), Some(site.captured()));
    let body = attached.body.as_ref().unwrap_or(&rendered.body);
    let is_streamed = body.is_streamed();
    let known = Known { memory: None, named: Some(&attached.named), settings, captured, is_streamed };
    let unsigned = Unsigned::new(rendered.call.name, &method, url.as_str(), &attached.headers, body.as_slice());
    let unsigned = unsigned.knowing(known);
    let signature = sign_now(signer, unsigned, &site.context)?;
    apply(&signature, &mut attached.headers, url, &mut attached.carried)
}

/// An encoded request without its credential, so that it can be sent again with another one.
pub(crate) struct Rendered {
    pub(crate) call: Call,
    pub(crate) url: WipedBuffer,
    /// The headers of every request, followed by the request's own; the last one of a name is used.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
    pub(crate) secrets: Secrets,
    /// The signer of the request, in addition to that of its credential.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client signs"))]
    pub(crate) signer: Option<Box<dyn Sign>>,
    /// The client certificate of the request, if its credential has none.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client shows it"))]
    pub(crate) identity: Option<TlsIdentity>,
    /// Whether a repetition needs other values: times, random values, JWTs.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client repeats"))]
    pub(crate) is_computed: bool,
    /// The named values of the request.
    pub(crate) named: Named<'static>,
    /// The signatures in its parts that are still missing.
    pub(crate) pending: Vec<Pending>,
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client renews tokens"))]
    pub(crate) class_of: ClassOf,
}

/// Returns the class of a reply, if it is a refusal.
pub(crate) type ClassOf = fn(&RawResponse) -> Option<Class>;

/// The parts of a request that depend on the credential.
pub(crate) struct Attached {
    pub(crate) headers: HeaderMap,
    /// The URL, if the credential adds to it.
    pub(crate) url: Option<WipedBuffer>,
    /// The body, if the credential adds to it.
    pub(crate) body: Option<Body>,
    /// The secrets of the whole request.
    pub(crate) carried: Carried,
    /// The named values of the request and the credential.
    #[cfg_attr(not(feature = "client"), allow(dead_code, reason = "only a client signs"))]
    pub(crate) named: Named<'static>,
    /// The signatures in the credential's parts that are still missing.
    pub(crate) pending: Vec<Pending>,
}

impl Rendered {
    /// Adds a credential to the request, if there is one.
    pub(crate) fn attach(&self, site: &Site, credential: Option<&dyn Credential>) -> Result<Attached, RequestError> {
        let mut headers = fixed_headers(&self.call);
        // Some servers answer 411 without this header (RFC 9110 §8.6).
        if self.call.method.expects_content() && self.body.is_empty() {
            headers.insert(CONTENT_LENGTH, const { HeaderValue::from_static("0") });
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        let Some(credential) = credential else {
            if let Some(name) = open_parameters(self.call.path, &self.url).next() {
                return Err(RequestError::new(self.call.name, RequestProblem::NoSetting { name }));
            }
            let (carried, named) = (Carried::new(self.secrets.clone()), self.named.clone());
            return Ok(Attached { headers, url: None, body: None, carried, named, pending: Vec::new() });
        };
        let attached = self.add_parts(site, credential, headers);
        attached.map_err(|problem| RequestError::new(self.call.name, problem))
    }

    fn add_parts(
        &self,
        site: &Site,
        credential: &dyn Credential,
        mut headers: HeaderMap,
    ) -> Result<Attached, RequestProblem> {
        let locate = |_: &Fields<'_>| Ok(without_query(self.url.as_str()));
        let mut parts = Fields::of(site, Locate(&locate)).of_credential(&site.memory, self.named.clone());
        let mut secrets = self.secrets.clone();
        if let Some(scope) = credential.lacks(self.call.scopes) {
            return Err(RequestProblem::MissingScope { scope });
        }
        credential.parts(&mut parts, &site.context())?;
        parts.check()?;
        self.check_room(&parts)?;
        parts.secrets(&mut secrets);
        each_header(&parts, Adds::Credential, &mut secrets, &mut |name, value| {
            let own = headers.get(&name).filter(|_| name == COOKIE).and_then(|own| joined(own, &value));
            headers.insert(name, own.unwrap_or(value));
        })?;
        let (url, body) =
            (complete_url(self.call.path, &self.url, &parts)?, merge(self.call.content, &self.body, &parts)?);
        if body.is_some() {
            headers.remove(CONTENT_LENGTH);
        }
        let carried = Carried::new(secrets);
        let (named, pending) = parts.into_computed();
        Ok(Attached { headers, url, body, carried, named, pending })
    }

    /// Checks that the request has a place for what a credential adds. A parameter that is not secret is left out where
    /// the path does not have it.
    fn check_room(&self, parts: &Fields<'_>) -> Result<(), RequestProblem> {
        let is_open = |name: &str| open_parameters(self.call.path, &self.url).any(|open| open == name);
        let mut misplaced = parts.parts_at(Place::Path).filter(|part| part.is_secret() && !is_open(part.name));
        misplaced.next().map_or(Ok(()), |part| Err(RequestProblem::Misplaced { name: part.name }))
    }
}

/// Encodes a request without its credential, after checking all rules on its fields.
pub(crate) fn render(
    call: &Call,
    fields: Fields<'_>,
    site: &Site,
    class_of: ClassOf,
) -> Result<Rendered, RequestError> {
    write_parts(call, fields, site, class_of).map_err(|problem| RequestError::new(call.name, problem))
}

fn write_parts(call: &Call, fields: Fields<'_>, site: &Site, class_of: ClassOf) -> Result<Rendered, RequestProblem> {
    fields.check()?;
    let (mut headers, mut secrets) = (site.headers().to_vec(), Secrets::new());
    fields.secrets(&mut secrets);
    each_header(&fields, Adds::Request, &mut secrets, &mut |name, value| headers.push((name, value)))?;
    let boundary =
        if call.content == Content::Multipart { multipart::boundary(&site.context())? } else { String::new() };
    if let Some(content_type) = content_type(call, &fields, &boundary)? {
        // Before the headers of the request, which may say another one.
        headers.insert(0, (CONTENT_TYPE, content_type));
    }
    let (url, body) = (render_url(call, &fields, site)?, render_body(call.content, &fields, &boundary)?);
    let is_computed = fields.is_computed();
    let (named, pending) = fields.into_computed();
    Ok(Rendered {
        call: *call,
        url,
        headers,
        body,
        secrets,
        signer: None,
        identity: None,
        is_computed,
        named,
        pending,
        class_of,
    })
}

/// Returns the content type that differs from one request to the next: that of a multipart body, or of an upload.
fn content_type(call: &Call, fields: &Fields<'_>, boundary: &str) -> Result<Option<HeaderValue>, RequestProblem> {
    match call.content {
        Content::Multipart => multipart::content_type(boundary).map(Some),
        Content::Bytes => match fields.at(Place::Body).next() {
            Some((name, Value::Upload(upload))) => multipart::media_type(name, upload).map(Some),
            Some(_) | None => Ok(None),
        },
        Content::None | Content::Json | Content::Form | Content::Xml | Content::JsonValue | Content::Text => Ok(None),
    }
}

fn fixed_headers(call: &Call) -> HeaderMap {
    // Reserves room for these headers, the credential's, and those that the client and its HTTP library add (encoding,
    // user agent, host and length), so that the map need not grow.
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(ACCEPT, HeaderValue::from_static(accepted(call.reply)));
    let content_type = match call.content {
        Content::None | Content::Multipart => None,
        Content::Bytes => Some("application/octet-stream"),
        Content::Json | Content::JsonValue => Some("application/json"),
        Content::Form => Some("application/x-www-form-urlencoded"),
        Content::Xml => Some("application/xml"),
        Content::Text => Some("text/plain; charset=utf-8"),
    };
    headers.extend(content_type.map(|name| (CONTENT_TYPE, HeaderValue::from_static(name))));
    headers
}

fn accepted(reply: ReplyEncoding) -> &'static str {
    match reply {
        ReplyEncoding::Json => "application/json",
        ReplyEncoding::Form => "application/x-www-form-urlencoded",
        #[cfg(feature = "xml")]
        ReplyEncoding::Xml => "application/xml, text/xml",
        ReplyEncoding::Text | ReplyEncoding::Bytes => "*/*",
    }
}
